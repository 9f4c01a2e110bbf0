"""The overview of a meeting as plain text, to copy, print or keep."""

from api.pages.words import at, day_of
from coach.group.retention import ZONE
from coach.method.view import MeetingView, TimelineLine


def overview(view: MeetingView, zone: str = ZONE) -> str:
    """Everything the closing page shows, as lines. Nobody's name but those that stand with an action."""
    parts = [
        [view.title, f"{view.method_name}, {at(view.opened, zone)}"],
        [f"Afgebroken: {view.broken_off}"] if view.broken_off else [],
        ["INBRENGVRAAG", view.question or "niet vastgelegd"],
        ["OPNIEUW VERWOORD", view.restated or "niet vastgelegd"],
        ["ACTIES", *_actions(view)],
        _listed(
            "GEPARKEERDE ADVIEZEN", [f"{one.text}{' (aan bod geweest)' if one.used else ''}" for one in view.parked]
        ),
        _listed("NOTITIES", [note.text for note in view.notes]),
        ["TIJD", *(f"- {line.name}: {time_of(line)}" for line in view.timeline)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _actions(view: MeetingView) -> list[str]:
    if not view.actions:
        return ["De inbrenger koos ervoor nu niets te doen." if view.no_action else "Geen."]
    return [f"- {one.who}: {one.what} ({day_of(one.when) if one.when else 'geen dag genoemd'})" for one in view.actions]


def _listed(title: str, lines: list[str]) -> list[str]:
    return [title, *(f"- {line}" for line in lines)] if lines else []


def time_of(line: TimelineLine) -> str:
    """Used against planned, and what was added, in whole minutes."""
    if line.progress == "skipped":
        return f"overgeslagen, {line.skipped_because}"
    if line.progress == "ahead":
        return "niet begonnen"
    added = f", {line.extended_minutes} erbij" if line.extended_minutes else ""
    return f"{round(line.used_seconds / 60)} min (gepland {line.planned_minutes} min{added})"
