"""`doorvraag judge`: every line its own answer, and a bad line never stops the rest."""

import json
import sys
from io import BytesIO, TextIOWrapper

import pytest
import typer

from coach.cli.judge import judge

LINES = (
    b"Heb je al eens overwogen om haar gewoon te bellen?\n"
    b"\n"
    b'{"id": "a", "text": "Wat gebeurde er toen in jou?", "phase": "deepening", "extra": 1}\n'
    b'{"id": "b", "text": 5}\n'
    b"{geen json\n"
)


def _run(data: bytes, as_json: bool, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data)))
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(out := BytesIO(), write_through=True))
    with pytest.raises(typer.Exit) as caught:
        judge(as_json=as_json)
    assert caught.value.exit_code == 1
    return out.getvalue()


def test_each_line_is_judged_and_a_bad_one_names_its_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = _run(LINES + b"\xff\xfe\n???\nWat nu?\n", True, monkeypatch)
    answers = [json.loads(line) for line in out.splitlines()]
    assert [a["label"] for a in answers if "label" in a] == ["disguised_advice", "open", "open"]
    errors = [(a.get("id"), a["line"], a["error"]["code"]) for a in answers if "error" in a]
    assert errors == [("b", 4, "bad_field"), (None, 5, "bad_json"), (None, 6, "not_utf8"), (None, 7, "no_words")]
    assert answers[1]["id"] == "a"
    assert answers[1]["phase_fit"]["fit"] == "wanted"
