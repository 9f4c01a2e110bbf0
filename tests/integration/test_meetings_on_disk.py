"""A meeting through the container, on a real file: restarts lose nothing, erasing leaves nothing."""

from pathlib import Path

from coach.container import Container, migrate_storage
from coach.method import commands as c
from coach.settings import load_settings


def fresh(folder: Path) -> Container:
    settings = load_settings(var=folder / "var")
    migrate_storage(settings)
    return Container(settings)


def test_a_restart_loses_nothing(tmp_path: Path) -> None:
    before = fresh(tmp_path)
    meeting = before.meetings.open("basismodel", "Donderdag")
    state = before.meetings.command(meeting, c.NextPhase(), key="k1")
    before.close()
    after = fresh(tmp_path)
    assert after.meetings.state(meeting) == state
    assert after.meetings.command(meeting, c.NextPhase(), key="k1") == state
    after.close()


def test_an_erased_meeting_leaves_no_word_on_disk(tmp_path: Path) -> None:
    parts = fresh(tmp_path)
    meeting = parts.meetings.open("basismodel", "Lindebloesem")
    parts.meetings.command(meeting, c.Note("het ging over de kastanjelaan"), key="k1")
    parts.meetings.erase(meeting)
    left = b"".join(path.read_bytes() for path in (tmp_path / "var").iterdir())
    parts.close()
    assert b"SQLite format 3" in left
    assert b"Lindebloesem" not in left
    assert b"kastanjelaan" not in left
