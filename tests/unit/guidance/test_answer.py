"""Sentences taken from passages, thresholds, and the question that wants advice on a case."""

import numpy as np
import pytest

from coach.guidance.answer import near_enough, source_line
from coach.guidance.decline import CaseAdvice
from coach.guidance.documents import Passage
from coach.guidance.extract import sentences
from coach.guidance.fuse import fuse
from coach.guidance.retriever import Hit, Nearness
from coach.guidance.sources import Source
from coach.settings import ROOT
from tests.unit.guidance.questions import QUESTIONS


def test_a_text_falls_apart_in_sentences_without_marks() -> None:
    text = "Kort eerst [K]. Dan “lang”. 3 tot 5 is mooi [P01]!\n\nNieuw."
    assert sentences(text) == ["Kort eerst.", "Dan “lang”.", "3 tot 5 is mooi!", "Nieuw."]


def test_a_list_stays_with_the_line_that_announces_it() -> None:
    assert sentences("Dit zijn ze:\n\n1. Een.\n2. Twee [K].\n\nKlaar.") == ["Dit zijn ze:\n1. Een.\n2. Twee.", "Klaar."]


def test_both_kinds_of_score_count_by_their_weight() -> None:
    nothing = np.zeros(2)
    assert fuse(np.array([4.0, 2.0]), nothing, nothing) == pytest.approx(np.array([0.6, 0.3]) / 1.3)
    assert fuse(nothing, np.array([-0.2, 0.5]), nothing) == pytest.approx(np.array([0.0, 0.4]) / 1.3)
    assert fuse(nothing, nothing, np.array([1.0, 0.0])) == pytest.approx(np.array([0.3, 0.0]) / 1.3)


def test_near_is_what_the_sources_have_words_for() -> None:
    assert near_enough(Nearness(1.0, 1.0, 1.0, 0.4))
    assert not near_enough(Nearness(0.4, 0.4, 0.4, 0.5))
    assert not near_enough(Nearness(0.0, 0.0, 0.0, 0.5))


def test_a_source_is_named_with_author_title_and_address() -> None:
    source = Source("P01", "Een boek", "book", "**", "A. Schrijver", "https://example.org/boek")
    passage = Passage("kat#eten", "De kat", "Vis [P01].", "dieren", None, None, ("P01",))
    expected = "[P01] A. Schrijver: Een boek, https://example.org/boek"
    assert source_line(Hit(passage, 1.0), {"P01": source}) == expected


@pytest.fixture(scope="module")
def case_advice() -> CaseAdvice:
    return CaseAdvice.load(ROOT / "knowledge" / "case_advice.toml")


@pytest.mark.parametrize("question", QUESTIONS.declined)
def test_advice_on_a_case_is_recognised(case_advice: CaseAdvice, question: str) -> None:
    assert case_advice.asked_in(question)


@pytest.mark.parametrize("question", [*QUESTIONS.about_method, *QUESTIONS.answerable, *QUESTIONS.unanswerable])
def test_a_question_about_the_method_is_not_taken_for_a_case(case_advice: CaseAdvice, question: str) -> None:
    assert not case_advice.asked_in(question)
