"""Figures per label, sector, voice and form of address: named, never gated, and shown as one table."""

from pathlib import Path

from evals.compare import compare
from evals.figures import Row, measure, split
from evals.record import Record
from evals.report import write_report
from evals.suites import questions
from evals.suites.base import Options
from tests.unit.evals.judged import Verdict, house, write


def _row(number: int) -> Row:
    sector = "po" if number < 12 else "vo"
    return {"id": str(number), "sector": sector, "accept": number % 2 == 0 or sector == "po", "confidence": 0.5}


ROWS = [_row(number) for number in range(24)] + [{"id": "x", "sector": "IT", "accept": False, "confidence": 0.5}]


def test_each_part_has_its_own_figure_and_parts_that_are_too_small_have_none() -> None:
    found = split("accept", "sector", ROWS)
    got = measure(found, ROWS)
    assert {name: (value.value, value.n) for name, value in got.items()} == {
        "accept[sector=po]": (1.0, 12),
        "accept[sector=vo]": (0.5, 12),
    }
    assert not any(figure.gate for figure in found)


def test_questions_are_told_apart_by_label_sector_voice_and_address() -> None:
    rows: list[Row] = [
        {"label": "open", "sector": "po", "voice": "v04", "address": "je", "accept": True, "exact": True}
    ] * 10
    assert [figure.name for figure in questions.parts(rows)] == [
        f"{name}[{part}]"
        for part in ("label=open", "sector=po", "voice=v04", "address=je")
        for name in ("accept", "exact")
    ]


def test_a_row_of_questions_knows_its_parts_and_whether_the_judge_doubted_a_clear_case(tmp_path: Path) -> None:
    case = {"id": "1", "text": "Hoe was dat?", "label": "open", "accept": ["open"], "sector": "po", "voice": "v04"}
    container, _ = house(lambda ask: Verdict("open", doubt="Van wie is het plan?"))
    row = questions.run(container, write(tmp_path, [case]), Options())[0]
    assert (row["label"], row["sector"], row["voice"], row["clear"], row["doubted"]) == (
        "open",
        "po",
        "v04",
        True,
        True,
    )


def test_the_report_shows_parts_as_one_table_and_the_reliability_picture(tmp_path: Path) -> None:
    figures = measure(split("accept", "sector", ROWS), ROWS)
    page = write_report([Record("questions", "x", "local", {}, "d", figures, ROWS)], tmp_path / "r.html").read_text()
    assert "<td>sector<td>po<td class=n>12<td class=n>1.000" in page
    assert "accept[sector=po]" not in page
    assert 'aria-label="betrouwbaarheid"' in page


def test_a_part_that_falls_does_not_turn_the_run_red() -> None:
    worse: list[Row] = [dict(row, accept=False) for row in ROWS]
    parts = split("accept", "sector", ROWS)
    before, now = (Record("q", "x", "local", {}, "d", measure(parts, rows), rows) for rows in (ROWS, worse))
    assert [change.fell for change in compare(parts, before, now)] == [False, False]
