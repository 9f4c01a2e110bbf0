"""A practice case, what was said in a round so far, and what a look back tells. Values only."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from coach.question.judgement import Label

Reaction = Literal[
    "open", "closed", "choice", "why", "suggestive", "advice", "judgement", "multiple", "summary", "statement",
    "off_topic", "exhausted", "guarded",
]  # fmt: skip
Asks = Literal["fact", "clarify", "deepen", "feeling", "norm", "solution"]
RoundPhase = Literal["information", "deepening"]

SIMULATED = (
    "Je praat met een nagespeelde inbrenger. De antwoorden zijn vooraf geschreven; er zit geen mens aan de andere kant."
)
PHASE = (
    "Fase: vragen stellen, eerst om het beeld compleet te krijgen en dan dieper. Advies is hier niet aan de beurt: "
    "de oefening stopt voor de adviesronde."
)
MAX_OPENNESS = 5
MAX_TURNS = 60
INFORMATION_TURNS = 3  # after so many turns a round counts as deepening


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the case, from what happened to the question under the question."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Topic:
    """Something the case is about, with the words by which a question about it is known.

    A `general` topic (how it went on) counts only where no other topic was named.
    """

    id: str
    cues: tuple[str, ...]
    general: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing the simulated presenter can say, and what it takes: a reaction, an openness, topics, what is asked.

    `after` names answers of which one must have been given before: nobody refers to what is not told yet.
    """

    id: str
    kind: Reaction
    text: str
    level: int
    layer: str | None
    topics: tuple[str, ...]
    asks: frozenset[str]
    after: frozenset[str] = frozenset()

    def can_follow(self, told: Collection[str]) -> bool:
        """Whether this can be said when these answers were given."""
        return not self.after or not self.after.isdisjoint(told)


@dataclass(frozen=True, slots=True)
class PracticeCase:
    """A case in the first person with everything its presenter may come to tell."""

    id: str
    title: str
    field: str
    presenter: str
    story: str
    question: str
    layers: tuple[Layer, ...]
    topics: tuple[Topic, ...]
    answers: tuple[Answer, ...]

    def answer(self, answer_id: str) -> Answer | None:
        """The answer with this id, or None."""
        return next((answer for answer in self.answers if answer.id == answer_id), None)

    def layer_name(self, layer_id: str | None) -> str | None:
        """The Dutch name of a layer, or None."""
        return next((layer.name for layer in self.layers if layer.id == layer_id), None)


@dataclass(frozen=True, slots=True)
class PracticeTurn:
    """One question and the answer it got. `reaction` is how the presenter took it."""

    question: str
    label: Label
    reaction: Reaction
    answer: str
    phase: RoundPhase


@dataclass(frozen=True, slots=True)
class PracticeState:
    """A round so far. The page carries it; the server keeps nothing. `openness` follows from the turns."""

    case: str
    openness: int = 0
    turns: tuple[PracticeTurn, ...] = ()
    stopped: bool = False

    @property
    def told(self) -> tuple[str, ...]:
        """Ids of the answers given, in order."""
        return tuple(turn.answer for turn in self.turns)

    @property
    def phase(self) -> RoundPhase:
        """The first questions gather, the later ones deepen."""
        return "information" if len(self.turns) < INFORMATION_TURNS else "deepening"

    def as_dict(self) -> dict[str, Any]:
        """JSON values only."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class KindSeen:
    """How often a kind of question was asked in a phase, and which layers came open by it. No grade."""

    reaction: Reaction
    name: str
    count: int
    opened: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseSeen:
    """One phase of the round."""

    phase: RoundPhase
    name: str
    kinds: tuple[KindSeen, ...]


@dataclass(frozen=True, slots=True)
class LookBack:
    """For the person who practised, and nobody else: what opened what. Never a score."""

    phases: tuple[PhaseSeen, ...]
    opened: tuple[str, ...]
    sentences: tuple[str, ...] = field(default=())
    only_for_you: str = "Dit overzicht is alleen voor jou. Er wordt niets van bewaard."
