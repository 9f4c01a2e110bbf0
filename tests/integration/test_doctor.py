"""`doorvraag doctor` on real parts: what is well, what is not, and the exit code."""

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from coach.cli.checks import Line, look
from coach.cli.main import app
from coach.container import Container, migrate_storage
from coach.errors import ModelUnavailable
from coach.settings import ROOT, load_settings
from tests.endpoints import model_settings
from tests.fakes.chat_model import FakeChatModel


@pytest.fixture
def var(tmp_path: Path) -> Path:
    folder = tmp_path / "var"
    folder.mkdir()
    return folder


def lines(parts: Container, probe_model: bool = False) -> dict[str, Line]:
    found = {line.what: line for line in look(parts, probe_model)}
    parts.close()
    return found


def with_model(var: Path, reply: str | ModelUnavailable, **model: Any) -> Line:
    settings = load_settings(var=var, model=model_settings(**model))
    return lines(Container(settings, chat_model=FakeChatModel(reply)), probe_model=True)["taalmodel, proef"]


def test_before_the_first_run_nothing_is_wrong_and_what_is_missing_says_how_it_is_made(tmp_path: Path) -> None:
    found = lines(Container(load_settings(var=tmp_path / "var")))
    assert {line.state for line in found.values()} <= {"ok", "let op"}
    assert "make run" in found["database"].text
    assert found["kennisbank"].state == "let op"
    assert not (tmp_path / "var").exists()  # looking makes nothing


def test_a_migrated_database_is_well(var: Path) -> None:
    settings = load_settings(var=var)
    migrate_storage(settings)
    assert lines(Container(settings))["database"] == Line("ok", "database", "sqlite, tabellen zijn bij")


def test_an_empty_database_is_behind(var: Path) -> None:
    (var / "doorvraag.sqlite3").touch()
    assert lines(Container(load_settings(var=var)))["database"].state == "fout"


def test_a_damaged_database_is_told_plainly(var: Path) -> None:
    (var / "doorvraag.sqlite3").write_bytes(b"geen database" * 200)
    found = lines(Container(load_settings(var=var)))["database"]
    assert found.state == "fout"
    assert "reservekopie" in found.text


def test_a_wrong_method_a_wrong_prompt_and_a_missing_list_are_named(var: Path, tmp_path: Path) -> None:
    for room in ("knowledge", "prompts"):
        shutil.copytree(ROOT / room, tmp_path / room)
    method = tmp_path / "knowledge" / "methods" / "basismodel.toml"
    method.write_text(method.read_text(encoding="utf-8").replace("name =", "naam =", 1), encoding="utf-8")
    (tmp_path / "prompts" / "judge_question" / "system.md.j2").unlink()
    (tmp_path / "knowledge" / "safety.toml").unlink()
    settings = load_settings(var=var, knowledge=tmp_path / "knowledge", prompts=tmp_path / "prompts")
    found = lines(Container(settings))
    assert found["methoden"].state == "fout"
    assert "basismodel.toml" in found["methoden"].text
    assert found["prompts"].state == "fout"
    assert "judge_question" in found["prompts"].text
    assert found["signalen van nood"].state == "fout"


@pytest.mark.parametrize(("free_mb", "state"), [(50, "fout"), (500, "let op"), (5_000, "ok")])
def test_little_room_on_the_disk_is_seen(var: Path, monkeypatch: pytest.MonkeyPatch, free_mb: int, state: str) -> None:
    usage = SimpleNamespace(free=free_mb * 1_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: usage)
    assert lines(Container(load_settings(var=var)))["schijfruimte"].state == state


@pytest.mark.parametrize(
    ("reply", "mode", "state", "says"),
    [
        ('{"kleur": "rood"}', "json_schema", "ok", "houdt zich aan het schema"),
        ('{"kleur": "groen"}', "json_schema", "let op", "json_object"),
        ("Gras is groen!", "json_schema", "let op", "houdt zich niet"),
        ('{"kleur": "groen"}', "json_object", "ok", "geeft JSON"),
        ("Gras is groen!", "none", "let op", "niet in JSON"),
        (ModelUnavailable("Niet te bereiken.", code="connection"), "json_schema", "fout", "Niet te bereiken."),
    ],
)
def test_the_probe_says_what_the_endpoint_can_and_never_echoes_it(
    var: Path, reply: str | ModelUnavailable, mode: str, state: str, says: str
) -> None:
    line = with_model(var, reply, response_format=mode)
    assert line.state == state
    assert says in line.text
    assert "groen" not in line.text


def test_without_a_model_the_probe_sends_nothing(var: Path) -> None:
    model = FakeChatModel('{"kleur": "rood"}')
    line = lines(Container(load_settings(var=var), chat_model=model), probe_model=True)["taalmodel, proef"]
    assert line.state == "let op"
    assert model.requests == []


def test_the_address_is_shown_without_what_it_may_hold(var: Path) -> None:
    settings = load_settings(var=var, model=model_settings(base_url="https://wie:geheim@model.invalid/v1?sleutel=7"))
    text = lines(Container(settings))["taalmodel"].text
    assert "model.invalid" in text
    assert "geheim" not in text
    assert "sleutel" not in text


def test_a_model_without_masks_is_pointed_out(var: Path) -> None:
    settings = load_settings(var=var, model=model_settings(mask_names=False))
    assert lines(Container(settings))["taalmodel"].state == "let op"


def test_the_command_ends_with_code_1_only_when_something_is_wrong(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORVRAAG_VAR", str(var))
    well = CliRunner().invoke(app, ["doctor"])
    assert well.exit_code == 0
    assert "let op" in well.output
    (var / "doorvraag.sqlite3").touch()
    wrong = CliRunner().invoke(app, ["doctor"])
    assert wrong.exit_code == 1
    assert "lopen achter" in wrong.output
