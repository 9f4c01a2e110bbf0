"""What erasing asks of every Storage: ends of meetings, events overwritten, answers and jobs forgotten by id."""

from datetime import UTC, datetime, timedelta

from coach.ports import MeetingEnd, MeetingRow, RememberedAnswer, Storage, StoredEvent

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)


def log(storage: Storage, meeting: str, *kinds: str) -> MeetingRow:
    row = MeetingRow(meeting, "basismodel", NOW, None)
    with storage.write() as unit:
        unit.meetings.create(row)
        unit.meetings.append(
            [StoredEvent(meeting, n, kind, NOW + timedelta(minutes=n), {}) for n, kind in enumerate(kinds, 1)], None
        )
    return row


def minutes(number: int) -> datetime:
    return NOW + timedelta(minutes=number)


def test_the_end_of_a_meeting_is_its_last_closing_that_stands(storage: Storage) -> None:
    rows = [
        log(storage, "a"),
        log(storage, "b", "opened", "noted"),
        log(storage, "c", "opened", "closed", "noted"),
        log(storage, "d", "opened", "closed", "undone"),
        log(storage, "e", "opened", "closed", "undone", "closed"),
    ]
    with storage.read() as unit:
        assert unit.meetings.ends("closed", "undone") == [
            MeetingEnd(rows[0], NOW, None),
            MeetingEnd(rows[1], minutes(2), None),
            MeetingEnd(rows[2], minutes(3), minutes(2)),
            MeetingEnd(rows[3], minutes(3), None),
            MeetingEnd(rows[4], minutes(4), minutes(4)),
        ]


def test_an_event_is_overwritten_and_keeps_its_place(storage: Storage) -> None:
    log(storage, "a", "opened", "noted")
    with storage.write() as unit:
        unit.meetings.rewrite(StoredEvent("a", 2, "noted", NOW, {"text": "anders"}))
    with storage.read() as unit:
        assert unit.meetings.read("a", after=1) == [StoredEvent("a", 2, "noted", minutes(2), {"text": "anders"})]


def test_answers_are_forgotten_by_age_and_by_an_id_in_them(storage: Storage) -> None:
    with storage.write() as unit:
        unit.answers.put("old", RememberedAnswer("x", 200, '{"id": "aa"}'), NOW)
        unit.answers.put("new", RememberedAnswer("x", 200, '{"id": "bb"}'), LATER)
        unit.answers.put("other", RememberedAnswer("x", 200, '{"id": "cc"}'), LATER)
    with storage.write() as unit:
        assert unit.answers.forget_before(LATER) == 1
        assert unit.answers.forget_naming({"bb"}) == 1
        assert [key for key in ("old", "new", "other") if unit.answers.get(key)] == ["other"]


def test_jobs_that_ended_are_forgotten_by_age_and_any_by_an_id_in_them(storage: Storage) -> None:
    with storage.write() as unit:
        unit.jobs.put("a", {"person": "p1"}, NOW)
        done = unit.jobs.claim(NOW, 60)
        assert done is not None
        unit.jobs.finish(done)
        unit.jobs.put("b", {"person": "p1", "device": "d"}, LATER)
        unit.jobs.put("c", {"person": "p2"}, NOW)
    with storage.write() as unit:
        assert unit.jobs.forget_before(LATER) == 1
        assert unit.jobs.forget_naming({"p1"}) == 1
        assert [count.kind for count in unit.jobs.counts()] == ["c"]


def test_scrubbing_loses_nothing(storage: Storage) -> None:
    row = log(storage, "a", "opened")
    assert storage.scrub()
    with storage.read() as unit:
        assert unit.meetings.get("a") == row
