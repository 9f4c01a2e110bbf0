"""The terms of one contract version: per clause the group's own text and what it chose. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from coach.group.choices import Choice, Number, Value
from coach.group.clauses import MAX_TEXT, Book, Clause
from coach.text import clean

Terms = Mapping[str, "ClauseTerms"]


@dataclass(frozen=True, slots=True)
class ClauseTerms:
    """The text of one clause and, by id, what was chosen in it."""

    text: str
    choices: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs between two versions, in words. `label` is empty for the text of a clause itself."""

    clause: str
    title: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Terms after changes, and per field ("clause" or "clause.choice") what is wrong with what was filled in."""

    terms: Terms
    problems: Mapping[str, str]


def started(book: Book, set_up: Mapping[str, Any]) -> Terms:
    """What a first contract begins with: the defaults, and what the group wrote down in the start-up wizard."""
    return {clause.id: _started(clause, set_up) for clause in book.clauses}


def restored(book: Book, stored: Mapping[str, Any]) -> Terms:
    """Terms as they were kept. What the data file has and this version did not yet have, is the least."""
    return {clause.id: _restored(clause, stored.get(clause.id, {})) for clause in book.clauses}


def stored(terms: Terms) -> dict[str, Any]:
    """The form in which terms are kept: JSON values only."""
    return {
        key: {"text": one.text, "choices": {name: _json(value) for name, value in one.choices.items()}}
        for key, one in terms.items()
    }


def changed(book: Book, terms: Terms, changes: Mapping[str, Mapping[str, Any]]) -> Filled:
    """Terms with some of them changed: `{"planning": {"text": "…", "choices": {"weeks": 6}}}`; the rest stays."""
    problems: dict[str, str] = {key: "Deze afspraak ken ik niet." for key in changes if key not in terms}
    after = {
        clause.id: _changed(clause, terms[clause.id], changes.get(clause.id, {}), problems) for clause in book.clauses
    }
    return Filled(after, problems)


def values(book: Book, terms: Terms) -> dict[str, Value]:
    """Every choice by its id."""
    return {choice.id: terms[clause.id].choices[choice.id] for clause in book.clauses for choice in clause.choices}


def differences(book: Book, old: Terms, new: Terms) -> list[Change]:
    """What changed, clause by clause, in words."""
    found = []
    for clause in book.clauses:
        before, after = old[clause.id], new[clause.id]
        if before.text != after.text:
            found.append(Change(clause.id, clause.title, "", before.text, after.text))
        for choice in clause.choices:
            first, second = before.choices[choice.id], after.choices[choice.id]
            if first != second:
                words = _in_words(choice.said(first)), _in_words(choice.said(second))
                found.append(Change(clause.id, clause.title, choice.label, *words))
    return found


def _in_words(said: tuple[str, ...]) -> str:
    return "; ".join(said) or "niets"


def _started(clause: Clause, set_up: Mapping[str, Any]) -> ClauseTerms:
    own = [
        f"{one.lead} {words} {one.after}".strip()
        for one in clause.set_up
        if (words := str(_told(set_up, one.field) or "").strip())
    ]
    chosen = {choice.id: _begin(choice, set_up) for choice in clause.choices}
    return ClauseTerms("\n".join([*own, clause.text])[:MAX_TEXT], chosen)


def _begin(choice: Choice, set_up: Mapping[str, Any]) -> Value:
    """The default, or the number that the group gave in the wizard, when it is one that fits here."""
    if not isinstance(choice, Number) or not choice.set_up:
        return choice.default
    told = _told(set_up, choice.set_up)
    return told if isinstance(told, int) and choice.min <= told <= choice.max else choice.default


def _told(set_up: Mapping[str, Any], name: str) -> Any:
    step, _, field = name.partition(".")
    return (set_up.get(step) or {}).get(field)


def _restored(clause: Clause, kept: Mapping[str, Any]) -> ClauseTerms:
    chosen = kept.get("choices", {})
    known = {choice.id: _value(chosen.get(choice.id, choice.least)) for choice in clause.choices}
    return ClauseTerms(kept.get("text", ""), known)


def _changed(clause: Clause, now: ClauseTerms, wanted: Mapping[str, Any], problems: dict[str, str]) -> ClauseTerms:
    text, chosen = now.text, dict(now.choices)
    if "text" in wanted:
        text = clean(str(wanted["text"]))
        if not text or len(text) > MAX_TEXT:
            problems[clause.id] = f"Schrijf hier een tekst, van hooguit {MAX_TEXT} tekens."
    choices = {choice.id: choice for choice in clause.choices}
    for choice_id, raw in (wanted.get("choices") or {}).items():
        field = f"{clause.id}.{choice_id}"
        if choice_id not in choices:
            problems[field] = "Deze keuze ken ik niet."
            continue
        try:
            chosen[choice_id] = choices[choice_id].accept(raw)
        except ValueError as error:
            problems[field] = str(error)
    return ClauseTerms(text, chosen)


def _value(kept: Any) -> Value:
    return tuple(kept) if isinstance(kept, list) else kept


def _json(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value
