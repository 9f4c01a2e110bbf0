"""Minutes made ready to read: sections of lines with their turns, the same for the page and for Markdown."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.words import PHASES, ROLES, day_of
from coach.minutes.model import Agreement, Line, Minutes, NextMeeting, Transcript
from coach.minutes.places import cited, key
from coach.minutes.wording import NOT_SAID, OTHER_PARTS, PARTS, span


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the minutes. `name` stands before it, `sources` are turn numbers; no text means: not said."""

    text: str | None
    sources: tuple[int, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its rows; none means that nothing was said about it. `item` is its name in a contract."""

    item: str
    title: str
    rows: tuple[Row, ...]


def sections(minutes: Minutes) -> list[Section]:
    """All sections the contract lets through, in the order of a meeting; empty ones stay, to be seen as empty."""
    found = [
        Section("roles", OTHER_PARTS["roles"], tuple(_roles(minutes))),
        Section("absent", OTHER_PARTS["absent"], tuple(Row(name) for name in minutes.absent)),
        Section("look_back", PARTS["look_back"], _lines(minutes.look_back)),
        Section("presenting_question", PARTS["presenting_question"], _one(minutes.presenting_question)),
        Section("restated_question", PARTS["restated_question"], _one(minutes.restated_question)),
        Section("themes", PARTS["themes"], _lines(minutes.themes)),
        Section("advice_keywords", PARTS["advice_keywords"], _lines(minutes.advice_keywords)),
        Section("agreements", PARTS["agreements"], tuple(map(_agreement, minutes.agreements))),
        Section("learned_by_presenter", PARTS["learned_by_presenter"], _lines(minutes.learned_by_presenter)),
        Section(
            "learned_by_peers",
            PARTS["learned_by_peers"],
            tuple(Row(one.text, one.sources, one.who) for one in minutes.learned_by_peers),
        ),
        Section("evaluation", PARTS["evaluation"], _lines(minutes.evaluation)),
        Section("next_meeting", PARTS["next_meeting"], tuple(_next(minutes.next_meeting))),
    ]
    left_out = set(minutes.contract.not_recorded)
    return [section for section in found if section.item not in left_out or section.rows]


def _lines(lines: Iterable[Line]) -> tuple[Row, ...]:
    return tuple(Row(line.text, line.sources) for line in lines)


def _one(line: Line | None) -> tuple[Row, ...]:
    return (Row(line.text, line.sources),) if line else ()


def _roles(minutes: Minutes) -> Iterable[Row]:
    roles = minutes.roles
    yield Row(roles.facilitator, name="Begeleider")
    yield Row(roles.case_presenter, name="Inbrenger")
    yield Row(roles.minutes_taker, name="Notulist")
    yield Row(", ".join(roles.peers) or None, name="Deelnemers")
    for change in minutes.role_changes:
        role = ROLES.get(change.role, change.role)
        yield Row(f"{change.before or 'eerst niemand'}, daarna {change.after}", change.sources, role.capitalize())


def _agreement(one: Agreement) -> Row:
    when = day_of(one.when) if one.when else one.when_said
    return Row(f"{one.what} ({when or 'geen datum genoemd'})", one.sources, one.who)


def _next(one: NextMeeting) -> Iterable[Row]:
    day = day_of(one.date) if one.date else one.when_said
    moment = " om ".join(part for part in (day, one.time) if part)
    named = (
        ("Wanneer", moment),
        ("Begeleider", one.facilitator),
        ("Inbrenger", one.case_presenter),
        ("Notulist", one.minutes_taker),
        ("Methode", one.method),
    )
    return (Row(text, one.sources, name) for name, text in named if text)


def phase_rows(minutes: Minutes) -> list[str]:
    """Which turns belonged to which phase, with minutes when the transcript had times."""
    return [
        f"{PHASES.get(one.phase, one.phase)}: {span(one.first_turn, one.last_turn)}"
        + (f", {one.minutes} {'minuut' if one.minutes == 1 else 'minuten'}" if one.minutes else "")
        for one in minutes.phases
    ]


def markdown(minutes: Minutes, method: str | None, transcript: Transcript) -> str:
    """The minutes as a Markdown text that a person corrects and keeps elsewhere. Ends with a newline.

    Under it stands where the numbers are found in the file; the words themselves are not in it.
    """
    parts = [
        "# Verslag van de intervisie",
        f"Datum: {day_of(minutes.date) if minutes.date else NOT_SAID}  \nMethode: {method or NOT_SAID}",
    ]
    for section in sections(minutes):
        rows = [_markdown_row(row) for row in section.rows] or [f"- {NOT_SAID}"]
        parts.append(f"## {section.title}\n\n" + "\n".join(rows))
    if places := key(cited(minutes), transcript):
        parts.append(places)
    parts.append("Opgezet door een programma (Doorvraag), nog na te lopen door de notulist.")
    return "\n\n".join(parts) + "\n"


def _markdown_row(row: Row) -> str:
    name = f"**{row.name}**: " if row.name else ""
    turns = f" [bijdrage {', '.join(map(str, row.sources))}]" if row.sources else ""
    return f"- {name}{row.text or NOT_SAID}{turns}"


def plain(text: str) -> str:
    """Markdown without its marks, for whoever keeps minutes as ordinary text."""
    text = re.sub(r"^#+\s+", "", text, flags=re.MULTILINE)
    return re.sub(r"\*\*(.+?)\*\*", r"\1", text).replace("  \n", "\n")
