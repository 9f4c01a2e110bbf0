"""Minutes on the page: handed in, drafted, taken along; each line leads to its turn and nothing is kept."""

import html
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.pages.minutes import CHOICES, contract_of
from coach.container import Container

TALK = """Marleen: Welkom. Ik begeleid vandaag. Wie wil notuleren?
Nadia: Ik doe het wel.
Tom: Ik wil iets inbrengen. Mijn vraag is: hoe houd ik mijn hoofd koel als zij begint te roepen?
Nadia: Wat gebeurde er toen in jou?
Tom: Ik klapte dicht.
Tom: Ik ga haar donderdag bellen om een afspraak te maken.
Marleen: Mooi, dat noteren we."""


def turns_linked(page: str) -> set[str]:
    return set(re.findall(r'href="#bijdrage-(\d+)"', page))


def test_a_pasted_talk_becomes_minutes_whose_lines_lead_to_turns_on_the_page(pages: TestClient) -> None:
    page = pages.post("/notuleren", data={"pasted": TALK, "anonymise": "true"}).text
    assert "Marleen" in page
    assert turns_linked(page)
    for number in turns_linked(page):
        assert f'id="bijdrage-{number}"' in page
    assert "niet gezegd" in page


def test_a_file_counts_like_pasted_text(pages: TestClient) -> None:
    page = pages.post("/notuleren", files={"file": ("groep.txt", TALK.encode(), "text/plain")}).text
    assert turns_linked(page) == turns_linked(pages.post("/notuleren", data={"pasted": TALK}).text)


@pytest.mark.parametrize(
    ("name", "data"),
    [("groep.vtt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"), ("leeg.txt", b""), ("groep.vtt", b"WEBVTT\n\n")],
)
def test_a_file_that_is_no_transcript_is_refused_beside_its_field(pages: TestClient, name: str, data: bytes) -> None:
    answer = pages.post("/notuleren", files={"file": (name, data, "text/plain")}, data={"pasted": "Tom: hallo"})
    assert answer.status_code == 422
    assert 'id="file-fout"' in answer.text
    assert "Tom: hallo" in answer.text


def test_nothing_handed_in_is_asked_for_and_the_choices_stay(pages: TestClient) -> None:
    answer = pages.post("/notuleren", data={"pasted": " ", "chosen": "learned"})
    assert answer.status_code == 422
    assert 'id="pasted-fout"' in answer.text
    assert re.search(r'value="learned" checked', answer.text)


def test_a_file_above_the_limit_is_refused_with_a_sentence(pages: TestClient, container: Container) -> None:
    big = b"Tom: hallo\n" * (container.settings.max_file_bytes // 11 + 1)
    assert pages.post("/notuleren", files={"file": ("groot.txt", big, "text/plain")}).status_code == 413


@pytest.mark.parametrize("chosen", [[], ["advice"], [choice.field for choice in CHOICES]])
def test_every_choice_is_understood_and_switches_exactly_itself(container: Container, chosen: list[str]) -> None:
    items = {
        "advice": "advice_keywords",
        "learned": "learned_by_presenter",
        "peers": "learned_by_peers",
        "back": "look_back",
        "evaluation": "evaluation",
    }
    minutes = container.minutes.draft(TALK.encode(), "groep.txt", contract_of(chosen, True))
    assert minutes.contract.not_understood == ()
    assert set(minutes.contract.not_recorded) == {items[c.field] for c in CHOICES if c.field not in chosen}


def test_the_text_comes_back_as_a_file_as_the_person_left_it(pages: TestClient) -> None:
    page = pages.post("/notuleren", data={"pasted": TALK}).text
    text = re.search(r'<textarea id="text"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert text
    mine = html.unescape(text[1]).replace("Marleen", "M.")
    answer = pages.post("/notuleren/markdown", data={"text": mine})
    assert answer.headers["content-disposition"] == 'attachment; filename="verslag.md"'
    assert answer.text.startswith("# Verslag van de intervisie")
    assert "M." in answer.text


def test_words_of_danger_in_a_transcript_put_help_on_top(pages: TestClient) -> None:
    page = pages.post("/notuleren", data={"pasted": TALK + "\nTom: Hij zei dat hij dood wil."}).text
    assert page.index("0800-0113") < page.index("<h1")


def test_nothing_of_it_stays_on_disk(pages: TestClient, container: Container) -> None:
    pages.post("/notuleren", data={"pasted": TALK})
    stored: list[Path] = [path for path in container.settings.var.rglob("*") if path.is_file()]
    assert all(b"klapte dicht" not in path.read_bytes() for path in stored)
