"""Whole transcripts: what comes out of the four files in tests/fixtures/minutes."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from coach.minutes.model import Minutes
from coach.minutes.service import MinutesService

FIXTURES = Path(__file__).parents[2] / "fixtures" / "minutes"
EVERYTHING: dict[str, Any] = {
    "record": ["inbrengvraag en herformulering", "thema's", "adviezen", "terugblik op de vorige keer", "afspraken",
               "wat iedereen heeft geleerd", "evaluatie", "volgende keer"]
}  # fmt: skip
Draft = Callable[[str], Minutes]


@pytest.fixture
def draft(service: MinutesService) -> Draft:
    return lambda name: service.draft((FIXTURES / name).read_bytes(), name, EVERYTHING)


def test_a_teams_transcript_gives_roles_absent_date_and_method(draft: Draft) -> None:
    minutes = draft("wijkteam.vtt")
    assert minutes.date == date(2026, 11, 3)
    assert minutes.method == "incidentmethode"
    assert minutes.roles.facilitator == "Marleen Postma"
    assert minutes.roles.case_presenter == "Tom Heringa"
    assert minutes.roles.minutes_taker == "Nadia Aziz"
    assert minutes.roles.peers == ("Sjoerd Kuiper", "Wendy Smit")
    assert minutes.absent == ("Iris",)


def test_a_teams_transcript_gives_both_questions_with_their_turns(draft: Draft) -> None:
    minutes = draft("wijkteam.vtt")
    assert minutes.presenting_question is not None
    assert minutes.presenting_question.text.startswith("Hoe kan ik met dat wantrouwen omgaan")
    assert minutes.presenting_question.sources == (12,)
    assert minutes.restated_question is not None
    assert minutes.restated_question.text.startswith("Hoe blijf ik rustig")


def test_a_teams_transcript_gives_its_agreements_and_not_the_joke_or_what_was_withdrawn(draft: Draft) -> None:
    agreements = draft("wijkteam.vtt").agreements
    assert [(a.who, a.when) for a in agreements] == [
        ("Tom Heringa", date(2026, 11, 10)),
        ("Wendy Smit", date(2026, 11, 6)),
        ("Sjoerd Kuiper", None),
    ]
    said = " ".join(a.what for a in agreements)
    assert "taart" not in said
    assert "mailen" not in said


def test_the_next_meeting_has_its_day_time_and_roles(draft: Draft) -> None:
    following = draft("wijkteam.vtt").next_meeting
    assert (following.date, following.time) == (date(2026, 12, 8), "15:30")
    assert (following.facilitator, following.case_presenter) == ("Wendy Smit", "Sjoerd Kuiper")
    assert following.minutes_taker is None


def test_names_from_the_case_are_left_out_and_counted(draft: Draft) -> None:
    minutes = draft("wijkteam.vtt")
    assert "Dekker" not in str(minutes.as_dict())
    assert "Ruben" not in str(minutes.as_dict())
    assert {entry.kind: entry.count for entry in minutes.withheld}["third_party_name"] >= 1


def test_a_diagnosis_never_reaches_the_minutes(draft: Draft) -> None:
    assert "ADHD" not in str(draft("vaktherapie.txt").as_dict())


def test_a_role_that_is_handed_over_is_a_change_and_leaves_the_first_holder(draft: Draft) -> None:
    minutes = draft("onderbouw.srt")
    assert minutes.roles.minutes_taker == "Lotte"
    assert [(c.role, c.before, c.after) for c in minutes.role_changes] == [("minutes_taker", "Lotte", "Daan")]


def test_a_refused_day_gives_way_to_the_accepted_one_in_the_same_month(draft: Draft) -> None:
    assert draft("onderbouw.srt").next_meeting.date == date(2027, 2, 18)


def test_a_method_that_was_turned_down_is_not_the_method(draft: Draft) -> None:
    assert draft("onderbouw.srt").method == "basismodel"


def test_what_nobody_said_stays_empty(draft: Draft) -> None:
    minutes = draft("onderbouw.srt")
    assert minutes.restated_question is None
    assert minutes.look_back == ()
    assert minutes.next_meeting.time is None


def test_a_transcript_with_roles_for_names_works_as_well(draft: Draft) -> None:
    minutes = draft("vaktherapie.txt")
    assert minutes.roles.facilitator == "Begeleider"
    assert minutes.roles.case_presenter == "Inbrenger"
    assert minutes.roles.minutes_taker is None
    assert minutes.next_meeting.date == date(2026, 12, 11)
    assert minutes.next_meeting.time == "10:00"


def test_phases_cover_every_turn_once_and_have_minutes_only_with_times(draft: Draft) -> None:
    for name, timed in (("wijkteam.vtt", True), ("vaktherapie.txt", False)):
        spans = draft(name).phases
        assert spans[0].first_turn == 1
        assert all(a.last_turn + 1 == b.first_turn for a, b in pairwise(spans))
        assert all((span.minutes is not None) == timed for span in spans)


def test_bare_notes_give_what_their_labels_say(draft: Draft) -> None:
    minutes = draft("notities.txt")
    assert minutes.date == date(2027, 1, 12)
    assert (minutes.roles.facilitator, minutes.roles.case_presenter, minutes.roles.minutes_taker) == (
        "Elske", "Goran", "Vera",
    )  # fmt: skip
    assert minutes.absent == ("Bas",)
    assert [(a.who, a.when) for a in minutes.agreements] == [
        ("Goran", date(2027, 1, 20)), ("Ramon", date(2027, 1, 15)), ("Elske", None), ("allen", None),
    ]  # fmt: skip
    assert "poster" not in str(minutes.as_dict())
    assert [line.text for line in minutes.themes] == ["aanspreken", "loyaliteit", "eigen keuze"]
    assert minutes.next_meeting.facilitator == "Ramon"


def test_a_file_without_speakers_says_so_and_gives_nobody_a_task(service: MinutesService) -> None:
    cues = "".join(
        f"00:{n:02d}.000 --> 00:{n + 1:02d}.000\n{text}\n\n"
        for n, text in enumerate(
            ["Vandaag is het 3 november 2026.", "Ik bel vrijdag de zaal.", "Afspraak: ik mail haar morgen."]
        )
    )
    minutes = service.draft(f"WEBVTT\n\n{cues}".encode(), "a.vtt", EVERYTHING)
    assert minutes.agreements == ()
    assert any("wie spreekt" in remark for remark in minutes.remarks)


def test_the_json_form_has_the_names_of_the_contract_between_programs(draft: Draft) -> None:
    form = draft("onderbouw.srt").as_dict()
    assert form["date"] == "2027-01-14"
    assert form["role_changes"] == [{"role": "minutes_taker", "from": "Lotte", "to": "Daan", "sources": [13, 14]}]
    assert form["absent"] == ["Hanneke"]
    assert set(form) >= {
        "date", "method", "roles", "role_changes", "absent", "presenting_question", "restated_question", "themes",
        "advice_keywords", "look_back", "agreements", "learned_by_presenter", "learned_by_peers", "evaluation",
        "next_meeting", "phases", "withheld", "unsupported", "drafted_by",
    }  # fmt: skip
    assert set(form["agreements"][0]) == {"who", "what", "when", "when_said", "sources"}
