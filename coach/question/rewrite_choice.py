"""A choice, opened: asks for what the options share. "Ligt het aan A of aan B?" gives "Waar ligt het aan?"."""

from collections.abc import Sequence

from coach.question.rewrite_opened import OpenWords
from coach.question.topic_groups import TopicWords

_PLAIN = frozenset(
    {
        "eerder", "juist", "meer", "vooral", "toch", "gewoon", "alleen", "eigenlijk", "echt", "puur", "nou", "nu",
        "soms", "misschien", "ook", "meteen", "pas", "liever",
    }
)  # fmt: skip
_THERE = {
    "over": "over", "aan": "aan", "door": "door", "voor": "voor", "met": "mee", "naar": "naartoe",
    "onder": "onder", "tegen": "tegen", "om": "om", "tot": "toe",
}  # fmt: skip
_WHERE = frozenset({"thuis", "binnen", "buiten", "hier", "ergens", "boven", "beneden"})
_WHEN = frozenset(
    {
        "vandaag", "gisteren", "morgen", "daarna", "ervoor", "erna", "daarvoor", "achteraf", "vooraf", "later",
        "eerder", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "ochtend", "middag",
        "avond", "nacht",
    }
)  # fmt: skip
_TIME = frozenset({"voor", "na", "tijdens", "vóór"})
_PERSONS = frozenset({"hem", "haar", "hen", "mij", "jezelf", "uzelf", "jou", "iemand", "zichzelf", "wie", "anderen"})
_COPULA = frozenset(
    {
        "is", "was", "zijn", "waren", "voelt", "voelde", "ging", "gaat", "verliep", "klonk", "klinkt", "vond", "vind",
        "vindt", "kwam", "komt", "liep", "loopt",
    }
)  # fmt: skip
# Verbs whose other half stands at the end.
_HOLDS = frozenset(
    {
        "heb", "hebt", "heeft", "had", "is", "was", "ben", "bent", "wil", "wilt", "kan", "kun", "zou", "moet", "moest",
        "mag",
    }
)  # fmt: skip
_DEGREE = frozenset({"te", "heel", "erg", "een", "beetje", "zo"})
_PARTICLES = frozenset({"binnen", "terug", "weg", "tevoorschijn"})
_DETERMINERS = frozenset({"de", "het", "een", "die", "je", "uw", "jouw", "haar", "zijn"})
_MOST_PREFIX = 7


def before_options(said: Sequence[str], breaks: Sequence[bool], at: int, words: OpenWords, nouns: TopicWords) -> str:
    """The open question of a choice with a verb in front, "" when the options are not alike in form.

    `at` is where "of" stands between the options.
    """
    low = [word.lower() for word in said]
    if at < 3 or {"ik", "mijn", "we", "ge", "gij"} & set(low[:at]):
        return ""
    after = [i for i in range(at + 1, len(low)) if low[i] not in _PLAIN]
    if not after:
        return ""
    second = after[0]
    first = _same_preposition(low, second, at)
    if any(breaks[i] for i in range(1, first if first >= 2 else at)):
        return ""
    if first >= 2:
        if low[second] in _DETERMINERS:
            low = [*low[:second], low[first], *low[second:]]
        asked = _by_preposition(low, second, nouns)
        if asked.endswith(" wie") and not _persons(low[first + 1 : first + 4], nouns):
            asked = "waar"
        question = _asked(asked, said[:first], low[second], words) if asked else ""
        return question and f"{question[:-1]}{_verb_at_end(low, first, at, nouns)}?"
    return _by_word(said, low, second, at, words)


def _verb_at_end(low: list[str], first: int, at: int, nouns: TopicWords) -> str:
    """The rest of the verb behind an option: "het over de klacht hebben of …", "… of met hem besproken"."""
    for i in (at - 1, len(low) - 1) if low[0] in _HOLDS else ():
        word = low[i]
        verbal = word.endswith("en") or word.startswith("ge") or word[:2] in ("be", "ve")
        if i > first + 1 and verbal and len(word) > 4 and not nouns.kinds(word) and word not in nouns.never:
            return f" {word}"
    return f" {low[-1]}" if low[-1] in _PARTICLES else ""


def _same_preposition(low: list[str], second: int, at: int) -> int:
    if low[second] in _DETERMINERS:  # "over de voltijd of de deeltijd"
        return next((i for i in (at - 2, at - 3) if i >= 2 and low[i] in _THERE and low[i + 1] in _DETERMINERS), -1)
    if low[second] not in _THERE and low[second] not in _TIME | {"bij", "in", "op", "via"}:
        return -1
    return next((i for i in range(2, at) if low[i] == low[second]), -1)


def _persons(group: list[str], nouns: TopicWords) -> bool:
    return bool(set(group[:1]) & _PERSONS) or any(nouns.kinds(word) & {"person", "above"} for word in group)


def _by_preposition(low: list[str], second: int, nouns: TopicWords) -> str:
    """The question word: "wie" with its preposition for persons, "waar" for places and things, "wanneer" for time."""
    group = low[second + 1 : second + 4]
    kinds = frozenset(kind for word in group[:3] for kind in nouns.kinds(word))
    if set(group[:2]) & _PERSONS or kinds & {"person", "above"}:
        return f"{low[second]} wie"
    if low[second] == "via":
        return "hoe"
    if low[second] in _TIME - {"voor"} or (low[second] in ("in", "op", "bij") and set(group) & _WHEN):
        return "wanneer"
    if low[second] in ("in", "op", "bij"):
        return "waar" if "place" in kinds else ""
    if low[second] == "voor" and "event" in kinds:
        return "wanneer"
    return "" if low[second] == "om" and low[0] not in ("gaat", "ging", "draait", "draaide", "gaat") else "waar"


def _asked(asked: str, prefix: Sequence[str], preposition: str, words: OpenWords) -> str:
    small = words.dropped | _PLAIN | ({"daar"} if asked == "waar" else set())
    kept = [word for word in prefix if word.lower() not in small]
    if not 2 <= len(kept) <= _MOST_PREFIX:
        return ""
    tail = f" {_THERE[preposition]}" if asked == "waar" and preposition in _THERE else ""
    question = f"{asked} {kept[0].lower()} {' '.join(kept[1:])}{tail}"
    return f"{question[:1].upper()}{question[1:]}?"


def _by_word(said: Sequence[str], low: list[str], second: int, at: int, words: OpenWords) -> str:
    """Options of one word: "was het thuis of hier", "ging het snel of langzaam"."""
    option = next((i for i in range(max(at - 3, 2), at) if low[i] in ("op", "in", "bij", "aan")), at - 1)
    prefix = [word for word in said[:option] if word.lower() not in words.dropped | _PLAIN | _DEGREE]
    if not 2 <= len(prefix) <= _MOST_PREFIX or low[0] not in _COPULA:
        return ""
    pair = {low[at - 1], low[second]}
    if pair & _WHERE:
        return _asked("waar", prefix, "", words)
    if pair & _WHEN:
        return _asked("wanneer", prefix, "", words)
    if pair & words.view and low[1] not in ("je", "jij", "u"):
        return _asked("hoe", prefix, "", words)
    return ""
