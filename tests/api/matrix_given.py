"""What must be so in a world before something can be done in it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from coach.method import commands as c
from coach.records import Person, Seat

if TYPE_CHECKING:
    from tests.api.matrix_world import World
Given = Callable[["World"], None]
BEGIN = c.BeginPhase("terugblik")


def _no_administrator(world: "World") -> None:
    with world.parts.storage.write() as unit:
        for person in unit.rows(Person).all(administrator=True):
            unit.rows(Person).change(person.id, administrator=False)


def _nobody_leads(world: "World") -> None:
    with world.parts.storage.write() as unit:
        seats = unit.inside(world.ours["group_id"], Seat)
        for seat in seats.all(meeting_id=world.ours["meeting_id"], role="facilitator"):
            seats.change(seat.id, role="peer")


def _commands(*wanted: c.Command) -> Given:
    def given(world: "World") -> None:
        for command in wanted:
            world.parts.meetings.command(world.ours["meeting_id"], command)

    return given


def _at(phase: str) -> Given:
    def given(world: "World") -> None:
        meeting = world.ours["meeting_id"]
        world.parts.meetings.command(meeting, BEGIN)
        while world.parts.meetings.view(meeting).phase != phase:
            world.parts.meetings.command(meeting, c.NextPhase())

    return given


def _both(*steps: Given) -> Given:
    def given(world: "World") -> None:
        for step in steps:
            step(world)

    return given


def _marked(world: "World") -> None:
    world.parts.meetings.command(world.ours["meeting_id"], c.MarkAdvice(int(world.ours["idea_seq"])))


# What must be so before something can be done.
GIVEN: Mapping[str, Given] = {
    "no_administrator": _no_administrator,
    "nobody_leads": _nobody_leads,
    "begun": _commands(BEGIN),
    "paused": _commands(BEGIN, c.PausePhase()),
    "advice_round": _at("advies"),
    "advice_used": _both(_at("advies"), _marked),
    "nearly_done": _both(_at("oogst"), _commands(c.RecordNoAction())),
}
