"""The rooms behind the doors, by hand: practise, lead a meeting, make minutes, ask; with script and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seen import OpenPage, serious

pytestmark = pytest.mark.browser

TALK = """Marleen: Welkom. Ik begeleid vandaag. Wie wil notuleren?
Nadia: Ik doe het wel.
Tom: Ik wil iets inbrengen. Mijn vraag is: hoe houd ik mijn hoofd koel als zij begint te roepen?
Nadia: Wat gebeurde er toen in jou?
Tom: Ik klapte dicht.
Tom: Ik ga haar donderdag bellen om een afspraak te maken.
Marleen: Mooi, dat noteren we."""
# Sends a form twice in one breath, and tells what the page then shows.
TWICE = """() => new Promise((done) => {
  const form = document.querySelector("main form");
  form.requestSubmit();
  form.requestSubmit();
  setTimeout(() => done([form.querySelector(".busy")?.textContent, form.querySelector("button").disabled]), 50);
})"""


def sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("script", [True, False])
def test_a_practice_round_from_first_question_to_look_back(open_page: OpenPage, script: bool) -> None:
    page = open_page("/oefenen/wijk_dochter", width=390, script=script)
    page.get_by_label("Je eerste vraag").fill("Wat gebeurde er toen precies?")
    page.get_by_role("button", name="Stel je vraag").click()
    expect(page.locator("#laatste .verdict-label")).to_have_text("Open vraag")
    page.get_by_label("Vraag door").fill("Heb je al eens overwogen om haar gewoon te bellen?")
    page.get_by_role("button", name="Stel je vraag").click()
    expect(page.locator("#laatste mark").first).to_be_visible()
    assert not sideways(page)
    page.get_by_role("button", name="Rond af en kijk terug").click()
    expect(page.get_by_text("Het is geen cijfer")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_back_in_a_practice_round_never_shows_an_error(open_page: OpenPage, script: bool) -> None:
    page = open_page("/oefenen", script=script)
    page.get_by_role("link", name="De dochter die blijft bellen").click()
    asked = (("Je eerste vraag", "Wat gebeurde er bij de deur?"), ("Vraag door", "Wat deed dat met je?"))
    for label, question in asked:
        page.get_by_label(label).fill(question)
        page.get_by_role("button", name="Stel je vraag").click()
        expect(page.locator(".talk")).to_contain_text(question)
    page.go_back()
    expect(page.locator("h1")).to_have_text("Oefenen")


def test_a_practice_round_has_nothing_serious_for_axe(open_page: OpenPage) -> None:
    page = open_page("/oefenen/wijk_dochter", scheme="dark")
    page.get_by_label("Je eerste vraag").fill("Heb je al eens overwogen om haar gewoon te bellen?")
    page.keyboard.press("Enter")
    page.locator("#laatste").wait_for()
    assert serious(page) == []


def begin(page: Page, name: str) -> None:
    page.get_by_label("Naam van de bijeenkomst").fill(name)
    page.get_by_role("button", name="Open de bijeenkomst").click()
    page.get_by_role("button", name="Begin:").click()


def test_the_clock_runs_pauses_and_goes_on(open_page: OpenPage) -> None:
    page = open_page("/begeleiden")
    begin(page, "Klokgroep")
    clock = page.get_by_role("timer")
    expect(clock).to_have_text(re.compile(r"^4:5\d$"), timeout=3000)
    page.get_by_role("button", name="Pauze").click()
    expect(page.get_by_text("De klok staat stil.")).to_be_visible()
    still = clock.inner_text()
    page.wait_for_timeout(1200)
    assert clock.inner_text() == still
    page.get_by_role("button", name="Ga verder").click()
    expect(clock).not_to_have_text(still, timeout=3000)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_one_facilitator_leads_a_meeting_on_one_screen(open_page: OpenPage, width: int, scheme: str) -> None:
    page = open_page("/begeleiden", width=width, scheme=scheme)
    begin(page, f"Groep {width}")
    page.get_by_label("Idee in een paar woorden").fill("Een vast belmoment")
    page.get_by_role("button", name="Parkeer").click()
    expect(page.get_by_text("Een vast belmoment")).to_be_visible()
    page.get_by_role("button", name="Haal weg").click()
    expect(page.get_by_text("Een vast belmoment")).to_have_count(0)
    for _ in range(2):
        page.get_by_role("button", name="Volgende:").click()
    expect(page.get_by_text("Er is nog geen inbrengvraag.")).to_be_visible()
    page.get_by_label("In de woorden van de inbrenger").fill("Hoe houd ik mijn hoofd koel?")
    page.get_by_role("button", name="Leg vast").click()
    page.get_by_role("button", name="Volgende:").click()
    assert page.locator(".deeper li").count() == 3
    assert serious(page) == []
    assert not sideways(page)


def test_a_meeting_goes_without_script_and_is_erased_for_good(open_page: OpenPage) -> None:
    page = open_page("/begeleiden", script=False)
    begin(page, "Groep zonder script")
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^[45]:\d\d$"))
    address = page.url
    page.get_by_text("Overslaan, afbreken of wissen").click()
    page.get_by_role("button", name="Wis alles").click()
    page.get_by_role("button", name="Ja, wis alles").click()
    expect(page.get_by_text("De bijeenkomst is gewist.")).to_be_visible()
    assert page.goto(address).status == 404  # type: ignore[union-attr]


@pytest.mark.parametrize("script", [True, False])
def test_erasing_asks_first(open_page: OpenPage, script: bool) -> None:
    page = open_page("/begeleiden", script=script)
    begin(page, f"Groep die blijft {script}")
    page.get_by_text("Overslaan, afbreken of wissen").click()
    page.get_by_role("button", name="Wis alles").click()
    expect(page.get_by_role("heading", name="Wis je alles?")).to_be_visible()
    page.get_by_role("link", name="Terug").click()
    expect(page.get_by_text(f"Groep die blijft {script}")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_half_typed_text_survives_every_press_on_the_screen(open_page: OpenPage, script: bool) -> None:
    page = open_page("/begeleiden", width=390, script=script)
    begin(page, f"Schrijfgroep {script}")
    page.get_by_label("Notitie", exact=True).fill("Half een zin")
    page.get_by_label("Idee in een paar woorden").fill("Een vast belmoment")
    page.get_by_role("button", name="Parkeer").click()
    expect(page.get_by_text("1 idee geparkeerd")).to_be_visible()
    expect(page.get_by_label("Idee in een paar woorden")).to_be_in_viewport()
    expect(page.get_by_label("Idee in een paar woorden")).to_have_value("")
    page.get_by_role("button", name="5 minuten erbij").click()
    page.get_by_role("button", name="Volgende:").click()
    expect(page.get_by_label("Notitie", exact=True)).to_have_value("Half een zin")
    page.get_by_role("button", name="Noteer").click()
    expect(page.locator("#notities li")).to_contain_text("Half een zin")
    expect(page.get_by_label("Notitie", exact=True)).to_have_value("")


def test_a_draft_outlives_a_reload_and_goes_with_the_meeting(open_page: OpenPage) -> None:
    page = open_page("/begeleiden")
    begin(page, "Herlaadgroep")
    page.get_by_label("Notitie", exact=True).fill("Half een zin")
    page.reload()
    expect(page.get_by_label("Notitie", exact=True)).to_have_value("Half een zin")
    page.get_by_text("Overslaan, afbreken of wissen").click()
    page.get_by_role("button", name="Wis alles").click()
    page.get_by_role("button", name="Ja, wis alles").click()
    expect(page.get_by_text("De bijeenkomst is gewist.")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0


def test_enter_in_a_line_presses_the_button_beside_it(open_page: OpenPage) -> None:
    page = open_page("/begeleiden")
    begin(page, "Entergroep")
    page.get_by_label("Notitie", exact=True).fill("Half een zin")
    page.get_by_label("Idee in een paar woorden").fill("Een vast belmoment")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 idee geparkeerd")).to_be_visible()
    expect(page.locator("#park")).to_be_focused()
    expect(page.get_by_text("Fase 1 van 8")).to_be_visible()


def test_a_double_click_on_next_moves_one_phase_and_undo_brings_it_back(open_page: OpenPage) -> None:
    page = open_page("/begeleiden")
    begin(page, "Dubbelklikgroep")
    page.get_by_role("button", name="Volgende:").dblclick()
    expect(page.get_by_text("Fase 2 van 8")).to_be_visible()
    page.get_by_role("button", name="Maak ongedaan: de nieuwe fase").click()
    expect(page.get_by_text("Fase 1 van 8")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_a_closed_meeting_is_overseen_taken_along_and_opened_again(
    open_page: OpenPage, width: int, scheme: str
) -> None:
    page = open_page("/begeleiden", width=width, scheme=scheme)
    begin(page, f"Slotgroep {width}")
    page.get_by_label("Notitie", exact=True).fill("https://voorbeeld.example/" + "lang" * 40)
    page.get_by_role("button", name="Noteer").click()
    assert not sideways(page)
    for _ in range(7):
        page.get_by_role("button", name="Volgende:").click()
    page.get_by_role("button", name="Leg vast: geen actie").click()
    page.get_by_role("button", name="Sluit de bijeenkomst").click()
    assert serious(page) == []
    page.get_by_role("button", name="Ja, sluit").click()
    expect(page.get_by_role("heading", name="Neem het mee")).to_be_visible()
    assert not sideways(page)
    assert serious(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Bewaar als tekst").click()
    assert download.value.suggested_filename == "bijeenkomst.txt"
    expect(page.get_by_role("button", name="Druk af")).to_be_visible()
    page.get_by_role("button", name="Heropen de bijeenkomst").click()
    expect(page.get_by_text("Fase 8 van 8")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_minutes_are_drafted_and_a_line_leads_to_its_turn(open_page: OpenPage, script: bool) -> None:
    page = open_page("/notuleren", script=script)
    page.get_by_label("Of plak de tekst").fill(TALK)
    page.get_by_role("button", name="Maak het verslag").click()
    link = page.locator(".sources a").first
    number = link.inner_text()
    link.click()
    expect(page.locator(f"#bijdrage-{number}")).to_be_in_viewport()
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als Markdown").click()
    assert download.value.suggested_filename == "verslag.md"
    if script:
        assert serious(page) == []


def test_on_paper_only_the_minutes_are_left(open_page: OpenPage) -> None:
    page = open_page("/notuleren")
    page.get_by_label("Of plak de tekst").fill(TALK)
    page.get_by_role("button", name="Maak het verslag").click()
    page.get_by_role("heading", name="Rollen").wait_for()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Rollen")).to_be_visible()
    for gone in (".masthead", ".foot", ".transcript", "#meenemen"):
        expect(page.locator(gone)).to_be_hidden()


@pytest.mark.parametrize("script", [True, False])
def test_the_desk_answers_and_the_question_stays_out_of_the_address(open_page: OpenPage, script: bool) -> None:
    page = open_page("/vraagbaak", script=script)
    page.get_by_label("Je vraag over intervisie").fill("Wat doet de notulist?")
    page.get_by_role("button", name="Zoek het op").click()
    expect(page.get_by_role("heading", name="Antwoord")).to_be_visible()
    assert "notulist" not in page.url
    page.locator(".cite").first.click()
    expect(page.locator("#fragment-1")).to_be_in_viewport()


def test_a_form_that_is_under_way_says_so_and_cannot_be_sent_twice(open_page: OpenPage) -> None:
    page = open_page("/vraagbaak")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.route("**/vraagbaak", lambda route: None)  # never answered: the page waits
    page.get_by_label("Je vraag over intervisie").fill("Wat doet de notulist?")
    assert page.evaluate(TWICE) == ["Even zoeken…", True]
    assert sent == ["POST"]
