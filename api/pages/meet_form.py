"""Forms of the facilitator's screen, read as commands of the engine."""

from collections.abc import Callable, Mapping
from datetime import date

from coach.errors import BadInput
from coach.method import commands as c

Fields = Mapping[str, str]


def _whole(fields: Fields, name: str) -> int:
    text = fields.get(name, "").strip()
    if not text.isdecimal() or len(text) > 6:
        raise BadInput("Vul hier een heel getal in.", code="bad_number")
    return int(text)


def _day(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise BadInput("Kies een dag uit de kalender, of schrijf hem als 2026-11-03.", code="bad_date") from None


_COMMANDS: dict[str, Callable[[Fields], c.Command]] = {
    "question": lambda f: c.StateQuestion(f.get("text", "")),
    "restate": lambda f: c.RestateQuestion(f.get("text", "")),
    "next": lambda _: c.NextPhase(),
    "skip": lambda f: c.SkipPhase(f.get("phase", ""), f.get("text", "")),
    "extend": lambda f: c.ExtendPhase(_whole(f, "minutes")),
    "pause": lambda _: c.PausePhase(),
    "resume": lambda _: c.Resume(),
    "park": lambda f: c.ParkAdvice(f.get("text", "")),
    "unpark": lambda f: c.TakeBackAdvice(_whole(f, "seq")),
    "action": lambda f: c.RecordAction(f.get("who", ""), f.get("what", ""), _day(f.get("when", ""))),
    "no_action": lambda _: c.RecordNoAction(),
    "note": lambda f: c.Note(f.get("text", "")),
    "close": lambda _: c.CloseMeeting(),
    "break_off": lambda f: c.CloseMeeting(broken_off=f.get("text", "")),
}
# These move the meeting on: sent from a page that is behind, they would do something nobody meant.
MOVES = frozenset({"next", "skip", "extend", "close", "break_off"})


def command_of(do: str, fields: Fields) -> c.Command:
    """The command a form asks for. Raises BadInput for an unknown one or for a field that cannot be read."""
    if do not in _COMMANDS:
        raise BadInput("Deze knop ken ik niet. Laad de pagina opnieuw.", code="unknown_command")
    return _COMMANDS[do](fields)
