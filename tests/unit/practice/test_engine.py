"""How the simulated presenter takes each kind of contribution."""

from pathlib import Path

import pytest

from coach.practice.cases import load_cases
from coach.practice.engine import react
from coach.practice.model import MAX_OPENNESS, Answer, PracticeCase, PracticeState
from coach.question.judgement import AsksFor, Form, JudgedBy, Judgement, Kind, Label, Load, label_of

CASES = Path(__file__).parents[3] / "knowledge" / "cases"


def judged(
    text: str,
    form: Form = "open",
    load: Load = "neutral",
    asks_for: AsksFor = "fact",
    kind: Kind = "open",
    stacked: bool = False,
) -> Judgement:
    """A judgement as the judge would give it, with only what the presenter reacts to."""
    label: Label = label_of(form, load, stacked)
    return Judgement(
        id=None, text=text, form=form, load=load, stacked=stacked, why_question=False, asks_for=asks_for, kind=kind,
        label=label, confidence=0.9, alternatives=(), doubt=None, spans=(), phase_fit=None, explanation="",
        rewrites=(), parts=(), park=False, judged_by=JudgedBy("local", "proef", "1", 0.1),
    )  # fmt: skip


OPEN = judged("Wat gebeurde er bij de voordeur?")
CLOSED = judged("Belt ze elke dag?", form="closed", kind="closed_fact")
ADVICE = judged("Heb je al gedacht aan je telefoon uitzetten?", form="closed", load="advice", kind="disguised_advice")
VERDICT = judged("Vind je dat professioneel?", form="closed", load="judgement", kind="judgemental")
SUGGESTIVE = judged("Je was zeker boos?", form="closed", load="suggestive", asks_for="feeling", kind="suggestive")


@pytest.fixture(scope="module")
def case() -> PracticeCase:
    return next(case for case in load_cases(CASES) if case.id == "wijk_dochter")


def _play(case: PracticeCase, *said: Judgement) -> tuple[list[Answer], PracticeState]:
    state, answers = PracticeState(case.id), []
    for judgement in said:
        answer, state = react(case, state, judgement)
        answers.append(answer)
    return answers, state


@pytest.mark.parametrize(
    ("judgement", "kind"),
    [
        (OPEN, "open"),
        (CLOSED, "closed"),
        (judged("Was je boos of bang?", form="choice", asks_for="feeling", kind="choice"), "choice"),
        (judged("Waarom fietste je door?", kind="why_action", asks_for="other"), "why"),
        (SUGGESTIVE, "suggestive"),
        (ADVICE, "advice"),
        (VERDICT, "judgement"),
        (judged("Wat zei ze en wie waren erbij?", kind="stacked", stacked=True), "multiple"),
        (judged("Ik hoor dat je ertegen opziet.", form="none", kind="summary"), "summary"),
        (judged("Dat heb ik ook gehad.", form="none", kind="own_story"), "statement"),
        (judged("Wat kost een fiets?", asks_for="fact"), "off_topic"),
    ],
)
def test_each_kind_of_contribution_gets_its_own_kind_of_answer(
    case: PracticeCase, judgement: Judgement, kind: str
) -> None:
    assert _play(case, judgement)[0][0].kind == kind


def test_an_open_question_tells_more_than_a_closed_one_and_than_advice(case: PracticeCase) -> None:
    texts = [_play(case, judgement)[0][0].text for judgement in (OPEN, CLOSED, ADVICE)]
    assert len(texts[0]) > 2 * len(texts[1])
    assert len(set(texts)) == 3
    assert texts[2].startswith("Ja, maar")


def test_four_open_questions_open_the_way_to_the_core(case: PracticeCase) -> None:
    inside = judged("Wat raakte je daarin?", asks_for="deepen", kind="deepening")
    answers, state = _play(case, *[inside] * 5)
    assert [answer.level for answer in answers] == [0, 1, 2, 3, 4]
    assert answers[-1].layer == "core"
    assert state.openness == 5


def test_the_core_stays_closed_to_somebody_who_only_asks_closed_questions(case: PracticeCase) -> None:
    answers, state = _play(case, *[CLOSED] * 12)
    assert {answer.layer for answer in answers} == {None}
    assert state.openness == 0


def test_advice_closes_the_presenter_one_step_and_a_judgement_two(case: PracticeCase) -> None:
    assert _play(case, OPEN, OPEN, OPEN)[1].openness == 3
    assert _play(case, OPEN, OPEN, OPEN, ADVICE)[1].openness == 2
    assert _play(case, OPEN, OPEN, OPEN, VERDICT)[1].openness == 1


def test_openness_never_leaves_its_bounds(case: PracticeCase) -> None:
    assert _play(case, VERDICT, VERDICT)[1].openness == 0
    inside = judged("Wat raakte je daarin?", asks_for="feeling")
    assert _play(case, *[inside] * 12)[1].openness == MAX_OPENNESS


def test_after_advice_a_deeper_answer_is_out_of_reach_again(case: PracticeCase) -> None:
    inside = judged("Wat raakte je daarin?", asks_for="deepen")
    answers, _ = _play(case, inside, inside, ADVICE, ADVICE, inside)
    assert answers[-1].level == 0


@pytest.mark.parametrize("judgement", [OPEN, CLOSED, ADVICE, VERDICT, SUGGESTIVE])
def test_no_answer_returns_before_all_of_its_kind_were_given(case: PracticeCase, judgement: Judgement) -> None:
    answers, _ = _play(case, *[judgement] * 4)
    assert len({answer.id for answer in answers}) == 4


def test_when_all_is_told_the_answers_come_round_again_without_an_error(case: PracticeCase) -> None:
    answers, state = _play(case, *[OPEN] * 58)
    open_ids = {answer.id for answer in case.answers if answer.kind == "open"}
    assert open_ids <= set(state.told)
    assert answers[-1].kind == "exhausted"


def test_the_answer_goes_about_what_was_asked(case: PracticeCase) -> None:
    answer = _play(case, judged("Hoe gaat het met meneer zelf?"))[0][0]
    assert answer.topics[0] == "meneer"


def test_a_question_about_a_feeling_gets_a_feeling_once_there_is_some_trust(case: PracticeCase) -> None:
    feeling = judged("Wat voelde je toen ze begon te schreeuwen?", asks_for="feeling")
    assert _play(case, OPEN, feeling)[0][1].layer == "feelings"


def test_the_same_round_plays_the_same(case: PracticeCase) -> None:
    assert _play(case, OPEN, CLOSED, ADVICE, OPEN) == _play(case, OPEN, CLOSED, ADVICE, OPEN)


def test_the_first_topic_of_an_answer_weighs_more_than_its_others(case: PracticeCase) -> None:
    assert _play(case, OPEN)[0][0].topics[0] == "voordeur"
    assert _play(case, judged("Hoe vaak belt ze?"))[0][0].topics[0] == "bellen"


@pytest.fixture(params=["wijk_dochter", "school_capuchon"])
def any_case(request: pytest.FixtureRequest) -> PracticeCase:
    return next(case for case in load_cases(CASES) if case.id == request.param)


@pytest.mark.parametrize("asks_for", ["feeling", "norm", "solution"])
def test_what_is_asked_for_is_what_is_answered_at_every_openness_and_after_advice(
    any_case: PracticeCase, asks_for: AsksFor
) -> None:
    asked = judged("Wat voelde je toen?", asks_for=asks_for)
    inside = judged("Wat raakte je daarin?", asks_for="deepen")
    for before in ([], [ADVICE], [ADVICE, ADVICE], [inside], [inside] * 2, [inside] * 3, [inside] * 4):
        answer = _play(any_case, *before, asked)[0][-1]
        assert asks_for in answer.asks or answer.kind == "exhausted", answer.id


def test_nobody_refers_to_what_was_not_told_yet(any_case: PracticeCase) -> None:
    deep = judged("Hoe kijk je nu naar je vraag?", asks_for="deepen")
    wide = judged("Wat raakt je daarin?", asks_for="deepen")
    for said in ([deep] * 12, [wide, deep] * 6, [wide] * 12):
        told: list[str] = []
        for answer in _play(any_case, *said)[0]:
            assert not answer.after or answer.after & set(told)
            told.append(answer.id)


def test_a_question_about_the_question_is_answered_about_the_question(any_case: PracticeCase) -> None:
    answer = _play(any_case, judged("Hoe kijk je nu naar je vraag?", asks_for="norm"))[0][0]
    assert answer.topics == ("vraag",)
