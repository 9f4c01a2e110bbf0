"""A contract as its members see it: what it says, who agreed, whose yes is missing, what changed. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from coach.group.agreement import Standing
from coach.group.choices import Choice, Value
from coach.group.clause_numbers import Unfollowed
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
    """One version. `changes` is against the version before it; empty for the first, and where a text was erased.

    `yes` of `members` agreed: when it came into force, when the next one was proposed, or now. `by_leaving`: it came
    into force because somebody went who had not agreed. `agreed` has everybody once it is in force; until then other
    members see only their own yes there, so that nobody can tell whose is missing.
    """

    version: int
    made_by: str
    made_at: datetime
    in_force_at: datetime | None
    agreed: tuple[Signature, ...]
    changes: tuple[Change, ...]
    erased: bool = False
    yes: int = 0
    members: int = 0
    by_leaving: bool = False

    def seen_by(self, member_id: str) -> "VersionView":
        """As a member sees it who does not coordinate."""
        if self.in_force_at is not None:
            return self
        return replace(self, agreed=tuple(one for one in self.agreed if one.member_id == member_id))


@dataclass(frozen=True, slots=True)
class ContractView:
    """`current` is in force; `waiting` is the newest while not everybody has agreed to it.

    `missing` is whose yes to the newest is not there: all for a coordinator, for another member only themselves;
    `missing_count` of `members` counts them. `alone`: there is nobody else to agree. `unfollowed` are numbers in own
    text that differ from what the software does. `holds` is what the software may do now, `now` the same choice by
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
    missing_count: int = 0
    members: int = 0
    alone: bool = False
    unfollowed: tuple[Unfollowed, ...] = ()

    def seen_by(self, member_id: str) -> "ContractView":
        """As a member sees it who does not coordinate: how many, not who."""
        return replace(
            self,
            current=self.current and self.current.seen_by(member_id),
            waiting=self.waiting and self.waiting.seen_by(member_id),
            missing=tuple(one for one in self.missing if one.member_id == member_id),
            holds=replace(self.holds, waiting=tuple(one for one in self.holds.waiting if one == member_id)),
        )


def version_view(
    book: Book,
    version: ContractVersion,
    around: tuple[ContractVersion | None, ContractVersion | None],
    agreed: Sequence[Agreement],
    members: Sequence[Member],
) -> VersionView:
    """One version with what changed; `around` are the one before it and the one after, `members` also who left."""
    before, after = around
    names = Names.among(members)
    now = restored(book, version.clauses)
    known = before is not None and before.clauses and version.clauses  # both texts are still there
    changes = differences(book, restored(book, before.clauses), now) if before and known else []
    signed = tuple(Signature(row.member_id, names.of(row.member_id), row.name, row.agreed_at) for row in agreed)
    made_by = names.of(version.made_by)
    at = version.in_force_at or (after.made_at if after else None)
    there = {member.id for member in members if _there(member, at)}
    yes = {row.member_id for row in agreed if at is None or row.agreed_at <= at}
    gone = {member.id for member in members if member.ended_at is not None and member.ended_at == version.in_force_at}
    return VersionView(
        version.version, made_by, version.made_at, version.in_force_at, signed, tuple(changes), not version.clauses,
        len(there & yes), len(there), bool(gone - yes),
    )  # fmt: skip


def _there(member: Member, at: datetime | None) -> bool:
    """Whether somebody was in the group at that moment; None: now. Who went at that very moment was not, any more."""
    if at is None:
        return member.state == "active"
    return member.joined_at <= at and (member.ended_at is None or member.ended_at > at)


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
