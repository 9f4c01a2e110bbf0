"""What was written twice stays written once: reading TOML, phrases of data files, word lists, a file handed in."""

import re
import shutil
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from coach.cli.main import app
from coach.container import Container
from coach.errors import BadData
from coach.llm.names import NameList
from coach.minutes import decoding
from coach.question.service import JudgeService
from coach.safety.signs import Safety
from coach.settings import ROOT
from coach.wordlists import any_of

# method/check names every fault with its line; prompts.py reads three files of a folder together
READ_TOML = {"datafile.py", "check.py", "prompts.py"}
TALK = "Begeleider: Welkom allemaal.\nAnna: Ik wil iets inbrengen over mijn team.\nBegeleider: Vertel maar.\n"


def _with(text: str) -> set[str]:
    return {path.name for path in (ROOT / "coach").rglob("*.py") if text in path.read_text(encoding="utf-8")}


def test_data_files_are_read_in_one_place() -> None:
    assert _with("import tomllib") <= READ_TOML
    assert _with("except PhraseError") == {"lexicon.py"}


@pytest.mark.parametrize("name", ["frames", "wrappers", "content", "statements", "phase_fit", "texts"])
def test_a_phrase_that_cannot_be_read_is_named_with_its_file(name: str, tmp_path: Path, container: Container) -> None:
    folder = shutil.copytree(ROOT / "knowledge" / "question", tmp_path / "question")
    file = folder / f"{name}.toml"
    text, count = re.subn(r"(?m)^(patterns = \[)", r'\1"[kan] niet", ', file.read_text(encoding="utf-8"), count=1)
    assert count == 1
    file.write_text(text, encoding="utf-8")
    safety = Safety.load(ROOT / "knowledge" / "safety.toml")
    with pytest.raises(BadData) as caught:
        JudgeService.load(folder, safety=safety, methods=lambda: container.methods, helper=lambda: container.helper)
    assert caught.value.where == f"{name}.toml: [kan] niet"


@pytest.mark.parametrize("text", ["names = [", 'names = ["An"]', 'naam = "An"'])
def test_a_list_of_names_that_is_wrong_names_file_and_list(text: str, tmp_path: Path) -> None:
    path = tmp_path / "first_names.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadData) as caught:
        NameList.load(path)
    assert (caught.value.where or "").startswith("first_names.toml")


def test_a_word_list_finds_whole_words_endings_only_where_asked_and_the_longest_first() -> None:
    pattern = any_of(["boos", "twijfel*", "twijfel aan jezelf"])
    assert [found[0] for found in pattern.finditer("Boos, booste, twijfelde; twijfel aan jezelf")] == [
        "Boos", "twijfelde", "twijfel aan jezelf",
    ]  # fmt: skip


def test_a_file_is_read_once(container: Container, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    decode = decoding.decode

    def counting(data: bytes) -> str:
        opened.append(len(data))
        return decode(data)

    monkeypatch.setattr("coach.minutes.reading.decode", counting)
    with TestClient(create_app(container), base_url="http://localhost") as client:
        shown = client.post("/notuleren", files={"file": ("pagina.txt", TALK.encode(), "text/plain")})
    assert shown.status_code == 200
    assert "Vertel maar" in shown.text
    file = tmp_path / "opdracht.txt"
    file.write_text(TALK, encoding="utf-8")
    assert CliRunner().invoke(app, ["minutes", "draft", str(file), "--with-sources"]).exit_code == 0
    assert opened == [len(TALK), len(TALK)]
