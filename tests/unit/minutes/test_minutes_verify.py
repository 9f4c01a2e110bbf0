"""The check that every draft passes, however it was made: planted faults must be caught."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from coach.minutes.draft import Reading
from coach.minutes.model import Agreement, LearnedByPeer, Line, Minutes, NextMeeting, RoleChange
from coach.minutes.private import Private
from coach.minutes.service import MinutesService
from coach.minutes.verify import Verifier

FIXTURE = Path(__file__).parents[2] / "fixtures" / "minutes" / "wijkteam.vtt"
Check = Callable[[Minutes], Minutes]


@pytest.fixture
def reading(service: MinutesService) -> Reading:
    return service.read(FIXTURE.read_bytes(), FIXTURE.name)


@pytest.fixture
def check(reading: Reading) -> Check:
    private = Private(reading.strangers, anonymise=True)
    return Verifier(reading.transcript, reading.people, private, date(2026, 11, 3)).check


@pytest.fixture
def drafted(service: MinutesService) -> Minutes:
    everything = ["vraag", "thema's", "adviezen", "terugblik op de vorige keer", "afspraken", "wat iedereen leerde",
                  "evaluatie", "volgende keer"]  # fmt: skip
    return service.draft(FIXTURE.read_bytes(), FIXTURE.name, {"record": everything})


def with_item(minutes: Minutes, item: str, value: Any) -> Minutes:
    """The minutes with one item replaced by its name."""
    changed: dict[str, Any] = {item: value}
    return replace(minutes, **changed)


def test_a_true_draft_passes_untouched(check: Check, drafted: Minutes) -> None:
    assert check(drafted) == drafted


@pytest.mark.parametrize(
    "fault",
    [
        lambda a: replace(a, who="Marleen Postma"),
        lambda a: replace(a, who="Hendrik"),
        lambda a: replace(a, who="allen"),
        lambda a: replace(a, when=a.when + timedelta(days=1)),
        lambda a: replace(a, when_said="woensdag"),
        lambda a: replace(a, when_said=None),
        lambda a: replace(a, sources=()),
        lambda a: replace(a, sources=(999,)),
        lambda a: replace(a, sources=(0,)),
        lambda a: replace(a, sources=(15,)),
        lambda a: replace(a, what="de sleutels inleveren bij de balie"),
        lambda a: replace(a, what=a.what + " om 14 uur"),
        lambda a: replace(a, what="het artikel over beloftes aan Ruben rondsturen"),
        lambda a: replace(a, what="het artikel over beloftes met Nadia rondsturen"),
        lambda a: replace(a, what="het artikel over beloftes rondsturen naar piet@voorbeeld.nl"),
    ],
    ids=["owner", "stranger", "everybody", "day", "words", "no words", "no source", "source 999", "source 0",
         "other source", "other task", "number", "outsider", "member", "address"],
)  # fmt: skip
def test_a_planted_fault_in_an_agreement_is_taken_out(
    check: Check, drafted: Minutes, fault: Callable[[Agreement], Agreement]
) -> None:
    right = next(a for a in drafted.agreements if a.who == "Wendy Smit")
    wrong = fault(right)
    assert wrong != right
    checked = check(replace(drafted, agreements=(wrong,)))
    assert checked.agreements == ()
    assert [entry.where for entry in checked.unsupported] == ["agreements"]
    assert wrong.what not in str(checked.unsupported)


@pytest.mark.parametrize(
    "fault",
    [
        lambda n: replace(n, date=date(2026, 12, 9)),
        lambda n: replace(n, time="16:30"),
        lambda n: replace(n, facilitator="Tom Heringa"),
        lambda n: replace(n, minutes_taker="Hendrik"),
        lambda n: replace(n, sources=(1,)),
        lambda n: replace(n, sources=()),
    ],
    ids=["day", "time", "role", "stranger", "other source", "no source"],
)
def test_a_planted_fault_in_the_next_meeting_is_taken_out(
    check: Check, drafted: Minutes, fault: Callable[[NextMeeting], NextMeeting]
) -> None:
    checked = check(replace(drafted, next_meeting=fault(drafted.next_meeting)))
    assert checked.next_meeting == NextMeeting()
    assert [entry.where for entry in checked.unsupported] == ["next_meeting"]


@pytest.mark.parametrize(
    ("item", "line"),
    [
        ("presenting_question", Line("Hoe vertel ik dit aan mijn directeur?", (12,))),
        ("restated_question", Line("Hoe blijf ik rustig?", (500,))),
    ],
)
def test_a_question_nobody_asked_is_taken_out(check: Check, drafted: Minutes, item: str, line: Line) -> None:
    checked = check(with_item(drafted, item, line))
    assert getattr(checked, item) is None
    assert [entry.where for entry in checked.unsupported] == [item]


@pytest.mark.parametrize("item", ["themes", "advice_keywords", "look_back", "learned_by_presenter", "evaluation"])
def test_a_line_that_leaks_a_name_or_rests_elsewhere_is_taken_out(check: Check, drafted: Minutes, item: str) -> None:
    lines = (Line("Het wantrouwen van Ruben", (10,)), Line("De fietsenstalling", (10,)))
    checked = check(with_item(drafted, item, lines))
    assert getattr(checked, item) == ()
    assert len(checked.unsupported) == 2
    assert "Ruben" not in str(checked.unsupported)


def test_who_learned_something_must_have_spoken_there(check: Check, drafted: Minutes) -> None:
    wrong = LearnedByPeer("Nadia Aziz", "Dat stilte meer doet dan uitleg", (33,))
    assert check(replace(drafted, learned_by_peers=(wrong,))).learned_by_peers == ()


def test_a_role_change_to_somebody_who_is_not_in_its_turns_is_taken_out(check: Check, drafted: Minutes) -> None:
    wrong = RoleChange("minutes_taker", "Nadia Aziz", "Tom Heringa", (38,))
    assert check(replace(drafted, role_changes=(wrong,))).role_changes == ()


def test_a_line_that_rests_only_on_an_order_to_the_writer_is_taken_out(check: Check, drafted: Minutes) -> None:
    wrong = Agreement("Tom Heringa", "op taart trakteren", None, None, (34,))
    assert check(replace(drafted, agreements=(wrong,))).agreements == ()
