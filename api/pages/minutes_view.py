"""Minutes made ready to read: sections of lines with their turns, the same for the page and for Markdown."""

from collections.abc import Iterable
from dataclasses import dataclass

from api.pages.words import PHASES, ROLES, day_of
from coach.minutes.model import Agreement, Line, Minutes, NextMeeting

NOT_SAID = "niet gezegd"


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
        Section("roles", "Rollen", tuple(_roles(minutes))),
        Section("absent", "Afwezig", tuple(Row(name) for name in minutes.absent)),
        Section("look_back", "Terugblik op de vorige keer", _lines(minutes.look_back)),
        Section("presenting_question", "Inbrengvraag", _one(minutes.presenting_question)),
        Section("restated_question", "Vraag opnieuw verwoord", _one(minutes.restated_question)),
        Section("themes", "Thema's", _lines(minutes.themes)),
        Section("advice_keywords", "Adviezen in steekwoorden", _lines(minutes.advice_keywords)),
        Section("agreements", "Afspraken", tuple(map(_agreement, minutes.agreements))),
        Section("learned_by_presenter", "Wat de inbrenger meeneemt", _lines(minutes.learned_by_presenter)),
        Section(
            "learned_by_peers",
            "Wat de anderen meenemen",
            tuple(Row(one.text, one.sources, one.who) for one in minutes.learned_by_peers),
        ),
        Section("evaluation", "Evaluatie", _lines(minutes.evaluation)),
        Section("next_meeting", "Volgende keer", tuple(_next(minutes.next_meeting))),
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
    moment = " om ".join(part for part in (day_of(one.date) if one.date else None, one.time) if part)
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
        f"{PHASES.get(span.phase, span.phase)}: bijdrage {span.first_turn} tot {span.last_turn}"
        + (f", {span.minutes} {'minuut' if span.minutes == 1 else 'minuten'}" if span.minutes else "")
        for span in minutes.phases
    ]


def markdown(minutes: Minutes, method: str | None) -> str:
    """The minutes as a Markdown text that a person corrects and keeps elsewhere. Ends with a newline."""
    parts = [
        "# Verslag van de intervisie",
        f"Datum: {day_of(minutes.date) if minutes.date else NOT_SAID}  \nMethode: {method or NOT_SAID}",
    ]
    for section in sections(minutes):
        rows = [_markdown_row(row) for row in section.rows] or [f"- {NOT_SAID}"]
        parts.append(f"## {section.title}\n\n" + "\n".join(rows))
    parts.append("Opgezet door een programma (Doorvraag), nog na te lopen door de notulist.")
    return "\n\n".join(parts) + "\n"


def _markdown_row(row: Row) -> str:
    name = f"**{row.name}**: " if row.name else ""
    turns = f" [bijdrage {', '.join(map(str, row.sources))}]" if row.sources else ""
    return f"- {name}{row.text or NOT_SAID}{turns}"
