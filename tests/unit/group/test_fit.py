"""Relations in a group: told for oneself, kept to the minimum, seen by the two concerned alone."""

from pathlib import Path

import pytest

from coach.errors import BadData, BadInput, NotFound
from coach.group.fit import NONE, FitForm, FitService, MyFit
from coach.group.membership import end
from coach.guidance.sources import load_sources
from coach.records import Fit, Group, Member
from coach.settings import ROOT
from tests.fakes.clock import FakeClock
from tests.fakes.storage import FakeStorage

GROUP = "1" * 32
FORM = ROOT / "knowledge" / "contracts" / "fit.toml"


class Room:
    """Four members; the first coordinates."""

    def __init__(self) -> None:
        self.storage, self.clock = FakeStorage(), FakeClock()
        self.fit = FitService(self.storage, self.clock, FitForm.load(FORM))
        with self.storage.write() as unit:
            unit.rows(Group).add(Group(GROUP, "Dinsdag", self.clock.now()))
        self.fatima, self.noor, self.kees, self.mei = (self.join(name) for name in ("Fatima", "Noor", "Kees", "Mei"))

    def join(self, name: str) -> Member:
        with self.storage.write() as unit:
            rows = unit.inside(GROUP, Member)
            role = "member" if rows.count() else "coordinator"
            member = Member(f"{rows.count():032x}", GROUP, None, name, role, "active", self.clock.now())
            rows.add(member)
        return member

    def tell(self, who: Member, relation: str, about: Member) -> None:
        self.clock.move(minutes=1)
        self.fit.answer(GROUP, who, {about.id: relation})

    def sees(self, who: Member) -> MyFit:
        return self.fit.look(GROUP, who)

    def kept(self) -> list[Fit]:
        with self.storage.read() as unit:
            return unit.inside(GROUP, Fit).all()


@pytest.fixture
def room() -> Room:
    return Room()


def test_both_concerned_see_the_same_and_nobody_else_does(room: Room) -> None:
    room.tell(room.noor, "manages", room.kees)
    assert [one.name for one in room.sees(room.noor).conflicts] == ["Kees"]
    assert [one.name for one in room.sees(room.kees).conflicts] == ["Noor"]
    assert room.sees(room.fatima).conflicts == ()
    assert room.sees(room.mei).conflicts == ()
    assert room.sees(room.kees).mine == {}
    assert not room.sees(room.kees).answered


def test_it_looks_the_same_to_both_whoever_told(room: Room) -> None:
    room.tell(room.noor, "manages", room.kees)
    one_told = room.sees(room.noor).conflicts
    room.tell(room.kees, "double", room.noor)
    assert room.sees(room.noor).conflicts == one_told


def test_an_answer_is_replaced_taken_back_and_leaves_nothing(room: Room) -> None:
    room.tell(room.noor, "manages", room.kees)
    room.tell(room.noor, "double", room.mei)
    assert [(row.about_id, row.relation) for row in room.kept()] == [(room.mei.id, "double")]
    assert room.sees(room.kees).conflicts == ()
    room.fit.erase(GROUP, room.noor)
    assert room.kept() == []
    assert room.sees(room.mei).conflicts == ()


def test_nothing_with_anybody_is_an_answer_and_says_so_of_nobody(room: Room) -> None:
    assert room.sees(room.noor).asks
    room.fit.answer(GROUP, room.noor, {})
    assert not room.sees(room.noor).asks
    assert [(row.about_id, row.relation) for row in room.kept()] == [(None, NONE)]
    assert all(not room.sees(one).conflicts for one in (room.fatima, room.noor, room.kees, room.mei))


def test_everybody_is_asked_again_when_somebody_joins(room: Room) -> None:
    room.fit.answer(GROUP, room.noor, {})
    room.clock.move(minutes=5)
    daan = room.join("Daan")
    assert room.sees(room.noor).new == (daan.id,)
    assert room.sees(room.noor).asks
    assert room.sees(daan).asks
    room.clock.move(minutes=5)
    room.fit.answer(GROUP, room.noor, {})
    assert not room.sees(room.noor).asks


def test_who_leaves_takes_along_what_was_told_by_and_of_them(room: Room) -> None:
    room.tell(room.noor, "manages", room.kees)
    room.tell(room.mei, "double", room.noor)
    with room.storage.write() as unit:
        end(unit, room.noor, "left", room.clock.now())
    assert room.kept() == []


def test_one_tells_only_of_known_relations_with_others_in_this_group(room: Room) -> None:
    with pytest.raises(BadInput):
        room.tell(room.noor, "hates", room.kees)
    with pytest.raises(NotFound):
        room.tell(room.noor, "manages", room.noor)
    with pytest.raises(NotFound):
        room.fit.answer(GROUP, room.noor, {"f" * 32: "manages"})
    assert room.kept() == []


def test_two_with_one_name_are_told_apart_by_who_they_are(room: Room) -> None:
    other = room.join("Kees")
    room.tell(room.noor, "assesses", other)
    assert room.sees(other).conflicts
    assert not room.sees(room.kees).conflicts


def test_what_both_see_names_no_relation_and_every_source_is_known() -> None:
    form, sources = FitForm.load(FORM), load_sources(ROOT / "knowledge" / "sources.toml")
    assert {relation.id for relation in form.relation} == {"assesses", "manages", "coordinates", "double"}
    for relation in form.relation:
        assert relation.label.casefold() not in form.shown.text.casefold()
        assert set(relation.sources) <= sources.keys()
    assert set(form.shown.sources) <= sources.keys()
    assert "{name}" in form.shown.text


@pytest.mark.parametrize(("old", "new"), [('id = "manages"', 'id = "assesses"'), ('id = "manages"', 'id = "none"')])
def test_a_file_with_one_id_for_two_relations_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "fit.toml"
    path.write_text(FORM.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(BadData):
        FitForm.load(path)
