"""`doorvraag methods`: what somebody who writes a method sees."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach.cli.methods import app
from coach.settings import ROOT

FOLDER = ROOT / "knowledge" / "methods"
run = CliRunner()


def test_the_list_names_every_method_with_its_minutes() -> None:
    result = run.invoke(app, ["list"])
    assert result.exit_code == 0
    assert "basismodel" in result.output
    assert "80 (50–125)" in result.output


def test_showing_a_method_tells_each_phase_its_script_and_where_its_minutes_come_from() -> None:
    result = run.invoke(app, ["show", "incidentmethode"])
    assert result.exit_code == 0
    assert "6. Informatieronde" in result.output
    assert "15 minuten (10–20, bron P01)" in result.output
    assert "Zo open je: ‘Stel je vragen, om de beurt." in result.output


def test_checking_all_methods_ends_well() -> None:
    result = run.invoke(app, ["check"])
    assert (result.exit_code, result.output) == (0, "Alles in orde.\n")


def test_a_broken_file_is_named_with_line_and_mend_and_ends_with_one(tmp_path: Path) -> None:
    text = (FOLDER / "basismodel.toml").read_text(encoding="utf-8")
    broken = tmp_path / "basismodel.toml"
    broken.write_text(text.replace('types = ["advice"]', 'types = ["adviez"]'), encoding="utf-8")
    line = next(i for i, row in enumerate(text.splitlines(), start=1) if 'types = ["advice"]' in row)
    result = run.invoke(app, ["check", str(broken)])
    assert result.exit_code == 1
    assert f"basismodel.toml:{line}: Deze waarde bestaat niet" in result.output


def test_a_file_that_is_not_there_is_one_plain_sentence(tmp_path: Path) -> None:
    result = run.invoke(app, ["check", str(tmp_path / "weg.toml")])
    assert result.exit_code == 1
    assert "kan ik niet openen" in result.output


@pytest.mark.parametrize("arguments", [["show", "tovermethode"]])
def test_an_unknown_method_is_an_error_with_the_names_that_exist(arguments: list[str]) -> None:
    result = run.invoke(app, arguments)
    assert result.exit_code == 1
    assert "basismodel" in str(result.exception)
