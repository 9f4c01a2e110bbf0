"""A contract as its members see it: what it says, who agreed, whose yes is missing, what changed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from coach.group.agreement import Standing
from coach.group.choices import Choice, Value
from coach.group.clauses import Book, Clause
from coach.group.contract_json import Sentence
from coach.group.policy import GroupPolicy
from coach.group.terms import Change, ClauseTerms, differences, restored
from coach.records import Agreement, ContractVersion, Member

# A former member whose name is gone still wrote or signed.
GONE = "een oud-lid"


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """A choice with its value, and in Dutch what it means (`said`)."""

    id: str
    label: str
    value: Value
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause as the group has it."""

    id: str
    number: int
    title: str
    section: str
    why: str
    sources: tuple[str, ...]
    text: str
    choices: tuple[ChoiceView, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A yes: who it is of, the name they signed with, and when."""

    member_id: str
    name: str
    signed: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Missing:
    """Whose yes is not there yet. Nobody has to say why."""

    member_id: str
    name: str


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version. `changes` is against the version before it; empty for the first, and where a text was erased."""

    version: int
    made_by: str
    made_at: datetime
    in_force_at: datetime | None
    agreed: tuple[Signature, ...]
    changes: tuple[Change, ...]
    erased: bool = False


@dataclass(frozen=True, slots=True)
class ContractView:
    """`current` is in force; `waiting` is the newest while not everybody has agreed to it.

    `missing` is whose yes to the newest is not there; `holds` is what the software may do now, `now` the same choice by
    choice; `sentences` is how the minutes read the group's own sentences; `asks_me` is the version that waits for the
    visitor's own yes.
    """

    current: VersionView | None
    waiting: VersionView | None
    clauses: tuple[ClauseView, ...]  # of the newest
    missing: tuple[Missing, ...]
    holds: GroupPolicy
    now: tuple[ChoiceView, ...]
    sentences: tuple[Sentence, ...]
    asks_me: int | None


def version_view(
    book: Book, version: ContractVersion, before: ContractVersion | None, agreed: Sequence[Agreement], names: "Names"
) -> VersionView:
    """One version with what changed since `before`."""
    now = restored(book, version.clauses)
    known = before is not None and before.clauses and version.clauses  # both texts are still there
    changes = differences(book, restored(book, before.clauses), now) if before and known else []
    signed = tuple(Signature(row.member_id, names.of(row.member_id), row.name, row.agreed_at) for row in agreed)
    made_by = names.of(version.made_by)
    return VersionView(
        version.version, made_by, version.made_at, version.in_force_at, signed, tuple(changes), not version.clauses
    )


def clause_views(book: Book, terms: Mapping[str, ClauseTerms]) -> tuple[ClauseView, ...]:
    """All clauses with what the group says in them, in order."""
    return tuple(_clause(clause, terms[clause.id]) for clause in book.clauses)


def choice_views(book: Book, chosen: Mapping[str, Value]) -> tuple[ChoiceView, ...]:
    """Every choice of every clause with one value each, in words."""
    return tuple(_choice(choice, chosen[choice.id]) for choice in book.choices.values())


def missing_of(how: Standing) -> tuple[Missing, ...]:
    return tuple(Missing(member.id, member.name) for member in how.missing)


@dataclass(frozen=True, slots=True)
class Names:
    """Names of members in their group, also of those who left."""

    by_id: Mapping[str, str]

    @classmethod
    def among(cls, members: Sequence[Member]) -> "Names":
        return cls({member.id: member.name for member in members})

    def of(self, member_id: str) -> str:
        return self.by_id.get(member_id) or GONE


def _clause(clause: Clause, terms: ClauseTerms) -> ClauseView:
    choices = tuple(_choice(choice, terms.choices[choice.id]) for choice in clause.choices)
    return ClauseView(
        clause.id, clause.number, clause.title, clause.section, clause.why, clause.sources, terms.text, choices
    )


def _choice(choice: Choice, value: Value) -> ChoiceView:
    return ChoiceView(choice.id, choice.label, value, choice.said(value))
