"""The form of the facilitator's screen, read as commands of the engine.

The screen is one form with many buttons, so that without script every press carries along what is still being typed.
A button's value is `do`, or `do:number` when it is about one line of a list.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from coach.errors import BadInput
from coach.method import commands as c

Fields = Mapping[str, str]

# Which fields a button sends; every other field is a draft, and stays.
SENDS: Final[dict[str, tuple[str, ...]]] = {
    **{name: (name,) for name in ("question", "restate", "park", "note", "skip", "break_off")},
    "action": ("who", "what", "when"),
}
DRAFTS: Final = tuple(field for sent in SENDS.values() for field in sent)
# One-line fields, in which Enter presses the form's first button instead of a chosen one.
_BY_ENTER: Final = ("park", "action", "skip", "break_off")


def _whole(text: str) -> int:
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


_COMMANDS: Final[dict[str, Callable[[Fields, str], c.Command]]] = {
    "question": lambda f, _: c.StateQuestion(f.get("question", "")),
    "restate": lambda f, _: c.RestateQuestion(f.get("restate", "")),
    "next": lambda _f, _: c.NextPhase(),
    "skip": lambda f, _: c.SkipPhase(f.get("skip_phase", ""), f.get("skip", "")),
    "extend": lambda _f, minutes: c.ExtendPhase(_whole(minutes)),
    "pause": lambda _f, _: c.PausePhase(),
    "resume": lambda _f, _: c.Resume(),
    "park": lambda f, _: c.ParkAdvice(f.get("park", "")),
    "unpark": lambda _, seq: c.TakeBackAdvice(_whole(seq)),
    "mark": lambda _, seq: c.MarkAdvice(_whole(seq)),
    "unmark": lambda _, seq: c.MarkAdvice(_whole(seq), used=False),
    "action": lambda f, _: c.RecordAction(f.get("who", ""), f.get("what", ""), _day(f.get("when", ""))),
    "no_action": lambda _f, _: c.RecordNoAction(),
    "note": lambda f, _: c.Note(f.get("note", "")),
    "remove_note": lambda _, seq: c.RemoveEntry(_whole(seq)),
    "remove_action": lambda _, seq: c.RemoveEntry(_whole(seq)),
    "close": lambda _f, _: c.CloseMeeting(),
    "break_off": lambda f, _: c.CloseMeeting(broken_off=f.get("break_off", "")),
    "undo": lambda _f, _: c.UndoLast(),
}
# These move the meeting on or back: sent from a page that is behind, they would do something nobody meant.
MOVES: Final = frozenset({"next", "skip", "extend", "close", "break_off", "undo"})
# What who takes the minutes may press too (api.routes.meetings.NOTES); going back to the screen records nothing.
NOTES: Final = frozenset({"note", "remove_note", "action", "remove_action", "no_action", "back"})


def command_of(do: str, fields: Fields) -> c.Command:
    """The command a press asks for. Raises BadInput for an unknown one or for a field that cannot be read."""
    name, _, about = do.partition(":")
    if name not in _COMMANDS:
        raise BadInput("Deze knop ken ik niet. Laad de pagina opnieuw.", code="unknown_command")
    return _COMMANDS[name](fields, about)


def drafts_of(fields: Fields) -> dict[str, str]:
    """What was typed anywhere on the screen."""
    return {name: fields[name] for name in DRAFTS if fields.get(name, "").strip()}


def meant_by_enter(fields: Fields) -> str:
    """The button somebody meant who pressed Enter without script: that of the only field that holds something."""
    typed = drafts_of(fields)
    found = [do for do in _BY_ENTER if any(field in typed for field in SENDS[do])]
    if len(found) != 1:
        raise BadInput("Kies zelf de knop bij wat je wilt vastleggen. Wat je typte, staat er nog.", code="which_button")
    return found[0]


def place_of(do: str) -> str:
    """Where on the page the eye was: after a press it stays there."""
    name = do.partition(":")[0]
    return _PLACES.get(name, "fase")


_PLACES: Final = {
    "question": "vraag",
    "restate": "vraag",
    "park": "parkeer",
    "unpark": "ideeen",
    "mark": "ideeen",
    "unmark": "ideeen",
    "action": "acties",
    "no_action": "acties",
    "remove_action": "acties",
    "note": "notities",
    "remove_note": "notities",
}
