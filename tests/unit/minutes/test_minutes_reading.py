"""Files to turns, and files that are something else."""

import codecs
import json
from pathlib import Path

import pytest

from coach.errors import BadInput, TooLarge
from coach.minutes.decoding import MAX_BYTES
from coach.minutes.reading import read

FIXTURES = Path(__file__).parents[2] / "fixtures" / "minutes"
TALK = "Karin: Welkom allemaal.\nJoost: Dank je, Karin.\nKarin: Zullen we beginnen?\nJoost: Ja, graag. Café open?\n"


def test_several_cues_of_one_speaker_are_one_turn_with_the_time_of_the_first() -> None:
    transcript = read(FIXTURES / "wijkteam.vtt")
    assert transcript.kind == "speech"
    assert transcript.turns[0].speaker == "Marleen Postma"
    assert transcript.turns[0].start == 2.0
    assert "Ik begeleid vandaag" in transcript.turns[0].text
    assert "Wie wil er notuleren?" in transcript.turns[0].text
    assert transcript.turns[1].speaker == "Sjoerd Kuiper"
    assert [turn.number for turn in transcript.turns] == list(range(1, len(transcript.turns) + 1))


def test_a_note_above_the_cues_gives_the_date_and_is_no_turn() -> None:
    transcript = read(FIXTURES / "wijkteam.vtt")
    assert str(transcript.date) == "2026-11-03"
    assert not any("NOTE" in turn.text for turn in transcript.turns)


def test_srt_takes_the_speaker_from_the_cue() -> None:
    transcript = read(FIXTURES / "onderbouw.srt")
    assert transcript.speakers() == ("Petra", "Yusuf", "Lotte", "Daan")
    assert transcript.turns[0].text.endswith("Hanneke kan er niet bij zijn vandaag.")


def test_lines_above_the_first_speaker_are_the_header() -> None:
    transcript = read(FIXTURES / "vaktherapie.txt")
    assert "tienstappenmethode" in transcript.header
    assert transcript.turns[0].speaker == "Begeleider"


def test_in_notes_every_filled_line_is_a_turn() -> None:
    text = (FIXTURES / "notities.txt").read_text(encoding="utf-8")
    transcript = read(text.encode(), "notities.txt")
    assert transcript.kind == "notes"
    assert len(transcript.turns) == len([line for line in text.splitlines() if line.strip()])
    assert transcript.speakers() == ()


def test_one_cue_with_two_voices_gives_two_turns() -> None:
    data = b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Karin>Ben je er?</v> <v Joost>Ja.</v>\n"
    assert [(turn.speaker, turn.text) for turn in read(data, "a.vtt").turns] == [
        ("Karin", "Ben je er?"),
        ("Joost", "Ja."),
    ]


def test_a_cue_without_a_name_belongs_to_whoever_spoke_before() -> None:
    data = b"WEBVTT\n\n00:01.000 --> 00:02.000\nKarin: Dag.\n\n00:02.000 --> 00:03.000\nWelkom.\n"
    assert [(turn.speaker, turn.text) for turn in read(data, "a.vtt").turns] == [("Karin", "Dag. Welkom.")]


def test_cues_without_any_speaker_stay_apart() -> None:
    data = b"WEBVTT\n\n00:01.000 --> 00:02.000\nDag allemaal.\n\n00:02.000 --> 00:03.000\nIk stuur vrijdag de agenda.\n"
    assert [turn.speaker for turn in read(data, "a.vtt").turns] == [None, None]


def test_json_turns_are_joined_by_speaker_and_keep_their_order() -> None:
    turns = [
        {"speaker": "Karin", "text": "Een."},
        {"speaker": "Karin", "text": "Twee."},
        {"speaker": "Joost", "text": "Drie."},
    ]
    found = read(json.dumps({"turns": turns}).encode(), "a.json").turns
    assert [(turn.number, turn.speaker, turn.text) for turn in found] == [
        (1, "Karin", "Een. Twee."),
        (2, "Joost", "Drie."),
    ]


@pytest.mark.parametrize(
    "data",
    [
        TALK.encode(),
        codecs.BOM_UTF8 + TALK.encode(),
        TALK.encode("utf-16"),
        TALK.encode("utf-16-le"),
        TALK.encode("utf-16-be"),
        TALK.encode("cp1252"),
        TALK.replace("\n", "\r\n").encode(),
        TALK.replace("Dank", "Da\0nk").encode(),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "crlf", "nul"],
)
def test_every_encoding_gives_the_same_turns(data: bytes) -> None:
    turns = read(data, "gesprek.txt").turns
    assert [turn.speaker for turn in turns] == ["Karin", "Joost", "Karin", "Joost"]
    assert turns[3].text == "Ja, graag. Café open?"
    assert turns[1].text == "Dank je, Karin."


BAD: list[tuple[str, bytes, str, str]] = [
    ("a.vtt", b"%PDF-1.7\n%\xe2\xe3", "wrong_file_kind", "PDF"),
    ("a.txt", b"PK\x03\x04rest", "wrong_file_kind", "ZIP"),
    ("a.txt", b"\x89PNG\r\n\x1a\n", "wrong_file_kind", "PNG"),
    ("a.srt", b"\x00\x00\x00\x18ftypmp42", "wrong_file_kind", "MP4"),
    ("a.txt", bytes(range(32)) * 40, "wrong_file_kind", "leesbare tekst"),
    ("a.txt", b"", "empty_file", "leeg"),
    ("a.txt", b"  \n\n \t ", "empty_file", "leeg"),
    ("a.vtt", b"WEBVTT\n\n", "no_turns", "geen gesprek"),
    ("a.vtt", b"Karin: dit is gewone tekst", "wrong_file_kind", "Regel 1"),
    ("a.srt", b"Karin: dit is gewone tekst", "wrong_file_kind", "Regel 1"),
    ("a.json", b'{\n"turns": [\n{"text": }\n]}', "invalid_json", "Regel 3"),
    ("a.json", b'{"beurten": []}', "invalid_json", "turns"),
    ("a.json", b'{"turns": [{"text": "a"}, {"speaker": "b"}]}', "invalid_json", "Bijdrage 2"),
    ("a.json", b"[" * 200_000, "invalid_json", "JSON"),
]


@pytest.mark.parametrize(("name", "data", "code", "says"), BAD)
def test_what_cannot_be_used_is_refused_with_what_it_is(name: str, data: bytes, code: str, says: str) -> None:
    with pytest.raises(BadInput) as caught:
        read(data, name)
    assert caught.value.code == code
    assert says in caught.value.message


def test_subtitles_with_an_impossible_time_are_refused_and_the_line_is_named() -> None:
    data = b"WEBVTT\n\n00:01.000 --> 00:02.000\nDag.\n\n00:61.000 --> 00:99.000\nNog een.\n"
    with pytest.raises(BadInput) as caught:
        read(data, "a.vtt")
    assert caught.value.code == "invalid_subtitles"
    assert "Regel 6" in caught.value.message


def test_more_than_25_mb_is_too_large() -> None:
    with pytest.raises(TooLarge):
        read(b"a" * (MAX_BYTES + 1), "a.txt")


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        read(tmp_path / "weg.txt")
    assert caught.value.code == "unreadable_file"


def test_an_error_never_repeats_what_was_said() -> None:
    with pytest.raises(BadInput) as caught:
        read(b'{"turns": [{"speaker": 3, "text": "Mevrouw Dekker is ziek"}]}', "a.json")
    assert "Dekker" not in str(caught.value)
