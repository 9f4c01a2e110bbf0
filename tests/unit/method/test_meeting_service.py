"""The use cases of a meeting, on storage in memory."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from coach.errors import BadInput, Conflict, NotFound, Refused
from coach.method import commands as c
from coach.method.library import MethodLibrary
from coach.method.service import MeetingService
from coach.ports import StoredEvent
from coach.safety.signs import Safety
from coach.settings import ROOT
from tests.fakes.clock import FakeClock
from tests.fakes.storage import FakeStorage

SECRET = b"van deze installatie"
SAFETY = Safety.load(ROOT / "knowledge" / "safety.toml")
LIBRARY = MethodLibrary.load(ROOT / "knowledge" / "methods")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def storage() -> FakeStorage:
    return FakeStorage()


@pytest.fixture
def service(storage: FakeStorage, clock: FakeClock) -> MeetingService:
    return MeetingService(storage, LIBRARY, clock, SECRET, SAFETY)


@pytest.fixture
def meeting(service: MeetingService) -> str:
    return service.open("basismodel", "Donderdag", "Noor")


def test_a_meeting_is_opened_and_found_again(service: MeetingService, meeting: str) -> None:
    assert service.state(meeting).title == "Donderdag"
    assert [row.id for row in service.recent()] == [meeting]


def test_an_unknown_method_or_meeting_is_not_found(service: MeetingService) -> None:
    with pytest.raises(NotFound):
        service.open("tovermethode", "x")
    for ask in (service.state, service.events, service.view, service.timeline, service.erase):
        with pytest.raises(NotFound):
            ask("0" * 32)


def test_the_deadline_is_a_column_that_follows_the_state(
    service: MeetingService, storage: FakeStorage, clock: FakeClock, meeting: str
) -> None:
    state = service.command(meeting, c.NextPhase())
    with storage.read() as unit:
        head = unit.meetings.get(meeting)
    assert head is not None
    assert head.deadline == state.deadline == clock.now() + timedelta(minutes=5)
    service.command(meeting, c.PausePhase())
    with storage.read() as unit:
        paused = unit.meetings.get(meeting)
    assert paused is not None
    assert paused.deadline is None


def test_a_refusal_leaves_no_event(service: MeetingService, meeting: str) -> None:
    with pytest.raises(Refused):
        service.command(meeting, c.Resume())
    assert service.state(meeting).seq == 1


def test_a_sender_who_looked_at_an_older_state_is_told(service: MeetingService, meeting: str) -> None:
    service.command(meeting, c.NextPhase(), expected_seq=1)
    with pytest.raises(Conflict) as caught:
        service.command(meeting, c.NextPhase(), expected_seq=1)
    assert caught.value.code == "moved_on"
    assert service.state(meeting).phase == "terugblik"


def test_the_same_key_has_one_effect_and_the_same_answer(service: MeetingService, meeting: str) -> None:
    first = service.command(meeting, c.NextPhase(), key="k1")
    service.command(meeting, c.Note("intussen"))
    assert service.command(meeting, c.NextPhase(), key="k1") == first
    assert service.state(meeting).phase == "terugblik"
    assert service.open("basismodel", "x", key="k2") == service.open("basismodel", "x", key="k2")
    assert len(service.recent()) == 2


def test_a_key_that_comes_with_something_else_is_refused(service: MeetingService, meeting: str) -> None:
    service.command(meeting, c.Note("een"), key="k1")
    with pytest.raises(BadInput) as caught:
        service.command(meeting, c.Note("twee"), key="k1")
    assert caught.value.code == "key_reused"
    with pytest.raises(BadInput):
        service.open("basismodel", "x", key="k1")


def test_a_refused_command_leaves_its_key_free(service: MeetingService, meeting: str) -> None:
    with pytest.raises(Refused):
        service.command(meeting, c.PausePhase(), key="k1")
    service.command(meeting, c.NextPhase())
    assert service.command(meeting, c.PausePhase(), key="k1").deadline is None


@pytest.mark.parametrize("key", ["", "k" * 256, "sleutel\n", "sleutelé"])
def test_a_key_that_is_empty_long_or_strange_is_refused(service: MeetingService, meeting: str, key: str) -> None:
    with pytest.raises(BadInput) as caught:
        service.command(meeting, c.Note("x"), key=key)
    assert caught.value.code == "bad_key"
    assert service.command(meeting, c.Note("x"), key="k" * 255).seq == 2


def test_what_is_remembered_of_a_key_holds_no_words(
    service: MeetingService, storage: FakeStorage, meeting: str
) -> None:
    service.command(meeting, c.Note("lindebloesem"), key="k1")
    with storage.read() as unit:
        answer = unit.answers.get("k1")
    assert answer is not None
    assert answer.body == '{"seq": 2}'
    assert "lindebloesem" not in repr(answer)


def test_a_clash_is_tried_once_more_on_the_new_state(
    service: MeetingService, storage: FakeStorage, meeting: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    clashes = [Conflict("net voor"), Conflict("weer")]
    write = storage.write

    def busy_write() -> object:
        if clashes:
            raise clashes.pop()
        return write()

    monkeypatch.setattr(storage, "write", busy_write)
    with pytest.raises(Conflict):
        service.command(meeting, c.Note("x"))
    clashes.append(Conflict("net voor"))
    assert service.command(meeting, c.Note("x")).seq == 2


def test_eight_people_at_once_each_get_their_note_in(service: MeetingService, meeting: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: service.command(meeting, c.Note(f"n{number}")), range(40)))
    state = service.state(meeting)
    assert state.seq == 41
    assert {note.text for note in state.notes} == {f"n{number}" for number in range(40)}


def test_the_timeline_counts_up_to_now(service: MeetingService, clock: FakeClock, meeting: str) -> None:
    service.command(meeting, c.NextPhase())
    clock.move(minutes=3)
    assert service.timeline(meeting)[0].used_seconds == 180.0
    assert service.view(meeting).timeline[0].used_seconds == 180.0


def test_a_view_of_a_state_is_the_same_whenever_it_is_asked(
    service: MeetingService, clock: FakeClock, meeting: str
) -> None:
    state = service.command(meeting, c.NextPhase())
    early = service.view(meeting, state)
    clock.move(minutes=3)
    assert service.view(meeting, state) == early
    assert (early.phase, early.next_phase, early.status) == ("terugblik", "inventarisatie", "open")


def test_an_older_state_can_be_asked_for(service: MeetingService, meeting: str) -> None:
    service.command(meeting, c.NextPhase())
    assert service.state(meeting, upto=1).phase is None
    assert [event.seq for event in service.events(meeting, after=1)] == [2]


def test_an_erased_meeting_is_gone(service: MeetingService, storage: FakeStorage, meeting: str) -> None:
    service.command(meeting, c.Note("weg ermee"))
    assert service.erase(meeting) == 2
    assert service.recent() == []
    with storage.read() as unit:
        assert unit.meetings.read(meeting) == list[StoredEvent]()


def test_erasing_a_meeting_forgets_the_answers_remembered_of_it_and_no_others(
    service: MeetingService, storage: FakeStorage
) -> None:
    meeting = service.open("basismodel", "Donderdag", key="open")
    service.command(meeting, c.Note("x"), key="note")
    other = service.open("basismodel", "Vrijdag", key="other")
    service.erase(meeting)
    with storage.read() as unit:
        assert unit.answers.get("open") is None
        assert unit.answers.get("note") is None
    assert service.open("basismodel", "Vrijdag", key="other") == other


def test_undoing_from_a_page_that_is_behind_is_refused(service: MeetingService, meeting: str) -> None:
    service.command(meeting, c.Note("een"))
    service.command(meeting, c.Note("twee"))
    with pytest.raises(Conflict):
        service.command(meeting, c.UndoLast(), expected_seq=2)
    assert len(service.state(meeting).notes) == 2


DANGER = "Ik wil niet meer leven"


@pytest.mark.parametrize(
    "command",
    [
        c.Note(DANGER),
        c.StateQuestion(f"{DANGER}, wat nu?"),
        c.SkipPhase("check-in", DANGER),
        c.CloseMeeting(DANGER),
        c.ParkAdvice(DANGER),
    ],
)
def test_words_of_danger_anywhere_in_a_meeting_show_where_help_is(
    service: MeetingService, meeting: str, command: c.Command
) -> None:
    assert service.view(meeting).help is None
    if isinstance(command, c.SkipPhase):
        command = c.SkipPhase(LIBRARY.get("basismodel").phases[0].id, DANGER)
    shown = service.view(meeting, service.command(meeting, command))
    assert shown.help is not None
    assert shown.help.places


def test_words_of_danger_in_title_or_name_show_where_help_is(service: MeetingService) -> None:
    for title, facilitator in ((DANGER, None), ("Donderdag", DANGER)):
        assert service.view(service.open("basismodel", title, facilitator)).help is not None


def test_what_is_remembered_of_a_request_tells_nothing_without_the_secret(
    storage: FakeStorage, clock: FakeClock, service: MeetingService
) -> None:
    service.open("basismodel", "Donderdag", "Noor", key="k")
    MeetingService(storage, LIBRARY, clock, b"van een ander", SAFETY).open("basismodel", "Donderdag", "Noor", key="l")
    with storage.read() as unit:
        ours, theirs = unit.answers.get("k"), unit.answers.get("l")
    assert ours is not None
    assert theirs is not None
    assert ours.digest != theirs.digest
