"""Judging and deepening read the same line of JSON in the same way: one form, one reader, one kind of error."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from coach.cli.main import app

BAD = {
    "a list": b'["a"]',
    "a bare string": b'"tekst"',
    "a number": b"5",
    "null": b"null",
    "no JSON": b'{"id": 1',
    "no UTF-8": b'{"case": "\xff"}',
    "too deep": b'{"a":' * 50_000,
    "a field of the wrong kind": b'{"id": "x", "text": "Wat nu?", "history": "x"}',
    "a turn without words": b'{"id": "x", "text": "Wat nu?", "history": [{"role": "peer"}]}',
    "a case that is too long": json.dumps({"id": "x", "text": "Wat nu?", "case": "a" * 20_001}).encode(),
}


def _answers(command: str, lines: bytes) -> tuple[int, list[dict[str, Any]]]:
    result = CliRunner().invoke(app, [command, "--json"], input=lines)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD.keys())
def test_a_bad_line_gets_the_same_answer_from_judge_and_from_deepen(bad: bytes) -> None:
    judged, deepened = _answers("judge", bad + b"\n"), _answers("deepen", bad + b"\n")
    assert judged == deepened
    code, answers = judged
    assert code == 1
    assert answers[0]["line"] == 1
    assert answers[0]["error"]["message"]


@pytest.mark.parametrize("bad", [b'["a"]', b'"tekst"', b'["Wat raakte je?"]'])
def test_json_that_is_no_object_is_never_judged_as_if_somebody_said_it(bad: bytes) -> None:
    code, answers = _answers("judge", b"Wat raakte je?\n" + bad + b"\n")
    assert (code, answers[0]["label"]) == (1, "open")
    assert (answers[1]["line"], answers[1]["error"]["code"]) == (2, "bad_form")


def test_quotes_and_brackets_that_people_type_are_words() -> None:
    quoted = CliRunner().invoke(app, ["judge"], input='"Wat raakte je?"\n')
    assert quoted.exit_code == 0
    assert quoted.output.startswith('"Wat raakte je?"')
    code, answers = _answers("judge", b"[lacht] Wat raakte je?\n")
    assert (code, answers[0]["text"]) == (0, "[lacht] Wat raakte je?")


def test_both_take_the_same_moment_and_echo_its_id() -> None:
    moment = {
        "id": 7,
        "case": None,
        "history": [{"role": "case_presenter", "text": "Ik schrok."}],
        "phase": "deepening",
    }
    line = json.dumps(moment | {"text": "Wat raakte je?"}).encode() + b"\n"
    ids = [_answers(command, line)[1][0]["id"] for command in ("judge", "deepen")]
    assert ids == ["7", "7"]
