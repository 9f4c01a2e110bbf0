"""A name goes where it is that person's alone, as a whole word; everything else stays as it was written."""

from dataclasses import fields
from datetime import UTC, datetime
from typing import get_type_hints

import pytest

from coach.group.retention import CLOSED, UNDONE
from coach.group.unnaming import OURS, SAID, Unnamer
from coach.method.events import CommandUndone, Fact, MeetingClosed
from coach.ports import StoredEvent

NOW = datetime(2026, 11, 22, tzinfo=UTC)
# Fields of events that hold text of ours: ids of methods and phases, versions.
NOT_WORDS = {"method", "method_version", "phase"}


@pytest.mark.parametrize(
    ("names", "others", "before", "after"),
    [
        (["Fatima"], [], "Fatima's idee, en FATIMA zelf", "oud-lid's idee, en oud-lid zelf"),
        (["Fatima"], [], "Fatimah en fatimaliteit blijven", "Fatimah en fatimaliteit blijven"),
        (["Fatima"], ["Fatima"], "Fatima belt", "Fatima belt"),
        (["Fatima B."], ["Fatima K."], "Fatima B. belt, Fatima niet", "oud-lid belt, Fatima niet"),
        (["Kim de Wit"], ["Kim Zwart"], "Kim, Wit, de rest", "Kim, oud-lid, de rest"),
        (["Mei"], [], "Mei komt in mei", "oud-lid komt in mei"),
        (["mei"], [], "mei komt, Mei ook", "oud-lid komt, oud-lid ook"),
        (["Mei"], [], "mei", "oud-lid"),  # nothing but the name
        (["Zoë", "Zoë Jansen"], [], "Zoë Jansen (Zoë)", "oud-lid (oud-lid)"),
        (["C++"], [], "C++ en C", "oud-lid en C"),
        (["", " "], [], "niets", "niets"),
    ],
)
def test_a_name_goes_as_a_whole_word(names: list[str], others: list[str], before: str, after: str) -> None:
    assert Unnamer(names, others).text(before) == after


def test_what_was_chosen_stays_and_what_was_filled_in_loses_the_name() -> None:
    unnamer = Unnamer(["year"], [])
    assert unnamer.json({"a": {"b": "year", "c": ["year", "Year en dag"], "d": 3, "e": True}}) == {
        "a": {"b": "year", "c": ["year", "oud-lid en dag"], "d": 3, "e": True}
    }


def test_every_text_of_an_event_is_words_or_ours() -> None:
    """A new field of an event has to be put on one of the two lists; otherwise a name would stay in it."""
    for fact in Fact.__args__:
        hints = get_type_hints(fact)
        texts = {field.name for field in fields(fact) if "str" in str(hints[field.name])}
        assert texts <= SAID | NOT_WORDS, fact.kind
    assert {CommandUndone.kind} == OURS
    assert (MeetingClosed.kind, CommandUndone.kind) == (CLOSED, UNDONE)


def test_an_event_keeps_what_the_engine_needs() -> None:
    unnamer = Unnamer(["basismodel"], [])
    opened = StoredEvent("m", 1, "meeting_opened", NOW, {"title": "basismodel", "method": "basismodel"})
    undone = StoredEvent("m", 2, "command_undone", NOW, {"seq": 1, "what": "basismodel"})
    assert unnamer.event(opened) == {"title": "oud-lid", "method": "basismodel"}
    assert unnamer.event(undone) == undone.data
