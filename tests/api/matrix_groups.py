"""A group for the matrix, with all that can belong to it: contract, dates, invitation, look-back, meeting, guests."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from coach.container import Container
from coach.group.dates import Plan
from coach.group.invites import USES
from coach.group.seats import Wanted
from coach.group.tokens import new_id
from coach.method import commands as c
from coach.records import Attendance, Member, Person, Receipt, Seat
from tests.api.matrix_words import login_of
from tests.api.people import make_person

# Who in our group has which role in its meeting; who is not in it has no seat.
ROLES = {"facilitator": "facilitator", "presenter": "case_presenter", "minutes_taker": "minutes_taker"}
SEATLESS = ("member", "coordinator", "second")


@dataclass(slots=True)
class Made:
    """A group while it is built."""

    id: str
    people: dict[str, Person]
    members: dict[str, Member]
    places: dict[str, str] = field(default_factory=dict)
    guest_token: str = ""


def person(parts: Container, name: str, *, administrator: bool = False) -> Person:
    """An account whose login and address hold a word that only they may read."""
    made, login = make_person(parts, name, administrator=administrator), login_of(name)
    with parts.storage.write() as unit:
        unit.rows(Person).change(made.id, login=login, email=f"{login}@example.org")
    found = parts.people.one(made.id)
    assert found is not None
    return found


def group(parts: Container, words: tuple[str, str, str], names: tuple[str, ...], *, pages: bool) -> Made:
    """A group with a contract: one that was, one that all agreed to and one that waits; dates, ways in, a look-back."""
    name, word, names_word = words
    people = {one: person(parts, one) for one in names}
    leader = "coordinator" if "coordinator" in names else names[0]
    group_id = parts.groups.create(people[leader], f"Kring {name}", f"{leader} {names_word}").id
    made = Made(group_id, people, {}, {"group_id": group_id, "group_name": f"Kring {name}", "version": "1"})
    token = parts.invites.make(group_id, _member(parts, group_id, people[leader])).token
    for one in names:
        made.members[one] = parts.invites.join(people[one], token, f"{one} {names_word}")
    second = "second" if "second" in names else names[1]
    parts.groups.set_role(group_id, made.members[second].id, "coordinator")
    parts.set_up.save(group_id, "goal", {"want": f"wij willen {word}", "goal": f"leren van {word}"})
    parts.set_up.save(group_id, "frequency", {"every_weeks": "5", "minutes": "120", "place": f"zaal {word}"})
    _contract(parts, made, leader, word, pages=pages)
    _papers(parts, made, leader, word)
    _dates(parts, made, word)
    return made


def _member(parts: Container, group_id: str, person: Person) -> Member:
    with parts.storage.read() as unit:
        found = unit.inside(group_id, Member).first(person_id=person.id)
    assert found is not None
    return found


def _contract(parts: Container, made: Made, leader: str, word: str, *, pages: bool) -> None:
    by = made.members[leader]
    changes: dict[str, dict[str, Any]] = {
        "purpose": {"text": f"Wij leren van elkaar, ook van {word}."},
        "minutes": {"choices": {"record_own": [f"een {word} per keer"]}},
        "attention": {"choices": {"peer_pages": pages}},
        "tools": {"choices": {"model": True, "captions": True, "recording": True}},
    }
    later = {"roles": {"text": f"Wie {word} kent, begeleidt."}}
    for version, change in enumerate((changes, later), 1):
        parts.contracts.propose(made.id, by, change)
        for member in made.members.values():
            parts.contracts.agree(made.id, member, version, member.name)
    parts.contracts.propose(made.id, by, {"feedback": {"text": f"Feedback zonder {word}."}})


def _papers(parts: Container, made: Made, leader: str, word: str) -> None:
    by, places, now = made.members[leader], made.places, parts.clock.now()
    invite = parts.invites.make(made.id, by, uses=USES)
    places |= {"invite_id": invite.id, "invite_token": invite.token, "code": invite.code}
    places["look_back_id"] = parts.look_backs.add(made.id, f"Bel de {word}", now.date() + timedelta(days=9), None).id
    for member in made.members.values():
        parts.calendars.renew(made.id, member.id)
    shown = parts.calendars.tell(made.id, by.id, with_name=True, with_place=True)
    places["file"] = f"{shown.token}.ics"
    others = [member.id for member in made.members.values() if member.id != by.id]
    parts.fit.answer(made.id, by, {others[0]: "assesses"})
    spare = made.members.get("spare") or made.members[next(reversed(made.members))]
    day = (now + timedelta(days=21)).date().isoformat()
    places |= {"member_id": spare.id, "other_id": spare.id, "day": day}
    with parts.storage.write() as unit:
        receipt = Receipt(new_id(), now, "meeting", "retention", {"events": 3}, f"opname van {word}", made.id)
        unit.rows(Receipt).add(receipt)


def _dates(parts: Container, made: Made, word: str) -> None:
    """One to come, one after it, one called off, one that was."""

    def plan(days: int) -> str:
        day = (parts.clock.now() + timedelta(days=days)).date().isoformat()
        [row, *_] = parts.dates.plan(made.id, Plan(f"{day}T15:30", 120, f"zaal {word}", None, None))
        return row.id

    places, members = made.places, list(made.members.values())
    places |= {"date_id": plan(7), "next_date_id": plan(42), "off_date_id": plan(77), "past_date_id": plan(-7)}
    parts.dates.cancel(made.id, places["off_date_id"])
    for name, leads, brings in (("date_id", 0, 1), ("next_date_id", 1, 0)):
        chosen = {"facilitator": members[leads].id, "case_presenter": members[brings].id}
        parts.rota.change(made.id, {places[name]: chosen}, fill="none")
    with parts.storage.write() as unit:
        there = Attendance(new_id(), made.id, places["past_date_id"], members[0].id, present=True)
        unit.inside(made.id, Attendance).add(there)


def hold_meeting(parts: Container, made: Made, word: str) -> None:
    """A meeting with words in it, everybody of its roles, a guest, and a link that nobody used yet."""
    members = made.members
    first = members.get("facilitator") or next(iter(members.values()))
    roles = {role: members[name].id for name, role in ROLES.items() if name in members}
    inside = [one for name, one in members.items() if name not in SEATLESS]
    wanted = Wanted(None, roles, tuple(one.id for one in inside))
    meeting = parts.seats.start(made.id, first, "basismodel", f"Over de {word}", wanted)
    for said in (c.StateQuestion(f"Hoe ga ik om met {word}?"), c.Note(f"het ging over {word}")):
        parts.meetings.command(meeting, said)
    parts.meetings.command(meeting, c.ParkAdvice(f"probeer eens {word}"))
    link = parts.guests.make_link(made.id, meeting, 24)
    seat, made.guest_token = parts.guests.come_in(link.token, "Gast")
    unused = parts.guests.make_link(made.id, meeting, 24)
    with parts.storage.read() as unit:
        taken = {row.member_id: row.id for row in unit.inside(made.id, Seat).all(meeting_id=meeting)}
    spare = members.get("spare") or inside[-1]
    without = members.get("member") or spare
    made.places |= {
        "meeting_id": meeting, "seat_id": taken[spare.id], "guest_seat_id": seat.id, "link_id": unused.id,
        "guest_token": unused.token, "seatless_id": without.id, **_numbers(parts, meeting),
    }  # fmt: skip


def _numbers(parts: Container, meeting_id: str) -> dict[str, str]:
    """Places in the log, and the phase that comes next."""
    shown = parts.meetings.view(meeting_id)
    return {
        "note_seq": str(shown.notes[0].seq), "idea_seq": str(shown.parked[0].seq), "next_phase": shown.next_phase or "",
    }  # fmt: skip
