"""Phrases are looked up by their first word and by what follows it; that may lose none and change no order."""

import pytest

from coach.question.phrases import PhraseBook

CLASSES = {"jou": frozenset({"je", "u"})}


def found(patterns: list[str], text: str) -> list[int]:
    book = PhraseBook([(pattern, number) for number, pattern in enumerate(patterns)], CLASSES)
    return [hit.value for hit in book.at(text, "heb", 0, True)]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("heb", "heb"),
        ("heb <jou> gebeld", "heb u gebeld"),
        ("heb [<jou>] gebeld", "heb gebeld"),
        ("heb [<jou>] [al] gebeld", "heb al gebeld"),
        ("heb [<jou>]", "heb dat"),
        ("heb ge*", "heb gebeld"),
        ("heb ... gebeld", "heb ik je gebeld"),
        ("heb [al] ... gebeld", "heb ik gebeld"),
        ("heb zo'n|die haast", "heb zo'n haast"),
        ("heb mee-gedaan", "heb mee-gedaan"),
        ("heb 't gedaan", "heb 't gedaan"),
        ("heb je", "heb, je"),
    ],
)
def test_a_phrase_is_found_whatever_its_second_word_looks_like(pattern: str, text: str) -> None:
    assert found([pattern], text) == [0]


@pytest.mark.parametrize("text", ["heb jenever", "heb. je", "heb"])
def test_what_only_begins_like_a_phrase_is_not_one(text: str) -> None:
    assert found(["heb je gebeld", "heb je weet"], text) == []


def test_phrases_come_in_the_order_of_the_file() -> None:
    assert found(["heb je", "heb ...", "heb je ook", "heb <jou>", "heb dat"], "heb je ook") == [0, 1, 2, 3]
