"""Reading cases: a wrong line is named, and the data's digest moves with the data."""

from pathlib import Path

import pytest

from coach.errors import BadData
from evals.cases import CASES, digest, read_lines, read_meetings
from evals.runner import SUITES, suite


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text('{"id": "1"}\n{broken\n', encoding="utf-8")
    with pytest.raises(BadData) as caught:
        read_lines(file)
    assert caught.value.where == "x.jsonl:2"


def test_a_changed_case_changes_the_digest(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text('{"id": "1"}\n', encoding="utf-8")
    before = digest(file)
    file.write_text('{"id": "2"}\n', encoding="utf-8")
    assert digest(file) != before


@pytest.mark.parametrize("name", SUITES)
def test_every_suite_has_cases_with_ids_of_their_own(name: str) -> None:
    path = suite(name).path
    cases = read_meetings(path) if name == "minutes" else read_lines(path)
    assert cases
    assert len({case["id"] for case in cases}) == len(cases)


def test_the_suites_are_as_large_as_promised() -> None:
    assert len(read_lines(CASES / "questions" / "test")) >= 900
    assert len(read_lines(CASES / "context" / "test")) >= 130
    assert len(read_lines(CASES / "pairs" / "test")) >= 90
    assert len(read_lines(CASES / "robust")) >= 400
    assert sum(len(read_lines(CASES / "rewrites" / split)) for split in ("dev", "test")) >= 200
    assert len(read_lines(CASES / "phases")) >= 60
    assert len(read_lines(CASES / "guidance")) >= 40
    assert len(read_lines(CASES / "safety")) >= 30
    assert len(read_meetings(CASES / "minutes")) >= 3
