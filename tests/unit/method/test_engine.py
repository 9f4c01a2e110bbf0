"""The rules of a meeting, one by one: what is allowed, what is refused, and what the clock says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coach.errors import BadData, BadInput, Refused, TooLarge
from coach.method import commands as c
from coach.method.engine import apply, decide
from coach.method.events import Event, restore, store
from coach.method.library import MethodLibrary
from coach.method.model import Method, PhaseType, Rules
from coach.method.state import MeetingState
from coach.method.view import timeline
from coach.ports import StoredEvent
from coach.settings import ROOT

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LIBRARY = MethodLibrary.load(ROOT / "knowledge" / "methods")
BASIS = LIBRARY.get("basismodel")
INCIDENT = LIBRARY.get("incidentmethode")


class Table:
    """A meeting at a table: commands in, state kept, time moved by hand."""

    def __init__(self, method: Method = BASIS) -> None:
        self.method, self.state, self.now = method, MeetingState(), START
        self.events: list[Event] = []
        self.do(c.OpenMeeting("Donderdag", "Noor"))

    def do(self, *commands: c.Command) -> MeetingState:
        for command in commands:
            for event in decide(self.method, self.state, command, self.now):
                self.events.append(event)
                self.state = apply(self.state, event)
        return self.state

    def until(self, phase: str) -> "Table":
        while self.state.phase != phase:
            self.do(c.NextPhase())
        return self

    def wait(self, **delta: float) -> "Table":
        self.now += timedelta(**delta)
        return self

    def refuses(self, command: c.Command, code: str) -> str:
        before = self.state
        with pytest.raises(Refused) as caught:
            self.do(command)
        assert caught.value.code == code
        assert self.state == before
        return caught.value.message


def test_an_opened_meeting_knows_its_method_and_version() -> None:
    state = Table().state
    assert (state.method, state.method_version, state.title, state.facilitator) == (
        "basismodel",
        "1.0",
        "Donderdag",
        "Noor",
    )
    assert state.phase is None


def test_nothing_happens_before_a_meeting_is_opened_or_twice() -> None:
    with pytest.raises(Refused, match="nog niet geopend"):
        decide(BASIS, MeetingState(), c.NextPhase(), START)
    Table().refuses(c.OpenMeeting("Nog eens"), "already_open")


def test_phases_go_in_order_and_the_refusal_names_the_one_whose_turn_it_is() -> None:
    table = Table().until("inventarisatie")
    assert "'Inbreng'" in table.refuses(c.BeginPhase("informatie"), "out_of_order")
    table.refuses(c.BeginPhase("terugblik"), "out_of_order")
    assert table.do(c.BeginPhase("inbreng")).phase == "inbreng"


def test_an_unknown_phase_is_bad_input_and_names_the_phases() -> None:
    with pytest.raises(BadInput, match="terugblik, inventarisatie"):
        Table().do(c.BeginPhase("koffie"))


def test_beginning_a_phase_ends_the_running_one() -> None:
    table = Table().until("terugblik").wait(minutes=7)
    state = table.do(c.NextPhase())
    assert state.done("terugblik")
    assert state.used_minutes(table.now) == {"terugblik": 7.0, "inventarisatie": 0.0}


def test_no_advice_before_the_information_phase_even_when_a_method_asks_for_it() -> None:
    advice_first = replace(BASIS, phases=tuple(p for p in BASIS.phases if p.id != "informatie"))
    assert advice_first.information() is None
    Table(advice_first).until("kern").refuses(c.NextPhase(), "advice_before_information")
    backwards = replace(BASIS, phases=tuple(BASIS.phase(i) or BASIS.phases[0] for i in ("advies", "informatie")))
    Table(backwards).refuses(c.NextPhase(), "advice_before_information")


def test_only_a_phase_that_may_be_skipped_is_skipped_and_its_reason_stays() -> None:
    table = Table()
    state = table.do(c.SkipPhase("terugblik", "eerste bijeenkomst"))
    assert [(skip.phase, skip.reason) for skip in state.skipped] == [("terugblik", "eerste bijeenkomst")]
    assert table.do(c.NextPhase()).phase == "inventarisatie"
    table.until("inbreng").refuses(c.SkipPhase("informatie", "we weten genoeg"), "phase_not_skippable")
    table.refuses(c.SkipPhase("advies", "geen zin"), "out_of_order")


def test_a_skip_needs_a_reason() -> None:
    with pytest.raises(BadInput, match="reden"):
        Table().do(c.SkipPhase("terugblik", "  "))


def test_after_the_last_phase_there_is_no_next() -> None:
    Table().until("oogst").refuses(c.NextPhase(), "no_next_phase")


def test_the_deadline_follows_from_start_minutes_extension_and_pauses() -> None:
    table = Table().until("informatie")
    begun = table.now
    assert table.state.deadline == begun + timedelta(minutes=15)
    assert table.do(c.ExtendPhase(5)).deadline == begun + timedelta(minutes=20)
    table.wait(minutes=4).do(c.PausePhase())
    assert table.state.deadline is None
    table.wait(minutes=3)
    assert table.state.used_minutes(table.now)["informatie"] == 4.0
    assert table.do(c.Resume()).deadline == begun + timedelta(minutes=23)
    table.wait(minutes=6).do(c.NextPhase())
    assert table.state.used_minutes(table.now)["informatie"] == 10.0


def test_a_phase_that_ends_while_paused_does_not_count_the_pause() -> None:
    table = Table().until("informatie").wait(minutes=4)
    table.do(c.PausePhase())
    table.wait(minutes=30).do(c.NextPhase())
    assert table.state.used_minutes(table.now)["informatie"] == 4.0
    assert table.state.current is not None
    assert table.state.current.paused_at is None


def test_pause_and_resume_are_refused_where_they_change_nothing() -> None:
    table = Table()
    table.refuses(c.PausePhase(), "no_phase")
    table.refuses(c.ExtendPhase(5), "no_phase")
    table.until("inbreng").refuses(c.Resume(), "not_paused")
    table.do(c.PausePhase())
    table.refuses(c.PausePhase(), "already_paused")


@pytest.mark.parametrize("minutes", [0, -5, 61])
def test_an_extension_is_one_to_sixty_minutes(minutes: int) -> None:
    with pytest.raises(BadInput, match="tot en met 60"):
        Table().until("inbreng").do(c.ExtendPhase(minutes))


def test_a_phase_lasts_four_hours_at_most() -> None:
    table = Table().until("terugblik")
    table.do(c.BeginPhase("inventarisatie", minutes=200))
    table.refuses(c.ExtendPhase(41), "phase_too_long")
    with pytest.raises(BadInput):
        table.do(c.BeginPhase("inbreng", minutes=241))


def test_a_clock_that_goes_back_stands_still() -> None:
    table = Table().until("inbreng")
    table.wait(minutes=-30).do(c.Note("terug in de tijd"))
    assert [event.at for event in table.events] == sorted(event.at for event in table.events)
    assert table.state.used_minutes(table.now)["inbreng"] == 0.0


def test_advice_is_parked_without_a_name_and_taken_back_by_its_number() -> None:
    table = Table().until("informatie")
    state = table.do(c.ParkAdvice("eerst bellen"), c.ParkAdvice("een brief"))
    first, second = state.parked
    assert (first.text, first.phase) == ("eerst bellen", "informatie")
    assert table.do(c.TakeBackAdvice(first.seq)).parked == (second,)
    table.refuses(c.TakeBackAdvice(first.seq), "not_parked")
    table.refuses(c.TakeBackAdvice(1), "not_parked")


def test_once_the_advice_round_began_ideas_are_said_aloud() -> None:
    Table().until("advies").refuses(c.ParkAdvice("te laat"), "advice_begun")


def test_a_method_without_advice_keeps_no_ideas() -> None:
    without = replace(BASIS, phases=tuple(p for p in BASIS.phases if not p.has(PhaseType.ADVICE)))
    Table(without).until("informatie").refuses(c.ParkAdvice("idee"), "no_advice_phase")


def test_the_question_can_be_worded_again_only_after_the_information_phase() -> None:
    table = Table().until("inbreng")
    table.refuses(c.RestateQuestion("anders"), "no_question")
    table.do(c.StateQuestion("Hoe blijf ik rustig?"), c.StateQuestion("Hoe blijf ik bij mezelf?"))
    table.until("informatie").refuses(c.RestateQuestion("anders"), "restated_too_early")
    table.until("kern").refuses(c.StateQuestion("weer anders"), "question_stands")
    state = table.do(c.RestateQuestion("Wat maakt dat ik zwijg?"))
    assert (state.question, state.restated) == ("Hoe blijf ik bij mezelf?", "Wat maakt dat ik zwijg?")


def test_an_action_waits_for_the_information_phase() -> None:
    table = Table().until("informatie")
    table.refuses(c.RecordAction("Noor", "bellen"), "action_too_early")
    table.refuses(c.RecordNoAction(), "action_too_early")
    state = table.until("reactie").do(c.RecordAction("Noor", "bellen", date(2026, 11, 28)))
    assert [(a.who, a.what, a.when) for a in state.actions] == [("Noor", "bellen", date(2026, 11, 28))]


def test_an_action_is_never_planned_before_the_meetings_day() -> None:
    table = Table().until("reactie")
    with pytest.raises(BadInput) as caught:
        table.do(c.RecordAction("Noor", "bellen", date(1999, 1, 1)))
    assert caught.value.code == "day_before_meeting"
    with pytest.raises(BadInput):
        table.do(c.RecordAction("Noor", "bellen", START.date() - timedelta(days=1)))
    assert table.do(c.RecordAction("Noor", "bellen", START.date())).actions[0].when == START.date()


def test_undoing_a_phase_that_came_too_soon_lets_the_earlier_one_run_on() -> None:
    table = Table().until("informatie").wait(minutes=3)
    deadline = table.state.deadline
    table.do(c.NextPhase())
    state = table.wait(minutes=1).do(c.UndoLast())
    assert (state.phase, state.deadline) == ("informatie", deadline)
    assert state.used_minutes(table.now)["informatie"] == 4.0
    assert [event.fact.kind for event in table.events[-3:]] == ["phase_ended", "phase_begun", "command_undone"]


@pytest.mark.parametrize(
    ("phase", "command"),
    [
        ("inbreng", c.ExtendPhase(5)),
        ("inbreng", c.PausePhase()),
        ("inbreng", c.StateQuestion("Hoe blijf ik rustig?")),
        ("informatie", c.ParkAdvice("bellen")),
        ("kern", c.RestateQuestion("Wat maakt dat ik zwijg?")),
        ("reactie", c.RecordAction("Noor", "bellen")),
        ("reactie", c.RecordNoAction()),
        ("oogst", c.Note("een inzicht")),
        ("oogst", c.CloseMeeting(broken_off="brandalarm")),
    ],
)
def test_each_of_these_can_be_undone(phase: str, command: c.Command) -> None:
    table = Table().until("inbreng")
    table.do(c.StateQuestion("Wat nu?"))
    before = table.until(phase).state
    assert table.do(command) != before
    after = table.do(c.UndoLast())
    assert replace(after, seq=before.seq, last_at=before.last_at) == before


def test_a_skip_and_taking_away_are_undone_as_well() -> None:
    table = Table()
    table.do(c.SkipPhase("terugblik", "eerste keer"))
    assert table.do(c.UndoLast()).skipped == ()
    state = table.until("informatie").do(c.ParkAdvice("bellen"), c.TakeBackAdvice(table.state.seq + 1))
    assert state.parked == ()
    assert [one.text for one in table.do(c.UndoLast()).parked] == ["bellen"]


def test_the_opening_is_not_undone() -> None:
    table = Table()
    table.refuses(c.UndoLast(), "nothing_to_undo")
    table.do(c.Note("iets"), c.UndoLast())
    table.refuses(c.UndoLast(), "nothing_to_undo")
    with pytest.raises(Refused):
        decide(BASIS, MeetingState(), c.UndoLast(), START)


def test_a_closed_meeting_is_opened_again_by_undoing_and_goes_on() -> None:
    table = Table().until("oogst")
    table.do(c.RecordNoAction(), c.CloseMeeting())
    state = table.do(c.UndoLast())
    assert (state.closed, state.phase) == (None, "oogst")
    assert [note.text for note in table.do(c.Note("nog iets")).notes] == ["nog iets"]


def test_a_parked_idea_is_marked_as_used_also_after_closing() -> None:
    table = Table().until("informatie")
    seq = table.do(c.ParkAdvice("bellen")).parked[0].seq
    table.until("oogst").do(c.RecordNoAction(), c.CloseMeeting())
    assert table.do(c.MarkAdvice(seq)).parked[0].used
    table.refuses(c.MarkAdvice(seq), "already_marked")
    assert not table.do(c.MarkAdvice(seq, used=False)).parked[0].used
    table.refuses(c.MarkAdvice(seq + 1), "not_parked")


def test_a_note_and_an_action_are_taken_off_their_list() -> None:
    table = Table().until("reactie")
    note = table.do(c.Note("verkeerd"), c.Note("goed")).notes[0].seq
    action = table.do(c.RecordAction("Noor", "bellen")).actions[0].seq
    state = table.do(c.RemoveEntry(note), c.RemoveEntry(action))
    assert ([one.text for one in state.notes], state.actions) == (["goed"], ())
    table.refuses(c.RemoveEntry(note), "no_entry")


def test_no_action_and_an_action_exclude_each_other() -> None:
    table = Table().until("reactie")
    assert table.do(c.RecordNoAction()).no_action
    assert not table.do(c.RecordAction("Noor", "toch bellen")).no_action
    table.refuses(c.RecordNoAction(), "action_exists")


def test_a_meeting_closes_after_all_phases_and_with_an_action_or_none_on_purpose() -> None:
    table = Table().until("reactie")
    assert "'Oogst en evaluatie'" in table.refuses(c.CloseMeeting(), "phases_left")
    table.until("oogst").refuses(c.CloseMeeting(), "no_action_yet")
    state = table.wait(minutes=8).do(c.RecordNoAction(), c.CloseMeeting())
    assert state.closed == table.now
    assert state.done("oogst")
    assert state.deadline is None
    table.refuses(c.Note("nog iets"), "closed")


def test_a_method_may_end_without_an_action() -> None:
    free = replace(BASIS, rules=Rules(needs_action=False))
    assert Table(free).until("oogst").do(c.CloseMeeting()).closed is not None


def test_a_meeting_can_be_broken_off_at_any_moment_with_a_reason() -> None:
    table = Table().until("inbreng")
    with pytest.raises(BadInput, match="reden"):
        table.do(c.CloseMeeting(broken_off=" "))
    state = table.do(c.CloseMeeting(broken_off="iemand werd niet goed"))
    assert (state.broken_off, state.phase) == ("iemand werd niet goed", None)


def test_notes_stay_with_the_phase_in_which_they_were_taken() -> None:
    table = Table()
    table.do(c.Note("vooraf"))
    state = table.until("inbreng").do(c.Note("tijdens\u200b de\u0000 inbreng"))
    assert [(note.text, note.phase) for note in state.notes] == [
        ("vooraf", None),
        ("tijdens de inbreng", "inbreng"),
    ]


def test_a_text_that_is_empty_or_far_too_long_is_refused_without_its_words() -> None:
    table = Table()
    with pytest.raises(BadInput, match="Hier ontbreekt de notitie"):
        table.do(c.Note("\u200b \n"))
    with pytest.raises(BadInput, match="geen woorden"):
        table.do(c.ParkAdvice("🙂 …"))
    with pytest.raises(TooLarge) as caught:
        table.do(c.Note("lindebloesem " * 200))
    assert "lindebloesem" not in caught.value.message


def test_the_incident_method_lets_the_outcome_come_after_the_standpoints() -> None:
    table = Table(INCIDENT).until("standpunt")
    assert table.do(c.NextPhase()).phase == "afloop"
    assert table.do(c.NextPhase()).phase == "vervolg"


def test_the_timeline_shows_planned_and_used_time_of_every_phase() -> None:
    table = Table()
    table.do(c.SkipPhase("terugblik", "eerste keer"))
    table.until("inventarisatie").wait(minutes=12)
    table.until("inbreng").do(c.ExtendPhase(3))
    lines = timeline(BASIS, table.state, table.wait(minutes=2).now)
    seen = [(line.phase, line.progress, line.planned_minutes, line.used_seconds) for line in lines[:4]]
    assert seen == [
        ("terugblik", "skipped", 5, 0.0),
        ("inventarisatie", "done", 10, 720.0),
        ("inbreng", "running", 10, 120.0),
        ("informatie", "ahead", 15, 0.0),
    ]
    assert lines[2].extended_minutes == 3


def test_an_event_of_a_later_version_is_named_as_such_and_a_new_field_is_left_alone() -> None:
    with pytest.raises(BadData, match="nieuwere versie"):
        restore(StoredEvent("m", 1, "hologram_shown", START, {}))
    event = restore(StoredEvent("m", 1, "note_taken", START, {"text": "x", "colour": "red"}))
    assert store(event, "m").data == {"text": "x"}


@pytest.mark.parametrize(
    ("kind", "data"), [("note_taken", {}), ("action_recorded", {"who": "a", "what": "b", "when": "morgen"})]
)
def test_a_damaged_event_is_bad_data_and_shows_no_words(kind: str, data: dict[str, str]) -> None:
    with pytest.raises(BadData, match="klopt niet"):
        restore(StoredEvent("m", 1, kind, START, data))
