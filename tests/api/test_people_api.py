"""Accounts over the API: in, out, oneself, devices, codes; and that nobody learns or takes what is another's."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from fastapi.testclient import TestClient

from api.app import create_app
from api.door import SIGNED_IN
from api.sign_in import KNOWN
from coach.container import Container, migrate_storage
from coach.group.devices import label_of
from coach.records import Device, Person, RecoveryCode
from coach.settings import load_settings
from tests.api.people import PASSWORD, make_person, sign_up

OTHER = "zeven fietsen bij de brug"


@pytest.fixture
def client(container: Container) -> Iterator[TestClient]:
    """A program that keeps no cookies of its own accord."""
    migrate_storage(container.settings)
    with TestClient(create_app(container)) as client:
        yield client


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def new(client: TestClient, name: str = "Fatima", **more: str) -> dict[str, object]:
    answer = client.post("/api/v1/people", json={"name": name, "password": PASSWORD, **more})
    client.cookies.clear()
    assert answer.status_code == 201, answer.text
    body: dict[str, object] = answer.json()
    return body


def sign_in(client: TestClient, login: str = "Fatima", password: str = PASSWORD, **headers: str) -> tuple[int, str]:
    """(status, token or code)."""
    answer = client.post("/api/v1/sign-in", json={"login": login, "password": password}, headers=headers)
    body = answer.json()
    return answer.status_code, body["token"] if answer.status_code == 200 else body["code"]


def test_a_name_and_a_password_make_an_account(client: TestClient) -> None:
    made = new(client)
    me = client.get("/api/v1/me", headers=bearer(str(made["token"]))).json()
    assert me == made["person"]
    assert (me["name"], me["login"], me["administrator"], me["recovery_codes_left"]) == ("Fatima", "fatima", False, 0)
    assert client.get("/api/v1/me").status_code == 401


def test_two_people_may_share_a_name_but_not_a_login(client: TestClient) -> None:
    new(client)
    taken = client.post("/api/v1/people", json={"name": "FATIMA ", "password": OTHER})
    assert (taken.status_code, taken.json()["code"]) == (409, "login_taken")
    second = new(client, "Fatima", login="Fatima B")
    assert second["person"]["name"] == "Fatima"  # type: ignore[index]
    assert sign_in(client, " fatima  b ")[0] == 200


def test_the_same_key_makes_one_account_and_signs_in_to_it_only_with_the_password(client: TestClient) -> None:
    body, key = {"name": "Fatima", "password": PASSWORD}, {"Idempotency-Key": "een-keer"}
    first = client.post("/api/v1/people", json=body, headers=key).json()
    client.cookies.clear()
    again = client.post("/api/v1/people", json=body, headers=key).json()
    client.cookies.clear()
    assert again["person"]["id"] == first["person"]["id"]
    assert client.post("/api/v1/people", json=body | {"password": OTHER}, headers=key).status_code == 401


def test_an_unknown_login_and_a_wrong_password_get_one_answer(client: TestClient) -> None:
    new(client)
    wrong = client.post("/api/v1/sign-in", json={"login": "Fatima", "password": OTHER})
    nobody = client.post("/api/v1/sign-in", json={"login": "Bestaat niet", "password": OTHER})
    assert (wrong.status_code, wrong.json()) == (nobody.status_code, nobody.json())
    assert wrong.json()["code"] == "wrong_sign_in"
    assert set(wrong.headers) == set(nobody.headers)


def test_the_cookie_is_for_this_browser_alone_and_programs_get_the_token(client: TestClient) -> None:
    new(client)
    answer = client.post("/api/v1/sign-in", json={"login": "Fatima", "password": PASSWORD})
    cookie = next(value for value in answer.headers.get_list("set-cookie") if value.startswith(f"{SIGNED_IN}="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert answer.json()["token"] in cookie


def test_signing_in_again_in_one_browser_leaves_one_device(client: TestClient) -> None:
    new(client)
    token = sign_in(client)[1]
    client.cookies.clear()
    answer = client.post("/api/v1/sign-in", json={"login": "Fatima", "password": PASSWORD}, headers=bearer(token))
    assert answer.status_code == 200
    assert client.get("/api/v1/me", headers=bearer(token)).status_code == 401


def test_guessing_is_slowed_down_and_who_is_known_here_still_gets_in(client: TestClient) -> None:
    new(client)
    answer = client.post("/api/v1/sign-in", json={"login": "Fatima", "password": PASSWORD})
    known = answer.cookies[KNOWN]
    client.cookies.clear()
    assert [sign_in(client, password=OTHER)[0] for _ in range(6)] == [401] * 5 + [429]
    refused = client.post("/api/v1/sign-in", json={"login": "Fatima", "password": PASSWORD})
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 62
    client.cookies.set(KNOWN, known)
    assert sign_in(client)[0] == 200
    client.cookies.clear()
    client.cookies.set(KNOWN, known[:-1] + ("0" if known[-1] != "0" else "1"))
    assert sign_in(client)[0] == 429


def test_nobody_but_its_owner_uses_a_known_device_mark(client: TestClient, container: Container) -> None:
    new(client)
    answer = client.post("/api/v1/people", json={"name": "Tom", "password": PASSWORD})
    toms = answer.cookies[KNOWN]
    client.cookies.clear()
    for _ in range(6):
        sign_in(client, password=OTHER)
    client.cookies.set(KNOWN, toms)
    assert sign_in(client)[0] == 429


def test_devices_are_seen_and_ended_by_their_owner_only(client: TestClient) -> None:
    mine, other, toms = (str(new(client)["token"]), sign_in(client)[1], sign_up(client, "Tom"))
    client.cookies.clear()
    items = client.get("/api/v1/me/devices", headers=bearer(mine)).json()["items"]
    assert [item["current"] for item in items].count(True) == 1
    ended = next(item["id"] for item in items if not item["current"])
    assert client.delete(f"/api/v1/me/devices/{ended}", headers=bearer(toms)).status_code == 404
    assert client.delete(f"/api/v1/me/devices/{ended}", headers=bearer(mine)).status_code == 204
    assert client.get("/api/v1/me", headers=bearer(other)).status_code == 401
    assert client.get("/api/v1/me", headers=bearer(toms)).status_code == 200


def test_all_others_can_be_ended_at_once_and_signing_out_ends_this_one(client: TestClient) -> None:
    mine, other = str(new(client)["token"]), sign_in(client)[1]
    client.cookies.clear()
    assert client.delete("/api/v1/me/devices", headers=bearer(mine)).status_code == 204
    assert client.get("/api/v1/me", headers=bearer(other)).status_code == 401
    assert client.post("/api/v1/sign-out", headers=bearer(mine)).status_code == 204
    assert client.get("/api/v1/me", headers=bearer(mine)).status_code == 401
    assert client.post("/api/v1/sign-out").status_code == 204


def test_a_new_password_asks_for_the_old_one_and_ends_the_other_devices(client: TestClient) -> None:
    mine, other = str(new(client)["token"]), sign_in(client)[1]
    client.cookies.clear()

    def change(current: str, password: str) -> int:
        body = {"current": current, "password": password}
        return client.post("/api/v1/me/password", json=body, headers=bearer(mine)).status_code

    assert change(OTHER, OTHER) == 401
    assert change(PASSWORD, "welkom2026") == 422
    assert change(PASSWORD, OTHER) == 204
    assert client.get("/api/v1/me", headers=bearer(mine)).status_code == 200
    assert client.get("/api/v1/me", headers=bearer(other)).status_code == 401
    assert (sign_in(client)[0], sign_in(client, password=OTHER)[0]) == (401, 200)


def test_a_code_gives_one_new_password_and_works_once(client: TestClient, container: Container) -> None:
    mine = str(new(client)["token"])
    codes = client.post("/api/v1/me/recovery-codes", json={}, headers=bearer(mine)).json()["codes"]
    assert len(set(codes)) == 10
    with container.storage.read() as unit:
        kept = [row.code_hash for row in unit.rows(RecoveryCode).all()]
    assert not {code for code in codes if any(code.replace("-", "") in hash_ for hash_ in kept)}

    def recover(code: str, password: str = OTHER, login: str = "Fatima") -> tuple[int, str]:
        answer = client.post("/api/v1/recover", json={"login": login, "code": code, "password": password})
        client.cookies.clear()
        return answer.status_code, answer.json().get("code", "")

    assert recover(codes[0].lower().replace("-", " "), "kort") == (422, "weak_password")
    assert recover(codes[0].lower().replace("-", " "))[0] == 200
    assert recover(codes[0]) == recover(codes[1], login="Niemand") == (401, "wrong_code")
    assert client.get("/api/v1/me", headers=bearer(mine)).status_code == 401
    assert (sign_in(client)[0], sign_in(client, password=OTHER)[0]) == (401, 200)
    client.cookies.clear()
    assert recover(codes[1], PASSWORD)[0] == 200


def test_guessing_codes_is_slowed_down(client: TestClient) -> None:
    new(client)
    body = {"login": "Fatima", "code": "AAAA-AAAA-AAAA-AAAA", "password": OTHER}
    assert [client.post("/api/v1/recover", json=body).status_code for _ in range(6)] == [401] * 5 + [429]


def test_new_codes_replace_the_old_and_ask_for_the_password_after_a_while(
    client: TestClient, container: Container
) -> None:
    mine = str(new(client)["token"])

    def make(**body: str) -> tuple[int, str]:
        answer = client.post("/api/v1/me/recovery-codes", json=body, headers=bearer(mine))
        return answer.status_code, answer.json().get("code", "")

    first = client.post("/api/v1/me/recovery-codes", json={}, headers=bearer(mine)).json()["codes"]
    with time_machine.travel(container.clock.now() + timedelta(minutes=11), tick=False):
        assert make() == (401, "password_needed")
        assert make(password=OTHER) == (401, "wrong_password")
        assert make(password=PASSWORD)[0] == 200
    body = {"login": "Fatima", "code": first[0], "password": OTHER}
    assert client.post("/api/v1/recover", json=body).status_code == 401


def test_a_name_changes_without_the_login_and_a_taken_login_is_refused(
    client: TestClient, container: Container
) -> None:
    mine = str(new(client)["token"])
    make_person(container, "Tom")

    def change(**body: str) -> tuple[int, str]:
        answer = client.patch("/api/v1/me", json=body, headers=bearer(mine))
        return answer.status_code, answer.json().get("code", answer.json().get("login", ""))

    assert change(name="Fátima  de Wit") == (200, "fatima")
    assert change(login="TOM") == (409, "login_taken")
    assert change(login="fátima") == (200, "fátima")
    assert change(email="fatima@voorbeeld.nl") == (409, "no_mail")
    assert sign_in(client, "FÁTIMA")[0] == 200


def test_an_old_hash_is_renewed_at_signing_in(client: TestClient, container: Container) -> None:
    person = make_person(container, "Fatima")
    assert "m=8," in person.password_hash
    assert sign_in(client)[0] == 200
    with container.storage.read() as unit:
        renewed = unit.rows(Person).get(person.id)
    assert renewed is not None
    assert "m=65536," in renewed.password_hash


def test_an_unused_device_ends_and_so_does_one_of_thirty_days(client: TestClient, container: Container) -> None:
    mine, start = str(new(client)["token"]), container.clock.now()
    for days in range(13, 30, 8):
        with time_machine.travel(start + timedelta(days=days), tick=False):
            assert client.get("/api/v1/me", headers=bearer(mine)).status_code == 200
    with time_machine.travel(start + timedelta(days=30, seconds=1), tick=False):
        assert client.get("/api/v1/me", headers=bearer(mine)).status_code == 401
        sign_in(client)
        with container.storage.read() as unit:
            assert unit.rows(Device).count() == 1
    with time_machine.travel(start + timedelta(days=45), tick=False):
        client.cookies.clear()
        assert client.get("/api/v1/me", headers=bearer(sign_in(client)[1])).status_code == 200


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox op Windows"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "Chrome op Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) AppleWebKit/605 Version/19.0 Mobile Safari/604", "Safari op iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge op Windows"),
        ("python-httpx/1.0", "Een programma"),
        ("<b>Noor</b>", "Een programma"),
    ],
)
def test_a_device_is_called_by_words_of_ours(agent: str, label: str) -> None:
    assert label_of(agent) == label


def test_where_one_is_invited_a_link_makes_one_account(container: Container) -> None:
    settings = load_settings(var=container.settings.var, sign_up="invited")
    parts = Container(settings)
    migrate_storage(settings)
    with TestClient(create_app(parts), headers={"Origin": "http://testserver"}) as client:
        body = {"name": "Fatima", "password": PASSWORD}
        refused = client.post("/api/v1/people", json=body)
        assert (refused.status_code, refused.json()["code"]) == (409, "invitation_needed")
        token = parts.passes.sign_up()
        assert client.post("/api/v1/people", json=body | {"invitation": token}).status_code == 201
        second = client.post("/api/v1/people", json={"name": "Tom", "password": PASSWORD, "invitation": token})
        assert (second.status_code, second.json()["code"]) == (409, "invitation_needed")
