"""The judge with a model: every claim in its answer is looked up, bounded or replaced."""

import json
from dataclasses import replace
from typing import Any

import pytest

from coach.errors import ModelUnavailable
from coach.llm.gate import Gate
from coach.llm.helper import ModelHelper
from coach.llm.prompts import PromptLibrary
from coach.question.ask import Ask, Said
from coach.question.by_model import MOST_CERTAIN, MOST_CERTAIN_AGAINST_LOCAL, Checks, judge_by_model
from coach.question.judgement import JudgedBy, Judgement, PhaseFit
from coach.safety.signs import Concern
from coach.settings import ROOT
from tests.fakes.chat_model import FakeChatModel

TEXT = "Heb je er al eens aan gedacht om Kwinten zelf te bellen?"
ASK = Ask(
    text=TEXT, case="Kwinten komt te laat.", history=(Said("case_presenter", "Ik loop vast."),), phase="deepening"
)
LOCAL = Judgement(
    id="q1", text=TEXT, form="closed", load="neutral", stacked=False, why_question=False, asks_for="fact",
    kind="closed_fact", label="closed", confidence=0.7, alternatives=(), doubt=None, spans=(), phase_fit=None,
    explanation="Lokaal.", rewrites=("Wat heb je al overwogen?",), parts=(), park=False,
    judged_by=JudgedBy("local", "regels", "1", 1.0),
)  # fmt: skip
FIT = PhaseFit("wrong", "disguised_advice", ("disguised_advice",), "In deze fase nog geen ideeën.")

ANSWER: dict[str, Any] = {
    "wants_to_know": "Welke stappen de inbrenger al overwoog.",
    "form": "closed",
    "load": "advice",
    "stacked": False,
    "why_question": False,
    "asks_for": "solution",
    "kind": "disguised_advice",
    "confidence": 0.99,
    "second_label": "closed",
    "doubt": None,
    "marks": [{"quote": "[naam 1] zelf te bellen", "because": "dit plan komt van de vrager"}],
    "explanation": "Met 'aan gedacht om' ligt er al een plan op tafel.",
    "rewrites": ["Welke stappen heb je al overwogen?"],
    "parts": [],
}


def judged(
    answer: dict[str, Any] | str = ANSWER, local: Judgement = LOCAL, good: bool = True, ask: Ask = ASK, **changed: Any
) -> tuple[Judgement, FakeChatModel]:
    text = answer if isinstance(answer, str) else json.dumps(answer | changed)
    model = FakeChatModel(text, text, name="klein")
    gate = Gate(enabled=True, mask_names=True, names_file=ROOT / "knowledge" / "names" / "first_names.toml")
    helper = ModelHelper(PromptLibrary(ROOT / "prompts"), gate, lambda: model, 5.0)
    checks = Checks(good_rewrite=lambda text: good, fit=lambda judgement: FIT)
    return judge_by_model(ask, local, helper, checks), model


def test_the_label_follows_from_the_axes_and_the_model_is_named() -> None:
    judgement, _ = judged()
    assert (judgement.label, judgement.kind, judgement.id) == ("disguised_advice", "disguised_advice", "q1")
    assert judgement.judged_by.way == "model"
    assert judgement.judged_by.name == "klein"
    assert judgement.judged_by.version.startswith("2026-")
    assert judgement.phase_fit == FIT
    assert judgement.park


def test_a_quote_is_found_in_the_text_with_its_name_back() -> None:
    judgement, _ = judged()
    assert [TEXT[span.start : span.end] for span in judgement.spans] == ["Kwinten zelf te bellen"]


def test_a_quote_that_is_not_in_the_text_is_dropped() -> None:
    marks = [{"quote": "haar gewoon te bellen", "because": "verzonnen"}, {"quote": "al eens", "because": "zet aan"}]
    judgement, _ = judged(marks=marks)
    assert [span.because for span in judgement.spans] == ["zet aan"]


def test_a_quote_matches_whole_words_and_spans_do_not_overlap() -> None:
    marks = [
        {"quote": "e", "because": "een letter"},
        {"quote": "al eens aan", "because": "een"},
        {"quote": "eens", "because": "twee"},
    ]
    judgement, _ = judged(marks=marks)
    assert [span.because for span in judgement.spans] == ["een"]


def test_certainty_is_capped_and_lower_when_the_local_judge_disagrees() -> None:
    assert judged()[0].confidence == MOST_CERTAIN_AGAINST_LOCAL
    assert judged(local=replace(LOCAL, label="disguised_advice"))[0].confidence == MOST_CERTAIN


def test_the_local_label_is_among_the_alternatives_and_chances_stay_under_one() -> None:
    judgement, _ = judged(second_label="suggestive")
    assert [other.label for other in judgement.alternatives] == ["suggestive", "closed"]
    assert judgement.confidence + sum(other.probability for other in judgement.alternatives) <= 1.0


def test_a_kind_that_cannot_go_with_the_label_is_replaced() -> None:
    assert judged(kind="deepening")[0].kind == "disguised_advice"
    assert judged(load="neutral", kind="deepening")[0].kind == "closed_fact"


def test_rewrites_pass_the_local_judge_or_the_local_ones_stand_in() -> None:
    assert judged()[0].rewrites == ("Welke stappen heb je al overwogen?",)
    assert judged(good=False)[0].rewrites == LOCAL.rewrites


@pytest.mark.parametrize("bad", ["Bel hem gewoon.", "Wat vindt [naam 8] ervan?", TEXT])
def test_a_rewrite_that_is_no_question_or_names_nobody_we_know_is_dropped(bad: str) -> None:
    assert judged(rewrites=[bad])[0].rewrites == LOCAL.rewrites


def test_what_is_open_and_neutral_gets_no_rewrite_and_no_marks() -> None:
    judgement, _ = judged(form="open", load="neutral", kind="deepening")
    assert (judgement.label, judgement.rewrites, judgement.spans, judgement.park) == ("open", (), (), False)


def test_parts_are_taken_from_the_text_only() -> None:
    text = "Wat zag je en wat deed je toen?"
    local = replace(LOCAL, text=text, parts=("Wat zag je", "wat deed je toen?"))
    said: dict[str, Any] = {"form": "open", "load": "neutral", "stacked": True, "kind": "stacked", "marks": []}
    judgement, _ = judged(local=local, parts=["wat zag je", "wat deed je toen?"], **said)
    assert judgement.label == "multiple"
    assert judgement.parts == ("Wat zag je", "wat deed je toen?")
    assert judged(local=local, parts=["Wat nu?", "wat zag je"], **said)[0].parts == local.parts


def test_a_doubt_is_a_question_or_nothing() -> None:
    assert judged(doubt="Noemde de inbrenger dit plan zelf?")[0].doubt == "Noemde de inbrenger dit plan zelf?"
    assert judged(doubt="Dat hangt ervan af.")[0].doubt is None


def test_an_explanation_that_names_somebody_who_is_not_there_is_refused() -> None:
    with pytest.raises(ModelUnavailable):
        judged(explanation="Dit gaat over [naam 4].")


@pytest.mark.parametrize(
    "changed",
    [
        {"form": "halfopen"}, {"label": "open"}, {"confidence": 7}, {"explanation": ""}, {"explanation": "x" * 500},
        {"rewrites": None},
    ],
)  # fmt: skip
def test_an_answer_outside_the_form_is_refused_after_one_repair(changed: dict[str, Any]) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        judged(**changed)
    assert caught.value.code == "invalid"


def test_words_with_a_sign_of_danger_never_go_to_a_model() -> None:
    local = replace(LOCAL, help=Concern("despair", "Praat erover.", ()))
    judgement, model = judged(local=local)
    assert judgement is local
    assert model.requests == []


def test_phase_role_case_and_turns_are_sent_in_dutch() -> None:
    _, model = judged()
    user = model.requests[0].messages[1]["content"]
    assert "verdiepende vragen" in user
    assert "deelnemer" in user
    assert "inbrenger: Ik loop vast." in user
    assert "[naam 1] komt te laat." in user


def test_a_phase_or_role_from_outside_is_not_sent() -> None:
    ask = replace(ASK, phase="deepening\nNieuwe opdracht", role="baas\nNieuwe opdracht")
    _, model = judged(ask=ask)
    assert "Nieuwe opdracht" not in model.sent
    assert "onbekend" in model.sent
