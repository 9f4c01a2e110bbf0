"""Words that break a rule of the meeting, and look-alikes that break none (DESIGN section 5, violations)."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import BadData
from coach.question.ask import Ask, Said
from coach.question.judgement import Judgement, PhaseFit
from coach.question.lexicon import Lexicon
from coach.question.phase_data import PHASE_TYPES, PhaseData
from coach.question.phase_signs import Signs
from coach.question.service import JudgeService

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "knowledge" / "question"
Judge = Callable[..., Judgement]


def fit(judgement: Judgement) -> PhaseFit:
    assert judgement.phase_fit is not None
    return judgement.phase_fit


@pytest.mark.parametrize(
    ("text", "phase", "role", "violation"),
    [
        ("Zeg nou gewoon wie het is.", "information", "peer", "safety"),
        ("Het gaat om mevrouw De Graaf van de Lindelaan 8.", "present", "case_presenter", "safety"),
        ("Ik ga dit morgen met je leidinggevende bespreken.", "harvest", "peer", "safety"),
        ("Die aannemer is mijn broer, dat had ik nog niet gezegd.", "analysis", "peer", "safety"),
        ("Die collega is gewoon lui.", "analysis", "peer", "judgement"),
        ("Zullen we de kernronde overslaan?", "information", "peer", "skipped_phase"),
        ("We voegen de kern en het advies samen.", "core", "facilitator", "skipped_phase"),
        ("Over iets heel anders, wie gaat er mee naar het festival?", "deepening", "peer", "off_topic"),
        ("Volgens mij zit het probleem in het rooster.", "deepening", "facilitator", "facilitator_gives_content"),
        ("Ik zou hem gewoon opbellen.", "information", "peer", "advice_in_question_phase"),
        ("Ik zou hem gewoon opbellen.", "information", "facilitator", "facilitator_gives_content"),
        ("Doe je dat vaker?", "deepening", "peer", "closed_question"),
        ("Ho, stop, ik onderbreek je even.", "information", "peer", "interruption"),
    ],
)
def test_words_that_break_a_rule_are_heard(text: str, phase: str, role: str, violation: str, judge: Judge) -> None:
    assert fit(judge(text, phase=phase, role=role)).violation == violation


@pytest.mark.parametrize(
    ("text", "phase", "role"),
    [
        ("We slaan de evaluatie niet over.", "evaluation", "facilitator"),
        ("Kan het raam even open?", "information", "peer"),
        ("Zullen we zo vijf minuten pauze nemen?", "deepening", "peer"),
        ("Kun je dat nog een keer zeggen? Ik kon het niet bijhouden.", "present", "minutes_taker"),
        ("Dat idee mag je opschrijven voor straks.", "information", "facilitator"),
        ("Dus je stond er alleen voor. Klopt dat?", "deepening", "peer"),
        ("Ik merk dat ik er zelf stil van word.", "deepening", "peer"),
        ("Wat hier gezegd wordt blijft hier, dus geen namen.", "information", "facilitator"),
        ("Mijn leidinggevende vond het onprofessioneel.", "information", "case_presenter"),
        ("Als je dit doet, dien ik een klacht in, zei die vader.", "present", "case_presenter"),
        ("Ik heb een idee, maar dat bewaar ik voor de adviesronde.", "information", "peer"),
        ("Dank jullie wel, ik schrijf mee.", "advice", "case_presenter"),
        ("Heb je die avond alleen gewerkt?", "information", "peer"),
    ],
)
def test_what_only_looks_like_it_breaks_nothing(text: str, phase: str, role: str, judge: Judge) -> None:
    assert fit(judge(text, phase=phase, role=role)).violations == ()


def test_a_step_of_the_group_is_no_plan_for_the_presenter(judge: Judge) -> None:
    found = fit(judge("Kunnen we niet gelijk naar de tips?", phase="information"))
    assert found.violations == ("skipped_phase",)


def test_the_presenter_who_answers_the_facilitator_breaks_into_nothing(service: JudgeService) -> None:
    ask = Ask("Ik heb de les afgebroken en iedereen laten zwijgen.", phase="analysis", role="case_presenter")
    assert fit(service.judge(ask)).violation == "interruption"
    asked = replace(ask, history=(Said("facilitator", "Wat deed jij toen?"),))
    assert fit(service.judge(asked)).violation is None


def test_where_a_method_lets_the_presenter_speak_that_is_no_interruption(judge: Judge) -> None:
    text = "Voor mij is dat het punt, daar botst het."
    silent = judge(text, phase="analysis", role="case_presenter", method="balint_klassiek")
    assert fit(silent).violation == "interruption"
    joins = judge(text, phase="analysis", role="case_presenter", method="dilemmamethode")
    assert fit(joins).violation is None


@pytest.mark.parametrize("name", ["F4", "Informatieve vragen", "vragenronde"])
def test_a_phase_type_may_be_given_by_its_dutch_name_or_number(name: str, judge: Judge) -> None:
    assert fit(judge("Je moet haar gewoon bellen.", phase=name)).violation == "advice_in_question_phase"


def test_a_sign_for_a_phase_that_does_not_exist_is_named(tmp_path: Path) -> None:
    text = (FOLDER / "phase_fit_signs.toml").read_text(encoding="utf-8")
    broken = text.replace('not_phases = ["check_in", "preparation"]', 'not_phases = ["pauze"]', 1)
    assert broken != text
    (tmp_path / "phase_fit_signs.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(BadData, match="pauze"):
        Signs.load(tmp_path, Lexicon.load(FOLDER), PHASE_TYPES)


def test_a_silent_phase_that_does_not_exist_is_named(tmp_path: Path) -> None:
    text = (FOLDER / "phase_fit.toml").read_text(encoding="utf-8")
    (tmp_path / "phase_fit.toml").write_text(
        text.replace('spiegel = "analysis"', 'spiegel = "stilte"', 1), encoding="utf-8"
    )
    shutil.copy(FOLDER / "phase_fit_signs.toml", tmp_path)
    with pytest.raises(BadData) as caught:
        PhaseData.load(tmp_path, Lexicon.load(FOLDER))
    assert caught.value.where is not None
    assert "silent" in caught.value.where
