"""The import graph is what DESIGN says, and light parts stay light. (The floors themselves: `lint-imports`.)"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coach.settings import ROOT

HEAVY = ("sqlalchemy", "chromadb", "openai", "fastapi", "sklearn", "scipy", "uvicorn")


def _loaded_after(code: str) -> set[str]:
    probe = f"import sys\n{code}\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "from coach.container import build; build().judge",
        "import coach.cli.main",
        "from coach.container import build; build().methods",
        "from coach.container import build; build().minutes",
    ],
)
def test_light_work_loads_nothing_heavy(code: str) -> None:
    assert _loaded_after(code) & set(HEAVY) == set()


def test_the_import_contracts_hold_and_can_break(tmp_path: Path) -> None:
    """Plants the fault once, in a copy: an arrow up must be seen."""
    for room in ("coach", "api", "evals"):
        shutil.copytree(ROOT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__", "cases"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert _lint(tmp_path) == 0
    (tmp_path / "coach" / "question" / "planted.py").write_text("import coach.container\n", encoding="utf-8")
    assert _lint(tmp_path) != 0


def _lint(folder: Path) -> int:
    code = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"
    )
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, check=False).returncode
