"""The contract as filter."""

from collections.abc import Callable
from typing import Any

import pytest

from coach.errors import BadInput
from coach.minutes.contract import LEAST, contract_from_json, policy_of
from coach.minutes.model import Minutes
from coach.minutes.service import MinutesService

TALK = """Datum: 3 november 2026
Karin: Ik begeleid vandaag. Joost brengt in en Fatima notuleert.
Joost: Ja, klopt.
Karin: Vertel maar, Joost.
Joost: Mijn vraag is: hoe zeg ik nee tegen mijn teamleider zonder ruzie?
Joost: De verhuizing maakt het erger, die verhuizing van Sandra.
Karin: Dan is er tijd voor vragen.
Fatima: Wat doet de verhuizing met jou?
Joost: De verhuizing kost me slaap. Sandra ziet dat niet.
Karin: Dan de adviesronde.
Fatima: Een lijstje met grenzen maken.
Karin: Wat neem je mee, Joost?
Joost: Ik neem mee dat ik eerder nee mag zeggen tegen Sandra. Ik ga vrijdag met Sandra over de verhuizing praten.
Fatima: Ik heb geleerd dat zwijgen ook een antwoord is.
Karin: We ronden af. Hoe vonden jullie het?
Fatima: Ik vond het tempo goed.
Karin: De volgende keer is dinsdag 8 december om drie uur. Fatima begeleidt dan.
Fatima: Prima.
"""
Draft = Callable[..., Minutes]


@pytest.fixture
def draft(service: MinutesService) -> Draft:
    return lambda contract=None: service.draft(TALK.encode(), "a.txt", contract)


def test_without_a_contract_only_the_least_record_is_made(draft: Draft) -> None:
    minutes = draft()
    assert minutes.agreements
    assert minutes.presenting_question
    assert minutes.themes
    assert minutes.next_meeting.date
    assert (minutes.learned_by_presenter, minutes.learned_by_peers, minutes.evaluation) == ((), (), ())
    assert (minutes.advice_keywords, minutes.look_back) == ((), ())
    assert "evaluation" in minutes.contract.not_recorded


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("afspraken met naam", {"agreements"}),
        ("de inbrengvraag", {"presenting_question", "restated_question"}),
        ("thema's in steekwoorden", {"themes"}),
        ("wat de inbrenger heeft geleerd", {"learned_by_presenter"}),
        ("wat de deelnemers leerden", {"learned_by_peers"}),
        ("leerpunten van iedereen", {"learned_by_presenter", "learned_by_peers"}),
        ("datum van de volgende bijeenkomst", {"next_meeting"}),
        ("adviezen in steekwoorden", {"advice_keywords"}),
        ("korte evaluatie", {"evaluation"}),
        ("terugblik op de vorige keer", {"look_back"}),
        ("aanwezigen en rollen", set()),
    ],
)
def test_a_sentence_switches_on_its_own_items_only(sentence: str, items: set[str]) -> None:
    policy = policy_of({"record": [sentence]})
    assert policy.items == items
    assert policy.not_understood == ()


@pytest.mark.parametrize(
    ("sentence", "gone"),
    [
        ("geen adviezen", {"advice_keywords"}),
        ("de evaluatie", {"evaluation"}),
        ("wat we geleerd hebben", {"learned_by_presenter", "learned_by_peers"}),
        ("wie welk advies gaf", set()),
        ("namen van cliënten", set()),
        ("geen diagnoses", set()),
    ],
)
def test_a_forbidding_sentence_wins_over_a_wish(sentence: str, gone: set[str]) -> None:
    wish = ["adviezen", "evaluatie", "wat iedereen leerde"]
    with_it = policy_of({"record": wish, "do_not_record": [sentence]})
    assert policy_of({"record": wish}).items - with_it.items == gone
    assert with_it.not_understood == ()


def test_a_sentence_nobody_understands_is_shown_and_records_nothing(draft: Draft) -> None:
    minutes = draft({"record": ["de kleur van de gordijnen", "afspraken"]})
    assert minutes.contract.not_understood == ("de kleur van de gordijnen",)
    assert minutes.contract.recorded == ("roles", "agreements")


def test_a_forbidden_subject_is_kept_out_of_every_line(draft: Draft) -> None:
    minutes = draft({"record": ["afspraken", "thema's"], "do_not_record": ["niets over de verhuizing"]})
    assert "verhuizing" not in str(minutes.agreements) + str(minutes.themes)
    assert {entry.kind: entry.count for entry in minutes.withheld}["contract"] >= 1


def test_outsiders_become_a_mark_and_members_keep_their_names(draft: Draft) -> None:
    minutes = draft({"record": ["afspraken", "wat iedereen leerde"]})
    assert "Sandra" not in str(minutes.as_dict())
    assert minutes.agreements[0].who == "Joost"
    assert "[naam]" in minutes.agreements[0].what


def test_outsiders_stay_when_the_group_does_not_anonymise(draft: Draft) -> None:
    assert "Sandra" in str(draft({"record": ["afspraken"], "anonymise": False}).agreements)


def test_without_names_an_agreement_is_put_to_a_role(draft: Draft) -> None:
    minutes = draft({"record": ["afspraken zonder naam"]})
    assert [agreement.who for agreement in minutes.agreements] == ["inbrenger"]


def test_what_peers_learned_is_nameless_unless_the_contract_says_otherwise(draft: Draft) -> None:
    assert [line.who for line in draft({"record": ["wat de deelnemers leerden"]}).learned_by_peers] == [None]
    named = draft({"record": ["wat de deelnemers leerden, met naam"]}).learned_by_peers
    assert [line.who for line in named] == ["Fatima"]


def test_without_literal_words_this_program_leaves_worded_items_to_people(draft: Draft) -> None:
    minutes = draft({"record": ["wat de inbrenger leerde"], "do_not_record": ["letterlijke uitspraken"]})
    assert minutes.learned_by_presenter == ()
    assert [entry.where for entry in minutes.unsupported] == ["learned_by_presenter"]


def test_advice_never_carries_a_name(draft: Draft) -> None:
    assert "Fatima" not in str(draft({"record": ["adviezen met naam"]}).advice_keywords)


@pytest.mark.parametrize(
    ("contract", "where"),
    [
        ({"record": "afspraken"}, "record"),
        ({"do_not_record": [3]}, "do_not_record.0"),
        ({"anonymise": "misschien"}, "anonymise"),
        ({"retention_days": -1}, "retention_days"),
        ({"language": "en"}, "language"),
    ],
)
def test_a_wrong_field_is_named(contract: dict[str, Any], where: str) -> None:
    with pytest.raises(BadInput) as caught:
        policy_of(contract)
    assert caught.value.code == "bad_contract"
    assert caught.value.where == where


@pytest.mark.parametrize("text", ["[]", "3", "{", "\n\n{]", '"record"', "[" * 100_000])
def test_a_contract_that_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        contract_from_json(text)
    assert caught.value.code == "bad_contract"


def test_a_contract_without_record_keeps_the_least_record() -> None:
    assert policy_of({"do_not_record": ["thema's"]}).items == LEAST - {"themes"}
