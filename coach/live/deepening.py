"""Suggests the next deepening questions: from a library, for this phase, with the presenter's own words. No advice."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

from coach.errors import BadInput, NotFound
from coach.live.deepening_data import BALANCED, SLOT, Dimension, Question, Words, load_deepening
from coach.live.moment import Moment, Reader, content_words, same_question
from coach.method.library import MethodLibrary
from coach.method.model import PhaseType
from coach.question.ask import Said
from coach.safety.signs import Concern, Safety
from coach.text import clean

VERSION = "1"
MAX_COUNT = 10
_PATIENCE = 4  # turns before a question that needs permission is offered: trust first
_QUIET = {
    PhaseType.PRESENT: "De inbrenger vertelt nu. Luister mee en bewaar je vraag.",
    PhaseType.ADVICE: "Dit is de adviesronde. Nieuwe vragen halen de inbrenger weer uit de luisterstand.",
    PhaseType.RESPONSE: "De inbrenger kiest nu zelf. Alleen de begeleider vraagt nog door: wat, wanneer en hoe.",
}


@dataclass(frozen=True, slots=True)
class DeepenAsk:
    """Where the conversation stands. `phase` is a phase type, or a phase id of `method`; without it: deepening."""

    id: str | None = None
    case: str = ""
    history: tuple[Said, ...] = ()
    method: str | None = None
    phase: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One question the facilitator or a peer may ask. `depth` runs from 1 (facts) to 5 (core)."""

    text: str
    family: str
    dimension: Dimension
    depth: int
    because: str
    needs_permission: bool


@dataclass(frozen=True, slots=True)
class MadeBy:
    way: str = "local"
    version: str = VERSION


@dataclass(frozen=True, slots=True)
class Deepening:
    """Suggestions, best first. `reason` says in Dutch why there are none; `help` is set on signs of danger."""

    id: str | None
    suggestions: tuple[Suggestion, ...]
    reason: str | None = None
    help: Concern | None = None
    made_by: MadeBy = field(default_factory=MadeBy)

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of DESIGN section 5."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Candidate:
    question: Question
    text: str
    now: str
    score: float


class DeepeningService:
    """Chooses by phase, by what is still untouched, by the presenter's words and by depth. Same ask, same answer."""

    def __init__(
        self, questions: tuple[Question, ...], words: Words, methods: Callable[[], MethodLibrary], safety: Safety
    ) -> None:
        self.questions = questions
        self._reader = Reader(words)
        self._methods = methods
        self._safety = safety

    @classmethod
    def load(cls, folder: Path, methods: Callable[[], MethodLibrary], safety: Safety) -> "DeepeningService":
        """Reads knowledge/deepening. Raises BadData that names file and key."""
        questions, words = load_deepening(folder)
        return cls(questions, words, methods, safety)

    def suggest(self, ask: DeepenAsk, count: int = 3) -> Deepening:
        """At most `count` (1 to 10) next questions. Raises BadInput for a phase that does not exist."""
        types = self._types(ask)
        concern = self._safety.look(". ".join((ask.case, *(said.text for said in ask.history))))
        if concern:
            return Deepening(ask.id, (), "Er is nu iets anders nodig dan een volgende vraag.", concern)
        quiet = next((_QUIET[kind] for kind in types if kind in _QUIET), None)
        if quiet:
            return Deepening(ask.id, (), quiet)
        moment = self._reader.read(ask.case, ask.history)
        found = [one for question in self.questions if (one := self._candidate(question, ask, types, moment))]
        chosen = _pick(found, max(1, min(count, MAX_COUNT)))
        if not chosen:
            return Deepening(ask.id, (), "Alles wat ik voor deze fase weet, is al gevraagd. Stilte mag ook.")
        return Deepening(ask.id, tuple(map(_suggestion, chosen)))

    def _types(self, ask: DeepenAsk) -> tuple[PhaseType, ...]:
        if ask.phase is None or not clean(ask.phase):
            return (PhaseType.DEEPENING,)
        types = tuple(kind for kind in PhaseType if kind.value == ask.phase)
        if not types and ask.method:
            types = self._types_of_method(ask.method, ask.phase)
        if not types:
            raise BadInput("Deze fase ken ik niet. Noem een fasetype of een fase van de methode.", code="unknown_phase")
        return types

    def _types_of_method(self, method: str, phase: str) -> tuple[PhaseType, ...]:
        try:
            return self._methods().get(method).types_of(phase)
        except NotFound as error:
            raise BadInput(error.message, code="unknown_method") from None

    def _candidate(
        self, question: Question, ask: DeepenAsk, types: tuple[PhaseType, ...], moment: Moment
    ) -> _Candidate | None:
        if question.phases.isdisjoint(types) or (question.methods and ask.method not in question.methods):
            return None
        if question.needs_permission and moment.turns < _PATIENCE:
            return None
        quote = self._reader.quote(question.slot, moment) if question.slot else None
        if question.slot and quote is None:
            return None
        text = question.text.replace(SLOT, quote[0]) if quote else question.text
        content = content_words(question.text.replace(SLOT, ""))
        if any(same_question(content, asked) for asked in moment.asked):
            return None
        score = _score(question, moment, types, quote[1] if quote else None)
        return _Candidate(question, text, _now(question, moment, quote), score + _shuffle(question, ask))


def _score(question: Question, moment: Moment, types: tuple[PhaseType, ...], age: int | None) -> float:
    """Higher is better. Weights are our own choice: what is untouched first, then own words, then fitting depth."""
    score = 3.0 * _untouched(question.dimension, moment)
    if age is not None:
        score += 2.0 / (1 + age)
    if question.methods:
        score += 1.5
    return score - 1.2 * abs(question.depth - _fitting_depth(moment, types))


def _untouched(dimension: Dimension, moment: Moment) -> float:
    """1.0 when nobody asked about this dimension, falling with its share; other dimensions stay in the middle."""
    if dimension not in BALANCED:
        return 0.4
    total = sum(moment.touched.values())
    return 1.0 - moment.touched[dimension] / total if total else 0.7


def _fitting_depth(moment: Moment, types: tuple[PhaseType, ...]) -> float:
    """From 1 for the first question of an information phase to 5; half a step a turn, faster never."""
    start = 1.0 if PhaseType.INFORMATION in types else 2.0
    top = 3.0 if types == (PhaseType.INFORMATION,) else 5.0
    return min(top, start + moment.turns / 2)


def _shuffle(question: Question, ask: DeepenAsk) -> float:
    """A small fixed difference per case, so that not every case is offered the same first question."""
    return (crc32(f"{question.text}|{clean(ask.case)}".encode()) % 1000) / 2000


def _now(question: Question, moment: Moment, quote: tuple[str, int] | None) -> str:
    if quote:
        return f"De inbrenger zei '{quote[0]}'."
    names = {"facts": "de feiten", "feelings": "de beleving", "norms": "wat de inbrenger belangrijk of juist vindt"}
    if moment.turns and question.dimension in names and not _asked_about(question.dimension, moment):
        return f"Naar {names[question.dimension]} is nog niet gevraagd."
    if moment.turns >= _PATIENCE and question.depth >= 4:
        return "Er is al veel verteld; nu mag het een laag dieper."
    return ""


def _asked_about(dimension: Dimension, moment: Moment) -> bool:
    return any(count for name, count in moment.touched.items() if name == dimension)


def _pick(found: list[_Candidate], count: int) -> list[_Candidate]:
    """The best, each next one rather from another family and dimension than those already chosen."""
    chosen: list[_Candidate] = []
    rest = list(found)
    while rest and len(chosen) < count:
        best = max(rest, key=lambda one: one.score - _likeness(one, chosen))
        chosen.append(best)
        mine = content_words(best.question.text)
        rest = [one for one in rest if one is not best and not same_question(content_words(one.question.text), mine)]
    return chosen


def _likeness(one: _Candidate, chosen: list[_Candidate]) -> float:
    return sum(
        1.5 * (other.question.family == one.question.family)
        + 1.5 * (other.question.dimension == one.question.dimension)
        + 1.0 * bool(other.question.slot and one.question.slot)
        for other in chosen
    )


def _suggestion(one: _Candidate) -> Suggestion:
    question = one.question
    because = f"{one.now} {question.because}".strip()
    return Suggestion(one.text, question.family, question.dimension, question.depth, because, question.needs_permission)
