"""Where cases live and how they are read. A case file is JSON lines, or for minutes a folder of folders."""

import hashlib
import json
from pathlib import Path
from typing import Any

from coach.errors import BadData

HERE = Path(__file__).resolve().parent
CASES = HERE / "cases"
BASELINES = HERE / "baselines"

EvalCase = dict[str, Any]


def read_lines(path: Path) -> list[EvalCase]:
    """The cases of one file, or of all `.jsonl` files of a folder in the order of their names.

    Raises BadData naming file and line.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise BadData("Hier staan geen evalgevallen (.jsonl).", where=path.name)
    return [case for file in files for case in _read_file(file)]


def _read_file(file: Path) -> list[EvalCase]:
    cases = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
        except json.JSONDecodeError:
            raise BadData("Deze regel is geen geldige JSON.", where=f"{file.name}:{number}") from None
        if not isinstance(case, dict):
            raise BadData("Elke regel is één JSON-object.", where=f"{file.name}:{number}")
        case.setdefault("id", f"{file.stem}-{number}")
        cases.append(case)
    return cases


def read_meetings(path: Path) -> list[EvalCase]:
    """One case for each folder that holds a `gold.json`: its transcript's path, contract and gold."""
    folders = sorted(folder for folder in [path, *path.glob("*")] if (folder / "gold.json").is_file())
    if not folders:
        raise BadData("Hier staan geen bijeenkomsten met gold.json.", where=path.name)
    return [_read_meeting(folder) for folder in folders]


def _read_meeting(folder: Path) -> EvalCase:
    contract = folder / "contract.json"
    transcripts = sorted(folder.glob("transcript.*"))
    if not transcripts:
        raise BadData("Bij deze bijeenkomst ontbreekt het transcript.", where=folder.name)
    return {
        "id": folder.name,
        "transcript": transcripts[0],
        "contract": json.loads(contract.read_text(encoding="utf-8")) if contract.is_file() else None,
        "gold": json.loads((folder / "gold.json").read_text(encoding="utf-8")),
    }


def digest(path: Path) -> str:
    """SHA-256 over the names and bytes of a case file or folder, so that a record names its data exactly."""
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    total = hashlib.sha256()
    for file in files:
        name = file.relative_to(path).as_posix() if path.is_dir() else ""
        total.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()
