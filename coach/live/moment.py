"""What the turns so far tell: which side of the case was asked about, which words can be given back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from coach.live.deepening_data import BALANCED, Balanced, Words
from coach.question.ask import Said
from coach.text import clean, words
from coach.wordlists import any_of

_DENIALS = ("niet", "geen", "nooit", "nauwelijks")
_STOP = frozenset(
    {
        "de",
        "het",
        "een",
        "en",
        "of",
        "dat",
        "die",
        "dit",
        "er",
        "je",
        "jij",
        "jou",
        "jouw",
        "ik",
        "in",
        "op",
        "aan",
        "om",
    }
    | {
        "van",
        "voor",
        "met",
        "bij",
        "naar",
        "te",
        "wat",
        "hoe",
        "welke",
        "wie",
        "waar",
        "wanneer",
        "toen",
        "daar",
        "hier",
    }
    | {
        "is",
        "was",
        "zijn",
        "werd",
        "wordt",
        "heb",
        "hebt",
        "had",
        "kan",
        "kun",
        "mag",
        "zou",
        "als",
        "dan",
        "nu",
        "nog",
    }
    | {"ook", "eens", "dus", "maar", "zo"}
)
_SAME = 0.6  # share of content words in common at which two questions count as the same


def content_words(text: str) -> frozenset[str]:
    """The words that carry a question, in lower case."""
    return frozenset(word.lower() for word in words(text)) - _STOP


def same_question(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two questions share so many content words that asking both would be repeating."""
    shared = len(one & other)
    return bool(shared) and shared / min(len(one), len(other)) >= _SAME and shared >= min(2, len(one))


@dataclass(frozen=True, slots=True)
class Moment:
    """Where the conversation stands.

    `told` are the presenter's words, newest first, the case last. `asked` holds the content words of what the others
    said. `touched` counts, per dimension, the turns of others that asked about it. `turns` counts those turns.
    """

    told: tuple[str, ...]
    asked: tuple[frozenset[str], ...]
    touched: dict[Balanced, int]
    turns: int


class Reader:
    """Reads turns by the word lists of knowledge/deepening/woorden.toml. Lexical only: it reads words, not people."""

    def __init__(self, lists: Words) -> None:
        self._dimensions = {name: any_of(phrases) for name, phrases in lists.dimensions.items()}
        self._slots = {name: any_of(phrases) for name, phrases in lists.slots.items()}

    def read(self, case: str, history: Sequence[Said]) -> Moment:
        """The moment after `history` (old to new)."""
        cleaned = [(said.role, clean(said.text)) for said in history]
        told = [text for role, text in reversed(cleaned) if role == "case_presenter"]
        others = [text for role, text in cleaned if role != "case_presenter"]
        touched = {name: sum(1 for text in others if self._dimensions[name].search(text)) for name in BALANCED}
        case = clean(case)
        return Moment((*told, case) if case else tuple(told), tuple(map(content_words, others)), touched, len(others))

    def quote(self, slot: str, moment: Moment) -> tuple[str, int] | None:
        """The presenter's own words for a slot (at most four) and how long ago (0 is the last turn); or None."""
        for age, text in enumerate(moment.told):
            found = None
            for match in self._slots[slot].finditer(text):
                found = match
            if found:
                return _with_denial(text, found), age
        return None


def _with_denial(text: str, found: re.Match[str]) -> str:
    """ "bang" after "niet" is given back as "niet bang": half a quote would turn the meaning round."""
    before = words(text[: found.start()])[-1:]
    if before and before[0].lower() in _DENIALS and len(found[0].split()) < 4:
        return f"{before[0].lower()} {found[0]}"
    return found[0]
