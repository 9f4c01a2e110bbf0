"""What a question names, made ready to lay beside a story: its steps, its heavy words, and how it is put."""

import re
from itertools import pairwise
from typing import NamedTuple

from coach.question.learned.story_words import StoryWords
from coach.question.lexicon import Lexicon

Kin = tuple[frozenset[str], ...]

_HAVE = frozenset({"heb", "hebt", "heeft", "hebben", "had", "hadden", "hadt"})
_PERFECT = _HAVE | {"ben", "bent", "is"}
_AHEAD = frozenset({"ga", "gaat", "wil", "wilt", "zou", "zouden", "zoudt", "kun", "kunt", "moet", "mag", "mogen"})
_BEFORE = frozenset({"en", "nou", "eh", "ehm", "tja", "ja", "dus", "zeg", "maar", "dan", "oké", "goed", "of"})
_YOU = frozenset({"je", "u", "jij", "ge", "gij"})
_ADDRESSED = _YOU | {"hij", "ze", "jullie", "zij"}
_SHUT = _PERFECT | _AHEAD | {"was", "vind", "vindt", "vond", "kan", "denk", "denkt"}
_STEER = frozenset({"niet", "geen"})
_POINTERS = frozenset({"dat", "het", "zo", "zoiets", "dit", "daar", "eraan", "ermee", "daarmee", "er", "erover"})
_CHECK = frozenset({"dus", "begrijp", "bedoel", "bedoelt", "bedoelde", "klopt", "hoor", "samengevat", "eigenlijk"})
_DEFINITE = frozenset({"die", "dat", "dien", "deze", "zo'n", "je", "jouw", "uw", "dit"})
_ONSELF = frozenset({"jezelf", "uzelf", "zelf"})
_HINDER = frozenset({"tegen", "weerhoudt", "weerhield", "nodig", "spannend", "moeilijk", "lastig"})
_CLAUSE = frozenset({"toen", "nadat", "sinds", "dat", "omdat", "doordat"})
_KINDS = {
    "wat": "wat", "hoe": "hoe", "waarom": "why", "wanneer": "when", "hoelang": "when", "wie": "who", "welke": "which",
    "welk": "which", "hoeveel": "which", "zou": "would", "zouden": "would", "zoudt": "would", "kun": "would",
    "kunt": "would", "stel": "would", "ga": "go", "gaat": "go", "wil": "go", "wilt": "go", "is": "is", "was": "is",
    "zijn": "is", "ben": "is", "bent": "is", "waren": "is",
}  # fmt: skip
FIRSTS = tuple(f"first={kind}" for kind in sorted({*_KINDS.values(), "have", "where", "other"}))
# So somebody asks for the reason or the manner of what the presenter is taken to have done.
_GIVEN = re.compile(
    r"\bwaarom (?:heb|hebt|had|ben|bent|was|liet|ging|deed|koos|hield|zei|wilde)\w* (?:je|u|ge|jij|gij)\b"
    r"|\bwat (?:maakte|bracht|deed|bewoog)\w* (?:dat )?(?:je|u|ge|jou)\b|\b(?:hoe|wat) kwam (?:je|u|ge|het)\b"
    r"|\bde (?:reden|doorslag)\b|\bwaarvan (?:heb|hebt|had)\b|\bhoe \w+ (?:vond|viel) (?:je|u|het|ge)\b"
    r"|\btoen (?:je|u|ge)\b|\bwanneer (?:begon|besloot|merkte|wist) (?:je|u|ge)\b"
    r"|\bwat (?:wilde|hoopte) (?:je|u|ge) (?:bereiken|met)\b"
)


class Asked(NamedTuple):
    """The content words of a question, with their kin."""

    heavy: Kin  # feelings and verdicts
    acts: Kin  # the steps and things, without people
    whom: Kin  # people and things that the step goes to
    held: Kin  # what is taken as given: "die angst", "toen je hem belde"
    contact: bool  # with somebody
    oneself: bool  # "op jezelf"
    points: bool  # nothing is named but by "dat" or "zoiets"


def asked_of(lows: tuple[str, ...], lexicon: Lexicon, words: StoryWords) -> Asked:
    """Reads the words of a question, folded."""
    whole = words.joined(lows)
    content = [low for low in whole if low not in words.small]
    heavy = [low for low in content if low in lexicon.words["evaluative"] or words.names(low)]
    rest = [low for low in content if low not in heavy]
    acts = [low for low in rest if low not in words.people]
    acts = [low for low in acts if low not in words.light] or acts or rest
    contacts = {low for low in rest if words.kin(low) & words.contact or low in words.consult}
    whom = [low for low in rest if low not in contacts and low not in words.light]
    held = [b for a, b in pairwise(lows) if a in _DEFINITE and b in content] + _given(lows, content)
    points = not content and bool(_POINTERS.intersection(lows))

    def kin(row: list[str]) -> Kin:
        return tuple(words.kin(low) for low in row)

    oneself = bool(_ONSELF.intersection(lows))
    return Asked(kin(heavy), kin(acts), kin(whom), kin(held), bool(contacts), oneself, points)


def _given(lows: tuple[str, ...], content: list[str]) -> list[str]:
    """The words of a clause that begins with "toen je" or "dat u": it takes for granted that it was so."""
    for i, (a, b) in enumerate(pairwise(lows)):
        if a in _CLAUSE and b in _YOU:
            return [low for low in lows[i + 2 :] if low in content]
    return []


def wording_facts(lows: tuple[str, ...], words: StoryWords) -> dict[str, float]:
    """How the question is put, each 0 or 1; of FIRSTS the one that holds."""
    said, pairs = set(lows), set(pairwise(lows))
    first = next((low for low in lows if low not in _BEFORE), "")
    steers = bool(_STEER & said)
    facts = {
        _first(first, pairs): True,
        "push": (steers and first in _SHUT) or (bool(words.push & said) and (steers or first == "waarom")),
        "not": steers,
        "time": bool(said & words.time),
        "tag": bool(said & words.tag),
        "perfect": first in _PERFECT,
        "have": any(a in _HAVE and b in _YOU for a, b in pairs),
        "ahead": any(a in _AHEAD and b in _ADDRESSED for a, b in pairs),
        "would": bool(said & {"zou", "zouden", "zoudt"}),
        "if": first == "stel" or bool(said & {"als", "stel", "wanneer"} - {first}),
        "toen": any(a in ("toen", "nadat") and b in _ADDRESSED for a, b in pairs),
        "still": bool(said & {"nog", "al", "inmiddels"}),
        "check": bool(said & _CHECK),
        "hinder": bool(said & _HINDER),
        "given": _GIVEN.search(" ".join(lows)) is not None,
    }
    return {name: float(so) for name, so in facts.items()}


def _first(first: str, pairs: set[tuple[str, str]]) -> str:
    if ("hoe", "lang") in pairs:
        return "first=when"
    kind = "have" if first in _HAVE else _KINDS.get(first, "where" if first.startswith("waar") else "other")
    return f"first={kind}"
