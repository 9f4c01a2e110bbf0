"""What the judge is asked: one contribution, and what is known about the moment it was said in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """An earlier turn: a role (case_presenter, peer, facilitator, …) and its words."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """One contribution to judge.

    `history` runs from old to new; its last turn was said just before. `phase` is a phase type (DESIGN section 2)
    or a phase id of `method`. Everything but `text` may be left out: the judge then says what it depends on.
    `may_leave`: whether the contract of the group whose words these are lets them go to a language model.
    """

    text: str
    id: str | None = None
    case: str = ""
    history: tuple[Said, ...] = ()
    method: str | None = None
    phase: str | None = None
    role: str = "peer"
    may_leave: bool = True
