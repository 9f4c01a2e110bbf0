"""What was erased, kept outside the database: ids and moments, one JSON line each, in `var/erased.jsonl`.

Putting back an older backup would bring it back; `restore` erases it again by these lines. They hold no content.
"""

import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.errors import BadData, NotReady
from coach.ports import Gone

NAME = "erased.jsonl"


class Ledger:
    """The file. Only ever added to."""

    def __init__(self, path: Path, now: Callable[[], datetime]) -> None:
        self._path, self._now = path, now

    def note(self, gone: Sequence[Gone]) -> None:
        """Writes down what is erased now; on disk when this returns. Raises NotReady when it cannot."""
        at = self._now().isoformat(timespec="seconds")
        text = "".join(json.dumps({"at": at, **asdict(one)}, separators=(",", ":")) + "\n" for one in gone)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = os.open(self._path, os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
            try:
                os.write(file, text.encode("ascii"))
                os.fsync(file)
            finally:
                os.close(file)
        except OSError:
            raise NotReady(
                f"Ik kan niet opschrijven dát er iets gewist is, dus ik wis het nog niet: geef '{NAME}' schrijfrecht.",
                code="ledger",
            ) from None

    def lines(self) -> list[str]:
        """Every line, the oldest first; none when nothing was ever erased."""
        try:
            return self._path.read_text(encoding="ascii").splitlines()
        except FileNotFoundError:
            return []


def gone_in(lines: Iterable[str]) -> list[Gone]:
    """What the lines say is gone, once each. A last line that was cut off counts for nothing; another is BadData."""
    rows = list(lines)
    found: dict[Gone, None] = {}
    for number, line in enumerate(rows, 1):
        try:
            value: dict[str, Any] = json.loads(line)
            found[Gone(str(value["table"]), str(value["id"]), str(value.get("field", "")))] = None
        except (ValueError, KeyError, TypeError):
            if number < len(rows):
                where = f"regel {number}"
                raise BadData("Een regel in het wislogboek klopt niet.", code="ledger", where=where) from None
    return list(found)
