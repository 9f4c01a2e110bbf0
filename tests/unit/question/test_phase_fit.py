"""The same sentence, another phase (domain C.3, DESIGN section 5)."""

from collections.abc import Callable

import pytest

from coach.errors import BadInput
from coach.question.judgement import Judgement, PhaseFit

Judge = Callable[..., Judgement]
ADVICE = "Heb je al eens overwogen om haar gewoon te bellen?"


def fit(judgement: Judgement) -> PhaseFit:
    assert judgement.phase_fit is not None
    return judgement.phase_fit


def test_plain_advice_is_wrong_among_questions_and_wanted_in_the_advice_round(judge: Judge) -> None:
    early = judge("Je moet haar gewoon bellen.", phase="information")
    assert fit(early).violation == "advice_in_question_phase"
    assert early.park
    late = judge("Je moet haar gewoon bellen.", phase="advice")
    assert fit(late).fit == "wanted"
    assert not late.park


def test_disguised_advice_breaks_a_rule_before_the_advice_round_only(judge: Judge) -> None:
    assert fit(judge(ADVICE, phase="deepening")).violations == ("disguised_advice",)
    assert fit(judge(ADVICE, phase="advice")).fit == "tolerated"
    assert fit(judge(ADVICE, phase="advice")).violation is None


def test_a_closed_question_about_the_presenter_closes_and_one_about_the_situation_does_not(judge: Judge) -> None:
    assert fit(judge("Was je boos?", phase="deepening")).violation == "closed_question"
    assert fit(judge("Was je leidinggevende erbij?", phase="information")).violation is None
    assert fit(judge("Is er een klacht ingediend?", phase="information")).violation is None
    assert fit(judge("Klopt het dat je alleen was?", phase="deepening")).violation is None


def test_a_question_during_the_telling_interrupts_but_the_facilitator_may_guard(judge: Judge) -> None:
    assert fit(judge("Wat gebeurde er toen?", phase="present")).violation == "interruption"
    assert fit(judge("We hebben nog vijf minuten.", phase="present", role="facilitator")).fit == "wanted"


def test_the_presenter_telling_is_what_the_telling_is_for(judge: Judge) -> None:
    assert fit(judge("Ik kwam binnen en zij zei niets.", phase="present", role="case_presenter")).fit == "wanted"


def test_a_facilitator_with_advice_gives_content(judge: Judge) -> None:
    assert "facilitator_gives_content" in fit(judge(ADVICE, phase="deepening", role="facilitator")).violations


@pytest.mark.parametrize("phase", ["information", "analysis", "advice", "harvest"])
def test_a_verdict_is_wrong_in_every_phase(phase: str, judge: Judge) -> None:
    assert fit(judge("Vind je dat normaal?", phase=phase)).violation == "judgement"


def test_asking_for_a_name_is_about_safety_before_anything_else(judge: Judge) -> None:
    assert fit(judge("Hoe heet die mevrouw eigenlijk?", phase="information")).violation == "safety"


def test_skipping_a_round_is_seen(judge: Judge) -> None:
    found = fit(judge("Zullen we de vragenronde overslaan?", phase="information", role="facilitator"))
    assert "skipped_phase" in found.violations


def test_the_exception_of_a_method_goes_before_the_matrix(judge: Judge) -> None:
    text = "Waarom is dit voor jou belangrijk?"
    assert fit(judge(text, phase="deepening", method="socratisch_gesprek")).fit == "wanted"
    step = "Wat heb je van ons nodig?"
    assert fit(judge(step, phase="information")).fit == "wrong"
    assert fit(judge(step, phase="information", method="waarderend")).fit == "wanted"


def test_without_a_phase_nothing_is_said_about_one(judge: Judge) -> None:
    assert judge(ADVICE).phase_fit is None


def test_an_unknown_phase_is_refused_in_words_that_help(judge: Judge) -> None:
    with pytest.raises(BadInput, match="information") as caught:
        judge(ADVICE, phase="pauze")
    assert caught.value.code == "unknown_phase"
