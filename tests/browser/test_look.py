"""Every page, as people see it: nothing serious for axe, no sideways scrolling, targets for a thumb."""

import pytest

from tests.browser.seen import OpenPage, serious

pytestmark = pytest.mark.browser

PAGES = (
    "/", "/oefenen", "/begeleiden", "/notuleren", "/vraagbaak", "/uitleg", "/uitleg/begeleiden",
    "/uitleg/merktekens", "/privacy", "/bestaat-niet",
)  # fmt: skip
SMALL = """() => [...document.querySelectorAll("main button, main select, main input:not([type=hidden]), .nav a")]
  .filter((e) => e.offsetParent && !e.closest("label") && e.getBoundingClientRect().height < 43.5)
  .map((e) => e.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(open_page: OpenPage, path: str, width: int, scheme: str) -> None:
    assert serious(open_page(path, width=width, scheme=scheme)) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_telephone_never_scrolls_sideways_and_has_targets_for_a_thumb(open_page: OpenPage, path: str) -> None:
    page = open_page(path, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(SMALL) == []


def test_the_switch_of_colours_is_remembered(open_page: OpenPage) -> None:
    page = open_page("/uitleg")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Donkere kleuren").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != paper
    page.goto("/privacy")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_the_reference_for_programmers_draws_itself_under_the_strict_policy(open_page: OpenPage) -> None:
    page = open_page("/docs")
    page.get_by_text("/api/v1/questions/judge").first.wait_for()
