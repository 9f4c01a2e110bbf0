"""The form of a contract: fields from clauses, and from what was sent back to changes."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import Depends, Request

from coach.group.choices import Choice, Lines, Number, OneOf, Several, Value, YesNo
from coach.group.clauses import Book
from coach.group.terms import Terms

Shown = dict[str, Any]
OWN = "own"
# Fields of the page in between, that are no part of the terms.
IN_BETWEEN = ("checked", "back")


async def sent(request: Request) -> dict[str, list[str]]:
    """All text fields of a form, each with all its values; anything that is not text is left out."""
    form = await request.form()
    return {name: [one for one in form.getlist(name) if isinstance(one, str)] for name in form}


SentDep = Annotated[dict[str, list[str]], Depends(sent)]


def shown(book: Book, terms: Terms) -> Shown:
    """What the fields hold for these terms: "text.planning", "planning.weeks"."""
    fields: Shown = {}
    for clause_id, one in terms.items():
        fields[f"text.{clause_id}"] = one.text
        fields |= {f"{clause_id}.{choice_id}": _in_field(value) for choice_id, value in one.choices.items()}
    for clause in book.clauses:
        for choice in clause.choices:
            value = terms[clause.id].choices[choice.id]
            if _own_days(choice) and isinstance(value, int):
                fields |= {f"{clause.id}.{choice.id}": OWN, f"{clause.id}.{choice.id}.days": str(value)}
    return fields


def _own_days(choice: Choice) -> bool:
    """Whether there is a field for a number of days beside the options: "<name>.days", when OWN is chosen."""
    return isinstance(choice, OneOf) and choice.own_days is not None


def changes_of(book: Book, fields: Mapping[str, Sequence[str]]) -> dict[str, dict[str, Any]]:
    """The changes that a whole form asks for. No box ticked means: none of the options."""
    changes: dict[str, dict[str, Any]] = {}
    for clause in book.clauses:
        change: dict[str, Any] = {"choices": {}}
        if given := fields.get(f"text.{clause.id}"):
            change["text"] = given[0]
        for choice in clause.choices:
            values = fields.get(f"{clause.id}.{choice.id}", [])
            if isinstance(choice, Several):
                change["choices"][choice.id] = list(values)
            elif _own_days(choice) and list(values[:1]) == [OWN]:
                change["choices"][choice.id] = "".join(fields.get(f"{clause.id}.{choice.id}.days", [])[:1])
            elif values:
                change["choices"][choice.id] = values[0]
        changes[clause.id] = change
    return changes


def as_sent(book: Book, fields: Mapping[str, Sequence[str]], terms: Terms) -> Shown:
    """What was typed, to show again beside what was wrong with it."""
    kept = shown(book, terms)
    for clause in book.clauses:
        kept[f"text.{clause.id}"] = next(iter(fields.get(f"text.{clause.id}", ())), "")
        for choice in clause.choices:
            name = f"{clause.id}.{choice.id}"
            kept[name] = (
                list(fields.get(name, ())) if isinstance(choice, Several) else "".join(fields.get(name, ())[:1])
            )
            if _own_days(choice):
                kept[f"{name}.days"] = "".join(fields.get(f"{name}.days", ())[:1])
    return kept


def in_short(book: Book, terms: Terms) -> dict[str, str]:
    """Per clause with choices, what they come down to, for the line that stands there when a clause is folded."""
    short = {}
    for clause in book.clauses:
        words = [
            " ".join(choice.said(terms[clause.id].choices[choice.id]))
            for choice in clause.choices
            if isinstance(choice, YesNo | Number) or choice.kind == "one_of"
        ]
        short[clause.id] = " ".join(words)
    return short


def warnings(book: Book, terms: Terms) -> list[str]:
    """Kind words about numbers that the sources advise against; they forbid nothing."""
    return [
        choice.warning
        for clause in book.clauses
        for choice in clause.choices
        if isinstance(choice, Number) and _above(terms[clause.id].choices[choice.id], choice.warn_above)
    ]


def _above(value: Value, bound: int | None) -> bool:
    return bound is not None and isinstance(value, int) and value > bound


def _in_field(value: Value) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return list(value) if isinstance(value, tuple) else str(value)


def typed_texts(book: Book, fields: Mapping[str, Sequence[str]]) -> list[str]:
    """What people wrote themselves: texts that are not ours, and own sentences."""
    texts = [
        text for clause in book.clauses for text in fields.get(f"text.{clause.id}", ()) if text.strip() != clause.text
    ]
    lines = [choice.id for choice in book.choices.values() if isinstance(choice, Lines)]
    return texts + [text for name, given in fields.items() if name.partition(".")[2] in lines for text in given]
