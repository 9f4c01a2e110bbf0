"""What the phase changes in the words of a judgement, and that what we suggest ourselves is wanted where we do."""

import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.errors import BadData
from coach.live.deepening_data import load_deepening
from coach.method.library import MethodLibrary
from coach.question.judgement import Judgement, PhaseFit
from coach.question.lexicon import Lexicon
from coach.question.phase import Moment, in_phase
from coach.question.phase_data import PhaseData
from coach.settings import ROOT

Judge = Callable[..., Judgement]
Here = Callable[..., Judgement]
QUESTIONS, _ = load_deepening(ROOT / "knowledge" / "deepening")
METHODS = MethodLibrary.load(ROOT / "knowledge" / "methods")
PHASES = [(m.id, phase.id) for m in METHODS.all() for phase in m.phases]
ADVICE = "Ik zou de mentor bellen."


def fit(judgement: Judgement) -> PhaseFit:
    assert judgement.phase_fit is not None
    return judgement.phase_fit


@pytest.fixture
def here(judge: Judge) -> Here:
    """here("text", phase, method): the judgement as it reads in that phase."""
    folder = ROOT / "knowledge" / "question"
    data = PhaseData.load(folder, Lexicon.load(folder))

    def read(text: str, phase: str, method: str | None = None) -> Judgement:
        return in_phase(judge(text), Moment((phase,), method, "peer"), data)

    return read


@pytest.mark.parametrize(("method", "phase"), PHASES)
def test_every_question_we_offer_in_a_phase_is_wanted_there(method: str, phase: str, judge: Judge) -> None:
    types = set(METHODS.get(method).types_of(phase))
    for question in QUESTIONS:
        if question.phases.isdisjoint(types) or (question.methods and method not in question.methods):
            continue
        text = question.text.replace("{woord}", "stil")
        for role in ("peer", "facilitator"):
            assert fit(judge(text, method=method, phase=phase, role=role)).fit == "wanted", (text, role)


def test_every_question_of_the_library_is_wanted_in_its_phases_also_for_methods_without_a_file(judge: Judge) -> None:
    for question in QUESTIONS:
        for phase in question.phases:
            for method in sorted(question.methods) or [""]:
                judged = judge(question.text.replace("{woord}", "stil"), phase=phase.value, method=method)
                assert fit(judged).fit == "wanted", (question.text, phase, method)


def test_advice_in_the_advice_round_is_not_sent_away(here: Here) -> None:
    judged = here(ADVICE, "advice")
    assert fit(judged).fit == "wanted"
    assert not judged.park
    assert judged.rewrites == ()
    assert judged.spans == ()
    assert "daar is nu de tijd voor" in judged.explanation
    assert "bewaar" not in judged.explanation


def test_the_same_advice_among_questions_is_kept_for_later_with_a_question_instead(here: Here) -> None:
    judged = here(ADVICE, "information")
    assert judged.park
    assert judged.rewrites
    assert "tijd voor" not in judged.explanation


def test_after_the_advice_round_nothing_is_parked_for_it(here: Here) -> None:
    judged = here(ADVICE, "response")
    assert fit(judged).fit == "wrong"
    assert not judged.park
    assert judged.rewrites == ()
    assert "voorbij" in judged.explanation


def test_a_method_without_advice_parks_nothing(here: Here) -> None:
    judged = here(ADVICE, "information", "balint_klassiek")
    assert not judged.park
    assert "nergens een ronde" in judged.explanation


def test_advice_as_a_question_in_the_advice_round_may_be_said_openly_and_gets_no_open_question(here: Here) -> None:
    judged = here("Heb je al eens overwogen om haar gewoon te bellen?", "advice")
    assert fit(judged).fit == "tolerated"
    assert judged.rewrites == ()
    assert "hardop" in judged.explanation


@pytest.mark.parametrize(
    "text", ["Misschien was ze bang om hem kwijt te raken.", "Het lijkt mij dat hij zich niet gezien voelde."]
)
def test_a_guess_brought_as_a_guess_is_what_the_analysis_is_for(text: str, judge: Judge) -> None:
    judged = judge(text, phase="analysis")
    assert fit(judged).fit == "wanted"
    assert fit(judged).violation is None


def test_questions_about_a_case_wait_until_it_is_chosen_and_questions_about_the_choice_do_not(judge: Judge) -> None:
    assert fit(judge("Wat gebeurde er toen?", phase="choose_case")).fit == "wrong"
    assert fit(judge("Welk onderwerp kan niet wachten?", phase="choose_case")).fit == "wanted"


def test_an_open_deepening_question_is_wanted_while_the_picture_is_made(judge: Judge) -> None:
    assert fit(judge("Wat deed dat met je?", phase="information")).fit == "wanted"


def test_a_method_that_wants_facts_does_not_want_closed_questions_about_the_inner_side(judge: Judge) -> None:
    assert fit(judge("Lag de vergunning al klaar?", phase="information", method="incidentmethode")).fit == "wanted"
    inner = fit(judge("Was je boos?", phase="information", method="incidentmethode"))
    assert inner.violation == "closed_question"


@pytest.mark.parametrize("phase", ["analysis", "advice"])
def test_the_presenter_breaking_into_a_phase_of_the_others_interrupts(phase: str, judge: Judge) -> None:
    judged = judge("Nee, zo ging het niet.", phase=phase, role="case_presenter")
    assert fit(judged).violation == "interruption"
    assert fit(judge("Nee, zo ging het niet.", phase="information", role="case_presenter")).violation is None


# Domain C.3, the exceptions per method: (method, phase, sentence, fit with the method, fit without it).
EXCEPTIONS = [
    ("tienstappen", "information", "Wat deed dat met je?", "wrong", "wanted"),
    ("tienstappen", "advice", ADVICE, "wrong", "wanted"),
    ("roddelmethode", "analysis", ADVICE, "wanted", "tolerated"),
    ("roddelmethode", "analysis", "Wat vind jij daar zelf van?", "wrong", "tolerated"),
    ("incidentmethode", "analysis", ADVICE, "wanted", "tolerated"),
    ("incidentmethode_hendriksen", "analysis", ADVICE, "wanted", "tolerated"),
    ("balint_klassiek", "information", "Wat gebeurde er toen?", "wrong", "wanted"),
    ("balint_klassiek", "deepening", "Wat deed dat met je?", "wrong", "wanted"),
    ("balint_klassiek", "advice", ADVICE, "wrong", "wanted"),
    ("raguse", "analysis", "Wat deed dat met je?", "wrong", "tolerated"),
    ("raguse", "analysis", ADVICE, "wrong", "tolerated"),
    ("spiegel", "analysis", "Wat deed dat met je?", "wrong", "tolerated"),
    ("case_clinic", "analysis", ADVICE, "wrong", "tolerated"),
    ("dilemmamethode", "restate", "Weegt je eed zwaarder of de vraag van de familie?", "wanted", "wrong"),
    ("dilemmamethode", "analysis", "Waarom is dat belangrijk voor je?", "wanted", "tolerated"),
    ("socratisch_gesprek", "analysis", "Waarom is dat belangrijk voor je?", "wanted", "tolerated"),
    ("waarderend", "information", "Wat ging er mis?", "wrong", "wanted"),
    ("kollegiale_beratung", "information", "Wat deed dat met je?", "wrong", "wanted"),
    ("troika", "information", "Wat deed dat met je?", "wrong", "wanted"),
    ("action_learning", "advice", ADVICE, "wrong", "wanted"),
    ("probleemoplossend", "response", ADVICE, "wanted", "wrong"),
    ("balint_gestructureerd", "advice", ADVICE, "wanted", "wanted"),
]


@pytest.mark.parametrize(("method", "phase", "text", "there", "elsewhere"), EXCEPTIONS)
def test_a_method_departs_from_the_matrix_as_the_field_says(
    method: str, phase: str, text: str, there: str, elsewhere: str, judge: Judge
) -> None:
    assert fit(judge(text, phase=phase, method=method)).fit == there
    assert fit(judge(text, phase=phase)).fit == elsewhere


def test_no_reason_repeats_what_the_page_says_before_it() -> None:
    file = tomllib.loads((ROOT / "knowledge" / "question" / "phase_fit.toml").read_text(encoding="utf-8"))
    said = [*file["reasons"].values(), *(rule["because"] for rule in file["exception"])]
    assert not [text for text in said if "past bij deze fase" in text or "mag in deze fase" in text.lower()]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("preparation check_in", "check_in", "columns"),
        ('open               = "G  T', 'open               = "G', "matrix.open"),
        ('phases = ["choose_case"]', 'phases = ["kiezen"]', "exception"),
        ('kinds = ["everything"]', 'kinds = ["alles"]', "exception"),
        ('patterns = ["je|jouw vraag"', 'patterns = ["*vraag"', "vraag"),
    ],
)
def test_a_mistake_in_the_table_of_phases_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    folder = ROOT / "knowledge" / "question"
    text = (folder / "phase_fit.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "phase_fit.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    shutil.copy(folder / "phase_fit_signs.toml", tmp_path)
    with pytest.raises(BadData) as caught:
        PhaseData.load(tmp_path, Lexicon.load(folder))
    assert caught.value.where is not None
    assert named in caught.value.where
