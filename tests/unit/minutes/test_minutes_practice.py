"""What a minutes-taker ran into: talks as they go when nobody announces anything neatly."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coach.errors import BadInput
from coach.minutes.dates import day_given
from coach.minutes.model import Minutes
from coach.minutes.service import MinutesService

Talk = Callable[..., Minutes]
EVERYTHING: dict[str, Any] = {
    "record": ["inbrengvraag", "afspraken met naam", "thema's in steekwoorden", "datum van de volgende keer"]
}


def tasks(minutes: Any) -> list[tuple[str, str]]:
    return [(one.who, one.what) for one in minutes.agreements]


def test_a_weekday_as_an_answer_does_not_move_the_date_that_was_settled(talk: Talk) -> None:
    minutes = talk("""
        Bea: Dan de volgende keer. Ik had 2 december staan.
        Lian: Dan ben ik weg, sorry.
        Bea: Dan wordt het 9 december, half vier.
        Marco: Staat erin. Is dat een dinsdag of een woensdag?
        Bea: Woensdag.
        Lian: Prima.
    """)
    assert (minutes.next_meeting.date, minutes.next_meeting.time) == (date(2026, 12, 9), "15:30")


def test_an_advice_round_that_never_closed_does_not_swallow_what_people_take_on(talk: Talk) -> None:
    minutes = talk("""
        Bea: Ik begeleid vandaag. Wie brengt in?
        Lian: Ik wil wel. Mijn vraag is: hoe krijg ik mijn team mee in het nieuwe rooster?
        Bea: Dan de adviezen.
        Marco: Ik zou het rooster eerst met de oudste collega bespreken.
        Lian: Daar kan ik wat mee. Ik ga het rooster eerst aan Tine laten zien.
        Bea: En de presentielijst, wie doet dat?
        Marco: Die stuur ik maandag rond.
    """)
    assert ("Marco", "de presentielijst rondsturen") in tasks(minutes)
    assert any(who == "Lian" for who, _ in tasks(minutes))


@pytest.mark.parametrize(
    "lines",
    [
        "Bea: Lian, waar ga je mee naar huis?\nLian: Ja, dat ik rustiger mag zijn.",
        "Bea: Marco, schrijf je dat op?\nMarco: Ja, staat erop.",
        "Bea: Lian, jij brengt in vandaag.\nLian: Ja.",
        "Bea: En Marco, jij zit dan voor hè?\nMarco: Is goed, doe ik.",
    ],
)
def test_no_task_comes_from_the_running_of_the_meeting(talk: Talk, lines: str) -> None:
    assert tasks(talk(lines)) == []


def test_who_is_told_of_and_who_is_asked_in_one_sentence_are_kept_apart(talk: Talk) -> None:
    following = talk("""
        Bea: Dan de volgende keer. Wie brengt er in?
        Lian: Ik wil wel.
        Bea: Goed, Lian brengt in en Marco, jij zit dan voor hè?
        Marco: Is goed, doe ik.
        Bea: Mooi.
        Lian: Tot dan.
    """).next_meeting
    assert (following.case_presenter, following.facilitator) == ("Lian", "Marco")


def test_without_a_year_the_day_stays_words_and_the_callers_date_resolves_it(service: MinutesService) -> None:
    data = b"Bea: Dan de volgende keer. Dan wordt het donderdag 17 december, vier uur.\nMarco: Prima.\nBea: Mooi."
    without = service.draft(data, "gesprek.txt", EVERYTHING).next_meeting
    assert (without.date, without.when_said) == (None, "donderdag 17 december")
    given = service.draft(data, "gesprek.txt", EVERYTHING, meeting=date(2026, 11, 12))
    assert (given.date, given.next_meeting.date) == (date(2026, 11, 12), date(2026, 12, 17))


def test_a_date_in_another_form_is_refused() -> None:
    with pytest.raises(BadInput):
        day_given("12-11-2026")
    assert day_given(" ") is None


def test_notes_in_shorthand_are_understood(service: MinutesService) -> None:
    notes = """overleg groep Zuid
aanw: Bea (vz), Lian, Marco
afw: Tine (vrij)
casus Lian - rooster
- Lian: volgende week met Tine bespreken
- Marco mailt het rooster voor vrijdag
- Bea koffie
volgende keer wo 2 dec -> wordt 9 dec!! 15.30 u
inbreng Marco, vz Lian"""
    minutes = service.draft(notes.encode(), "n.txt", EVERYTHING, meeting=date(2026, 11, 3))
    assert (minutes.roles.facilitator, minutes.roles.case_presenter, minutes.absent) == ("Bea", "Lian", ("Tine",))
    assert [who for who, _ in tasks(minutes)] == ["Lian", "Marco", "Bea"]
    following = minutes.next_meeting
    assert (following.date, following.time) == (date(2026, 12, 9), "15:30")
    assert (following.facilitator, following.case_presenter) == ("Lian", "Marco")


def test_a_talk_without_names_invents_nobody_and_says_what_to_do(service: MinutesService) -> None:
    lines = "Goed, zullen we?\nJa, prima.\nMijn vraag is eigenlijk: hoe doe ik dit?\nHij zegt: ik wil niet.\n" * 2
    minutes = service.draft(lines.encode(), "zonder.txt")
    assert minutes.roles.peers == ()
    assert any("naam" in remark for remark in minutes.remarks)


def test_signs_beside_a_name_are_not_part_of_it_and_signs_alone_are_refused(service: MinutesService) -> None:
    talk = "Bea 🌻: wie brengt er in?\nLian 💉: Ik! 🙋 Mijn vraag is: hoe blijf ik rustig bij hem?\nBea 🌻: Mooi. 😄\n"
    assert service.draft(talk.encode(), "t.txt").roles.case_presenter == "Lian"
    with pytest.raises(BadInput):
        service.draft("😀😀\n🎉\n".encode(), "t.txt")


def test_whoever_the_group_is_complete_without_is_absent_and_no_outsider(talk: Talk) -> None:
    minutes = talk("Bea: We zijn compleet op Tine na.\nMarco: Ik bel Tine morgen.\nBea: Fijn.")
    assert minutes.absent == ("Tine",)
    assert tasks(minutes) == [("Marco", "Tine bellen")]


def test_a_part_that_no_contract_knows_is_said_and_no_contract_is_called_so(service: MinutesService) -> None:
    data = b"Bea: Hallo.\nMarco: Hoi.\nBea: Zo."
    strange = service.draft(data, "t.txt", {"geen_namen": True}).contract
    assert strange.given
    assert any("geen_namen" in text for text in strange.not_understood)
    assert not service.draft(data, "t.txt").contract.given
