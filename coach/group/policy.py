"""What a group's contract lets the software do. Without a contract in force: the least."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GroupPolicy:
    """What holds now. Everything that needs a yes is off until everybody has given it.

    `record` and `do_not_record` are Dutch sentences in the form of contract.json (DESIGN section 5).
    """

    record: tuple[str, ...] | None = None
    do_not_record: tuple[str, ...] = ()
    anonymise: bool = True
    names_in_minutes: bool = True
    presenter_approves: bool = True
    retention_days: int = 0  # raw words (turns, notes, transcript) after the meeting closed
    minutes_days: int | None = 183  # the minutes themselves; None: as long as the group exists
    model: bool = False
    captions: bool = False
    recording: bool = False
    peer_pages: bool = False
    safety_every: int = 0  # meetings between two looks at safety; 0: nothing agreed
    evaluation_months: int = 0  # months between two evaluations; 0: nothing agreed
    version: int = 0  # the contract version this follows; 0: none in force
    waiting: tuple[str, ...] = field(default=())  # member ids whose agreement is still missing
