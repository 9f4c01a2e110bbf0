"""Settings that would open the service to strangers are refused before it starts."""

import pytest

from coach.errors import BadSettings
from coach.settings import load_settings

NAME = "intervisie.example.nl"


@pytest.mark.parametrize("hosts", [["*"], [NAME, "*"]])
def test_every_name_allowed_is_refused(hosts: list[str]) -> None:
    with pytest.raises(BadSettings, match="DOORVRAAG_ALLOWED_HOSTS"):
        load_settings(allowed_hosts=hosts)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20", NAME])
def test_a_service_open_to_others_must_name_itself(host: str) -> None:
    with pytest.raises(BadSettings, match="DOORVRAAG_ALLOWED_HOSTS"):
        load_settings(host=host)
    with pytest.raises(BadSettings, match="DOORVRAAG_ALLOWED_HOSTS"):
        load_settings(host=host, allowed_hosts=["localhost", "testserver", "[::1]"])
    assert load_settings(host=host, allowed_hosts=["localhost", NAME]).allowed_hosts == ["localhost", NAME]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost", "coach.localhost"])
def test_a_service_of_this_machine_alone_needs_no_name(host: str) -> None:
    assert load_settings(host=host).host == host
