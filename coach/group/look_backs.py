"""Use cases of look-backs: what a group comes back to, by itself. The contract and safety always; own lines beside."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from coach.errors import BadInput, NotFound, Refused
from coach.group.agreement import standing
from coach.group.contracts import ContractService
from coach.group.dates import CANCELLED
from coach.group.groups import group_of
from coach.group.look_back_rules import CONTRACT, OWN, SAFETY, Every, due, next_own, safety_rhythm, when_together
from coach.group.recurrence import day_in, months_after
from coach.group.tokens import new_id
from coach.once import earlier, marked, twice
from coach.ports import Clock, RememberedAnswer, Storage, UnitOfWork
from coach.records import Group, LookBack, MeetingDate
from coach.text import clean

MAX_TEXT, MAX_OWN, MAX_DAYS = 300, 100, 730
TITLES: Mapping[str, str] = {
    CONTRACT: "Terugkijken: helpt het nog, en kloppen de afspraken?",
    SAFETY: "Is het veilig genoeg om vrijuit te praten?",
}


class BadLookBack(BadInput):
    """Something filled in cannot be used; `fields` says per field what can."""

    code = "bad_look_back"

    def __init__(self, fields: Mapping[str, str]) -> None:
        first = next(iter(fields))
        super().__init__(fields[first], where=first)
        self.fields = dict(fields)


@dataclass(frozen=True, slots=True)
class LookBackView:
    """Something to come back to. The ids of the two that every group has are "contract" and "safety".

    `due_on` is None when it hangs on meetings that are not planned; `meetings` then says how many come first.
    """

    id: str
    kind: str
    text: str
    due_on: date | None
    meetings: int
    every: Every
    done_on: date | None
    is_due: bool


class LookBackService:
    """Look-backs of groups."""

    def __init__(self, storage: Storage, clock: Clock, contracts: ContractService, secret: bytes) -> None:
        self._storage, self._clock, self._contracts, self._secret = storage, clock, contracts, secret

    def look(self, group_id: str) -> list[LookBackView]:
        """All that is open, what is due first on top."""
        with self._storage.read() as unit:
            group = group_of(unit, group_id)
            return sorted(self._views(unit, group), key=lambda view: (view.due_on is None, view.due_on, view.id))

    def due(self, group_id: str) -> list[LookBackView]:
        """What waits for the group today."""
        return [view for view in self.look(group_id) if view.is_due]

    def add(
        self, group_id: str, text: str, due_on: date, every_days: int | None = None, key: str | None = None
    ) -> LookBackView:
        """An own line that comes back on a day, and with `every_days` again after that. Raises BadLookBack."""
        mark = marked(self._secret, "look_back", group_id, text, due_on, every_days)

        def work() -> LookBackView:
            with self._storage.write() as unit:
                group = group_of(unit, group_id)
                today, now = self._today(group), self._clock.now()
                if known := earlier(unit, key, mark):
                    row = _known(unit, group_id, str(json.loads(known.body)["id"]))
                    return _own(row, group.zone, today, self._meetings(unit, group))
                row = _new(unit, group_id, _checked(text, due_on, every_days, today), due_on, every_days)
                if key is not None:
                    unit.answers.put(key, RememberedAnswer(mark, 201, json.dumps({"id": row.id})), now)
                return _own(row, group.zone, today, self._meetings(unit, group))

        return twice(work)

    def done(self, group_id: str, look_back_id: str) -> None:
        """The group came back to it today; what recurs gets its next day, what does not is off the list.

        A second time on one day changes nothing.
        """
        with self._storage.write() as unit:
            group, now = group_of(unit, group_id), self._clock.now()
            today, rows = self._today(group), unit.inside(group_id, LookBack)
            if look_back_id in TITLES:
                _done_standing(unit, group_id, look_back_id, now, today)
                return
            row = _known(unit, group_id, look_back_id)
            if row.done_at is not None and day_in(row.done_at, group.zone) == today:
                return
            if row.every_days is None:
                rows.change(row.id, done_at=now)
            else:
                rows.change(row.id, done_at=now, due_on=next_own(row.due_on, row.every_days, today))

    def remove(self, group_id: str, look_back_id: str) -> None:
        """An own line goes, words and all."""
        with self._storage.write() as unit:
            group_of(unit, group_id)
            if look_back_id in TITLES:
                raise Refused("Deze hoort bij elke groep. Hoe vaak, staat in het contract.", code="standing_look_back")
            unit.inside(group_id, LookBack).remove(id=_known(unit, group_id, look_back_id).id)

    def _today(self, group: Group) -> date:
        return day_in(self._clock.now(), group.zone)

    def _views(self, unit: UnitOfWork, group: Group) -> list[LookBackView]:
        today, rows = self._today(group), unit.inside(group.id, LookBack).all()
        days = self._meetings(unit, group)
        shown = [row for row in rows if row.kind == OWN and (row.every_days or not row.done_at)]
        own = [_own(row, group.zone, today, days) for row in shown]
        done = {row.kind: day_in(row.done_at, group.zone) for row in rows if row.kind in TITLES and row.done_at}
        return [*self._standing(unit, group, done, today), *own]

    def _meetings(self, unit: UnitOfWork, group: Group) -> list[date]:
        """The days of all meetings, in order."""
        dates = [row for row in unit.inside(group.id, MeetingDate).all(order="starts_at") if row.state != CANCELLED]
        return [day_in(row.starts_at, group.zone) for row in dates]

    def _standing(self, unit: UnitOfWork, group: Group, done: Mapping[str, date], today: date) -> list[LookBackView]:
        policy, usual = self._contracts.policy(unit, group.id), self._contracts.book.choices
        in_force = standing(unit, group.id).in_force
        began = day_in((in_force.in_force_at if in_force else None) or group.created_at, group.zone)
        rhythms = {
            CONTRACT: Every(months=policy.evaluation_months or _number(usual["evaluation_months"].default)),
            SAFETY: safety_rhythm(
                policy.safety_every, group.set_up.get("safety", {}).get("check"), _number(usual["safety_every"].default)
            ),
        }
        meetings = self._meetings(unit, group)
        views = []
        for kind, every in rhythms.items():
            last = done.get(kind)
            when = due(every, began, last, meetings)
            ripe = when.on is not None and when.on <= today
            views.append(LookBackView(kind, kind, TITLES[kind], when.on, when.meetings, every, last, ripe))
        return views


def _new(unit: UnitOfWork, group_id: str, words: str, due_on: date, every_days: int | None) -> LookBack:
    """Adds a line; what was done and does not return makes room for it."""
    rows = unit.inside(group_id, LookBack)
    for row in rows.all(kind=OWN):
        if row.done_at is not None and row.every_days is None:
            rows.remove(id=row.id)
    if rows.count(kind=OWN) >= MAX_OWN:
        raise Refused("Er staan al veel regels om op terug te komen. Vink er eerst af.", code="too_many")
    row = LookBack(new_id(), group_id, OWN, words, due_on, every_days)
    rows.add(row)
    return row


def _own(row: LookBack, zone: str, today: date, meetings: Sequence[date]) -> LookBackView:
    """A day that people chose stays; what returns by itself waits for the meeting after it."""
    done = day_in(row.done_at, zone) if row.done_at else None
    every = Every(days=row.every_days or 0)
    on = when_together(row.due_on, meetings) if done and row.every_days else row.due_on
    return LookBackView(row.id, OWN, row.text, on, 0, every, done, on <= today)


def _done_standing(unit: UnitOfWork, group_id: str, kind: str, now: datetime, today: date) -> None:
    rows = unit.inside(group_id, LookBack)
    before = rows.first(kind=kind)
    if before is None:
        rows.add(LookBack(new_id(), group_id, kind, "", today, done_at=now))
    else:
        rows.change(before.id, done_at=now, due_on=today)


def _known(unit: UnitOfWork, group_id: str, look_back_id: str) -> LookBack:
    plain = look_back_id.isalnum() and look_back_id.isascii()
    row = unit.inside(group_id, LookBack).get(look_back_id) if plain else None
    if row is None or row.kind != OWN:
        raise NotFound("Deze regel staat er niet (meer).", code="unknown_look_back")
    return row


def _checked(text: str, due_on: date, every_days: int | None, today: date) -> str:
    wrong: dict[str, str] = {}
    words = " ".join(clean(text).split())
    if not words or len(words) > MAX_TEXT:
        wrong["text"] = f"Schrijf waarop jullie terugkomen, in hooguit {MAX_TEXT} tekens."
    if not today <= due_on <= months_after(today, 36):
        wrong["due_on"] = "Kies een dag vanaf vandaag, hooguit drie jaar vooruit."
    if every_days is not None and not 1 <= every_days <= MAX_DAYS:
        wrong["every_days"] = f"Kies 1 tot en met {MAX_DAYS} dagen."
    if wrong:
        raise BadLookBack(wrong)
    return words


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0
