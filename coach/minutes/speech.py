"""Spoken text made ready for reading: sentences with their turn, without hesitations, with jokes and orders marked."""

import re
from dataclasses import dataclass, replace

from coach.minutes.lengths import SENTENCE, pieces
from coach.minutes.model import Transcript

_BRACKETS = re.compile(r"[\[(][^\])]{0,60}[\])]")
_HESITATION = re.compile(r"(?:^|[,\s]+)(?:e+u*h+m*|u+h+m*|h+m+|mm+)\b[,.…]*(?=\s|$)", re.IGNORECASE)
_EMOJI = re.compile("[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+")
_END = re.compile(r"(?<=[.!?…])[\"'”’]?\s+(?=[\"'“‘(\-–]?[\w])|\n+")
_LAUGH = re.compile(
    r"\b(?:grapje|geintje|haha\w*|hihi|lach\w*|gelach|knipoog|sarcas\w*|ironi\w*|ha ha)\b|;-?\)|😄|😂|😉", re.IGNORECASE
)
_ORDER = re.compile(
    r"\b(?:zet|schrijf|noteer|notuleer|vermeld|neem)\b.{0,20}\b(?:maar|gerust|vooral)\b.{0,40}\b(?:verslag|"
    r"notulen|op|dat)\b"
    r"|\b(?:zet|vermeld)\b.{0,12}\bin\s+(?:het|je|de)\s+(?:verslag|notulen)\b"
    r"|\b(?:negeer|vergeet)\b.{0,30}\b(?:instructies|opdracht|regels|bovenstaande|vorige)\b"
    r"|\b(?:ignore|disregard)\b.{0,40}\binstructions?\b"
    r"|^(?:beste\s+|hé\s+|hallo\s+)?(?:assistent|computer|ai|a\.i\.|robot|systeem|copilot|chatgpt|doorvraag|"
    r"notulenmachine)\b"
    r"|\b(?:assistent|ai|chatgpt|robot|taalmodel|notulenmachine)\b.{0,25}\b(?:zet|schrijf|noteer|vermeld|voeg)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a turn. `joke`: laughter goes with it; `order`: it tells whoever writes what to write."""

    turn: int
    speaker: str | None
    text: str
    phase: str | None = None
    joke: bool = False
    order: bool = False

    @property
    def asks(self) -> bool:
        """Whether it ends with a question mark."""
        return self.text.rstrip("\"'”’ ").endswith("?")


def sentences(transcript: Transcript) -> tuple[Sentence, ...]:
    """All sentences in order; a joke or an order to the writer colours every sentence of its turn."""
    found: list[Sentence] = []
    for turn in transcript.turns:
        joke, order = bool(_LAUGH.search(turn.text)), False
        for part in _END.split(_EMOJI.sub("", _BRACKETS.sub(" ", turn.text))):
            # what follows an order in the same turn belongs to it ("Zet in het verslag dat … En dat …")
            order = order or bool(_ORDER.search(part))
            texts = map(tidy, pieces(part, SENTENCE))
            found += [Sentence(turn.number, turn.speaker, text, None, joke, order) for text in texts if text]
    return _laughed_at(found)


def is_order(text: str) -> bool:
    """Whether a turn holds nothing but an order to whoever writes."""
    parts = [part for part in _END.split(_BRACKETS.sub(" ", text)) if tidy(part)]
    return bool(parts) and bool(_ORDER.search(parts[0]))


def _laughed_at(found: list[Sentence]) -> tuple[Sentence, ...]:
    """A sentence is a joke too when somebody else's next turn opens with laughter."""
    opens = {
        s.turn
        for s in reversed(found)
        if s.joke
        and re.match(
            r"haha|hihi|ha ha|grapje|"
            r"geintje",
            s.text,
            re.IGNORECASE,
        )
    }
    return tuple(replace(s, joke=True) if s.turn + 1 in opens else s for s in found)


def tidy(text: str) -> str:
    """Without hesitations and doubled spaces, as it was said otherwise."""
    text = _EMOJI.sub("", text)
    text = _HESITATION.sub(lambda m: "" if m.start() == 0 else " ", text)
    text = re.sub(r"\s*(?:…|\.{3,})\s*", " … ", text)
    text = re.sub(r"\s+", " ", text).strip(" ,–—-")
    return re.sub(r"\s+([,.!?;:])", r"\1", text)


def first_upper(text: str) -> str:
    """The text with a capital in front."""
    return text[:1].upper() + text[1:]


_FILLERS = re.compile(
    r"^(?:(?:ja|nou|nee|oké|ok|goed|dus|en|maar|eigenlijk|kijk|tja|hè|nou ja|zeg maar|weet je|ik denk|"
    r"in ieder geval|dan|"
    r"prima|mooi|fijn|even kijken|wacht)\b[,. ]*)+",
    re.IGNORECASE,
)


def without_opening(text: str) -> str:
    """A sentence without the words people start with ("Ja, nou, dus …")."""
    return _FILLERS.sub("", text).strip(" ,")
