"""Where cases live and how they are read. A case file is JSON lines, or for minutes a folder of folders."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coach.errors import BadData
from coach.question.ask import Said

HERE = Path(__file__).resolve().parent
CASES = HERE / "cases"
BASELINES = HERE / "baselines"

EvalCase = dict[str, Any]
Needs = Mapping[str, type]


def read_lines(path: Path, needs: Needs | None = None) -> list[EvalCase]:
    """The cases of one file, or of all `.jsonl` files of a folder in the order of their names.

    `needs` are the keys a case cannot do without, with the type of their values. Raises BadData naming file and line.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise BadData("Hier staan geen evalgevallen (.jsonl).", where=path.name)
    return [case for file in files for case in _read_file(file, needs or {})]


def _read_file(file: Path, needs: Needs) -> list[EvalCase]:
    cases = []
    for number, line in enumerate(_text(file, file.name).split("\n"), 1):
        if not line.strip():
            continue
        where = f"{file.name}:{number}"
        case = _object(line, where)
        _complete(case, needs, where)
        case.setdefault("id", f"{file.stem}-{number}")
        cases.append(case)
    return cases


def _text(file: Path, where: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadData("Dit bestand is geen UTF-8. Bewaar het als UTF-8.", where=where) from None


def _object(text: str, where: str) -> EvalCase:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise BadData("Dit is geen geldige JSON.", where=where) from None
    if not isinstance(value, dict):
        raise BadData("Hier hoort één JSON-object.", where=where)
    return value


def _complete(case: EvalCase, needs: Needs, where: str) -> None:
    for key, kind in needs.items():
        if not isinstance(case.get(key), kind):
            named = f"{where} ({case['id']})" if "id" in case else where
            raise BadData(f"De sleutel ‘{key}’ ontbreekt of heeft de verkeerde vorm.", where=named)


def said_before(case: EvalCase) -> tuple[Said, ...]:
    """The turns of a case's `history`. Raises BadData naming the case when a turn lacks its role or its words."""
    try:
        return tuple(Said(turn["role"], turn["text"]) for turn in case.get("history") or ())
    except (KeyError, TypeError):
        raise BadData("Elke bijdrage in ‘history’ heeft role en text nodig.", where=str(case["id"])) from None


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
    gold = _json_of(folder / "gold.json")
    _complete(gold, {"roles": dict, "agreements": list}, f"{folder.name}/gold.json")
    return {
        "id": folder.name,
        "transcript": transcripts[0],
        "contract": _json_of(contract) if contract.is_file() else None,
        "gold": gold,
    }


def _json_of(file: Path) -> EvalCase:
    where = f"{file.parent.name}/{file.name}"
    return _object(_text(file, where), where)


def digest(path: Path) -> str:
    """SHA-256 over the names and bytes of a case file or folder, so that a record names its data exactly."""
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
    total = hashlib.sha256()
    for file in files:
        name = file.relative_to(path).as_posix() if path.is_dir() else ""
        total.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()
