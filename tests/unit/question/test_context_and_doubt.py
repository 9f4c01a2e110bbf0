"""What was told changes the verdict; without it the judge says what it hangs on."""

from collections.abc import Callable

import pytest

from coach.question.judgement import Judgement

Judge = Callable[..., Judgement]


def test_an_obstacle_to_the_presenters_own_plan_is_an_open_question(judge: Judge) -> None:
    text = "Wat houdt je tegen om haar te bellen?"
    assert judge(text).label == "disguised_advice"
    assert judge(text, told="Ik wil haar al weken een telefoontje geven, maar ik durf niet.").label == "open"


def test_a_plan_that_was_turned_down_stays_advice(judge: Judge) -> None:
    told = "Ik ga haar nooit meer bellen, dat wil ik absoluut niet."
    assert judge("Wat houdt je tegen om haar te bellen?", told=told).label == "disguised_advice"


def test_a_plan_of_somebody_else_stays_advice(judge: Judge) -> None:
    judgement = judge("Wat houdt je tegen om haar te bellen?", told="Mijn collega zei iets over de planning.")
    assert judgement.label == "disguised_advice"
    assert judgement.doubt is None


def test_without_the_story_there_is_doubt_about_a_named_step(judge: Judge) -> None:
    judgement = judge("Wat houdt je tegen om naar haar toe te gaan?")
    assert judgement.doubt == "Noemde de inbrenger dit plan zelf?"
    assert judgement.confidence < 0.93


def test_a_feeling_the_presenter_named_is_no_longer_filled_in(judge: Judge) -> None:
    text = "Wat maakte je zo bang?"
    assert judge(text).label == "suggestive"
    assert judge(text).doubt == "Noemde de inbrenger dit gevoel zelf?"
    assert judge(text, told="Ik was echt bang toen hij opstond.").label == "open"


def test_a_step_that_never_came_up_is_read_as_advice(judge: Judge) -> None:
    text = "Heb je met je leidinggevende gesproken?"
    assert judge(text).label == "closed"
    assert judge(text, case="Een bewoner weigert al een week zijn medicijnen.").label == "disguised_advice"


@pytest.mark.parametrize(
    "text", ["Heb je al eens overwogen om te stoppen?", "Wat voelde je?", "Was je boos of moe?", "Wie was erbij?"]
)
def test_a_clear_case_leaves_no_doubt(text: str, judge: Judge) -> None:
    assert judge(text).doubt is None
