"""The command `doorvraag deepen`: a line in, a line out, also when a line is wrong."""

import json
from typing import Any

import typer
from typer.testing import CliRunner

from coach.cli.deepen import deepen

app = typer.Typer()
app.command()(deepen)


def _run(text: bytes) -> tuple[int, list[dict[str, Any]]]:
    result = CliRunner().invoke(app, ["--json"], input=text)
    return result.exit_code, [json.loads(line) for line in result.output.splitlines()]


def test_each_line_gets_one_line_of_suggestions() -> None:
    code, lines = _run(b'{"id": "a", "phase": "deepening"}\n\n{"id": "b", "phase": "advice"}\n')
    assert code == 0
    assert [line["id"] for line in lines] == ["a", "b"]
    assert len(lines[0]["suggestions"]) == 3
    assert set(lines[0]["suggestions"][0]) == {"text", "family", "dimension", "depth", "because", "needs_permission"}
    assert lines[0]["made_by"] == {"way": "local", "version": "1"}
    assert lines[1]["suggestions"] == []
    assert lines[1]["reason"]


def test_a_bad_line_is_named_and_the_rest_goes_on() -> None:
    bad = b'{"id": 1\n\xff\xfe\n[]\n{"history": "x"}\n{"phase": "nergens"}\n{"id": "goed"}\n'
    code, lines = _run(bad)
    assert code == 1
    assert [line["error"]["code"] for line in lines[:5]] == [
        "bad_json", "not_utf8", "bad_form", "bad_field", "unknown_phase",
    ]  # fmt: skip
    assert [line["line"] for line in lines[:5]] == [1, 2, 3, 4, 5]
    assert lines[5]["id"] == "goed"


def test_what_is_left_out_may_also_be_null_and_an_id_may_be_a_number() -> None:
    code, lines = _run(b'{"id": 7, "case": null, "history": null, "method": null, "phase": null}\n')
    assert code == 0
    assert lines[0]["id"] == "7"
    assert lines[0]["suggestions"]
