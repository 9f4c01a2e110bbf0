"""Which sentences answer: those about the question, wherever they stand; none when nothing is about it."""

import pytest

from coach.guidance.documents import Passage
from coach.guidance.extract import best_sentences, sentences
from coach.guidance.lexical import Lexical, Text
from coach.guidance.lexicon import FieldWords, Lexicon, stem
from coach.guidance.retriever import Hit

FIELD = FieldWords(frozenset({"de", "het", "een", "je", "in"}), frozenset({stem("wie"), stem("hoe")}), frozenset(), ())
PASSAGES = [
    Passage("tuin#water", "De tuin: Hoe geef je planten water?", "Planten drinken. Geef liever 's avonds water. Klaar.",
            "tuin", None, None, ()),
    Passage("tuin#dieren", "De tuin: Welke dieren komen er?", "Egels slapen overdag. Een merel eet wormen in het gras.",
            "tuin", None, None, ()),
]  # fmt: skip


@pytest.fixture
def lexical() -> Lexical:
    texts = [Text(passage.title, passage.text) for passage in PASSAGES]
    return Lexical(Lexicon(FIELD, [f"{text.title} {text.text}" for text in texts]), texts)


def answer(lexical: Lexical, question: str, *places: int) -> list[str]:
    hits = [Hit(PASSAGES[place], 1.0) for place in places]
    return [taken.text for taken in best_sentences(lexical, lexical.lexicon.query(question), hits)]


def test_the_sentence_about_the_question_is_taken_and_not_the_first(lexical: Lexical) -> None:
    assert answer(lexical, "eet een merel wormen?", 1) == ["Een merel eet wormen in het gras."]


def test_a_sentence_about_something_else_is_left_out(lexical: Lexical) -> None:
    assert "Egels slapen overdag." not in answer(lexical, "hoe geef je planten water?", 0, 1)


def test_nothing_is_said_when_no_sentence_is_about_the_question(lexical: Lexical) -> None:
    assert answer(lexical, "hoe repareer je een fiets?", 0, 1) == []


def test_a_lone_sentence_is_completed_by_the_next_of_its_section(lexical: Lexical) -> None:
    assert answer(lexical, "planten", 0) == ["Planten drinken.", "Geef liever 's avonds water."]


def test_a_quotation_keeps_its_closing_mark_when_a_sentence_ends_in_it() -> None:
    assert sentences("Vraag: “Wat nu?” En wacht.") == ["Vraag: “Wat nu?”", "En wacht."]


@pytest.mark.parametrize(
    ("one", "other"),
    [("verslag", "verslagen"), ("advies", "adviezen"), ("methode", "methoden"), ("methodes", "methoden"),
     ("fase", "fasen"), ("casus", "casussen"), ("duurt", "duren"), ("leest", "lezen"), ("groepje", "groep")],
)  # fmt: skip
def test_plural_and_verb_forms_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)
