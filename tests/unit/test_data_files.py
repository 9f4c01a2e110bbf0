"""A data file that is wrong is named with its line, and never breaks the check."""

from pathlib import Path

import pytest

from coach.datafile import DataForm, read_toml
from coach.errors import BadData
from coach.guidance.documents import check
from coach.guidance.sources import load_sources

SOURCES = '[P01]\ntitle = "Boek"\nkind = "boek"\nstrength = "**"\n'
PAGE = (
    "---\ntitle: De kring\ntopic: rollen\nmethod: null\nphase: null\n"
    "sources: [P01]\nchecked_on: 2026-11-01\n---\nKort gezegd [P01].\n"
)


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    (tmp_path / "guidance").mkdir()
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")
    (tmp_path / "guidance" / "kring.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


def test_the_page_these_tests_damage_is_in_order(knowledge: Path) -> None:
    assert check(knowledge) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("phase: null", "phase: [advice]", 5), ("phase: null", "phase: {a: b}", 5), ("[P01]", "[[P01]]", 6)],
)
def test_a_list_where_a_word_belongs_is_named_with_its_line(knowledge: Path, old: str, new: str, line: int) -> None:
    path = knowledge / "guidance" / "kring.md"
    path.write_text(PAGE.replace(old, new, 1), encoding="utf-8")
    assert f"kring.md:{line}" in [finding.where for finding in check(knowledge)]


def test_sources_in_another_encoding_are_named(knowledge: Path) -> None:
    (knowledge / "sources.toml").write_bytes(SOURCES.replace("Boek", "Caf\u00e9").encode("latin-1"))
    assert [finding.where for finding in check(knowledge)] == ["sources.toml"]


@pytest.mark.parametrize("name", ["sources.toml", "guidance/kring.md"])
def test_a_folder_in_the_place_of_a_file_is_named(knowledge: Path, name: str) -> None:
    (knowledge / name).unlink()
    (knowledge / name).mkdir()
    assert Path(name).name in [finding.where for finding in check(knowledge)]


def test_a_form_read_from_a_folder_is_bad_data(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="niet te lezen"):
        read_toml(tmp_path, DataForm)
    with pytest.raises(BadData):
        load_sources(tmp_path)
