"""What one installation makes up for itself: made once, the same for all its processes, closed to others."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coach.container import Container
from coach.errors import BadSettings
from coach.installation import own_token
from coach.settings import load_settings


def test_all_who_ask_at_once_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: own_token(tmp_path / "var", "secret"), range(64)))
    assert len(found) == 1
    assert len(found.pop()) == 64
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret"]


def test_only_the_owner_reads_it_and_no_two_are_alike(tmp_path: Path) -> None:
    assert own_token(tmp_path, "secret") != own_token(tmp_path, "machine")
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_a_file_that_cannot_be_read_is_said_in_dutch(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    with pytest.raises(BadSettings, match="schrijfrecht"):
        own_token(tmp_path, "secret")


def test_machines_that_share_a_database_may_share_a_secret(tmp_path: Path) -> None:
    given = Container(load_settings(var=tmp_path / "a", secret="gedeeld geheim")).secret
    assert given == b"gedeeld geheim"
    assert Container(load_settings(var=tmp_path / "b")).secret != Container(load_settings(var=tmp_path / "c")).secret
