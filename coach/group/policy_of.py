"""From what a group chose to what the software may do. Pure; the rule is in docs/decisions/0012-contract.md."""

import re
from collections.abc import Mapping
from typing import cast

from coach.group.agreement import Standing
from coach.group.choices import OneOf, Several, Value
from coach.group.clauses import Book
from coach.group.policy import GroupPolicy
from coach.group.terms import restored, values
from coach.records import ContractVersion

# Said in "do_not_record" when names are off and no line of its own says so; the minutes read it so.
NAMELESS = "namen van leden (zonder naam)"
# A sentence that limits what it allows ("afspraken zonder naam") still counts as a limit where it is no permission.
_LIMITS = re.compile(r"\b(?:zonder|geen|niet|niets|nooit|behalve|alleen|anoniem)\b", re.IGNORECASE)
Values = dict[str, Value]


def policy_for(book: Book, how: Standing, *, secrecy: bool, remote_model: bool) -> GroupPolicy:
    """What holds now. `secrecy`: the group's mark; `remote_model`: the model, if any, is not on this machine."""
    if how.newest is None:
        return GroupPolicy()
    chosen = held(book, how, secrecy=secrecy, remote_model=remote_model)
    version = how.in_force.version if how.in_force else 0
    return _policy(book, chosen, version, tuple(member.id for member in how.missing))


def held(book: Book, how: Standing, *, secrecy: bool, remote_model: bool) -> Values:
    """Per choice what holds: the version in force, or the stricter of that one (without one: the least) and the next.

    What needs a yes of everybody is off while somebody has agreed to neither; secrecy goes before all.
    """
    if how.newest is None:
        return book.least()
    new, old = _values(book, how.newest), book.least()
    if how.in_force is not None:
        old = _values(book, how.in_force)
    chosen = new if how.waiting is None else _tighter(book, old, new)
    off = {key: False for key, choice in book.choices.items() if choice.needs_yes} if how.unsigned else {}
    chosen = {**chosen, **off}
    if secrecy:
        # There is no way yet to caption or record on this machine alone, so these are off whatever was agreed.
        chosen |= {"captions": False, "recording": False, "model": bool(chosen["model"]) and not remote_model}
    return chosen


def _tighter(book: Book, old: Values, new: Values) -> Values:
    """Per choice the stricter; own sentences that limit and stand in one version only count as a limit."""
    chosen = book.tighter(old, new)
    kept = _lines(chosen, "record_own")
    dropped = [line for line in (*_lines(old, "record_own"), *_lines(new, "record_own")) if line not in kept]
    limits = [line for line in dropped if _LIMITS.search(line)]
    return {**chosen, "do_not_record": tuple(dict.fromkeys((*_lines(chosen, "do_not_record"), *limits)))}


def sentences(book: Book, chosen: Mapping[str, Value]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(what is recorded, what is not) as Dutch sentences in the form of contract.json (DESIGN section 5)."""
    named, parts = bool(chosen["names"]), _lines(chosen, "record")
    options = [option for option in cast(Several, book.choices["record"]).options if option.id in parts]
    record = [option.sentence if named or not option.nameless else option.nameless for option in options]
    unsaid = [] if named or any(option.nameless for option in options) else [NAMELESS]
    return (
        tuple(dict.fromkeys((*record, *_lines(chosen, "record_own")))),
        tuple(dict.fromkeys((*_lines(chosen, "do_not_record"), *unsaid))),
    )


def _policy(book: Book, chosen: Values, version: int, waiting: tuple[str, ...]) -> GroupPolicy:
    record, do_not_record = sentences(book, chosen)
    kept = cast(OneOf, book.choices["minutes_kept"]).days(chosen["minutes_kept"])
    return GroupPolicy(
        record=record,
        do_not_record=do_not_record,
        anonymise=bool(chosen["anonymise"]),
        names_in_minutes=bool(chosen["names"]),
        presenter_approves=bool(chosen["presenter_approves"]),
        retention_days=_number(chosen, "raw_days"),
        minutes_days=kept,
        model=bool(chosen["model"]),
        captions=bool(chosen["captions"]),
        recording=bool(chosen["recording"]),
        peer_pages=bool(chosen["peer_pages"]),
        safety_every=_number(chosen, "safety_every") if version else 0,
        evaluation_months=_number(chosen, "evaluation_months") if version else 0,
        version=version,
        waiting=waiting,
    )


def _values(book: Book, version: ContractVersion) -> Values:
    return values(book, restored(book, version.clauses))


def _lines(chosen: Mapping[str, Value], key: str) -> tuple[str, ...]:
    value = chosen[key]
    return value if isinstance(value, tuple) else ()


def _number(chosen: Mapping[str, Value], key: str) -> int:
    value = chosen[key]
    return value if isinstance(value, int) else 0
