"""`doorvraag minutes draft` and `doorvraag turns`, as people run them."""

import json
import subprocess
import sys
from pathlib import Path

FIXTURES = Path(__file__).parents[1] / "fixtures" / "minutes"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coach.cli", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )


def test_the_draft_as_json_is_one_line_in_the_form_of_the_contract() -> None:
    done = run("minutes", "draft", str(FIXTURES / "wijkteam.vtt"), "--json")
    assert done.returncode == 0, done.stderr
    form = json.loads(done.stdout)
    assert form["roles"]["facilitator"] == "Marleen Postma"
    assert form["next_meeting"]["date"] == "2026-12-08"


def test_the_readable_draft_names_turns_and_says_what_was_not_said() -> None:
    done = run("minutes", "draft", str(FIXTURES / "onderbouw.srt"))
    assert done.returncode == 0, done.stderr
    assert "Vraag opnieuw verwoord\n  niet gezegd" in done.stdout
    assert "maandag 18 januari 2027 ('maandag') [18]" in done.stdout
    assert "Evaluatie\n  zonder contract leggen we het minste vast" in done.stdout


def test_a_contract_is_read_from_its_file(tmp_path: Path) -> None:
    contract = tmp_path / "contract.json"
    contract.write_text('{"record": ["evaluatie", "iets met gordijnen"]}', encoding="utf-8")
    done = run("minutes", "draft", str(FIXTURES / "wijkteam.vtt"), "--contract", str(contract), "--json")
    form = json.loads(done.stdout)
    assert form["evaluation"]
    assert form["agreements"] == []
    assert form["contract"]["not_understood"] == ["iets met gordijnen"]


def test_a_wrong_contract_names_file_and_line(tmp_path: Path) -> None:
    contract = tmp_path / "contract.json"
    contract.write_text('{\n"record": [,]}', encoding="utf-8")
    done = run("minutes", "draft", str(FIXTURES / "wijkteam.vtt"), "--contract", str(contract))
    assert done.returncode == 1
    assert "contract.json: Regel 2" in done.stderr


def test_a_pdf_with_another_name_is_one_sentence_and_no_stack_trace(tmp_path: Path) -> None:
    file = tmp_path / "gesprek.vtt"
    file.write_bytes(b"%PDF-1.7 en verder")
    done = run("minutes", "draft", str(file))
    assert done.returncode == 1
    assert "Dit is een PDF" in done.stderr
    assert "Traceback" not in done.stderr


def test_turns_carry_role_phase_and_judgement() -> None:
    done = run("turns", str(FIXTURES / "wijkteam.vtt"), "--method", "incidentmethode", "--json")
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["turn"] for line in lines] == list(range(1, len(lines) + 1))
    asked = lines[13]
    assert (asked["speaker"], asked["role"], asked["phase"]) == ("Wendy Smit", "peer", "information")
    assert set(asked) == {"turn", "speaker", "role", "phase", "text", "judgement"}
    assert asked["judgement"]["label"]


def test_an_unknown_method_is_said_so() -> None:
    done = run("turns", str(FIXTURES / "wijkteam.vtt"), "--method", "bestaat_niet")
    assert done.returncode == 1
    assert "methode" in done.stderr
