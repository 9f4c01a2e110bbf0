"""House rules that no linter knows: sizes of files, paths of machines, what the documents promise."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from coach.settings import ROOT

CODE = sorted(path for room in ("coach", "api", "evals") for path in (ROOT / room).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def _lines(path: Path) -> int:
    return sum(1 for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_of_the_product_is_over_400_lines_and_half_are_under_90() -> None:
    # A migration is written once and never read again; its length is the number of columns.
    sizes = sorted(_lines(path) for path in CODE if "migrations" not in path.parts)
    assert sizes[-1] <= 400
    assert sizes[len(sizes) // 2] < 90
    assert sum(size > 250 for size in sizes) <= 3


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8").lstrip()
    assert path.name == "__main__.py" or text.startswith('"""')


def always_true(test: ast.expr) -> bool:
    """Whether an asserted expression holds whatever the code does: `assert (a, b)`, `assert a == b if c else "d"`."""
    if isinstance(test, ast.IfExp):
        return always_true(test.body) or always_true(test.orelse)
    if isinstance(test, ast.Constant):
        return bool(test.value)
    return isinstance(test, ast.Tuple | ast.List | ast.Set | ast.Dict | ast.JoinedStr | ast.Lambda)


@pytest.mark.parametrize(
    ("line", "empty"),
    [
        ("assert (a == b, 'c')", True),
        ("assert a == 1 if b else (2, 3)", True),
        ("assert a == (1 if b else (2, 3))", False),
        ("assert a if b else not a", False),
    ],
)
def test_an_assertion_that_cannot_fail_is_seen(line: str, empty: bool) -> None:
    [said] = ast.parse(line).body
    assert isinstance(said, ast.Assert)
    assert always_true(said.test) is empty


def test_every_assertion_in_the_tests_can_fail() -> None:
    for path in TESTS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not (isinstance(node, ast.Assert) and always_true(node.test)), f"{path.name}:{node.lineno}"


def test_no_file_names_a_path_of_somebodys_machine_or_a_package_registry() -> None:
    wrong = re.compile(r"/(?:wor[k]|roo[t]|hom[e]/\w+)/|bash_job[s]|pypi\.or[g]|pythonhoste[d]|registry\.npmj[s]")
    text_files = [path for path in _tracked() if path.suffix not in {".png", ".jpg", ".docx", ".ico"}]
    assert [p.name for p in text_files if wrong.search(p.read_text(encoding="utf-8", errors="replace"))] == []


def test_every_decision_is_in_the_list_and_has_its_four_parts() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text(encoding="utf-8")
    for record in sorted(folder.glob("[0-9]*.md")):
        text = record.read_text(encoding="utf-8")
        assert record.name in listed
        for part in ("**Context.**", "**Decision.**", "**Consequences.**", "**Alternatives.**"):
            assert part in text, f"{record.name} lacks {part}"


def test_the_readme_names_both_commands_and_ci_runs_the_tests() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in readme
    assert "make test" in readme
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
