"""The README says what is so: which command speaks JSON, what is there over HTTP, which targets make has."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from coach.cli.main import app
from coach.container import Container
from coach.live.turns import TurnsService
from coach.settings import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
RUN_ON = {"serve", "worker"}
JSON_AS_IT_IS = {"minutes contract"}
PREFIX = "/api/v1"
# Named by their first part only: the README is no reference, /docs is.
WHOLE = ("/meetings/", "/practice/", "/groups/", "/me/")


def _commands(command: Any, name: str = "") -> Iterator[tuple[str, list[str]]]:
    if hasattr(command, "commands"):
        for part, inner in command.commands.items():
            yield from _commands(inner, f"{name} {part}".strip())
    else:
        yield name, [option for parameter in command.params for option in parameter.opts]


COMMANDS = dict(_commands(typer.main.get_command(app)))


def _table() -> list[tuple[list[str], list[str]]]:
    rows = [line.strip("|").split("|") for line in README.splitlines() if line.startswith("| ") and "`" in line]
    return [(re.findall("`([^`]+)`", left), re.findall("`([^`]+)`", right)) for left, right in rows[1:]]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_tells_something_can_tell_it_in_json(name: str) -> None:
    assert ("--json" in COMMANDS[name]) is (name not in RUN_ON | JSON_AS_IT_IS)


def test_the_table_has_every_command_once() -> None:
    named = [command for left, _ in _table() for command in left]
    assert sorted(named) == sorted(COMMANDS.keys() - RUN_ON)


def test_the_table_has_every_address_and_no_other(container: Container) -> None:
    served = [path.removeprefix(PREFIX) for path in create_app(container).openapi()["paths"] if path.startswith(PREFIX)]
    named = [path for _, right in _table() for path in right]
    assert [path for path in served if path not in named and not path.startswith(WHOLE)] == []
    assert [path for path in named if not any(real == path or real.startswith(f"{path}/") for real in served)] == []


def test_methods_look_the_same_as_a_command_and_over_http(container: Container) -> None:
    with TestClient(create_app(container), base_url="http://localhost") as client:
        for words, path in ((["list"], ""), (["show", "basismodel"], "/basismodel")):
            said = CliRunner().invoke(app, ["methods", *words, "--json"])
            assert json.loads(said.stdout) == client.get(f"{PREFIX}/methods{path}").json()


def test_a_method_that_is_wrong_is_told_in_json(tmp_path: Path) -> None:
    wrong = tmp_path / "x.toml"
    wrong.write_text("naam = 1\n=\n", encoding="utf-8")
    said = CliRunner().invoke(app, ["methods", "check", str(wrong), "--json"])
    assert said.exit_code == 1
    assert [(one["file"], one["line"]) for one in json.loads(said.stdout)["problems"]] == [("x.toml", 2)]
    assert json.loads(CliRunner().invoke(app, ["methods", "check", "--json"]).stdout) == {"problems": []}


def test_doctor_tells_in_json_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORVRAAG_VAR", str(tmp_path))
    well = CliRunner().invoke(app, ["doctor", "--json"])
    found = json.loads(well.stdout)
    assert (well.exit_code, found["ok"]) == (0, True)
    assert {"state": "attention", "what": "database"}.items() <= found["checks"][2].items()
    (tmp_path / "doorvraag.sqlite3").touch()
    ill = CliRunner().invoke(app, ["doctor", "--json"])
    found = json.loads(ill.stdout)
    assert (ill.exit_code, found["ok"]) == (1, False)
    assert {"state": "wrong", "what": "database"}.items() <= found["checks"][2].items()


def test_services_are_made_in_the_container_alone(container: Container) -> None:
    assert isinstance(container.turns, TurnsService)
    faces = [
        ROOT / "coach" / "worker.py",
        *(p for room in ("coach/cli", "api", "evals") for p in (ROOT / room).rglob("*.py")),
    ]
    made = [
        f"{path.name}:{node.lineno}"
        for path in faces
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and "Service" in ast.unparse(node.func).split("(")[0]
    ]
    assert made == []


def test_every_make_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"`?make ([a-z-]+)", README))
    assert named >= {"run", "test", "bench", "eval", "soak"}
    assert [name for name in named if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []
    for module in re.findall(r"python -m ([\w.]+)", README):
        folder = ROOT / module.replace(".", "/")
        assert folder.with_suffix(".py").is_file() or (folder / "__main__.py").is_file()
