"""A draft as readable Dutch, each line with the numbers of the turns it rests on."""

from collections.abc import Iterator, Sequence
from datetime import date

from coach.minutes.model import Agreement, LearnedByPeer, Line, Minutes, NextMeeting
from coach.minutes.numbers import DAYS, MONTHS

NOT_SAID, NOT_RECORDED = "niet gezegd", "volgens het contract niet vastgelegd"
ROLE_WORDS = {"facilitator": "begeleider", "case_presenter": "inbrenger", "minutes_taker": "notulist"}
PHASE_WORDS = {
    "preparation": "begin", "check_in": "inchecken en terugblik", "choose_case": "casus kiezen", "present": "inbreng",
    "information": "informatieve vragen", "deepening": "verdiepende vragen", "analysis": "analyse", "core": "kern",
    "restate": "herformulering", "advice": "advies", "response": "reactie", "harvest": "oogst",
    "evaluation": "evaluatie",
}  # fmt: skip
WITHHELD_WORDS = {
    "third_party_name": "naam van iemand buiten de groep", "email": "e-mailadres", "phone": "telefoonnummer",
    "postcode": "postcode", "address": "adres", "birth_date": "geboortedatum", "account": "rekeningnummer",
    "number": "nummer", "health": "gezondheid of diagnose", "contract": "regel die het contract niet wil",
}  # fmt: skip
ITEM_WORDS = {
    "presenting_question": "Inbrengvraag", "restated_question": "Herformuleerde vraag", "themes": "Thema's",
    "advice_keywords": "Adviezen in steekwoorden", "look_back": "Terugblik", "agreements": "Afspraken",
    "learned_by_presenter": "Geleerd door de inbrenger", "learned_by_peers": "Geleerd door de anderen",
    "evaluation": "Evaluatie", "next_meeting": "Volgende bijeenkomst", "role_changes": "Rolwisseling",
}  # fmt: skip


def long_date(day: date) -> str:
    """ "dinsdag 3 november 2026"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def report(minutes: Minutes) -> Iterator[str]:
    """The lines of the report. What was not said is called so."""
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


def _roles(minutes: Minutes) -> Iterator[str]:
    roles = minutes.roles
    for role, word in ROLE_WORDS.items():
        yield f"{word.capitalize()}: {getattr(roles, role) or NOT_SAID}"
    yield f"Deelnemers: {', '.join(roles.peers) or NOT_SAID}"
    yield f"Afwezig: {', '.join(minutes.absent) or NOT_SAID}"
    for change in minutes.role_changes:
        before = f"van {change.before} " if change.before else ""
        yield f"Rolwisseling: {ROLE_WORDS[change.role]} gaat {before}naar {change.after} {_refs(change.sources)}"


def _items(minutes: Minutes) -> Iterator[str]:
    for item, title in ITEM_WORDS.items():
        if item == "role_changes":
            continue
        yield ""
        yield title
        lines = list(_lines(getattr(minutes, item)))
        empty = NOT_RECORDED if item in minutes.contract.not_recorded else NOT_SAID
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
    day = long_date(following.date) if following.date else "dag " + NOT_SAID
    parts = [day, following.time or "", following.method or ""]
    parts += [f"{word} {who}" for role, word in ROLE_WORDS.items() if (who := getattr(following, role))]
    yield f"{', '.join(part for part in parts if part)} {_refs(following.sources)}"


def _phases(minutes: Minutes) -> Iterator[str]:
    if not minutes.phases:
        return
    yield ""
    yield "Fasen"
    for span in minutes.phases:
        length = f", {span.minutes} min" if span.minutes is not None else ""
        yield f"  {PHASE_WORDS[span.phase]}: bijdrage {span.first_turn} tot en met {span.last_turn}{length}"


def _left_out(minutes: Minutes) -> Iterator[str]:
    notes = [f"  Weggelaten: {entry.count}x {WITHHELD_WORDS.get(entry.kind, entry.kind)}" for entry in minutes.withheld]
    notes += [f"  {ITEM_WORDS.get(entry.where, entry.where)}: {entry.because}" for entry in minutes.unsupported]
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
