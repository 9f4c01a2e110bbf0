"""The record of one run: enough to repeat it, compare it and look at its misses."""

import json
import platform
import subprocess
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from coach.errors import BadInput
from evals.cases import HERE
from evals.figures import Row, Value

PACKAGES = ("numpy", "pydantic", "chromadb", "snowballstemmer", "webvtt-py", "openai")


@dataclass(frozen=True, slots=True)
class Record:
    """Suite, code revision, versions, digest of the data, figures, and every case as judged."""

    suite: str
    revision: str
    backend: str
    versions: dict[str, str]
    data_sha256: str
    figures: dict[str, Value]
    cases: list[Row]

    def as_dict(self) -> dict[str, Any]:
        """The JSON form of DESIGN section 5."""
        return asdict(self)

    def save(self, path: Path) -> None:
        """Writes the record; the folder is made."""
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.as_dict(), ensure_ascii=False, indent=1, default=str, allow_nan=True)
        path.write_text(text + "\n", encoding="utf-8")


def load(path: Path) -> Record:
    """A saved record. Raises BadInput when the file is missing or holds something else."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        raw["figures"] = {name: Value(**value) for name, value in raw["figures"].items()}
        return Record(**raw)
    except OSError:
        raise BadInput("Dit verslag is er niet, of het mag niet gelezen worden.", where=path.name) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadInput(
            "Dit is geen verslag van een meting. Maak er een met: python -m evals run SUITE --json BESTAND",
            where=path.name,
        ) from None


def revision() -> str:
    """The commit of the checkout, with `+` when something is not committed; "unknown" outside git."""
    try:
        head = _git("rev-parse", "--short=12", "HEAD")
        return head + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=HERE, capture_output=True, text=True, check=True)  # noqa: S603, S607
    return done.stdout.strip()


def versions() -> dict[str, str]:
    """Python and the packages that can change a figure."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
