"""Values of the minutes: what was said, and the draft in the form of DESIGN section 5."""

from dataclasses import asdict, dataclass, field
from datetime import date as Date  # noqa: N812 (fields are called date)
from typing import Any, Literal

from coach.safety.signs import Concern

Kind = Literal["speech", "notes"]
VERSION = "1"


@dataclass(frozen=True, slots=True)
class Turn:
    """The longest run of one speaker, or one line of notes. `start` is in seconds from the beginning, when known."""

    number: int
    speaker: str | None
    text: str
    start: float | None = None
    place: int | None = None  # line, cue or entry of the file it begins at, from 1


@dataclass(frozen=True, slots=True)
class Transcript:
    """Turns numbered from 1. `header` is what stands above them and nobody said; `date` is the day it names."""

    turns: tuple[Turn, ...]
    kind: Kind
    header: str = ""
    date: Date | None = None
    unit: str = "regel"  # what `Turn.place` counts, in Dutch

    def speakers(self) -> tuple[str, ...]:
        """Everybody who says something, in order of first words."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the minutes, resting on the turns `sources`."""

    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LearnedByPeer:
    """What somebody other than the presenter learned; `who` is null unless the contract wants names."""

    who: str | None
    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who does what. `when` is a day that follows from `when_said`, or null when the words name no day."""

    who: str
    what: str
    when: Date | None
    when_said: str | None
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Roles:
    """Who had which role when the meeting began."""

    facilitator: str | None = None
    case_presenter: str | None = None
    minutes_taker: str | None = None
    peers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleChange:
    """A role handed over during the meeting; written as {"role", "from", "to", "sources"}."""

    role: str
    before: str | None
    after: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """What was settled about the next meeting; `time` is "HH:MM". `when_said` is the day as said."""

    date: Date | None = None
    when_said: str | None = None
    time: str | None = None
    facilitator: str | None = None
    case_presenter: str | None = None
    minutes_taker: str | None = None
    method: str | None = None
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase type with its first and last turn; whole minutes when the transcript has times."""

    phase: str
    first_turn: int
    last_turn: int
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Withheld:
    """How often something was left out, by kind; never what."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A line that was left out because it could not be backed; `because` is Dutch and does not repeat it."""

    where: str
    because: str


@dataclass(frozen=True, slots=True)
class ContractUse:
    """How the contract was understood. `recorded` and `not_recorded` are item names of the minutes.

    `given` is False when there was no contract, so that the least was recorded.
    """

    recorded: tuple[str, ...]
    not_recorded: tuple[str, ...]
    not_understood: tuple[str, ...] = ()
    anonymise: bool = True
    retention_days: int | None = None
    given: bool = True


@dataclass(frozen=True, slots=True)
class DraftedBy:
    """Who made the draft: rules on this machine, or a language model."""

    way: Literal["local", "model"] = "local"
    version: str = VERSION


@dataclass(frozen=True, slots=True)
class Minutes:
    """A draft. What was not said is None or empty. `remarks` are Dutch sentences for the minutes-taker."""

    date: Date | None = None
    method: str | None = None
    roles: Roles = Roles()
    role_changes: tuple[RoleChange, ...] = ()
    absent: tuple[str, ...] = ()
    presenting_question: Line | None = None
    restated_question: Line | None = None
    themes: tuple[Line, ...] = ()
    advice_keywords: tuple[Line, ...] = ()
    look_back: tuple[Line, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    learned_by_presenter: tuple[Line, ...] = ()
    learned_by_peers: tuple[LearnedByPeer, ...] = ()
    evaluation: tuple[Line, ...] = ()
    next_meeting: NextMeeting = NextMeeting()
    phases: tuple[PhaseSpan, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    unsupported: tuple[Unsupported, ...] = ()
    drafted_by: DraftedBy = field(default_factory=DraftedBy)
    contract: ContractUse = ContractUse((), ())
    remarks: tuple[str, ...] = ()
    help: Concern | None = None

    def as_dict(self) -> dict[str, Any]:
        """The JSON form: days as YYYY-MM-DD, lists for tuples, role changes with "from" and "to"."""
        form: dict[str, Any] = _plain(asdict(self))
        for change in form["role_changes"]:
            change["from"], change["to"] = change.pop("before"), change.pop("after")
        return form


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, Date) else value
