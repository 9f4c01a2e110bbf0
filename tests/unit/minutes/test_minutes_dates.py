"""Days and times as they are said. The meeting is on Tuesday 3 November 2026."""

from datetime import date

import pytest

from coach.minutes import dates
from coach.minutes.times import find_time

TUESDAY = date(2026, 11, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ik bel haar vrijdag", "2026-11-06"),
        ("dat doe ik komende maandag", "2026-11-09"),
        ("volgende week dinsdag lukt", "2026-11-10"),
        ("donderdag volgende week", "2026-11-12"),
        ("dinsdag over een week", "2026-11-10"),
        ("over drie weken op donderdag", "2026-11-26"),
        ("over twee weken", "2026-11-17"),
        ("over 10 dagen", "2026-11-13"),
        ("over een maand", "2026-12-03"),
        ("morgenochtend vroeg", "2026-11-04"),
        ("overmorgen", "2026-11-05"),
        ("de veertiende stuur ik het", "2026-11-14"),
        ("uiterlijk de tweede.", "2026-12-02"),
        ("vrijdag de achttiende", "2026-12-18"),
        ("zes november", "2026-11-06"),
        ("20 januari", "2027-01-20"),
        ("op 14-11-2026", "2026-11-14"),
        ("donderdagavond 10 december", "2026-12-10"),
        ("eenentwintig december", "2026-12-21"),
        ("op dinsdag tweeëntwintig december", "2026-12-22"),
        ("volgende maandag", "2026-11-09"),
        ("niet de zeventiende maar de achttiende", "2026-11-18"),
        ("donderdag de zeventiende, nee, de achttiende", "2026-12-18"),
        ("vrijdag 18 december. O nee, wacht, de elfde.", "2026-12-11"),
    ],
)
def test_a_day_that_follows_from_the_words_is_resolved(text: str, day: str) -> None:
    found = dates.settled(text, TUESDAY)
    assert found is not None
    assert str(found.day) == day


@pytest.mark.parametrize(
    "text",
    ["na de vakantie", "voor de kerst", "eind november", "over een paar weken", "volgende keer", "volgende vrijdag"],
)
def test_words_that_name_no_single_day_stay_words(text: str) -> None:
    found = dates.settled(text, TUESDAY)
    assert found is not None
    assert found.day is None
    assert found.said == text


@pytest.mark.parametrize(
    "text",
    ["de tweede ronde", "de eerste vraag", "drie keer", "over de casus", "ik mei wat", "half elf", "de derde keer"],
)
def test_numbers_that_are_no_day_are_left_alone(text: str) -> None:
    assert dates.find(text, TUESDAY) == []


def test_without_a_meeting_date_nothing_relative_is_resolved() -> None:
    assert [day.day for day in dates.find("vrijdag of de veertiende of over twee weken", None)] == [None, None, None]


def test_an_impossible_day_is_no_date() -> None:
    assert [day.day for day in dates.find("31 februari", TUESDAY)] == [None]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("het is vandaag dinsdag drie november tweeduizend zesentwintig", date(2026, 11, 3)),
        ("Welkom, vandaag is het 3 november 2026", date(2026, 11, 3)),
        ("we gaan op 3 november 2026 verhuizen", None),
        ("vandaag is het drie november", None),
    ],
)
def test_the_meeting_date_is_taken_only_from_words_that_say_so(text: str, day: date | None) -> None:
    assert dates.spoken_meeting_date(text, None) == day


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("om half acht", "19:30"),
        ("om 19.30 uur", "19:30"),
        ("van 9:30 tot 11", "09:30"),
        ("om tien uur", "10:00"),
        ("om negen uur 's avonds", "21:00"),
        ("half tien in de ochtend", "09:30"),
        ("kwart over drie", "15:15"),
        ("tien voor half vier", "15:20"),
        ("een halve dag", None),
    ],
)
def test_times_are_those_at_which_groups_meet(text: str, time: str | None) -> None:
    assert find_time(text) == time
