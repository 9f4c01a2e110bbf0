"""Phrases are only held against texts with their words in them; that may hide none."""

import pytest

from coach.safety.phrases import PatternIndex, compile_phrase, erase, normalise


def test_a_short_beginning_with_a_star_is_found_by_the_other_word() -> None:
    index = PatternIndex([compile_phrase("ho* ... dood", {})])
    words = normalise("De hond is dood.")
    assert [pattern.found(words) for pattern in index.of({word[:3] for word in words.split()})] == [True]


def test_a_phrase_of_only_short_beginnings_is_refused() -> None:
    with pytest.raises(ValueError, match="vast woord"):
        compile_phrase("ho* la*", {})


def test_a_phrase_needs_a_word_of_each_kind_in_the_text() -> None:
    index = PatternIndex([compile_phrase("wil|wou ... dood", {}), compile_phrase("pillen opgespaard", {})])
    assert len(index.of({"wou", "doo"})) == 1
    assert index.of({"wil", "pil"}) == []


def test_exceptions_are_blotted_out_in_the_order_of_the_file() -> None:
    longer, shorter = compile_phrase("de dood van", {}), compile_phrase("dood van", {})
    index = PatternIndex([longer, shorter])
    assert index.of({"doo", "de", "van"}) == [longer, shorter]
    assert erase("de dood van ", index.of({"doo", "de", "van"})) == "# # # "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Zij: m’n ‘hond’ (écht)!", "zij . mijn hond , echt , . "),
        ("ASCII only; d'r is niets,\nniks?", "ascii only . haar is niets , . niks . "),
    ],
)
def test_words_and_pauses_are_all_that_is_left(text: str, words: str) -> None:
    assert normalise(text) == words
