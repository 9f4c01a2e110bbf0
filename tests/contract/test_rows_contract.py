"""What every Storage keeps of people and groups."""

from datetime import UTC, date, datetime

import pytest

from coach.errors import Conflict
from coach.ports import Storage
from coach.records import Access, Group, LookBack, Member, Person, Receipt

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def group(key: str) -> Group:
    return Group(key, f"Groep {key}", NOW, set_up={"expectations": "Leren van elkaar"})


def member(key: str, group_id: str) -> Member:
    return Member(key, group_id, None, "Zoë", "member", "active", NOW)


def with_groups(storage: Storage) -> None:
    with storage.write() as unit:
        for key in ("g1", "g2"):
            unit.rows(Group).add(group(key))
            unit.inside(key, Member).add(member(f"m-{key}", key))


def test_what_was_added_reads_back_the_same(storage: Storage) -> None:
    look_back = LookBack("l", "g1", "safety", "Voelen we ons veilig?", date(2026, 12, 1), every_days=90)
    receipt = Receipt("r", NOW, "group", "asked", {"members": 3}, "De opname in Teams blijft bestaan. " * 20)
    with storage.write() as unit:
        unit.rows(Group).add(group("g1"))
        unit.inside("g1", LookBack).add(look_back)
        unit.rows(Receipt).add(receipt)
    with storage.read() as unit:
        assert unit.rows(Group).get("g1") == group("g1")
        assert unit.inside("g1", LookBack).all() == [look_back]
        assert unit.rows(Receipt).first(what="group") == receipt


def test_a_group_never_sees_another_groups_rows(storage: Storage) -> None:
    with_groups(storage)
    with storage.write() as unit:
        mine = unit.inside("g1", Member)
        assert [row.id for row in mine.all()] == ["m-g1"]
        assert mine.get("m-g2") is None
        assert mine.count() == 1
        assert not mine.change("m-g2", name="Iemand")
        assert mine.remove(id="m-g2") == 0
        with pytest.raises(ValueError, match="another group"):
            mine.add(member("m-3", "g2"))
    with storage.read() as unit:
        assert unit.across(Member).count() == 2
        assert [row.id for row in unit.inside("g2", Member).all()] == ["m-g2"]


def test_rows_of_a_group_are_not_reached_without_it_nor_the_other_way_round(storage: Storage) -> None:
    with storage.read() as unit:
        with pytest.raises(ValueError, match="belongs to a group"):
            unit.rows(Member)
        with pytest.raises(ValueError, match="belongs to no group"):
            unit.inside("g1", Person)


def test_words_are_not_searched_by_value(storage: Storage) -> None:
    with_groups(storage)
    with storage.read() as unit, pytest.raises(ValueError, match="not searched"):
        unit.inside("g1", Member).all(name="Zoë")


def test_what_must_be_unique_is_a_conflict_when_added_and_when_changed(storage: Storage) -> None:
    with storage.write() as unit:
        unit.rows(Person).add(Person("p1", "zoë", "Zoë", "x", NOW))
        unit.rows(Person).add(Person("p2", "zoë 2", "Zoë", "x", NOW))
    with pytest.raises(Conflict), storage.write() as unit:
        unit.rows(Person).add(Person("p3", "zoë", "Zoë", "x", NOW))
    with pytest.raises(Conflict), storage.write() as unit:
        unit.rows(Person).change("p2", login="zoë")
    with storage.read() as unit:
        assert unit.rows(Person).count() == 2


def test_rows_come_in_the_order_asked_for_and_no_more_than_asked(storage: Storage) -> None:
    with_groups(storage)
    with storage.write() as unit:
        for number in (2, 0, 1):
            at = NOW.replace(minute=number)
            unit.inside("g1", Access).add(Access(f"a{number}", "g1", at, "m-g1", "see_group", ""))
    with storage.read() as unit:
        rows = unit.inside("g1", Access)
        assert [row.id for row in rows.all(order="at")] == ["a0", "a1", "a2"]
        assert [row.id for row in rows.all(order="-at", limit=2)] == ["a2", "a1"]


def test_a_change_keeps_the_rest_and_says_whether_there_was_such_a_row(storage: Storage) -> None:
    with_groups(storage)
    with storage.write() as unit:
        assert unit.inside("g1", Member).change("m-g1", state="left", ended_at=NOW)
        assert not unit.inside("g1", Member).change("m-9", state="left")
    with storage.read() as unit:
        row = unit.inside("g1", Member).get("m-g1")
        assert row is not None
        assert (row.name, row.state, row.ended_at) == ("Zoë", "left", NOW)


def test_removing_says_how_many_and_asks_which(storage: Storage) -> None:
    with_groups(storage)
    with storage.write() as unit:
        assert unit.across(Member).remove(state="active") == 2
        with pytest.raises(ValueError, match="say which"):
            unit.rows(Group).remove()
