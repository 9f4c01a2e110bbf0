"""A group's contract: propose a version, agree by name, see what changed, and what it lets the software do."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

from coach.errors import BadInput, Conflict, NotFound, Refused
from coach.group.agreement import settle, standing
from coach.group.clause_numbers import Unfollowed, unfollowed
from coach.group.clauses import Book
from coach.group.contract_json import Read, Reader, Sentence, changes_from, field_of, minutes_contract
from coach.group.contract_view import (
    ContractView,
    VersionView,
    choice_views,
    clause_views,
    missing_of,
    version_view,
)
from coach.group.groups import group_of
from coach.group.names import MAX_NAME, own_name
from coach.group.policy import GroupPolicy
from coach.group.policy_of import held, policy_for
from coach.group.terms import Filled, Terms, changed, restored, started, stored, values
from coach.group.tokens import new_id
from coach.once import earlier, marked, twice
from coach.ports import Clock, RememberedAnswer, Storage, UnitOfWork
from coach.records import Agreement, ContractVersion, Group, Member, Person
from coach.text import clean

Changes = Mapping[str, Mapping[str, Any]]


class BadTerms(BadInput):
    """Something filled in cannot be used; `fields` says per field ("clause" or "clause.choice") what can."""

    code = "bad_terms"

    def __init__(self, fields: Mapping[str, str]) -> None:
        first = next(iter(fields))
        super().__init__(fields[first], where=first)
        self.fields = dict(fields)


class Limits(TypedDict):
    """What goes before every contract."""

    secrecy: bool
    remote_model: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """Where a change begins: the newest version's terms, or the defaults. `based_on` is that version; 0 for none."""

    terms: Terms
    based_on: int


@dataclass(frozen=True, slots=True)
class Understood:
    """How the software reads what a group wrote itself. `anew` has sentences that stood in no version before."""

    sentences: tuple[Sentence, ...]
    unfollowed: tuple[Unfollowed, ...]
    anew: tuple[Sentence, ...]

    @property
    def doubtful(self) -> bool:
        """Whether somebody has to look: a new sentence is not understood, or a number is not followed."""
        return bool(self.unfollowed) or any(not sentence.means for sentence in self.anew)


class ContractService:
    """Contracts of groups. Everywhere: NotFound, BadTerms for what cannot be filled in, Conflict for a clash."""

    def __init__(
        self, storage: Storage, clock: Clock, book: Book, secret: bytes, reader: Reader, *, remote_model: bool
    ) -> None:
        """`reader` is how the minutes read sentences; `remote_model`: the model set up is not on this machine."""
        self._storage, self._clock, self._book, self._secret = storage, clock, book, secret
        self._reader, self._remote_model = reader, remote_model

    @property
    def book(self) -> Book:
        """The clauses as data."""
        return self._book

    def policy(self, unit: UnitOfWork, group_id: str) -> GroupPolicy:
        """What holds for this group now; the least when no version is in force, and for a group that is not there."""
        return policy_for(self._book, standing(unit, group_id), **self._limits(unit, group_id))

    def holds(self, group_id: str) -> GroupPolicy:
        """The same, for who has no unit of work open."""
        with self._storage.read() as unit:
            return self.policy(unit, group_id)

    def look(self, group_id: str, me: str) -> ContractView:
        """The contract as the member `me` sees it: whose yes is missing is told only to who coordinates."""
        with self._storage.read() as unit:
            how, members = standing(unit, group_id), unit.inside(group_id, Member).all()
            versions = unit.inside(group_id, ContractVersion).all(order="-version")
            current = self._version(unit, how.in_force, versions, members)
            waiting = self._version(unit, how.waiting, versions, members)
            newest = restored(self._book, how.newest.clauses) if how.newest else None
            limits = self._limits(unit, group_id)
            view = ContractView(
                current=current,
                waiting=waiting,
                clauses=clause_views(self._book, newest) if newest else (),
                missing=missing_of(how),
                holds=policy_for(self._book, how, **limits),
                now=choice_views(self._book, held(self._book, how, **limits)),
                sentences=self._own_sentences(newest) if newest else (),
                asks_me=how.newest.version if how.newest and me in {one.id for one in how.missing} else None,
                missing_count=len(how.missing),
                members=how.members,
                alone=how.members == 1,
                unfollowed=unfollowed(self._book, newest) if newest else (),
            )
            return view if _leads(members, me) else view.seen_by(me)

    def versions(self, group_id: str, me: str) -> list[VersionView]:
        """All versions with their changes, and signatures as the member `me` may see them; the newest first."""
        with self._storage.read() as unit:
            rows = unit.inside(group_id, ContractVersion).all(order="-version")
            members = unit.inside(group_id, Member).all()
            views = [view for row in rows if (view := self._version(unit, row, rows, members))]
            return views if _leads(members, me) else [view.seen_by(me) for view in views]

    def draft(self, group_id: str) -> Draft:
        """Where a change begins."""
        with self._storage.read() as unit:
            return self._draft(unit, group_id)

    def filled(self, group_id: str, changes: Changes) -> Filled:
        """How the contract would read with these changes, and what is wrong with them; nothing is kept."""
        return changed(self._book, self.draft(group_id).terms, changes)

    def understood(self, group_id: str, changes: Changes) -> Understood:
        """How own words in these changes are read, before anybody proposes them. Raises BadTerms."""
        before = self.draft(group_id).terms
        filled = changed(self._book, before, changes)
        if filled.problems:
            raise BadTerms(filled.problems)
        sentences, known = self._own_sentences(filled.terms), set(self._own_sentences(before))
        anew = tuple(sentence for sentence in sentences if sentence not in known)
        return Understood(sentences, unfollowed(self._book, filled.terms), anew)

    def propose(
        self, group_id: str, by: Member, changes: Changes, based_on: int | None = None, key: str | None = None
    ) -> int:
        """Makes a version that everybody is asked to agree to; its number. What is not in `changes` stays.

        Raises Conflict (`moved_on`) when the newest is not `based_on` any more, Refused when nothing changed.
        """
        mark = marked(self._secret, "contract", group_id, json.dumps(changes, sort_keys=True), based_on)

        def work() -> int:
            with self._storage.write() as unit:
                group_of(unit, group_id)
                if known := earlier(unit, key, mark):
                    return int(json.loads(known.body)["version"])
                version = self._add(unit, group_id, by, changes, based_on)
                if key is not None:
                    body = json.dumps({"version": version})
                    unit.answers.put(key, RememberedAnswer(mark, 200, body), self._clock.now())
                return version

        return twice(work)

    def agree(self, group_id: str, by: Member, version: int, name: str) -> None:
        """A member's own yes to the newest version, signed with a name. A second yes changes nothing.

        Raises Conflict (`moved_on`) when there is a newer version, or (`name_taken`) for somebody else's name; BadInput
        for a name that is not theirs.
        """
        with self._storage.write() as unit:
            group_of(unit, group_id)
            newest = _newest(unit, group_id)
            if newest is None:
                raise NotFound("Er is nog geen contract om mee akkoord te gaan.", code="no_contract")
            if newest.version != version:
                raise Conflict("Er is intussen een nieuwere versie. Lees die eerst.", code="moved_on")
            rows = unit.inside(group_id, Agreement)
            if rows.first(version=version, member_id=by.id) is None:
                signed, now = _signed(unit, by, name), self._clock.now()
                rows.add(Agreement(new_id(), group_id, version, by.id, signed, now))
                settle(unit, group_id, now)

    def exported(self, group_id: str) -> dict[str, Any]:
        """What holds now, as contract.json."""
        return minutes_contract(self.holds(group_id))

    def read(self, contract: dict[str, Any]) -> Read:
        """How the minutes read a contract.json. Raises BadInput, naming the field that is wrong."""
        return self._reader(contract)

    def take_in(self, group_id: str, by: Member, contract: dict[str, Any], key: str | None = None) -> tuple[int, Read]:
        """Proposes what a contract.json says; the version, and how its sentences were understood."""
        read = self._reader(contract)
        try:
            return self.propose(group_id, by, changes_from(self._book, contract, read), key=key), read
        except BadTerms as error:
            fields = {field_of(place): text for place, text in error.fields.items()}
            raise BadTerms(fields) from None

    def _add(self, unit: UnitOfWork, group_id: str, by: Member, changes: Changes, based_on: int | None) -> int:
        draft = self._draft(unit, group_id)
        if based_on is not None and based_on != draft.based_on:
            raise Conflict("Iemand heeft het contract intussen gewijzigd. Kijk eerst wat er nu staat.", code="moved_on")
        filled = changed(self._book, draft.terms, changes)
        if filled.problems:
            raise BadTerms(filled.problems)
        if draft.based_on and filled.terms == draft.terms:
            raise Refused("Er is niets veranderd, dus er valt niets voor te leggen.", code="nothing_changed")
        version, terms = draft.based_on + 1, stored(filled.terms)
        row = ContractVersion(new_id(), group_id, version, terms, by.id, self._clock.now())
        unit.inside(group_id, ContractVersion).add(row)
        return version

    def _draft(self, unit: UnitOfWork, group_id: str) -> Draft:
        newest = _newest(unit, group_id)
        if newest is not None:
            return Draft(restored(self._book, newest.clauses), newest.version)
        return Draft(started(self._book, group_of(unit, group_id).set_up), 0)

    def _limits(self, unit: UnitOfWork, group_id: str) -> Limits:
        group = unit.rows(Group).get(group_id)
        return {"secrecy": group is None or group.secrecy, "remote_model": self._remote_model}

    def _own_sentences(self, terms: Terms) -> tuple[Sentence, ...]:
        chosen = values(self._book, terms)
        return self._reader({"record": chosen["record_own"], "do_not_record": chosen["do_not_record"]}).sentences

    def _version(
        self, unit: UnitOfWork, row: ContractVersion | None, rows: list[ContractVersion], members: list[Member]
    ) -> VersionView | None:
        if row is None:
            return None
        near = {other.version - row.version: other for other in rows}
        agreed = unit.inside(row.group_id, Agreement).all(version=row.version, order="agreed_at")
        return version_view(self._book, row, (near.get(-1), near.get(1)), agreed, members)


def _newest(unit: UnitOfWork, group_id: str) -> ContractVersion | None:
    return next(iter(unit.inside(group_id, ContractVersion).all(order="-version", limit=1)), None)


def _leads(members: list[Member], me: str) -> bool:
    return any(member.id == me and member.role == "coordinator" for member in members)


def _signed(unit: UnitOfWork, by: Member, name: str) -> str:
    """The name somebody signs with: theirs in the group or of their account. Capitals and spaces do not matter."""
    try:
        given = _bare(own_name(name))
    except BadInput as error:
        text = f"Een naam telt hooguit {MAX_NAME} tekens." if error.code == "name_too_long" else "Vul je naam in."
        raise BadInput(text, code=error.code, where="name") from None
    members = unit.inside(by.group_id, Member).all(state="active")
    person = unit.rows(Person).get(by.person_id) if by.person_id else None
    if given == _bare(by.name):
        return by.name
    if given in {_bare(other.name) for other in members if other.id != by.id}:
        raise Conflict("Zo heet een ander lid van de groep. Onderteken met je eigen naam.", code="name_taken")
    if person is not None and given == _bare(person.name):
        return person.name
    raise BadInput(f"Onderteken met je eigen naam. In deze groep heet je {by.name}.", code="other_name", where="name")


def _bare(name: str) -> str:
    return "".join(clean(name).split()).casefold()
