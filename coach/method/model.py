"""A method as the engine, the judge and the screens see it. Read from `knowledge/methods/<id>.toml`, never changed."""

from dataclasses import dataclass
from enum import StrEnum


class PhaseType(StrEnum):
    """The thirteen kinds of phase (F0 to F12 of the field reference), in the order in which they usually occur."""

    PREPARATION = "preparation"
    CHECK_IN = "check_in"
    CHOOSE_CASE = "choose_case"
    PRESENT = "present"
    INFORMATION = "information"
    DEEPENING = "deepening"
    ANALYSIS = "analysis"
    CORE = "core"
    RESTATE = "restate"
    ADVICE = "advice"
    RESPONSE = "response"
    HARVEST = "harvest"
    EVALUATION = "evaluation"


class Role(StrEnum):
    """Who somebody is in one meeting."""

    FACILITATOR = "facilitator"
    CASE_PRESENTER = "case_presenter"
    MINUTES_TAKER = "minutes_taker"
    PEER = "peer"
    TIMEKEEPER = "timekeeper"
    OBSERVER = "observer"


class Origin(StrEnum):
    """Where a number comes from: a named source, common practice, or our own default."""

    SOURCE = "source"
    PRACTICE = "practice"
    OWN = "own"


class Level(StrEnum):
    """How much experience with intervisie a group should have."""

    NONE = "none"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Source:
    """A text a method rests on. `id` is that of the field reference; `url` may be missing."""

    id: str
    title: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """Whole minutes for a phase. `origin` tells where `default` comes from; `source` is a Source id or None."""

    min: int
    default: int
    max: int
    origin: Origin
    source: str | None = None


@dataclass(frozen=True, slots=True)
class GroupSize:
    """How many people, everybody counted. Outside it a group is warned, not refused."""

    min: int
    max: int
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Experience:
    """The level a group needs, and the sentence people read about it."""

    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What is hard for this method, beside the rule that is hard for all (no advice before information)."""

    needs_action: bool = True


@dataclass(frozen=True, slots=True)
class Phase:
    """One step. Texts are Dutch and meant for people; `speaks` names the roles that contribute.

    The facilitator may guard the process in every phase, and is in `speaks` only where they contribute themselves.
    """

    id: str
    name: str
    types: tuple[PhaseType, ...]
    purpose: str
    speaks: tuple[Role, ...]
    speaking: str
    wanted: tuple[str, ...]
    tolerated: tuple[str, ...]
    wrong: tuple[str, ...]
    minutes: Minutes
    skippable: bool
    script: str
    records: tuple[str, ...]
    interventions: tuple[str, ...]

    def has(self, kind: PhaseType) -> bool:
        """Whether this phase is (also) of that type."""
        return kind in self.types


@dataclass(frozen=True, slots=True)
class Method:
    """A name with a source and a version: names alone mean several things (field reference B.0.3)."""

    id: str
    name: str
    version: str
    origin: str
    aim: str
    when: str
    not_when: tuple[str, ...]
    group: GroupSize
    experience: Experience
    rules: Rules
    sources: tuple[Source, ...]
    phases: tuple[Phase, ...]
    name_note: str | None = None

    def phase(self, phase_id: str) -> Phase | None:
        """The phase with this id, or None."""
        return next((phase for phase in self.phases if phase.id == phase_id), None)

    def first(self, kind: PhaseType) -> Phase | None:
        """The first phase of a type, or None."""
        return next((phase for phase in self.phases if phase.has(kind)), None)

    def information(self) -> Phase | None:
        """The first information phase that cannot be skipped: no advice before it is done (seed rule A-114)."""
        return next((p for p in self.phases if p.has(PhaseType.INFORMATION) and not p.skippable), None)

    def index(self, phase_id: str) -> int:
        """The place of a phase, from 0. Raises ValueError for an id that is not of this method."""
        return [phase.id for phase in self.phases].index(phase_id)

    def types_of(self, name: str) -> tuple[PhaseType, ...]:
        """The types meant by a phase id of this method or by the name of a phase type; empty when it is neither."""
        if phase := self.phase(name):
            return phase.types
        return tuple(kind for kind in PhaseType if kind.value == name)

    def minutes(self) -> Minutes:
        """The sums of all phases: what one case takes from start to end."""
        parts = [phase.minutes for phase in self.phases]
        return Minutes(
            min=sum(part.min for part in parts),
            default=sum(part.default for part in parts),
            max=sum(part.max for part in parts),
            origin=Origin.OWN,
        )
