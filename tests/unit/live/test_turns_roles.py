"""Turns of a transcript: who presents when nobody says so, and methods that have no file yet."""

import pytest

from coach.container import Container
from coach.errors import NotFound
from coach.live.turns import METHODS, TurnsService
from coach.settings import Settings

TALK = """Anke: Welkom. Vertel maar, we luisteren.
Bas: Vorige week kwam er een vader aan de balie die niet meer weg wilde, en ik stond er alleen voor die middag.
Anke: Dank je. Dan de informatieve vragen.
Cor: Wie waren er nog meer in het gebouw?
Bas: Alleen de schoonmaker, en die had zijn oortjes in, dus die hoorde niets van wat er bij mij aan de balie gebeurde.
Dien: Wat zei die vader precies?
Bas: Dat hij bleef tot iemand hem serieus nam, en dat zei hij wel vijf keer achter elkaar, steeds een beetje zachter.
"""


@pytest.fixture(scope="module")
def turns() -> TurnsService:
    return Container(Settings()).turns


def test_who_talks_most_by_far_is_the_presenter(turns: TurnsService) -> None:
    judged = list(turns.judged(TALK.encode(), "gesprek.txt", "basismodel"))
    assert {turn.role for turn in judged if turn.speaker == "Bas"} == {"case_presenter"}
    assert "case_presenter" not in {turn.role for turn in judged if turn.speaker != "Bas"}


def test_a_method_without_a_file_follows_the_phase_types_and_a_typo_is_refused(turns: TurnsService) -> None:
    judged = list(turns.judged(TALK.encode(), "gesprek.txt", "troika"))
    assert judged[3].phase == "information"
    with pytest.raises(NotFound):
        list(turns.judged(TALK.encode(), "gesprek.txt", "troikaa"))


def test_every_method_that_has_a_file_may_be_named(turns: TurnsService) -> None:
    assert {"basismodel", "incidentmethode"} <= METHODS
