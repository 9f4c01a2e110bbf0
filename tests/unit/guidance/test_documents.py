"""Pages become passages, and what is wrong with a page is named with file and line."""

from pathlib import Path

import pytest

from coach.errors import BadData
from coach.guidance.documents import check, load_passages
from coach.guidance.page import without_marks
from coach.settings import ROOT

SOURCES = '[P01]\ntitle = "Een boek"\nkind = "book"\nstrength = "**"\nauthor = "A. Schrijver"\n'
PAGE = """---
title: De kat
topic: dieren
method: null
phase: null
sources: [P01]
checked_on: 2026-11-21
---

Een kat is een dier.

## Wat eet een kat?

Een kat eet vis [P01].
"""


def knowledge(folder: Path, page: str = PAGE) -> Path:
    (folder / "guidance").mkdir()
    (folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
    (folder / "guidance" / "kat.md").write_text(page, encoding="utf-8")
    return folder


def test_the_introduction_and_each_heading_become_a_passage(tmp_path: Path) -> None:
    first, second = load_passages(knowledge(tmp_path))
    assert (first.id, first.title, first.text) == ("kat#inleiding", "De kat", "Een kat is een dier.")
    assert (second.id, second.title) == ("kat#wat-eet-een-kat", "De kat: Wat eet een kat?")
    assert (second.sources, first.sources, second.topic, second.method) == (("P01",), (), "dieren", None)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("topic: dieren\n", "", 1, "ontbreekt topic"),
        ("title: De kat", "title: ''", 2, "title is leeg"),
        ("topic: dieren", "topic: Grote Dieren", 3, "korte naam"),
        ("method: null", "method: Basis Model", 4, "korte naam"),
        ("phase: null", "phase: middag", 5, "geen fase"),
        ("sources: [P01]", "sources: [P01, P99]", 6, "P99"),
        ("sources: [P01]", "sources: []", 6, "minstens één bron"),
        ("checked_on: 2026-11-21", "checked_on: gisteren", 7, "geen datum"),
        ("checked_on: 2026-11-21", "checked_on: 2026-11-21\nauthor: ik", 8, "kent geen author"),
        ("[P01].", "[P01][P02].", 12, "Bron [P02] staat in de tekst"),
        ("vis [P01].", "vis.", 1, "nergens in de tekst"),
        ("Een kat eet vis [P01].", "", 12, "staat niets"),
        ("Een kat is een dier.\n", "", 8, "inleiding ontbreekt"),
        ("vis [P01].\n", "vis [P01].\n\n## Wat eet een kat?\n\nMuizen.\n", 16, "twee keer"),
        ("---\ntitle", "title", 1, "kop tussen twee regels"),
        ("title: De kat", "title: De kat: een dier", 1, "geldige YAML"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    findings = check(knowledge(tmp_path, PAGE.replace(old, new, 1)))
    assert any(said in f.message and f.where == f"kat.md:{line}" for f in findings), findings
    with pytest.raises(BadData) as caught:
        load_passages(tmp_path)
    assert (caught.value.where or "").startswith("kat.md:")


def test_a_page_in_another_encoding_is_named(tmp_path: Path) -> None:
    folder = knowledge(tmp_path)
    (folder / "guidance" / "hond.md").write_bytes(PAGE.replace("dier.", "diér.").encode("latin-1"))
    assert [f.where for f in check(folder)] == ["hond.md"]


def test_no_pages_and_no_sources_are_said(tmp_path: Path) -> None:
    assert "ontbreekt" in check(tmp_path)[0].message
    (tmp_path / "sources.toml").write_text("[P01]\ntitle = 1\n", encoding="utf-8")
    assert "[P01]" in check(tmp_path)[0].message
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")
    assert "geen pagina's" in check(tmp_path)[0].message
    with pytest.raises(BadData):
        load_passages(tmp_path)


def test_marks_of_sources_leave_a_readable_sentence() -> None:
    assert without_marks("Kort [K], zeggen zij [P01, P02b][S001].") == "Kort, zeggen zij."


def test_the_knowledge_base_of_the_product_is_in_order() -> None:
    assert check(ROOT / "knowledge") == []
    assert len({p.id for p in load_passages(ROOT / "knowledge")}) >= 150
