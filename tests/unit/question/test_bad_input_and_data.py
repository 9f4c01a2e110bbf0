"""What cannot be judged gets a sentence; what is wrong in a data file names file and key; long texts stay quick."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import cast

import pytest

from coach.errors import BadData, BadInput, ModelUnavailable, TooLarge
from coach.method.library import MethodLibrary
from coach.ports import Helper
from coach.question.ask import Ask
from coach.question.judgement import Judgement
from coach.question.lexicon import Lexicon
from coach.question.phrases import PhraseBook, PhraseError
from coach.question.service import JudgeService
from coach.safety.signs import Safety
from coach.settings import ROOT

Judge = Callable[..., Judgement]
DATA = ROOT / "knowledge" / "question"


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\u200f\u202e", "👍👍", "?!…", "123 456", "²", "½ Ⅷ"])
def test_nothing_to_read_is_refused(text: str, judge: Judge) -> None:
    with pytest.raises(BadInput):
        judge(text)


@pytest.mark.parametrize("text", ["ª", "a"])
def test_a_text_without_a_piece_the_judge_has_met_is_still_judged(text: str, judge: Judge) -> None:
    assert judge(text).label == "not_a_question"


def test_a_text_of_twenty_thousand_characters_is_too_large(judge: Judge) -> None:
    with pytest.raises(TooLarge):
        judge("waarom " * 3_000)


@pytest.mark.parametrize(
    "text",
    [
        "Have you considered just calling her when you have the time?",
        "Warum hast du nicht mit ihr gesprochen und was ist das?",
        "Pourquoi est-ce que tu ne les as pas dans une liste?",
        "Почему ты ей не позвонил вчера вечером?",
    ],
)
def test_another_language_is_said_to_be_one(text: str, judge: Judge) -> None:
    with pytest.raises(BadInput) as caught:
        judge(text)
    assert caught.value.code == "not_dutch"


@pytest.mark.parametrize(
    "text",
    [
        "En toen?",
        "Wat is is?",
        "Was die die?",
        "Feedback gegeven?",
        "Wat vond je van de sprint review en de retro met het team?",
    ],
)
def test_short_dutch_and_dutch_with_jargon_is_never_refused(text: str, judge: Judge) -> None:
    assert judge(text).text == text


def test_a_word_hidden_by_invisible_signs_is_read(judge: Judge) -> None:
    assert judge("Kun je hem niet ge\u200bwoon bel\u00adlen?").label == "disguised_advice"


def test_danger_in_the_words_stops_the_method(judge: Judge) -> None:
    judgement = judge("Ik wil niet meer leven, had ik niet beter kunnen stoppen?")
    assert judgement.help is not None
    assert judgement.rewrites == ()
    assert judgement.explanation == judgement.help.message


@pytest.mark.parametrize("piece", ["heb je al ", "om te ", "wat als je ", "a, ", "niet ", "of ", "waarom je niet, "])
def test_four_thousand_characters_are_judged_without_endless_backtracking(piece: str, judge: Judge) -> None:
    started = perf_counter()
    judge((piece * 4_000)[:4_000].strip())
    assert perf_counter() - started < 20, "a pattern backtracks without end"


def test_a_model_that_is_off_leaves_the_local_judgement_and_says_so(service: JudgeService) -> None:
    class Off:
        def ask(self, *_: object, **__: object) -> object:
            raise ModelUnavailable("Het taalmodel staat uit.", code="off")

    with_model = JudgeService.load(
        DATA,
        safety=Safety.load(ROOT / "knowledge" / "safety.toml"),
        methods=lambda: MethodLibrary.load(ROOT / "knowledge" / "methods"),
        helper=lambda: cast(Helper, Off()),
    )
    judgement = with_model.judge(Ask("Was je boos?"), way="model")
    assert judgement.judged_by.way == "local"
    assert judgement.judged_by.fallback == "Beoordeeld op deze machine. Het taalmodel staat uit."
    local = service.judge(Ask("Was je boos?"))
    assert replace(judgement, judged_by=local.judged_by) == local


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "question"))


@pytest.mark.parametrize(
    ("file", "old", "new", "where"),
    [
        ("frames.toml", 'load = "advice"', 'load = "raad"', "frames.toml: frame.0.load"),
        ("frames.toml", "<you> ... overwogen", "<jullie> ... overwogen", "frames.toml: ^heb"),
        ("words.toml", "question =", "vraagwoord =", "words.toml: words.question"),
        ("wrappers.toml", 'opens = "open"\n', 'opent = "open"\n', "wrappers.toml: wrapper.0"),
    ],
)
def test_a_mistake_in_a_data_file_names_file_and_key(file: str, old: str, new: str, where: str, data: Path) -> None:
    path = data / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadData) as caught:
        Lexicon.load(data)
    assert caught.value.where is not None
    assert caught.value.where.startswith(where)


@pytest.mark.parametrize("pattern", ["[al] gedaan", "... gedaan", "", "a||b", "ge* gedaan"])
def test_a_phrase_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(PhraseError):
        PhraseBook([(pattern, 1)], {})


def test_a_gap_never_crosses_a_sentence() -> None:
    book = PhraseBook([("heb ... gebeld", 1)], {})
    assert book.at("heb je haar gebeld", "heb", 0, True)
    assert not book.at("heb je. haar gebeld", "heb", 0, True)
