"""Moments in a question that can be taken over word for word: "toen hij wegliep", "als ze klaagt", "na de intake"."""

import re
from typing import NamedTuple

from coach.question.lexicon import Lexicon
from coach.question.reading import Word
from coach.question.topic_groups import POINTING, Groups
from coach.question.topic_words import NounKind, TopicWords

_BEFORE_EVENT = frozenset({"tijdens", "bij", "in", "na", "op"})
_OPENS = frozenset({"als", "wanneer", "zodra", "toen", "nu", "terwijl", "sinds"})
_STOPS = frozenset({"of", "om", "zodat", "dat", "want", "omdat", "maar", "voordat", "waardoor"}) | _OPENS
_GOES_ON = frozenset({"dat", "of", "om", "zodat"})
_SUBJECTS = frozenset({"hij", "ze", "zij", "het", "er", "iemand", "jullie", "de", "die", "dat", "deze", "dit", "een"})
_YOU = frozenset({"je", "jij", "u", "ge", "gij"})
_ASKER = frozenset({"ik", "mij", "me", "mijn", "we", "wij", "ons", "onze"})
_HYPOTHETICAL = frozenset({"zou", "zouden", "zoudt", "lijkt", "helpt", "helpen", "schelen", "stel", "en", "erom"})
_MOMENTS = ("dag", "avond", "ochtend", "middag", "nacht", "weekend", "week")
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_VERBAL = re.compile(r"(?:t|d|en|de|te|ten|den)$")
_MOST = 12
_LEAST = 3
# After these "dat" opens what somebody thinks, not what has happened.
_BELIEFS = frozenset(
    {
        "denk", "denkt", "dacht", "vind", "vindt", "vond", "geloof", "gelooft", "zo", "eens", "toegeven", "kunnen",
        "kan", "zou", "zeggen", "zeg", "zegt", "volgens", "kans", "idee", "betekent", "herken", "herkent", "aan",
        "neem", "vermoed", "vermoedt", "snap", "begrijp", "zie", "ziet", "weet", "wist", "hoop", "klopt", "waar",
        "voorstellen", "lijkt", "mij", "me", "ik", "bang", "wil", "wilt", "vertellen", "tijd", "omdat", "zorgen",
    }
)  # fmt: skip
_STEERING = frozenset({"gewoon", "echt", "zomaar", "toch", "eens", "wel", "ook", "nou", "nu", "dus", "zelfs", "weer"})


class Moments(NamedTuple):
    """Clauses and groups by the slot they fit; "" when there is none."""

    past: str = ""
    when: str = ""
    now: str = ""
    fact: str = ""


class Clauses:
    """Finds the moments in the words of one question."""

    def __init__(self, words: tuple[Word, ...], groups: Groups, nouns: TopicWords, lexicon: Lexicon) -> None:
        self.words, self.groups, self.nouns = words, groups, nouns
        self.w = tuple(word.low for word in words)
        self.k = lexicon.words
        self.steers = groups.loaded | self.k["push"] | self.k["negation"] | self.k["modal"] | _ASKER | {"toch", "zelfs"}
        self.actions = lexicon.actions

    def moments(self, advice: bool, past: bool) -> Moments:
        """The first of each sort. Of advice a clause that holds the step itself ("als je haar belt") stays out."""
        found: dict[str, str] = {}
        for i, word in enumerate(self.w):
            if word in _OPENS and (clause := self._clause(i, advice)):
                found.setdefault(self._slot(word, clause), clause)
        event = self._event(advice)
        if event:
            found.setdefault("past" if past or (event.startswith("die ") and not advice) else "when", event)
        fact = "" if advice else self._fact()
        return Moments(found.get("past", ""), found.get("when", ""), found.get("now", ""), fact)

    def _fact(self) -> str:
        """ "Stak dat niet, dat ze u niet noemden": what has happened, word for word."""
        last = len(self.w) - 1
        i = next((i for i in range(2, last) if self.w[i] == "dat" and self._subject(i + 1)), 0)
        if not i or _BELIEFS & set(self.w[:i]):
            return ""
        told = {"bedacht", "besloten", "bepaald"} & set(self.w[:i])
        if (
            not told
            and not self.words[i].after_comma
            and not (self.groups.loaded | {"baal", "baalde", "erg"}) & set(self.w[:i])
        ):
            return ""
        ends = (n for n in range(i + 1, last + 1) if self.words[n].after_comma or self.w[n] == "of")
        stop = next(ends, last + 1)
        said = self.w[i:stop]
        if not _LEAST < len(said) <= _MOST or set(said) & (self.groups.loaded | _ASKER | {"altijd", "te"}):
            return ""
        if not (self._verbal(said[-1]) or any(self._past(word) for word in said[2:])):
            return ""
        words = [word for word in self.groups.said[i + 1 : stop] if word.lower() not in _STEERING]
        words = ["je" if word == "jij" else word for word in words]
        return " ".join(["dat", *words]).replace("niet eens", "niet").replace("uwe naam", "uw naam")

    def _slot(self, word: str, clause: str) -> str:
        if word == "toen" or (word in ("terwijl", "sinds") and self._past(clause.rsplit(" ", 1)[-1])):
            return "past"
        return "now" if word in ("nu", "terwijl", "sinds") else "when"

    def _clause(self, i: int, advice: bool) -> str:
        stop = next((n for n in range(i + 1, len(self.w)) if self._ends_before(n)), len(self.w))
        said = self.w[i:stop]
        if not _LEAST <= len(said) <= _MOST or set(said) & self.steers or not self._subject(i + 1):
            return ""
        if advice and self._holds_the_step(i):
            return ""
        if stop < len(self.w) and self.w[stop] in _GOES_ON and not self.words[stop].after_comma:
            return ""
        if advice and said[1] in _YOU and any(word in self.actions for word in said):
            return ""  # "toen jij met haar ging praten": what the asked one did is close to the step
        if self._loose(said):
            return ""
        if said[0] == "nu" and i > 0 and not self.words[i].after_comma:
            return ""
        if said[0] == "toen" and not any(self._past(word) for word in said[2:]):
            return ""
        last = said[-1]
        if not self._verbal(last) or last in self.nouns.never or self.nouns.kinds(last):
            return ""
        return self._in_address(said, self.groups.said[i:stop])

    def _loose(self, said: tuple[str, ...]) -> bool:
        """What is not so, a way of speaking, or a clause that leans on a word that would not come along."""
        if said[0] in ("als", "wanneer") and (said[1] == "iemand" or self._unreal(said)):
            return True
        if len(said) > 3 and said[0] != "toen" and said[1] in _YOU and said[2] in ("het", "dat", "ze", "hem"):
            return True  # "als je het gelezen hebt": what "het" is, would not be told
        whose = said[1] in _YOU | {"er", "het"} and {"haar", "zijn"} & set(said[2:-1])
        return bool(whose or {"eerlijk", "nodig"} & set(said))

    def _unreal(self, said: tuple[str, ...]) -> bool:
        """ "wanneer je moeder daar woonde", behind "zou" or "had": what is not so."""
        return said[-1] == "zou" or (self._past(said[-1]) and not said[-1].startswith("ge"))

    def _ends_before(self, n: int) -> bool:
        return self.words[n].after_comma or self.w[n] in _STOPS

    def _subject(self, i: int) -> bool:
        if self.w[i - 1] == "als" and self.w[i] == "een":
            return False  # "voelde het als een straf"
        return self.w[i] in _SUBJECTS | _YOU or self.groups.at(i) is not None

    def _holds_the_step(self, i: int) -> bool:
        """ "als je haar belt", "zou het helpen als de ander begint": a condition that is the step itself."""
        if self.w[i] in ("toen", "nu", "terwijl", "sinds"):
            return False
        earlier = {"als", "om", "wanneer"} & set(self.w[:i])
        return not earlier and (self.w[i + 1] in _YOU or i < 3 or bool(_HYPOTHETICAL & set(self.w[:i])))

    def _verbal(self, word: str) -> bool:
        known = word in self.k["present"] or word in self.k["past"] or word in self.actions
        return known or bool(_VERBAL.search(word)) or self._past(word)

    def _in_address(self, low: tuple[str, ...], said: tuple[str, ...]) -> str:
        return " ".join([low[0], *said[1:]])

    def _event(self, advice: bool) -> str:
        for i, word in enumerate(self.w):
            group = self.groups.at(i + 1) if word in _BEFORE_EVENT else None
            given = (
                group is not None
                and self.w[group.first] not in _YOU | {"uw", "jouw"}
                and (self.w[group.first] in POINTING or not advice or word == "tijdens")
                and self.w[group.stop : group.stop + 1] not in (("dat",), ("waarin",), ("die",), ("waarop",))
            )
            if group and given and self._is_event(word, group.kinds):
                if word == "in" and not group.noun.endswith(self.nouns.takes_in):
                    continue
                return f"{word} {group.said}"
            if word == "die" and i + 1 < len(self.w) and self._part_of_day(self.w[i + 1]):
                return f"die {self.w[i + 1]}"
        return ""

    def _part_of_day(self, word: str) -> bool:
        return word in _MOMENTS or (word.startswith(_DAYS) and word.endswith((*_MOMENTS, "dag")))

    def _is_event(self, before: str, kinds: frozenset[NounKind]) -> bool:
        return "event" in kinds or (before in ("tijdens", "na") and not kinds & {"person", "above"})

    def _past(self, word: str) -> bool:
        """Past tense, also with a separable part in front ("wegliep")."""
        past = self.k["past"]
        return (
            word in past
            or any(word[at:] in past for at in range(2, len(word) - 2))
            or (word.endswith(("te", "de", "den", "ten")) and len(word) > 4)
        )
