"""Each development sentence gets its label, and what hangs together in a judgement does."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.question.judgement import Judgement, label_of
from coach.question.service import JudgeService

Judge = Callable[..., Judgement]
SENTENCES = [
    tuple(part.strip() for part in line.split("|", 1))
    for line in (Path(__file__).parent / "dev_sentences.txt").read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def test_there_are_enough_sentences_for_every_label() -> None:
    labels = [label for label, _ in SENTENCES]
    assert len(SENTENCES) >= 300
    assert min(labels.count(label) for label in set(labels)) >= 10


def test_nearly_all_sentences_get_their_label(judge: Judge) -> None:
    """The trained judge weighs; a few of these may tip. Which ones is for the evals, that many tip is for here."""
    wrong = [(label, text) for label, text in SENTENCES if judge(text).label != label]
    assert len(wrong) <= len(SENTENCES) * 0.06, wrong


@pytest.mark.parametrize(("label", "text"), SENTENCES, ids=[text[:60] for _, text in SENTENCES])
def test_a_judgement_is_whole(label: str, text: str, judge: Judge, service: JudgeService) -> None:
    judgement = judge(text, phase="information")
    assert judgement.label == label_of(judgement.form, judgement.load, judgement.stacked)
    assert 0.05 <= judgement.confidence <= 0.99
    assert judgement.confidence + sum(a.probability for a in judgement.alternatives) <= 1.001
    assert all(0 <= s.start < s.end <= len(text) and s.because for s in judgement.spans)
    assert judgement.explanation.count("{") == 0
    assert judgement.explanation.endswith((".", "!", "?"))
    assert all(service.good_rewrite(rewrite) for rewrite in judgement.rewrites)
    if judgement.label == "open" or (judgement.kind == "closed_check" and not judgement.rewrites):
        assert judgement.rewrites == ()
    elif judgement.label != "not_a_question":
        assert judgement.rewrites
        assert judgement.spans


@pytest.mark.parametrize(
    ("form", "load", "stacked", "label"),
    [
        ("none", "advice", False, "not_a_question"),
        ("open", "advice", True, "disguised_advice"),
        ("closed", "judgement", False, "judgemental"),
        ("choice", "suggestive", False, "suggestive"),
        ("open", "neutral", True, "multiple"),
        ("choice", "neutral", False, "choice"),
    ],
)
def test_the_label_follows_from_the_axes(form: str, load: str, stacked: bool, label: str) -> None:
    assert label_of(form, load, stacked) == label  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change", [str.lower, str.upper, lambda t: t.rstrip("?"), lambda t: f"Nou, {t[0].lower()}{t[1:]}"]
)
def test_the_verdict_on_the_phone_call_stands_in_another_dress(change: Callable[[str], str], judge: Judge) -> None:
    judgement = judge(change("Heb je al eens overwogen om haar gewoon te bellen?"))
    assert judgement.label == "disguised_advice"
    assert not any(re.search(r"\b(ge)?bel(d|t|len)?\b", rewrite.lower()) for rewrite in judgement.rewrites)


def test_a_stack_comes_apart_into_its_questions(judge: Judge) -> None:
    judgement = judge("Hoe voelde je je en wat deed je toen?")
    assert judgement.parts == ("Hoe voelde je je?", "Wat deed je toen?")
    assert judgement.rewrites == judgement.parts


def test_spans_count_code_points_also_after_an_emoji(judge: Judge) -> None:
    judgement = judge("👩‍🏫 Was je boos of verdrietig?")
    span = judgement.spans[0]
    assert judgement.text[span.start : span.end] == "of"


@pytest.mark.parametrize(
    ("text", "word"), [("Heeft u haar al eens gebeld?", "u"), ("Heb je haar al eens gebeld?", "je")]
)
def test_a_rewrite_keeps_the_form_of_address(text: str, word: str, judge: Judge) -> None:
    other = {"u": " je ", "je": " u "}[word]
    rewrites = judge(text).rewrites
    assert rewrites
    assert not any(other in f" {rewrite.lower()} " for rewrite in rewrites)


def test_braces_in_a_question_break_nothing(judge: Judge) -> None:
    assert "{doet}" in judge("Was het {doet} of {0} dat je koos?").text


def test_only_a_why_question_is_called_one(judge: Judge) -> None:
    assert judge("Waarom raakt dit je zo?").why_question
    assert not judge("Wat raakt je hieraan?").why_question


def test_what_can_be_kept_of_the_askers_words_is_kept(judge: Judge) -> None:
    assert judge("Vond je het gesprek prettig?").rewrites[0] == "Hoe vond je het gesprek?"
    assert judge("Vond je dat prettig?").rewrites[0] == "Hoe vond je dat?"
