"""What may leave: nothing by default, and then without the names and numbers we can see."""

import json
import time
from pathlib import Path

import pytest

from coach.errors import BadData, ModelUnavailable
from coach.llm.gate import Gate
from coach.llm.masks import Mask, has_placeholder
from coach.settings import ROOT

NAMES = ROOT / "knowledge" / "names" / "first_names.toml"


def masked(text: str, mask_names: bool = True) -> str:
    values, mask = Gate(enabled=True, mask_names=mask_names, names_file=NAMES).let_through({"text": text})
    sent = values["text"]
    assert isinstance(sent, str)
    assert mask.restore(sent) == text
    return sent


def test_a_closed_gate_lets_nothing_through_and_says_why_in_dutch() -> None:
    with pytest.raises(ModelUnavailable) as caught:
        Gate(enabled=False, mask_names=True, names_file=NAMES).let_through({"text": "Wat zag Fatima?"})
    assert caught.value.code == "off"
    assert "Alles blijft op deze computer" in caught.value.message


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("Heb je Fatima al gebeld?", "Heb je [naam 1] al gebeld?"),
        ("Kwam het door Xandrine?", "Kwam het door [naam 1]?"),
        ("fatima was boos op mij", "[naam 1] was boos op mij"),
        ("Kwinten wist het niet. Ik vroeg Kwinten ernaar.", "[naam 1] wist het niet. Ik vroeg [naam 1] ernaar."),
        ("Was Jan de Vries erbij?", "Was [naam 1] [naam 2] erbij?"),
        ("Toen viel mevrouw van den Berg.", "Toen viel mevrouw [naam 1]."),
        ("Toen Van den Berg binnenkwam", "Toen [naam 1] binnenkwam"),
        ("Meneer B. kwam binnen", "Meneer [naam 1]. kwam binnen"),
        ("We spraken Fatima's moeder", "We spraken [naam 1]'s moeder"),
        ("Hoe voelde Wil zich? Wil je dat vertellen?", "Hoe voelde [naam 1] zich? Wil je dat vertellen?"),
        ("Dr. Bakker zei nee", "Dr. [naam 1] zei nee"),
        ("de broer van Anna", "de broer van [naam 1]"),
        ("HEB JE JAN GEBELD OVER DE GGZ", "HEB JE [naam 1] GEBELD OVER DE GGZ"),
        ("Ik vroeg J. de Wit ernaar", "Ik vroeg [naam 1]. [naam 2] ernaar"),
    ],
)
def test_names_of_people_become_placeholders(text: str, sent: str) -> None:
    assert masked(text) == sent


@pytest.mark.parametrize(
    "text",
    [
        "Hoe voelde je je toen? Koos je daar zelf voor?",
        "Wil je daar meer over zeggen? Roos verwelkt snel.",
        "Ik koos voor rust en leen vaak boeken.",
        'Wat zei ze? "Kom eens hier."',
        "Kunt U zeggen wat U merkte in Nederland?",
        "In 2019 de eerste keer, daarna 20 keer",
        "Bij optie A of B: wat kost je dat?",
    ],
)
def test_ordinary_words_stay(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("j.jansen@voorbeeld.nl", "mailadres"),
        ("06-12345678", "telefoon"),
        ("+31 6 12 34 56 78", "telefoon"),
        ("123456782", "nummer"),
        ("1234.56.782", "nummer"),
        ("NL91 ABNA 0417 1643 00", "rekening"),
        ("1234 AB", "postcode"),
        ("12-03-1984", "datum"),
        ("https://voorbeeld.nl/dossier/7", "webadres"),
    ],
)
@pytest.mark.parametrize("mask_names", [True, False])
def test_addresses_and_numbers_are_hidden_whether_or_not_names_are(text: str, kind: str, mask_names: bool) -> None:
    assert masked(f"Het was {text} volgens haar.", mask_names) == f"Het was [{kind} 1] volgens haar."


def test_names_stay_when_the_group_turned_masking_of_names_off() -> None:
    assert masked("Heb je Fatima al gebeld?", mask_names=False) == "Heb je Fatima al gebeld?"


def test_one_person_is_one_placeholder_in_case_turns_and_question() -> None:
    gate = Gate(enabled=True, mask_names=True, names_file=NAMES)
    values, mask = gate.let_through(
        {
            "case": "Een collega, Kwinten, komt te laat.",
            "history": [{"role": "case_presenter", "text": "Kwinten zegt dat het aan mij ligt."}],
            "text": "Wat vindt hij zelf? Kwinten komt toch?",
        }
    )
    assert "Kwinten" not in json.dumps(values)
    assert values["history"][0]["text"].startswith("[naam 1] zegt")
    assert values["text"].endswith("[naam 1] komt toch?")
    assert mask.restore("[Naam 1] en [naam 9]") == "Kwinten en [naam 9]"


def test_a_placeholder_somebody_typed_is_not_taken_for_ours() -> None:
    sent = masked("Eerst zei [naam 1] niets, toen belde Fatima.")
    assert sent == "Eerst zei [naam 1] niets, toen belde [naam 2]."


def test_hidden_characters_do_not_keep_a_name_out_of_sight() -> None:
    values, _ = Gate(enabled=True, mask_names=True, names_file=NAMES).let_through(
        {"text": "Heb je Fat\u200bima gebeld?"}
    )
    assert values["text"] == "Heb je [naam 1] gebeld?"


def test_a_mask_shows_no_names() -> None:
    mask = Mask()
    mask.placeholder("naam", "Fatima")
    assert repr(mask) == "Mask(1)"
    assert has_placeholder("zoals [naam 3] zei")
    assert not has_placeholder("zoals [hij] zei")


@pytest.mark.parametrize("piece", ["van ", "A", "1 ", "a@", "X. ", "Jan van de ", "www."])
def test_twenty_thousand_odd_characters_take_no_minute(piece: str) -> None:
    gate = Gate(enabled=True, mask_names=True, names_file=NAMES)
    began = time.monotonic()
    gate.let_through({"text": piece * (20_000 // len(piece))})
    assert time.monotonic() - began < 20


def test_a_list_of_names_without_its_lists_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "first_names.toml"
    broken.write_text('names = ["Anna"]', encoding="utf-8")
    with pytest.raises(BadData) as caught:
        Gate(enabled=True, mask_names=True, names_file=broken).let_through({"text": "Anna"})
    assert "also_words" in caught.value.message
