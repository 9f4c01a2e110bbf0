"""A database that does not answer: the same plain sentence for reading and for writing."""

import os
import subprocess
import sys
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy.exc import InterfaceError

from coach.errors import NotReady
from coach.ports import UnitOfWork
from coach.settings import ROOT
from coach.store.migrate import migrate
from coach.store.storage import SqlStorage


@pytest.mark.parametrize("way", ["read", "write"])
def test_a_database_that_cannot_be_reached_is_not_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    url = f"sqlite:///{tmp_path / 'doorvraag.sqlite3'}"
    migrate(url)
    storage = SqlStorage(url)

    def away(*_: object, **__: object) -> None:
        raise InterfaceError("connect", {}, OSError("connection refused"))

    monkeypatch.setattr(storage._engine, "connect", away)
    opened: AbstractContextManager[UnitOfWork] = getattr(storage, way)()
    with pytest.raises(NotReady) as caught, opened:
        raise AssertionError("it opened")
    assert caught.value.code == "database_not_ready"
    monkeypatch.undo()
    storage.close()


def test_the_command_takes_no_python_file_from_the_folder_it_is_called_in(tmp_path: Path) -> None:
    (tmp_path / "coach").mkdir()
    (tmp_path / "coach" / "__init__.py").write_text("raise SystemExit('from the wrong folder')", encoding="utf-8")
    binaries = tmp_path / "bin"
    binaries.mkdir()
    (binaries / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    (binaries / "python").chmod(0o755)
    (binaries / "doorvraag").write_bytes((ROOT / "tools" / "doorvraag").read_bytes())
    (binaries / "doorvraag").chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [str(binaries / "doorvraag"), "methods", "list"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 0
    assert b"basismodel" in ran.stdout
