"""What a newcomer meets before Python even runs: one plain sentence that says what to do."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from coach.cli.serve import prepare, take_port
from coach.container import Container
from coach.errors import BadSettings
from coach.settings import ROOT, load_settings


def _setup(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    (folder / "tools").mkdir(exist_ok=True)
    for name in ("tools/setup.sh", "pyproject.toml", "requirements.lock", "requirements-setup.lock"):
        shutil.copy(ROOT / name, folder / name)
    return subprocess.run(
        ["/bin/sh", "tools/setup.sh"], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def tools_only(tmp_path: Path) -> Path:
    """A PATH with the plain tools of a machine and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "cat", "cksum", "dirname", "rm", "echo"):
        os.symlink(shutil.which(name) or f"/bin/{name}", folder / name)
    return folder


def test_a_machine_without_python_is_told_to_install_it(tmp_path: Path, tools_only: Path) -> None:
    done = _setup(tmp_path, PATH=str(tools_only))
    assert done.returncode == 1
    assert done.stderr.strip() == "Doorvraag heeft Python 3.11 of nieuwer nodig: installeer dat en probeer het opnieuw."


def test_an_old_python_is_named(tmp_path: Path, tools_only: Path) -> None:
    old = tools_only / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    done = _setup(tmp_path, PATH=str(tools_only), PYTHON=str(old))
    assert done.returncode == 1
    assert "geen Python 3.11 of nieuwer" in done.stderr


def test_a_taken_port_names_another(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(BadSettings, match=rf"Poort {port} .* make run PORT={port + 1}"):
            take_port("127.0.0.1", port)


def test_a_var_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BadSettings, match="kan ik niet schrijven"):
        prepare(Container(load_settings(var=tmp_path / "file" / "var")))


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", "requirements-setup.lock"])
def test_a_lock_has_a_hash_for_every_package_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    entries = [line for line in text.replace("\\\n", " ").splitlines() if "==" in line]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_unsafe_settings_stop_the_start_with_one_readable_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORVRAAG_MODEL_ENABLED", "1")
    monkeypatch.setenv("DOORVRAAG_MODEL_NAME", "x")
    monkeypatch.setenv("DOORVRAAG_MODEL_BASE_URL", "http://llm.example/v1")
    with pytest.raises(BadSettings, match="moet met https:// beginnen"):
        load_settings()
