"""`doorvraag guidance` as people type it."""

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach.cli.guidance import app

RUN = CliRunner()


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "DOORVRAAG_VAR", str(tmp_path))


def test_the_first_question_builds_the_index_and_standard_output_stays_json() -> None:
    told = json.loads(RUN.invoke(app, ["ask", "wat doet de notulist?", "--json"]).stdout)
    assert told["abstained"] is False
    assert told["passages"][0]["id"].startswith("rol-notulist#")
    again = json.loads(RUN.invoke(app, ["ask", "hoe repareer ik een fiets?", "--json"]).stdout)
    assert (again["abstained"], again["passages"]) == (True, [])


def test_an_answer_for_people_names_passages_and_sources() -> None:
    shown = RUN.invoke(app, ["ask", "wat doet de notulist?"]).stdout
    assert "[1] De notulist" in shown
    assert "[S001]" in shown


def test_where_help_is_comes_first() -> None:
    shown = RUN.invoke(app, ["ask", "Ik wil niet meer leven"]).stdout
    assert shown.index("113") < shown.index("[1]")


def test_search_and_index_say_what_they_found_and_did() -> None:
    assert "fragmenten staan klaar" in RUN.invoke(app, ["index"]).stdout
    found = json.loads(RUN.invoke(app, ["search", "open vraag", "-n", "2", "--json"]).stdout)
    assert len(found["passages"]) == 2
    assert "(open-vragen#" in RUN.invoke(app, ["search", "open vraag"]).stdout


def test_under_each_source_stands_a_piece_of_its_text() -> None:
    shown = " ".join(RUN.invoke(app, ["ask", "hoelang bewaar je het verslag?"]).stdout.split())
    told, _, below = shown.partition("[1] Het intervisieverslag")
    assert "algemene wettelijke termijn" in told
    assert "algemene wettelijke termijn" in below
