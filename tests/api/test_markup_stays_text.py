"""Words of people, of pages and of answers stay text: none of them becomes markup, and sources are listed whole."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from coach.container import Container
from coach.guidance.answer import Answer, AnswerPassage
from coach.guidance.sources import Source, in_one_line, source_lines
from coach.settings import load_settings

EVIL = "<script>alert(1)</script>"
HARMLESS = "&lt;script&gt;alert(1)&lt;/script&gt;"
QUESTION = f"Wat doet {EVIL} de notulist?"


class Desk:
    """A question desk that answers with one passage, whatever is asked."""

    def __init__(self, said: str = "Schrijven [1].", text: str = "Schrijven.", source: str = "[P01] Bron") -> None:
        self.said, self.passage = said, AnswerPassage("p#een", "Notulist", text, source, 0.9)

    def ask(self, question: str, method: str | None = None) -> Answer:
        return Answer(question, self.said, (self.passage,), abstained=False)


def page(tmp_path: Path, desk: Desk) -> str:
    """The desk's page with the answer of this desk."""
    app = create_app(Container(load_settings(var=tmp_path), guidance=desk))
    answer = TestClient(app, headers={"Accept": "text/html"}).post("/vraagbaak", data={"question": QUESTION})
    assert answer.status_code == 200
    assert 'id="fragment-1"' in answer.text
    return answer.text


def test_a_question_at_the_desk_stays_text_beside_its_answer(tmp_path: Path) -> None:
    html = page(tmp_path, Desk())
    assert EVIL not in html
    assert HARMLESS in html


def test_an_answer_stays_text_and_its_numbers_become_links(tmp_path: Path) -> None:
    html = page(tmp_path, Desk(said=f"Schrijven {EVIL} [1]."))
    assert EVIL not in html
    assert f'Schrijven {HARMLESS}<a class="cite" href="#fragment-1"' in html


def test_tags_in_a_passage_stay_text_and_its_markdown_does_not(tmp_path: Path) -> None:
    text = f"Een **notulist** schrijft. {EVIL}\n\n{EVIL}\n\n[klik](javascript:alert(1))"
    html = page(tmp_path, Desk(text=text))
    assert "<strong>notulist</strong>" in html
    assert EVIL not in html
    assert html.count(HARMLESS) >= 2
    assert 'href="javascript:' not in html


def test_a_source_stays_text_and_only_web_addresses_become_links(tmp_path: Path) -> None:
    html = page(tmp_path, Desk(source=f'[P01] {EVIL}: a"b, javascript:alert(1), https://example.org/"onclick="x'))
    assert EVIL not in html
    assert 'href="javascript:' not in html
    assert '"onclick="' not in html
    assert '<a href="https://example.org/' in html


@pytest.mark.parametrize("path", ["/uitleg/proef", "/uitleg", "/privacy"])
def test_tags_in_a_page_of_the_guide_stay_text(tmp_path: Path, path: str) -> None:
    guide = tmp_path / "knowledge" / "guide"
    guide.mkdir(parents=True)
    text = f"# Proef {EVIL}\n\nEen **eerste** alinea {EVIL}.\n\n{EVIL}\n"
    for name in ("01-proef.md", "privacy.md"):
        (guide / name).write_text(text, encoding="utf-8")
    container = Container(load_settings(var=tmp_path, knowledge=tmp_path / "knowledge"))
    answer = TestClient(create_app(container), headers={"Accept": "text/html"}).get(path)
    assert answer.status_code == 200
    assert EVIL not in answer.text
    assert HARMLESS in answer.text


# ---- sources


def test_a_source_with_a_semicolon_in_its_title_is_one_source() -> None:
    titles = ("Praktijkkennis van begeleiders; hiervoor is geen bron geopend", "Een; twee [drie]", "Kort")
    named = [Source(f"P0{n}", title, "boek", "*").readable() for n, title in enumerate(titles)]
    assert source_lines(in_one_line(named)) == named
    assert source_lines("Kennisbank van Doorvraag, pagina “Dit; dat”") == [
        "Kennisbank van Doorvraag, pagina “Dit; dat”"
    ]


def test_the_page_lists_each_source_once_and_whole(tmp_path: Path) -> None:
    html = page(tmp_path, Desk(source="[K] Praktijkkennis; niet geopend; [P01] Auteur: titel, https://example.org/a"))
    listed = html[html.index("Bronnen van dit fragment") :].split("</ul>")[0]
    assert listed.count("<li>") == 2
    assert "<li>[K] Praktijkkennis; niet geopend</li>" in listed
