"""The pages as they leave the server: they answer, they are closed to foreign things, they keep what was typed."""

import re
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

from api.pages.home import EXAMPLES
from coach.container import Container
from coach.question.asked import MAX_CASE_CHARS, MAX_TURN_CHARS

PAGES = (
    "/", "/oefenen", "/begeleiden", "/notuleren", "/vraagbaak", "/uitleg", "/uitleg/wat-is-doorvraag",
    "/uitleg/oefenen", "/uitleg/begeleiden", "/uitleg/notuleren", "/uitleg/vraagbaak", "/uitleg/merktekens",
    "/privacy", "/docs",
)  # fmt: skip
ADVICE = "Heb je al eens overwogen om haar gewoon te bellen?"


class Tags(HTMLParser):
    """All tags of a page with their attributes, and the ids that stand in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_with_a_strict_policy_and_is_kept_in_no_cache(pages: TestClient, path: str) -> None:
    answer = pages.get(path)
    assert answer.status_code == 200
    assert "script-src 'self';" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", [*PAGES, "/bestaat-niet"])
def test_no_page_holds_inline_script_or_style_or_loads_from_elsewhere(pages: TestClient, path: str) -> None:
    html = pages.get(path).text
    for tag, attributes in Tags(html).tags:
        assert tag != "style"
        assert tag != "script" or attributes.get("src"), "a script without an address is inline"
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        for name in ("src", "action"):
            assert not (attributes.get(name) or "/").startswith(("http", "//"))
        assert tag != "link" or not (attributes["href"] or "").startswith(("http", "//"))


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/docs"])
def test_every_page_has_one_heading_a_way_past_the_menu_and_says_that_a_machine_speaks(
    pages: TestClient, path: str
) -> None:
    html = pages.get(path).text
    tags = Tags(html).tags
    assert [tag for tag, _ in tags].count("h1") == 1
    assert ("a", {"class": "skip", "href": "#inhoud"}) in tags
    assert '<html lang="nl">' in html
    assert "een programma op deze machine, geen mens" in html


def test_every_link_inside_the_house_leads_somewhere(pages: TestClient) -> None:
    links: set[str] = set()
    for path in PAGES:
        tags = Tags(pages.get(path).text).tags
        links |= {attributes["href"] or "" for tag, attributes in tags if tag in {"a", "link"} and "href" in attributes}
    for link in sorted(link for link in links if link.startswith("/")):
        assert pages.get(link).status_code == 200, link


def test_an_unknown_page_is_a_page_with_a_way_back(pages: TestClient) -> None:
    answer = pages.get("/bestaat-niet")
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.text
    assert 'href="/"' in answer.text


def test_the_start_page_judges_without_script(pages: TestClient) -> None:
    html = pages.post("/", data={"text": ADVICE}).text
    assert "Adviseert, in de vorm van een vraag" in html
    assert '<mark data-does="advises">' in html
    assert "Neem over" in html
    assert ADVICE in html


def test_an_example_is_judged_by_one_click(pages: TestClient) -> None:
    html = pages.post("/", data={"text": "", "example": "0"}).text
    assert re.search(r"<textarea[^>]*>" + re.escape(EXAMPLES[0]), html)
    assert "verdict-label" in html


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "\u202e\u202e", "\x00"])
def test_nothing_to_read_is_said_beside_the_field(pages: TestClient, text: str) -> None:
    answer = pages.post("/", data={"text": text, "case": "Zij werkt hier pas."})
    assert answer.status_code == 422
    assert 'id="text-fout"' in answer.text
    assert 'aria-describedby="text-fout"' in answer.text
    assert "Zij werkt hier pas." in answer.text


def test_a_text_that_is_too_long_is_refused_and_kept(pages: TestClient) -> None:
    answer = pages.post("/", data={"text": "lang " * 1000})
    assert answer.status_code == 413
    assert "lang lang" in answer.text


def test_what_somebody_types_never_becomes_markup(pages: TestClient) -> None:
    evil = "<script>alert(1)</script> Wat vind je daarvan?"
    for path, data in (("/", {"text": evil, "case": evil, "before": evil}), ("/vraagbaak", {"question": evil})):
        html = pages.post(path, data=data).text
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


@pytest.mark.parametrize(("field", "length"), [("case", MAX_CASE_CHARS + 1), ("before", MAX_TURN_CHARS + 1)])
def test_a_field_that_is_too_long_is_named_itself_opened_and_kept(pages: TestClient, field: str, length: int) -> None:
    answer = pages.post("/", data={"text": ADVICE, field: "lang " * (length // 5) + "woord"})
    assert answer.status_code == 413
    assert [a["id"] for tag, a in Tags(answer.text).tags if (a.get("id") or "").endswith("-fout")] == [f"{field}-fout"]
    [area] = [a for tag, a in Tags(answer.text).tags if tag == "textarea" and a.get("name") == field]
    assert (area["aria-invalid"], area["aria-describedby"]) == ("true", f"{field}-fout")
    assert "<details open>" in answer.text
    assert "lang woord" in answer.text


def test_an_unknown_phase_is_said_beside_its_field(pages: TestClient) -> None:
    answer = pages.post("/", data={"text": ADVICE, "phase": "verzonnen"})
    assert answer.status_code == 422
    assert 'id="phase-fout"' in answer.text
    assert "<details open>" in answer.text


def test_words_of_despair_show_where_help_is_before_the_page_itself(pages: TestClient) -> None:
    html = pages.post("/", data={"text": "Wat doe je als hij zegt dat hij dood wil?"}).text
    assert html.index("0800-0113") < html.index("<h1")


def test_without_an_index_the_desk_asks_for_patience_and_keeps_the_question(pages: TestClient) -> None:
    answer = pages.post("/vraagbaak", data={"question": "Wat doet de notulist?"})
    assert answer.status_code == 503
    assert "wordt nog opgebouwd" in answer.text
    assert "Wat doet de notulist?" in answer.text


def test_the_desk_answers_with_sources_declines_and_abstains(container: Container, pages: TestClient) -> None:
    container.guidance.build(lambda fraction, note: None)
    answered = pages.post("/vraagbaak", data={"question": "Wat doet de notulist?"}).text
    assert 'id="fragment-1"' in answered
    assert 'href="#fragment-1"' in answered
    assert "Dat weet ik niet" in pages.post("/vraagbaak", data={"question": "Hoe repareer ik een fiets?"}).text
    assert "Daar gaat je groep over" in pages.post("/vraagbaak", data={"question": "Moet ik haar melden?"}).text


def test_the_privacy_page_says_whether_a_model_is_on(pages: TestClient) -> None:
    html = pages.get("/privacy").text
    assert "er staat geen taalmodel aan" in html
    assert "{{" not in html


def test_a_page_of_another_site_cannot_post_here(pages: TestClient) -> None:
    answer = pages.post("/", data={"text": ADVICE}, headers={"Origin": "https://elders.example"})
    assert answer.status_code == 403
