"""What one installation makes up for itself, once, and keeps in its own folder: a name for its work, a secret."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from coach.errors import BadSettings


def own_token(folder: Path, name: str) -> str:
    """The 64 hexadecimal signs in `folder`/`name`, made when they are not there, readable by the owner alone.

    Two processes that start at once get the same. Raises BadSettings when the file cannot be made or read.
    """
    path = folder / name
    try:
        if not path.exists():
            _make(path)
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise BadSettings(
            f"Het bestand '{folder.name}/{name}' kan ik niet maken of lezen: geef jezelf lees- en schrijfrecht."
        ) from None


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    with suppress(FileExistsError):  # somebody was first: theirs counts
        os.link(aside, path)
    aside.unlink()
