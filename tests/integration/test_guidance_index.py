"""The index on disk: built aside, switched in one step, safe from being killed, and never asking the network."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.errors import Conflict, NotReady
from coach.guidance.chroma_index import ChromaIndexes
from coach.guidance.service import GuidanceService
from coach.ports import PassageIndex
from coach.safety.signs import Safety
from coach.settings import ROOT

KNOWLEDGE = ROOT / "knowledge"
SAFETY = Safety.load(KNOWLEDGE / "safety.toml")
QUESTION = "wat doet de notulist?"


def silent(_: float, __: str) -> None:
    """Nobody watches."""


def folders(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir() if path.is_dir())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[GuidanceService]:
    made = GuidanceService(KNOWLEDGE, ChromaIndexes(tmp_path), SAFETY)
    yield made
    made.close()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every attempt to look up a name or to connect is written down and refused."""
    tried: list[object] = []

    def refuse(*told: object, **_: object) -> object:
        tried.append(told)
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return tried


def test_building_and_asking_need_no_network_and_no_model_of_chroma(
    desk: GuidanceService, no_network: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    from chromadb.utils.embedding_functions import DefaultEmbeddingFunction

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("Chroma asked for its own model")

    monkeypatch.setattr(DefaultEmbeddingFunction, "__call__", refuse)
    desk.build(silent)
    assert not desk.ask(QUESTION).abstained
    assert desk.ask("hoe repareer ik een fiets?").abstained
    assert no_network == []


def test_a_built_index_is_found_by_another_process_that_was_already_open(tmp_path: Path) -> None:
    builder = GuidanceService(KNOWLEDGE, ChromaIndexes(tmp_path), SAFETY)
    reader = GuidanceService(KNOWLEDGE, ChromaIndexes(tmp_path), SAFETY)
    assert not reader.status().ready
    builder.build(silent)
    first = reader.status().built_at
    assert not reader.ask(QUESTION).abstained
    builder.build(silent)
    second = reader.status().built_at
    assert first is not None
    assert second is not None
    assert second > first
    assert not reader.ask(QUESTION).abstained
    builder.close()
    reader.close()


def test_only_the_index_in_use_and_the_one_before_it_stay(desk: GuidanceService, tmp_path: Path) -> None:
    (tmp_path / "left-by-a-kill").mkdir()
    for _ in range(3):
        desk.build(silent)
        assert not desk.ask(QUESTION).abstained
    kept = folders(tmp_path)
    assert len(kept) == 2
    assert (tmp_path / "current").read_text(encoding="utf-8") in kept


def test_a_kill_in_the_middle_of_a_build_leaves_the_old_index_working(desk: GuidanceService, tmp_path: Path) -> None:
    desk.build(silent)
    before = desk.status().built_at
    code = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from coach.guidance.chroma_index import ChromaIndexes\nfrom coach.guidance.service import GuidanceService\n"
        "from coach.safety.signs import Safety\n"
        "knowledge, folder = Path(sys.argv[1]), Path(sys.argv[2])\n"
        "def die(share, note):\n    if share >= 0.9:\n        os.kill(os.getpid(), signal.SIGKILL)\n"
        "safety = Safety.load(knowledge / 'safety.toml')\n"
        "GuidanceService(knowledge, ChromaIndexes(folder), safety).build(die)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(KNOWLEDGE), str(tmp_path)], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert len(folders(tmp_path)) == 2  # the half-built one is there, and not in use
    fresh = GuidanceService(KNOWLEDGE, ChromaIndexes(tmp_path), SAFETY)
    assert fresh.status().built_at == before
    assert not fresh.ask(QUESTION).abstained
    fresh.build(silent)
    assert fresh.status().built_at != before
    fresh.close()


def test_a_build_that_fails_leaves_no_trace(tmp_path: Path) -> None:
    indexes = ChromaIndexes(tmp_path)

    def fail(_: Path, __: PassageIndex) -> None:
        raise ValueError("broken page")

    with pytest.raises(ValueError, match="broken page"):
        indexes.build(fail)
    assert folders(tmp_path) == []
    assert indexes.current() is None


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    indexes = ChromaIndexes(tmp_path)
    refused: list[str] = []

    def build_again(_: Path, __: PassageIndex) -> None:
        try:
            ChromaIndexes(tmp_path).build(lambda folder, index: None)
        except Conflict as error:
            refused.append(error.code)

    indexes.build(build_again)
    assert refused == ["index_being_built"]


def test_a_desk_over_other_passages_leaves_the_index_in_use_alone(desk: GuidanceService, tmp_path: Path) -> None:
    desk.build(silent)
    before = folders(tmp_path)
    other = desk.over([{"id": "1", "text": "De kat eet vis."}, {"id": "2", "text": "De hond blaft."}])
    assert other.search("honden", 1)[0].id == "2"
    other.close()
    assert folders(tmp_path) == before


@pytest.mark.parametrize("damage", ["passages.json", "embedder.json", "embedder.npz"])
def test_a_damaged_index_is_not_ready_and_can_be_built_again(
    desk: GuidanceService, tmp_path: Path, damage: str
) -> None:
    desk.build(silent)
    (tmp_path / (tmp_path / "current").read_text(encoding="utf-8") / damage).write_bytes(b"{")
    fresh = GuidanceService(KNOWLEDGE, ChromaIndexes(tmp_path), SAFETY)
    assert not fresh.status().ready
    fresh.build(silent)
    assert fresh.status().ready
    fresh.close()


@pytest.mark.parametrize("damage", ["written over", "cut short", "gone"])
def test_damaged_vectors_are_not_ready_and_can_be_built_again(
    desk: GuidanceService, tmp_path: Path, damage: str
) -> None:
    desk.build(silent)
    desk.close()
    file = tmp_path / (tmp_path / "current").read_text(encoding="utf-8") / "vectors" / "chroma.sqlite3"
    whole = file.read_bytes()
    file.unlink()
    if damage != "gone":
        file.write_bytes(b"kapot" * 1_000 if damage == "written over" else whole[: len(whole) // 2])
    fresh = GuidanceService(KNOWLEDGE, ChromaIndexes(tmp_path), SAFETY)
    assert not fresh.status().ready
    with pytest.raises(NotReady):
        fresh.ask(QUESTION)
    assert fresh.ask("Ik wil niet meer leven").help is not None
    fresh.build(silent)
    assert not fresh.ask(QUESTION).abstained
    fresh.close()


def test_vectors_that_break_while_they_are_searched_are_not_used_again(
    desk: GuidanceService, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.build(silent)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("disk I/O error")

    assert desk.status().ready
    with monkeypatch.context() as patch:
        patch.setattr("chromadb.api.models.Collection.Collection.query", broken)
        with pytest.raises(NotReady):
            desk.ask(QUESTION)
    assert not desk.status().ready
    desk.build(silent)
    assert not desk.ask(QUESTION).abstained


def test_a_pointer_to_a_folder_that_is_gone_means_not_ready(desk: GuidanceService, tmp_path: Path) -> None:
    desk.build(silent)
    (tmp_path / "current").write_text("gone", encoding="utf-8")
    assert not desk.status().ready


def test_a_question_held_open_across_a_switch_still_reads_its_own_index(tmp_path: Path) -> None:
    indexes = ChromaIndexes(tmp_path)
    fill: Callable[[Path, PassageIndex], None] = lambda _, index: index.add(["a"], [[1.0, 0.0]])  # noqa: E731
    indexes.build(fill)
    held = indexes.current()
    indexes.build(fill)
    after = indexes.current()
    assert held is not None
    assert after is not None
    assert held.name != after.name
    assert held.index.nearest([1.0, 0.0], 1)[0][0] == after.index.nearest([1.0, 0.0], 1)[0][0] == "a"
    indexes.close()
    assert os.path.isdir(tmp_path / held.name)
