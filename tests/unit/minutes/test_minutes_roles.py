"""Who has which role, who is absent, and which day and method it is."""

from collections.abc import Callable
from datetime import date

import pytest

from coach.minutes.model import Minutes
from coach.minutes.service import MinutesService

Talk = Callable[..., Minutes]
REST = """
Karin: Vertel maar.
Joost: Goed.
Fatima: Oké.
Karin: Dank je.
Joost: Tot zo.
Fatima: Ja.
"""


@pytest.mark.parametrize(
    "lines",
    [
        "Karin: Ik begeleid vandaag.",
        "Karin: Vandaag ben ik de begeleider.",
        "Joost: Karin begeleidt vandaag.",
        "Joost: Karin is vandaag onze gespreksleider.",
        "Joost: Wie begeleidt er?\nKarin: Ik.",
        "Joost: Karin, wil jij begeleiden?\nKarin: Ja hoor.",
        "Joost: Zal Fatima het doen? Wie begeleidt er?\nFatima: Nee, liever niet.\nKarin: Dan doe ik het.",
        "Karin: Zal ik vandaag begeleiden?\nJoost: Ja, graag.",
    ],
)
def test_an_announced_or_accepted_facilitator_is_found(talk: Talk, lines: str) -> None:
    assert talk(lines + REST).roles.facilitator == "Karin"


@pytest.mark.parametrize(
    "lines",
    [
        "Joost: Fatima notuleert.",
        "Fatima: Ik notuleer wel.",
        "Karin: Wie wil notuleren?\nJoost: Ik heb het vorige keer al gedaan.\nFatima: Ik doe het wel.",
        "Karin: Joost, kun jij notuleren?\nJoost: Liever niet.\nFatima: Dan doe ik het wel.",
        "Karin: Wie maakt het verslag?\nFatima: Dat doe ik.",
    ],
)
def test_the_minutes_taker_is_whoever_takes_it_on(talk: Talk, lines: str) -> None:
    assert talk(lines + REST).roles.minutes_taker == "Fatima"


@pytest.mark.parametrize(
    "lines",
    [
        "Karin: De vorige keer notuleerde Fatima.",
        "Karin: De volgende keer notuleert Fatima.",
        "Karin: Wie wil notuleren?\nJoost: Ik niet.",
        "Karin: Fatima notuleert vandaag niet.",
        "Joost: Zet maar in het verslag dat Fatima notuleert.",
        "Karin: Mijn collega Hendrik notuleert altijd.",
    ],
)
def test_other_times_refusals_and_strangers_give_no_minutes_taker(talk: Talk, lines: str) -> None:
    assert talk(lines + REST).roles.minutes_taker is None


def test_whoever_brings_in_the_question_is_the_presenter(talk: Talk) -> None:
    minutes = talk(
        "Karin: Ik begeleid vandaag. Vertel maar.\nJoost: Mijn vraag is: hoe krijg ik het team aan het praten?" + REST
    )
    assert minutes.roles.case_presenter == "Joost"
    assert minutes.roles.peers == ("Fatima",)


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("Karin: Bas is ziek.", ("Bas",)),
        ("Karin: Bas en Elske zijn er niet vandaag.", ("Bas", "Elske")),
        ("Karin: We missen Bas vandaag.", ("Bas",)),
        ("Karin: Bas heeft zich afgemeld.", ("Bas",)),
        ("Karin: Is Bas ziek?", ()),
        ("Karin: Joost is er niet, o, daar komt hij.", ()),
        ("Karin: Mijn collega Bas is ziek.", ()),
    ],
)
def test_absent_is_whoever_was_said_to_be_away_and_does_not_speak(
    talk: Talk, line: str, absent: tuple[str, ...]
) -> None:
    assert talk(line + REST).absent == absent


@pytest.mark.parametrize(
    ("line", "method"),
    [
        ("Karin: We doen vandaag de roddelmethode.", "roddelmethode"),
        ("Karin: We werken met het basismodel.", "basismodel"),
        ("Karin: Niet de incidentmethode maar de dilemmamethode doen we.", "dilemmamethode"),
        ("Karin: Vorige keer deden we de incidentmethode.", None),
        ("Karin: Zullen we de incidentmethode doen?", None),
        ("Karin: Welkom.", None),
    ],
)
def test_the_method_is_the_one_that_was_chosen(talk: Talk, line: str, method: str | None) -> None:
    assert talk(line + REST).method == method


def test_without_a_year_the_date_stays_open_and_the_minutes_taker_is_told(service: MinutesService) -> None:
    text = "Karin: Vandaag is het drie november.\nJoost: Ja.\nKarin: Ik bel vrijdag de zaal.\nJoost: Goed."
    minutes = service.draft(text.encode(), "a.txt")
    assert minutes.date is None
    assert minutes.remarks
    assert [a.when for a in minutes.agreements] == [None]


def test_the_spoken_date_counts_when_nothing_is_written(service: MinutesService) -> None:
    text = "Karin: Welkom, het is vandaag dinsdag drie november 2026.\nJoost: Ja.\nKarin: Goed.\nJoost: Oké."
    assert service.draft(text.encode(), "a.txt").date == date(2026, 11, 3)
