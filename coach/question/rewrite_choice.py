"""A choice, opened: the question word that the options answer, before what they share.

"Was dat in periode twee of drie?" gives "In welke periode was dat?", "Zat de papa of de mama aan het stuur?" gives
"Wie zat aan het stuur?". An option itself never comes back.
"""

from collections.abc import Sequence
from typing import NamedTuple

from coach.question.rewrite_opened import OpenWords
from coach.question.rewrite_words import FINITE
from coach.question.topic_words import TopicWords

_PLAIN = frozenset(
    {
        "eerder", "juist", "al", "meer", "vooral", "toch", "gewoon", "alleen", "eigenlijk", "echt", "puur", "nou", "nu",
        "soms", "misschien", "ook", "meteen", "pas", "liever", "nog", "uiteindelijk", "puntje", "alles",
    }
)  # fmt: skip
_THERE = {
    "over": "over", "aan": "aan", "door": "door", "voor": "voor", "met": "mee", "naar": "naartoe", "van": "van",
    "onder": "onder", "tegen": "tegen", "om": "om", "tot": "toe", "rond": "rond", "tussen": "tussen",
}  # fmt: skip
_PREPOSITIONS = frozenset({*_THERE, "bij", "in", "op", "via", "per", "na", "tijdens", "uit", "vóór", "buiten", "naast"})
_WHERE = frozenset({"thuis", "binnen", "buiten", "hier", "ergens", "boven", "beneden", "elders"})
_WHEN = frozenset(
    {
        "vandaag", "gisteren", "morgen", "daarna", "ervoor", "erna", "daarvoor", "achteraf", "vooraf", "later",
        "eerder", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "ochtend", "middag",
        "avond", "nacht", "pauze", "vakantie", "week", "weekend", "begin", "einde", "s", "'s", "dag", "straks",
    }
)  # fmt: skip
_TIME = frozenset({"voor", "na", "tijdens", "vóór"})
_MOMENTS = frozenset({"toen", "voordat", "nadat", "zodra", "sinds", "tijdens", "pas"})
_NUMBERS = frozenset({"een", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"})
_PERSONS = frozenset({"hem", "haar", "hen", "mij", "jezelf", "uzelf", "jou", "iemand", "zichzelf", "wie", "anderen"})
_YOU = frozenset({"je", "jij", "u", "ge", "gij"})
_DETERMINERS = frozenset({"de", "het", "een", "die", "dat", "je", "uw", "jouw", "haar", "zijn", "hun", "jullie", "nen"})
_PRONOUNS = frozenset({"je", "dat", "het", "die", "dit", "jullie"})
_COPULA = frozenset({"is", "was", "zijn", "waren", "werd", "wordt", "heet", "bleef", "blijft"})
_HOW = _COPULA | {
    "voelt", "voelde", "ging", "gaat", "verliep", "klonk", "klinkt", "kwam", "komt", "liep", "loopt", "gebeurde",
    "reageerde", "bracht", "zei", "deed", "vertrok", "werkte", "werkt", "ben", "bent",
}  # fmt: skip
_REASONS = frozenset({"omdat", "doordat", "uit", "vanwege", "vanuit"})
_MOST_PREFIX = 9
# The same question in other words, when a second one is wanted.
_ELSE = {"wanneer": "op welk moment", "waar": "op welke plek", "in welke rol": "vanuit welke positie"}
_TURNING = frozenset({"gaat", "ging", "draait", "draaide"})
_HOLDS = frozenset(
    {
        "heb", "hebt", "heeft", "had", "hebben", "hadden", "hadt", "is", "was", "ben", "bent", "zijt", "wil", "wilt",
        "kan", "kun", "zou", "moet", "moest", "mag", "zijn", "waren", "wilde", "zoudt",
    }
)  # fmt: skip


_STAYS = frozenset(
    {
        "zat", "zit", "stond", "staat", "lag", "ligt", "was", "is", "speelt", "speelde", "werkt", "werkte", "ging",
        "gaat", "viel", "gebeurde", "woonde", "ben", "bent", "zaten", "liep", "draait", "draaide",
    }
)  # fmt: skip
_WEIGHS = frozenset({"weegt", "woog"})
_MODAL = frozenset({"moet", "moest", "kan", "kun", "kunt", "mag", "zou", "gaat", "ga", "zal", "zult"})


def _infinitive(word: str, nouns: TopicWords) -> bool:
    ends = word.endswith(("en", "gaan", "staan", "slaan")) and len(word) > 4
    return ends and not nouns.kinds(word) and word not in nouns.never


def _participle(word: str) -> bool:
    return len(word) > 4 and word.endswith(("t", "d", "en")) and ("ge" in word or word[:2] in ("be", "ve", "he", "on"))


class Choice(NamedTuple):
    """The words of a choice: as written, folded, where a comma stands before, and where "of" stands."""

    said: Sequence[str]
    low: list[str]
    breaks: Sequence[bool]
    at: int
    second: int


def opened_choice(
    said: Sequence[str], breaks: Sequence[bool], at: int, words: OpenWords, nouns: TopicWords
) -> list[str]:
    """Open questions about what the options share, the closest first; none when the options are not alike."""
    low = [word.lower() for word in said]
    second = next((i for i in range(at + 1, len(low)) if low[i] not in _PLAIN), 0)
    if at < 2 or not second or {"ik", "mijn", "we", "niet", "geen"} & set(low[:at]):
        return []
    if low[0] in _WEIGHS:
        return [f"Wat {low[0]} voor {'u' if {'u', 'ge'} & set(low) else 'je'} het zwaarst?"]
    if low[0] in ("vind", "vindt", "vond") and "belangrijker" in low and low[1] in _YOU:
        return [f"Wat {low[0]} {low[1]} het belangrijkst?"]
    choice = Choice(said, low, breaks, at, second)
    if low[second] in FINITE and second + 1 < len(low):
        if low[second] == low[0] and low[second + 1] == low[1] and second + 2 < len(low):
            choice = choice._replace(second=second + 2)
        else:
            return _of_one_clause(choice, words, nouns)
    asked, first = _asked(choice, nouns)
    if not asked or first < 1 or {"om", "omdat"} & set(low[2:first]):
        return []
    return _questions(asked, choice, first, words, nouns)


def _of_one_clause(c: Choice, words: OpenWords, nouns: TopicWords) -> list[str]:
    """ "Zat je op de praktijk of deed je die dienst thuis?": the place at the end of the first clause is asked."""
    order = range(2, c.at) if c.low[0] in _TURNING else range(c.at - 1, 1, -1)
    first = next((i for i in order if c.low[i] in _PREPOSITIONS), 0)
    if not first or first + 1 >= c.at or c.low[0] not in _STAYS:
        return []
    asked = _word_for(c.low[first], c.low[first + 1 : min(first + 4, c.at)], c, nouns)
    cut = c._replace(low=c.low[: c.at], said=c.said[: c.at], second=first + 1)
    return _questions(asked, cut, first, words, nouns) if asked and asked != "met wie" else []


def _questions(asked: str, c: Choice, first: int, words: OpenWords, nouns: TopicWords) -> list[str]:
    subject = first == 1
    kept = [word for i, word in enumerate(c.said[:first]) if not i or word.lower() not in words.dropped | _PLAIN]
    where, _, preposition = asked.partition("|")
    tail = [] if preposition in ("doen", "gedaan") else _rest(c, first, nouns)
    if len(kept) > 2 and where == "waar":
        kept = [word for word in kept if word.lower() != "daar"]
    if low_modal(c) and where == "wat" and not preposition:
        return []
    if where == "wat" and kept[-1].lower() in ("dit", "dat", "het"):
        return []  # "wat is dit?" asks for nothing
    if not ((subject and tail) or 2 <= len(kept) <= _MOST_PREFIX):
        return []
    if subject and kept[0].lower() in ("waren", "zijn", "hebben", "hadden", "zaten", "gingen", "kwamen", "willen"):
        return []  # "wie" takes a singular
    parts = [where, kept[0].lower(), *kept[1:], *([_THERE.get(preposition, preposition)] if preposition else []), *tail]
    found = [" ".join(parts)]
    if _YOU & set(c.low[:first]) and c.low[0] in _TURNING and preposition in ("om", "over"):
        found.append(f"wat weegt voor {'u' if {'u', 'ge'} & set(c.low) else 'je'} het zwaarst")
    if where in _ELSE and not preposition:
        found.append(" ".join([_ELSE[where], *parts[1:]]))
    return [f"{text[:1].upper()}{text[1:]}?" for text in found]


def low_modal(c: Choice) -> bool:
    """ "Mag het iets preciezer: …": a request before the choice, not the choice itself."""
    return c.low[0] in ("mag", "mocht", "kan", "kon")


def _rest(c: Choice, first: int, nouns: TopicWords) -> list[str]:
    """What stands behind both options and belongs to the sentence: the rest of the verb, "aan het stuur"."""
    if first == 1:
        stop = c.second + (2 if c.low[c.second] in _DETERMINERS else 1)
        return list(c.said[stop:]) if stop < len(c.low) else []
    for i in (len(c.low) - 1, c.at - 1) if c.low[0] in _HOLDS else ():
        word = c.low[i]
        verbal = word.endswith("en") or word.startswith("ge") or word[:2] in ("be", "ve", "he", "on")
        a_verb = verbal and len(word) > 4 and not nouns.kinds(word) and word not in nouns.never
        if a_verb and i not in (c.second, c.second + 1) and (i > c.second or i > first + 1):
            return [c.said[i]]
    return [c.said[-1]] if c.low[-1] in ("binnen", "terug", "weg", "tevoorschijn") else []


def _asked(c: Choice, nouns: TopicWords) -> tuple[str, int]:
    """The question word, with "|" and a preposition that stays behind, and where the first option begins."""
    word = c.low[c.second]
    if word == "als" and set(c.low[c.second + 1 : c.second + 2]) & {"eerste", "laatste", "tweede", "enige"}:
        return "", 0
    if word == "als":
        return "in welke rol" if c.low[1] in _YOU else "hoe", _back(c, {"als"})
    if word in _MOMENTS - {"tijdens", "pas"}:
        return "wanneer", _back(c, _MOMENTS)
    if word in _REASONS or (word == "om" and c.low[0] not in _TURNING):
        first = _back(c, _REASONS | {"om", "door", "voor"})
        return ("waarom", first) if first > 1 else ("", 0)
    if c.low[0] in _MODAL | {"wil", "wilt", "wilde"} and all(_infinitive(c.low[i], nouns) for i in (c.at - 1, -1)):
        return ("wat|doen", 2) if c.low[1] in _YOU else ("", 0)
    if word in _PREPOSITIONS:
        return _by_preposition(c, nouns)
    if word in _DETERMINERS and c.second + 1 < len(c.low):
        return _by_noun(c, nouns)
    return _by_word(c, nouns)


def _back(c: Choice, group: frozenset[str] | set[str]) -> int:
    return next((i for i in range(1, c.at) if c.low[i] in group), 0)


def _by_preposition(c: Choice, nouns: TopicWords) -> tuple[str, int]:
    word = c.low[c.second]
    same = next((i for i in range(2, c.at) if c.low[i] == word), 0)
    any_of = [i for i in range(2, c.at) if c.low[i] in _PREPOSITIONS and not _aside(c, i)]
    if c.low[c.at - 1] in _TIME and word in _TIME:
        return "wanneer", c.at - 1
    alone = c.low[c.at - 1] in ("alleen", "samen")
    if alone and word == "met":
        return "met wie", c.at - 1
    if c.low[c.at - 1] in _WHERE and word in ("in", "op", "bij", "aan"):
        return "waar", c.at - 1
    first = same or (any_of[0] if any_of and any(c.breaks[2 : c.at]) else any_of[-1] if any_of else 0)
    if not first:
        plain = word in ("bij", "per", "via", "met", "uit") and not nouns.kinds(c.low[c.at - 1])
        return ("hoe", c.at - 1) if plain and c.at > 2 else ("", 0)
    if not same and c.low[first] in ("op", "in", "bij") and word in ("op", "in", "bij"):
        return "waar", first
    return _word_for(c.low[first], c.low[c.second + 1 : c.second + 4], c, nouns), first


def _aside(c: Choice, i: int) -> bool:
    """ "Op dat moment", "voor jou": no option."""
    return c.low[i + 1] in ("jou", "u", "je", "mij") or c.low[i + 1 : i + 3] == ["dat", "moment"]


def _word_for(preposition: str, group: list[str], c: Choice, nouns: TopicWords) -> str:
    """ "wie" with its preposition for persons, "waar" for places and things, "wanneer" for time."""
    kinds = frozenset(kind for word in group for kind in nouns.kinds(word))
    if set(group[:1]) & _PERSONS or kinds & {"person", "above", "helper"}:
        return f"{preposition} wie"
    if preposition in ("via", "per"):
        return "hoe"
    if preposition in _TIME - {"voor"} or (preposition in ("in", "op", "bij") and set(group) & _WHEN):
        return "wanneer"
    if preposition in ("in", "op", "bij", "buiten", "naast"):
        return "waar" if "place" in kinds or c.low[0] in ("zat", "zit", "lag", "stond", "was") else ""
    if preposition == "voor" and "event" in kinds:
        return "wanneer"
    if preposition == "om" and c.low[0] not in _TURNING:
        return ""
    return f"waar|{preposition}" if preposition in _THERE else ""


def _by_noun(c: Choice, nouns: TopicWords) -> tuple[str, int]:
    dets = [i for i in range(1, c.at) if c.low[i] in _DETERMINERS and c.low[i + 1 : i + 2] != ["of"]]
    dets = [i for i in dets if not (i == 1 and c.low[1] in _PRONOUNS and _pronoun(c))]
    if not dets:
        return "", 0
    first = dets[0] if any(c.breaks[dets[0] + 1 : c.at]) else dets[-1]
    group = c.low[c.second + 1 : c.second + 3]
    if first > 1 and c.low[first - 1] in _PREPOSITIONS and c.low[0] not in ("vind", "vindt", "vond"):
        return _word_for(c.low[first - 1], group, c, nouns), first - 1
    kinds = nouns.kinds(group[0]) | nouns.kinds(c.low[c.at - 1])
    if kinds & {"person", "above", "helper"}:
        return "wie", first
    if set(group[:1]) & _WHEN:
        return "wanneer", first
    return "wat", first


def _pronoun(c: Choice) -> bool:
    """ "Was het de klacht of …": "het" is the subject here, no article."""
    after = c.low[2] if len(c.low) > 2 else ""
    return after in _DETERMINERS | _PREPOSITIONS | _PLAIN or after.endswith("er") or c.low[1] == "je"


def _by_word(c: Choice, nouns: TopicWords) -> tuple[str, int]:
    one, two = c.low[c.at - 1], c.low[c.second]
    if c.low[0] in _MODAL and _infinitive(one, nouns):
        then = next((i for i in range(2, c.at) if c.low[i] not in ("dan", "toen", "nu", "daar", "hier")), c.at - 1)
        return "wat|doen", then if c.low[1] in _YOU else c.at - 1
    if c.low[0] in ("heb", "hebt", "heeft", "had") and _participle(one) and _participle(two):
        return ("hoe|gedaan" if c.low[c.at - 2] in ("dat", "het", "dit") else "wat|gedaan"), c.at - 1
    if two in _NUMBERS and c.at > 3 and c.low[c.at - 3] in ("in", "op", "bij", "voor", "uit"):
        return f"{c.low[c.at - 3]} welke {c.low[c.at - 2]}", c.at - 3
    if {one, two} & _WHERE:
        return "waar", c.at - 1
    if {one, two} & _WHEN:
        first = c.at - 2 if c.low[c.at - 2] in ("op", "in", "om", "'s") else c.at - 1
        return "wanneer", first
    if c.second != len(c.low) - 1 or c.low[0] not in _HOW or c.low[c.at - 1] in nouns.never - {"goed", "snel"}:
        return "", 0
    first = next((i for i in range(2, c.at) if c.breaks[i + 1]), c.at - 1)
    while first > 2 and c.low[first - 1] in ("te", "heel", "erg", "een", "beetje", "zo", "meer", "vooral"):
        first -= 1
    if nouns.kinds(one) & {"person", "above"}:
        return "wie", first
    if nouns.kinds(one) or nouns.kinds(two):
        return ("wat", first) if c.low[0] in _COPULA else ("", 0)
    return "hoe", first
