"""Looks knowledge/contracts/clauses.toml over and says, in Dutch, what is wrong, where, and how to mend it."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from coach.group.choices import Choice, Lines, Number, OneOf, Several, YesNo
from coach.group.clauses import MAX_TEXT, Book, Clause

Path = tuple[str | int, ...]
Fault = tuple[Path, str]
COUNT = 19  # the clauses of domain E.1
# What the software obeys (coach.group.policy_of), by kind.
OBEYED: Mapping[str, type[Any]] = {
    "record": Several, "record_own": Lines, "do_not_record": Lines, "names": YesNo, "presenter_approves": YesNo,
    "raw_days": Number, "minutes_kept": OneOf, "anonymise": YesNo, "model": YesNo, "captions": YesNo,
    "recording": YesNo, "peer_pages": YesNo, "safety_every": Number, "evaluation_months": Number,
}  # fmt: skip
PLACES = {"record": "minutes", "record_own": "minutes", "do_not_record": "minutes", "anonymise": "client_data"}
# What people read names no codes of sources or lines of the inventory.
_CODE = re.compile(r"\b(?:[SP]\d+[a-z]?|[A-J]-\d+|seeds?)\b")
_ID = re.compile(r"[a-z][a-z0-9_]*")
_KINDS = {
    "string_type": "een tekst tussen aanhalingstekens",
    "int_type": "een heel getal, zonder aanhalingstekens",
    "bool_type": "true of false",
    "tuple_type": "een lijst tussen [ en ]",
}


def faults(data: dict[str, Any], sources: Collection[str], understood: Callable[[str], bool]) -> list[Fault]:
    """All that is wrong, as (path in the file, Dutch mend). `understood`: whether the minutes can read a sentence."""
    try:
        book = Book.model_validate(data)
    except ValidationError as error:
        return [_mend(found) for found in error.errors(include_url=False, include_input=False)]
    found = [*_numbers(book), *_ids(book), *_obeyed(book)]
    for place, clause in enumerate(book.clauses):
        found += _clause(clause, ("clauses", place), book, sources)
        for at, choice in enumerate(clause.choices):
            found += _choice(choice, ("clauses", place, "choices", at), understood)
    return found


def _mend(error: Any) -> Fault:
    # A union of kinds puts the kind between the keys; the file has no such step.
    path = tuple(part for part in error["loc"] if part not in ("yes_no", "number", "one_of", "several", "lines"))
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "dit bestand")
    if error["type"] == "missing":
        return path[:-1], f'"{name}" ontbreekt. Voeg het toe.'
    if error["type"] == "extra_forbidden":
        return path, f'"{name}" ken ik niet. Haal het weg, of kijk bovenaan welke namen er zijn.'
    if error["type"] in ("union_tag_invalid", "union_tag_not_found"):
        return path, "Kies bij kind uit: yes_no, number, one_of, several, lines."
    if error["type"] == "literal_error":
        choices = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", " of ")
        return path, f'Deze waarde bestaat niet bij "{name}". Kies uit: {choices}.'
    return path, f'Bij "{name}" hoort {_KINDS.get(error["type"], "een ander soort waarde")}.'


def _numbers(book: Book) -> Iterator[Fault]:
    if [clause.number for clause in book.clauses] != list(range(1, COUNT + 1)):
        yield ("clauses",), f"De afspraken moeten van 1 tot en met {COUNT} genummerd zijn, in die volgorde."


def _ids(book: Book) -> Iterator[Fault]:
    places = [(("clauses", place, "id"), clause.id) for place, clause in enumerate(book.clauses)]
    yield from _apart(places, "afspraak")
    yield from _apart(
        [
            (("clauses", place, "choices", at, "id"), choice.id)
            for place, clause in enumerate(book.clauses)
            for at, choice in enumerate(clause.choices)
        ],
        "keuze",
    )


def _apart(places: Sequence[tuple[Path, str]], what: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for path, name in places:
        if not _ID.fullmatch(name):
            yield path, "Een id bestaat uit kleine letters, cijfers en _ en begint met een letter."
        if name in seen:
            yield path, f'De {what} "{name}" komt al eerder voor. Geef elke {what} een eigen id.'
        seen.add(name)


def _obeyed(book: Book) -> Iterator[Fault]:
    for name, kind in OBEYED.items():
        found = book.choices.get(name)
        if found is None:
            yield ("clauses",), f'De keuze "{name}" ontbreekt. Doorvraag houdt zich eraan, dus ze moet er staan.'
        elif not isinstance(found, kind):
            yield ("clauses",), f'De keuze "{name}" is van een andere soort dan Doorvraag verwacht.'
        elif name in PLACES and found.id not in [
            c.id for one in book.clauses if one.id == PLACES[name] for c in one.choices
        ]:
            yield ("clauses",), f'De keuze "{name}" hoort bij de afspraak "{PLACES[name]}".'


def _clause(clause: Clause, at: Path, book: Book, sources: Collection[str]) -> Iterator[Fault]:
    for key in ("title", "why", "text"):
        if not getattr(clause, key):
            yield (*at, key), f'"{key}" is leeg. Schrijf hier een tekst.'
        yield from _plain(getattr(clause, key), (*at, key), short=key == "why")
    if len(clause.text) > MAX_TEXT // 2:
        yield (*at, "text"), f"Deze tekst is te lang om van een telefoon te lezen; hooguit {MAX_TEXT // 2} tekens."
    if clause.section not in [section.id for section in book.sections]:
        yield (*at, "section"), f'Het kopje "{clause.section}" bestaat niet. Voeg het toe onder [[sections]].'
    for source in clause.sources:
        if source not in sources:
            yield (*at, "sources"), f'De bron "{source}" staat niet in sources.toml.'


def _plain(text: str, at: Path, *, short: bool = False) -> Iterator[Fault]:
    if _CODE.search(text):
        yield at, "Dit leest iedereen: noem hier geen code van een bron en geen seeds. De bron hoort in sources."
    if short and len(re.findall(r"[.!?](?=\s|$)", text)) > 2:
        yield at, "Deze uitleg telt meer dan twee zinnen. Maak hem korter."


def _choice(choice: Choice, at: Path, understood: Callable[[str], bool]) -> Iterator[Fault]:
    if not choice.note:
        yield (*at, "note"), '"note" is leeg. Schrijf waar deze waarde vandaan komt.'
    for key in ("label", "help", "note", "warning"):
        yield from _plain(getattr(choice, key, ""), (*at, key), short=key == "note")
    for key in ("default", "least"):
        try:
            choice.accept(getattr(choice, key))
        except ValueError as error:
            yield (*at, key), f"Deze waarde past niet bij deze keuze. {error}"
    if isinstance(choice, Number):
        yield from _number(choice, at)
    if isinstance(choice, Several):
        yield from _several(choice, at, understood)


def _number(choice: Number, at: Path) -> Iterator[Fault]:
    if "{n}" not in choice.many:
        yield (*at, "many"), 'In "many" ontbreekt {n}, de plaats van het getal.'
    if bool(choice.warning) != (choice.warn_above is not None):
        yield (*at, "warning"), '"warn_above" en "warning" horen bij elkaar.'


def _several(choice: Several, at: Path, understood: Callable[[str], bool]) -> Iterator[Fault]:
    for option in choice.options:
        if not option.sentence:
            yield (*at, "options"), 'Elke option heeft een "sentence" nodig, de zin voor contract.json.'
        for text in (option.sentence, option.nameless):
            if text and not understood(text):
                yield (*at, "options"), f'De zin "{text}" begrijpt het verslag niet. Zeg het anders.'
