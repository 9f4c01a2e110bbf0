"""Talks as they really go: nobody says "ik ben de begeleider", days are refused, an order to the machine is spoken."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coach.minutes.model import Minutes
from coach.minutes.service import MinutesService

FIXTURES = Path(__file__).parents[2] / "fixtures" / "minutes"
EVERYTHING: dict[str, Any] = {
    "record": ["vraag", "thema's", "terugblik op de vorige keer", "afspraken", "wat iedereen leerde", "volgende keer"]
}
Draft = Callable[[str], Minutes]


@pytest.fixture
def draft(service: MinutesService) -> Draft:
    return lambda name: service.draft((FIXTURES / name).read_bytes(), name, EVERYTHING)


def test_roles_follow_from_what_people_take_on(draft: Draft) -> None:
    roles = draft("leerkrachten.txt").roles
    assert (roles.facilitator, roles.case_presenter, roles.minutes_taker) == ("Saskia", "Annelies", "Ineke")
    roles = draft("decanen.vtt").roles
    assert (roles.facilitator, roles.case_presenter, roles.minutes_taker) == ("Coen", "Bouchra", "Gerda")


def test_who_led_without_being_announced_is_named_with_a_question_for_the_minutes_taker(
    service: MinutesService,
) -> None:
    text = """Ada: Welkom. Wie heeft een casus?
    Bo: Ik heb wel iets.
    Ada: Vertel maar.
    Bo: Mijn vraag is: hoe krijg ik rust in mijn agenda?
    Ada: Dan is er tijd voor vragen.
    Cas: Wat maakt het druk?
    Bo: Alles.
    Ada: Tijd voor adviezen.
    Cas: Minder doen.
    Ada: Wat neem je mee?"""
    minutes = service.draft(text.encode(), "a.txt")
    assert minutes.roles.facilitator == "Ada"
    assert any("begeleid" in remark for remark in minutes.remarks)


@pytest.mark.parametrize(("name", "absent"), [("leerkrachten.txt", ("Ruud",)), ("decanen.vtt", ("Lennart",))])
def test_absent_is_understood_from_a_message_or_a_second_sentence(
    draft: Draft, name: str, absent: tuple[str, ...]
) -> None:
    assert draft(name).absent == absent


def test_a_question_that_still_holds_is_not_restated(draft: Draft) -> None:
    assert draft("decanen.vtt").restated_question is None


def test_a_day_that_falls_on_a_day_off_is_replaced_by_the_one_after_it(draft: Draft) -> None:
    first = draft("decanen.vtt").agreements[0]
    assert (first.who, first.when, first.when_said) == ("Bouchra", date(2027, 3, 15), "maandag")


def test_an_instruction_spoken_to_the_machine_leaves_no_trace(draft: Draft) -> None:
    assert "pensioen" not in str(draft("decanen.vtt").as_dict())


def test_a_promise_told_inside_the_case_is_no_agreement(draft: Draft) -> None:
    assert [a.who for a in draft("decanen.vtt").agreements] == ["Bouchra", "Bouchra", "Coen"]


def test_each_role_of_the_next_meeting_goes_to_whoever_was_asked(draft: Draft) -> None:
    following = draft("decanen.vtt").next_meeting
    assert (following.date, following.time) == (date(2027, 4, 14), "13:00")
    assert (following.facilitator, following.case_presenter) == ("Pim", "Gerda")
    assert following.method == "roddelmethode"
    following = draft("leerkrachten.txt").next_meeting
    assert (following.date, following.time) == (date(2026, 12, 16), "15:30")
    assert (following.facilitator, following.case_presenter) == ("Annelies", "Mo")
    assert following.minutes_taker is None
