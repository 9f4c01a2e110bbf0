"""A draft as readable Dutch, each line with the numbers of the turns it rests on."""

from collections.abc import Iterator, Sequence
from datetime import date

from coach.minutes.model import Agreement, LearnedByPeer, Line, Minutes, NextMeeting, Transcript
from coach.minutes.numbers import DAYS, MONTHS
from coach.minutes.places import cited, key, place_of
from coach.minutes.roles import ROLES as ROLE_NAMES
from coach.minutes.wording import NOT_SAID, OTHER_PARTS, PARTS, PHASES, ROLES, span

NOT_RECORDED = "volgens het contract niet vastgelegd"
NO_CONTRACT = "zonder contract leggen we het minste vast; dit staat er daarom niet in"
WITHHELD_WORDS = {
    "third_party_name": "naam van iemand buiten de groep", "email": "e-mailadres", "phone": "telefoonnummer",
    "postcode": "postcode", "address": "adres", "birth_date": "geboortedatum", "account": "rekeningnummer",
    "number": "nummer", "health": "gezondheid of diagnose", "contract": "regel die het contract niet wil",
}  # fmt: skip


def long_date(day: date) -> str:
    """ "dinsdag 3 november 2026"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def report(minutes: Minutes, transcript: Transcript, with_sources: bool = False) -> Iterator[str]:
    """The lines of the report. What was not said is called so.

    It ends with where the numbers stand in the file; `with_sources` prints the words of those turns as well.
    """
    if minutes.help:
        yield minutes.help.message
        yield from (f"  {place.name}: {place.how}" for place in minutes.help.places)
        yield ""
    yield "Conceptverslag, gemaakt door een programma op deze machine. Kijk elke regel na."
    yield f"Datum: {long_date(minutes.date) if minutes.date else NOT_SAID}"
    yield f"Methode: {minutes.method or NOT_SAID}"
    yield from _roles(minutes)
    yield from _items(minutes)
    yield from _phases(minutes)
    yield from _left_out(minutes)
    yield from _sources(minutes, transcript, with_sources)


def _sources(minutes: Minutes, transcript: Transcript, words: bool) -> Iterator[str]:
    numbers = cited(minutes)
    if numbers and not words:
        yield ""
        yield key(numbers, transcript)
    elif numbers:
        yield ""
        yield "Bijdragen"
        for number in numbers:
            turn = transcript.turns[number - 1]
            who = f"{turn.speaker}: " if turn.speaker else ""
            yield f"  [{number}] {place_of(turn, transcript.unit)}  {who}{turn.text}"


def _roles(minutes: Minutes) -> Iterator[str]:
    roles = minutes.roles
    for role in ROLE_NAMES:
        yield f"{ROLES[role].capitalize()}: {getattr(roles, role) or NOT_SAID}"
    yield f"Deelnemers: {', '.join(roles.peers) or NOT_SAID}"
    yield f"Afwezig: {', '.join(minutes.absent) or NOT_SAID}"
    for change in minutes.role_changes:
        before = f"van {change.before} " if change.before else ""
        yield f"Rolwisseling: {ROLES[change.role]} gaat {before}naar {change.after} {_refs(change.sources)}"


def _items(minutes: Minutes) -> Iterator[str]:
    closed = NOT_RECORDED if minutes.contract.given else NO_CONTRACT
    for item, title in PARTS.items():
        yield ""
        yield title
        lines = list(_lines(getattr(minutes, item)))
        empty = closed if item in minutes.contract.not_recorded else NOT_SAID
        yield from (f"  {line}" for line in lines or [empty])


def _lines(value: object) -> Iterator[str]:
    if isinstance(value, Line):
        yield f"{value.text} {_refs(value.sources)}"
    elif isinstance(value, Agreement):
        yield f"{value.who}: {value.what}{_when(value)} {_refs(value.sources)}"
    elif isinstance(value, LearnedByPeer):
        yield f"{value.who + ': ' if value.who else ''}{value.text} {_refs(value.sources)}"
    elif isinstance(value, NextMeeting):
        yield from _next(value)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _lines(inner)


def _when(agreement: Agreement) -> str:
    if agreement.when:
        return f", {long_date(agreement.when)} ('{agreement.when_said}')"
    return f", '{agreement.when_said}'" if agreement.when_said else ""


def _next(following: NextMeeting) -> Iterator[str]:
    if following == NextMeeting():
        return
    said = f"'{following.when_said}'" if following.when_said else ""
    day = f"{long_date(following.date)} ({said})" if following.date else said or "dag " + NOT_SAID
    parts = [day, following.time or "", following.method or ""]
    parts += [f"{ROLES[role]} {who}" for role in ROLE_NAMES if (who := getattr(following, role))]
    yield f"{', '.join(part for part in parts if part)} {_refs(following.sources)}"


def _phases(minutes: Minutes) -> Iterator[str]:
    if not minutes.phases:
        return
    yield ""
    yield "Fasen"
    for one in minutes.phases:
        length = f", {one.minutes} min" if one.minutes is not None else ""
        yield f"  {PHASES[one.phase]}: {span(one.first_turn, one.last_turn)}{length}"


def _left_out(minutes: Minutes) -> Iterator[str]:
    notes = [f"  Weggelaten: {entry.count}x {WITHHELD_WORDS.get(entry.kind, entry.kind)}" for entry in minutes.withheld]
    notes += [
        f"  {(PARTS | OTHER_PARTS).get(entry.where, entry.where)}: {entry.because}" for entry in minutes.unsupported
    ]
    notes += [
        f"  Niet begrepen in het contract, dus niet vastgelegd: {text}" for text in minutes.contract.not_understood
    ]
    notes += [f"  {remark}" for remark in minutes.remarks]
    if notes:
        yield ""
        yield "Voor de notulist"
        yield from notes


def _refs(sources: Sequence[int]) -> str:
    """ "[12, 15]": the turns a line rests on."""
    return f"[{', '.join(map(str, sources))}]"
