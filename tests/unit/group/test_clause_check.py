"""The clauses as data: the file is in order, and each fault in it is named with its line and a mend."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach.cli.contracts import problems_in
from coach.cli.main import app
from coach.group.clauses import Book
from coach.settings import ROOT, load_settings

FILE = ROOT / "knowledge" / "contracts" / "clauses.toml"
TEXT = FILE.read_text(encoding="utf-8")


def test_the_file_of_the_product_is_in_order() -> None:
    assert problems_in(FILE, load_settings()) == []
    assert CliRunner().invoke(app, ["contracts", "check"]).exit_code == 0


def test_there_are_nineteen_clauses_that_are_short_enough_to_read_on_a_telephone() -> None:
    book = Book.load(FILE)
    assert [clause.number for clause in book.clauses] == list(range(1, 20))
    assert max(len(clause.text) for clause in book.clauses) < 420
    assert sorted(c.id for s in book.sections for c in book.of_section(s.id)) == sorted(c.id for c in book.clauses)


def test_what_is_our_own_inference_is_a_setting_with_a_note() -> None:
    own = [choice for choice in Book.load(FILE).choices.values() if choice.origin == "own"]
    assert {"raw_days", "minutes_kept", "model", "safety_every"} <= {choice.id for choice in own}
    assert all(choice.note for choice in own)


@pytest.mark.parametrize(
    ("old", "new", "line_of", "mend"),
    [
        ('title = "Rollen"\n', "", 'id = "roles"', '"title" ontbreekt'),
        ('note = "Telefoons weg', 'note = "S001: telefoons weg', "note = \"S001", "geen code van een bron"),
        ('note = "Telefoons weg', 'note = "De seeds vragen dit. Telefoons weg', "note = \"De seeds", "geen seeds"),
        ('note = "Telefoons weg', 'note = "Zo. En zo. Telefoons weg', 'note = "Zo.', "meer dan twee zinnen"),
        ('title = "Rollen"', 'titel = "Rollen"', "titel =", '"titel" ken ik niet'),
        ("number = 7", "number = 8", "", "genummerd"),
        ('kind = "number"', 'kind = "getal"', "", "Kies bij kind"),
        ("default = 5\nleast = 5", "default = 500\nleast = 5", "default = 500", "past niet"),
        ('stricter = "lower"', 'stricter = "hoger"', 'stricter = "hoger"', "Kies uit: lower of none"),
        ('sentence = "evaluatie"', 'sentence = "gordijnen"', "", "begrijpt het verslag niet"),
        ('sources = ["P131"]', 'sources = ["P999"]', 'sources = ["P999"]', "sources.toml"),
        ('id = "recording"', 'id = "opname"', "", '"recording" ontbreekt'),
        ('id = "captions"', 'id = "model"', "", "komt al eerder voor"),
        ('id = "joining"', 'id = "roles"', "", "komt al eerder voor"),
        ('section = "care"', 'section = "zorg"', 'section = "zorg"', "bestaat niet"),
        ("many = \"We zien elkaar om de {n} weken.\"", 'many = "Vaak."', 'many = "Vaak."', "ontbreekt {n}"),
        ("warn_above = 10\n", "", "warning =", "horen bij elkaar"),
        ("default = true", 'default = "ja"', 'default = "ja"', "true of false"),
        ('note = "Niets verlaat', 'note = ""\n#', 'note = ""', '"note" is leeg'),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, line_of: str, mend: str) -> None:
    text = TEXT.replace(old, new, 1)
    assert text != TEXT
    path = tmp_path / "clauses.toml"
    path.write_text(text, encoding="utf-8")
    found = problems_in(path, load_settings())
    hit = [line for line, sentence in found if mend in sentence]
    assert hit, found
    if line_of:
        assert line_of in text.splitlines()[hit[0] - 1] or line_of in text.splitlines()[hit[0]]


def test_a_file_that_is_no_toml_is_named_and_stops_with_one(tmp_path: Path) -> None:
    path = tmp_path / "clauses.toml"
    path.write_text("[[clauses]]\nid = \nnumber = 1\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["contracts", "check", str(path), "--json"])
    assert done.exit_code == 1
    assert json.loads(done.stdout)["problems"][0]["line"] == 2
