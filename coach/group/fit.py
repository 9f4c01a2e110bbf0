"""Whether people can speak freely in one group: relations that stand in the way, told by a member for themselves.

Kept is only which two people and what kind, not who of the two is above the other. An answer is of who gave it; what
the two concerned see is that they had better talk, in the same words for both (knowledge/contracts/fit.toml).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, model_validator

from coach.datafile import DataForm, read_toml
from coach.errors import BadInput, NotFound
from coach.group.groups import group_of
from coach.group.membership import active, in_order
from coach.group.tokens import new_id
from coach.ports import Clock, Storage, UnitOfWork
from coach.records import Fit, Member

# An answer too: nothing with anybody.
NONE = "none"


class Relation(DataForm):
    """What somebody can tell of, with what the seeds say of it."""

    id: str
    label: str
    why: str
    seeds: tuple[str, ...] = Field(min_length=1)
    sources: tuple[str, ...] = Field(min_length=1)
    origin: Literal["source", "own"]


class Shown(DataForm):
    """What both see; `{name}` is the other."""

    title: str
    text: str
    seed: str
    seeds: tuple[str, ...] = Field(min_length=1)
    sources: tuple[str, ...] = Field(min_length=1)


class Way(DataForm):
    text: str


class FitForm(DataForm):
    """knowledge/contracts/fit.toml."""

    ask: str
    kept: str
    relation: tuple[Relation, ...] = Field(min_length=1)
    shown: Shown
    way: tuple[Way, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _once(self) -> "FitForm":
        ids = [relation.id for relation in self.relation]
        if len(set(ids)) < len(ids) or NONE in ids:
            raise ValueError("elke relation heeft een eigen id, en geen heet none")
        return self

    @classmethod
    def load(cls, path: Path) -> "FitForm":
        """Raises BadData with file and key when the form is wrong."""
        return read_toml(path, cls)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody I had better talk with; the same for both, whoever told."""

    member_id: str
    name: str


@dataclass(frozen=True, slots=True)
class MyFit:
    """What one member sees. `mine` maps a member to the relation I told of; `new` are those I was not asked about yet.

    `answered`: whether I ever said anything; `asks`: whether it is my turn to answer.
    """

    others: tuple[Member, ...]
    mine: Mapping[str, str]
    answered: bool
    new: tuple[str, ...]
    conflicts: tuple[Conflict, ...]

    @property
    def asks(self) -> bool:
        return bool(self.others) and (not self.answered or bool(self.new))


class FitService:
    """Answers about relations, each of one member."""

    def __init__(self, storage: Storage, clock: Clock, form: FitForm) -> None:
        self._storage, self._clock, self._form = storage, clock, form

    @property
    def form(self) -> FitForm:
        """The questions and texts as data."""
        return self._form

    def look(self, group_id: str, me: Member) -> MyFit:
        """My own answers, and with whom I had better talk."""
        with self._storage.read() as unit:
            return _look(unit, group_id, me)

    def answer(self, group_id: str, me: Member, relations: Mapping[str, str]) -> None:
        """My answer in place of what I said before: relations by member id; none at all is an answer too.

        Raises BadInput for an unknown relation, NotFound for somebody who is not in the group.
        """
        if not set(relations.values()) <= {relation.id for relation in self._form.relation}:
            raise BadInput("Kies een van de mogelijkheden.", code="unknown_relation", where="relations")
        with self._storage.write() as unit:
            group_of(unit, group_id)
            others = {member.id for member in active(unit, group_id)} - {me.id}
            if not relations.keys() <= others:
                raise NotFound("Dit lid zit niet (meer) in de groep.", code="unknown_member")
            rows, now = unit.inside(group_id, Fit), self._clock.now()
            rows.remove(member_id=me.id)
            for about, relation in relations.items() or ((None, NONE),):
                rows.add(Fit(new_id(), group_id, me.id, about, relation, now))

    def erase(self, group_id: str, me: Member) -> None:
        """Takes back all I said; then I am asked again."""
        with self._storage.write() as unit:
            unit.inside(group_id, Fit).remove(member_id=me.id)


def _look(unit: UnitOfWork, group_id: str, me: Member) -> MyFit:
    others = tuple(member for member in in_order(active(unit, group_id)) if member.id != me.id)
    rows = unit.inside(group_id, Fit)
    mine, of_me = rows.all(member_id=me.id), rows.all(about_id=me.id)
    told = {row.about_id: row.relation for row in mine if row.about_id}
    concerned = told.keys() | {row.member_id for row in of_me}
    last = max((row.at for row in mine), default=None)
    return MyFit(
        others=others,
        mine=told,
        answered=last is not None,
        new=tuple(member.id for member in others if last is not None and member.joined_at > last),
        conflicts=tuple(Conflict(member.id, member.name) for member in others if member.id in concerned),
    )
