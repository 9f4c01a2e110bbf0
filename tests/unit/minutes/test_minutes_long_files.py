"""No file keeps the rules busy: 260 kB of one pattern is read in seconds. The limit of 30 s is generous on purpose."""

import time
from itertools import product

import pytest

from coach.errors import BadInput
from coach.minutes.lengths import NAME, SENTENCE, TURN, either, pieces
from coach.minutes.people import People
from coach.minutes.reading import read
from coach.minutes.service import MinutesService
from coach.minutes.speech import sentences

SIZE, LIMIT = 260_000, 30.0
LETTERS = "bdfgklmnprst"


def seconds(service: MinutesService, text: str) -> float:
    began = time.perf_counter()
    service.draft(text[:SIZE].encode(), "gesprek.txt")
    return time.perf_counter() - began


def words(count: int) -> list[str]:
    return ["".join(letters) for _, letters in zip(range(count), product(LETTERS, repeat=4), strict=False)]


@pytest.mark.parametrize(
    "piece",
    [
        "Jan, ",
        "Anna en ",
        "volgende ",
        "1 a",
        "beloof dat ik ",
        "ontbreekt alleen nog ",
        "ja, ",
        "Ik bel Jan. ",
        "x" * 9,
    ],
)
def test_one_endless_turn_is_read_in_seconds(service: MinutesService, piece: str) -> None:
    text = f"Joke: hoi\nBram: ja\nJoke: {piece * (SIZE // len(piece))}"
    assert seconds(service, text) < LIMIT


@pytest.mark.parametrize("space", [" ", "\t", " \u00a0"])
def test_endless_white_space_is_read_in_seconds(service: MinutesService, space: str) -> None:
    text = f"Joke: hoi\nBram: ja\nJoke: a{space * 60_000}b\nBram{space * 60_000}x"
    assert seconds(service, text) < LIMIT


def test_four_thousand_different_agreements_are_read_in_seconds(service: MinutesService) -> None:
    lines = [
        f"{who}: Ik mail de {word} vrijdag." for who, word in zip(["Joke", "Bram"] * 2_000, words(4_000), strict=True)
    ]
    assert seconds(service, "\n".join(lines)) < LIMIT


def test_thousands_of_names_in_one_list_are_read_in_seconds(service: MinutesService) -> None:
    assert seconds(service, "Aanwezig: " + ", ".join(word.capitalize() for word in words(15_000))) < LIMIT


def test_words_after_alleen_nog_do_not_double_the_work_at_every_step(service: MinutesService) -> None:
    text = f"Joke: Vandaag ontbreekt {'alleen nog ' * 40}niemand.\nBram: Ja.\nJoke: Mooi."
    assert seconds(service, text) < LIMIT


def test_a_long_run_is_cut_without_losing_a_word() -> None:
    text = "een twee drie " * 2_000
    parts = pieces(text, 500)
    assert " ".join(parts).split() == text.split()
    assert max(map(len, parts)) <= 500


def test_a_word_longer_than_a_piece_is_cut_through() -> None:
    assert pieces("a" * 1_200, 500) == ["a" * 500, "a" * 500, "a" * 200]


def test_no_sentence_and_no_turn_is_longer_than_what_is_read_at_once() -> None:
    text = f"Joke: {'ik bel en ' * 5_000}\nBram: ja\nJoke: nee\nBram: goed"
    transcript = read(text.encode(), "gesprek.txt")
    assert max(len(turn.text) for turn in transcript.turns) <= TURN
    assert max(len(sentence.text) for sentence in sentences(transcript)) <= SENTENCE


def test_a_speaker_in_json_is_a_name_and_not_a_text() -> None:
    with pytest.raises(BadInput) as caught:
        read(f'{{"turns": [{{"speaker": "{"A" * (NAME + 1)}", "text": "Hoi"}}]}}'.encode(), "gesprek.json")
    assert str(NAME) in caught.value.message


def test_the_longest_name_is_found_first_however_many_names_there_are() -> None:
    people = People(["Karin", "Karin-Anne", "Kars de Vries", "Bram"])
    assert people.mentioned("Karin-Anne vroeg Kars de Vries en Karin.") == ["Karin-Anne", "Kars de Vries", "Karin"]


def test_either_takes_every_word_and_no_other() -> None:
    import re

    names = ["An", "Ans", "Anna", "Bo", "a.b"]
    assert [name for name in [*names, "A", "Annie", "aXb"] if re.fullmatch(either(names), name)] == names
