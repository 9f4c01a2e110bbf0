"""Settings from the environment: read as people write them, refused in Dutch under their own name."""

import pytest

from coach.cli.serve import settled
from coach.errors import BadSettings
from coach.settings import load_settings


@pytest.mark.parametrize("written", ["intervisie.example.nl, localhost", '["intervisie.example.nl", "localhost"]'])
def test_the_names_are_read_with_commas_or_as_a_list(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("DOORVRAAG_ALLOWED_HOSTS", written)
    assert load_settings().allowed_hosts == ["intervisie.example.nl", "localhost"]


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DOORVRAAG_PORT", "abc", "DOORVRAAG_PORT moet een heel getal zijn."),
        ("DOORVRAAG_PORT", "99999", "DOORVRAAG_PORT mag hooguit 65535 zijn."),
        ("DOORVRAAG_LOG_LEVEL", "luid", "DOORVRAAG_LOG_LEVEL moet een van deze zijn: 'debug', 'info', 'warning' of"),
        ("DOORVRAAG_MODEL_ENABLED", "misschien", "DOORVRAAG_MODEL_ENABLED moet true of false zijn."),
        ("DOORVRAAG_MODEL_DEADLINE_SECONDS", "0", "DOORVRAAG_MODEL_DEADLINE_SECONDS moet meer dan 0.0 zijn."),
        ("DOORVRAAG_MAIL_PORT", "0", "DOORVRAAG_MAIL_PORT moet minstens 1 zijn."),
        ("DOORVRAAG_MODEL", "{", "DOORVRAAG_MODEL past hier niet."),
        ("DOORVRAAG_ALLOWED_HOSTS", "[1]", "DOORVRAAG_ALLOWED_HOSTS past hier niet."),
    ],
)
def test_what_is_wrong_is_said_in_dutch_under_its_own_name(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as caught:
        load_settings()
    assert told in caught.value.message
    for english in ("Input", "should", "valid", " or "):
        assert english not in caught.value.message


def test_what_is_passed_in_goes_before_the_environment_and_capitals_make_no_difference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("doorvraag_port", "8123")
    monkeypatch.setenv("DOORVRAAG_MODEL_AT_ONCE", "7")
    monkeypatch.setenv("DOORVRAAG_CONTENT_KEYS", "new, old")
    settings = load_settings()
    assert (settings.port, settings.model.at_once, settings.content_keys) == (8123, 7, ["new", "old"])
    assert load_settings(port=8124).port == 8124


def test_serve_listens_where_the_environment_says_unless_the_command_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DOORVRAAG_HOST", "127.0.0.2")
    monkeypatch.setenv("DOORVRAAG_PORT", "8123")
    parts = settled(None, None)
    assert (parts.settings.host, parts.settings.port) == ("127.0.0.2", 8123)
    parts = settled("127.0.0.1", 8124)
    assert (parts.settings.host, parts.settings.port) == ("127.0.0.1", 8124)
