"""Passwords: what is refused and what is not, and that hashes follow the times."""

import threading
from typing import Any

import pytest
from pwdlib.hashers.argon2 import Argon2Hasher

from coach.errors import BadData, BadInput, NotReady
from coach.group.passwords import AT_ONCE, IN_LINE, Passwords
from coach.settings import ROOT


def quick(memory_cost: int = 8) -> Argon2Hasher:
    return Argon2Hasher(time_cost=1, memory_cost=memory_cost, parallelism=1)


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return Passwords(Passwords.load(ROOT / "knowledge" / "passwords.txt")._common, quick())


@pytest.mark.parametrize(
    "password",
    [
        "Welkom2026!!", "welkom welkom", "w3lk0m w3lk0m", "P@ssw0rd123!", "1234567890", "aaaaaaaaaab",
        "Zomer 2026 Utrecht", "intervisiegroep1", "!!qwertyuiop", "Wachtwoord1234",
    ],
)  # fmt: skip
def test_a_favourite_is_refused_whatever_stands_around_it(passwords: Passwords, password: str) -> None:
    with pytest.raises(BadInput) as refused:
        passwords.check(password, "Fatima")
    assert (refused.value.code, refused.value.where) == ("weak_password", "password")
    assert password not in refused.value.message


@pytest.mark.parametrize(
    "password",
    [
        "wandelen langs de vaart",
        "tienletter",
        "x" * 3 + "abcdefghijk",
        "  spaties  tellen ",
        "日本語の合言葉をここに",
        "b3-_-9Zq!!",
    ],
)
def test_spaces_pasted_signs_and_any_alphabet_are_welcome_and_no_kind_of_sign_is_asked(
    passwords: Passwords, password: str
) -> None:
    passwords.check(password, "Fatima")
    assert passwords.verify(password, passwords.hash(password)) == (True, None)


@pytest.mark.parametrize(("length", "fits"), [(9, False), (10, True), (256, True), (257, False)])
def test_a_password_has_ten_to_256_signs(passwords: Passwords, length: int, fits: bool) -> None:
    password = ("dromedaris op een fiets " * 12)[:length]
    if fits:
        passwords.check(password)
        return
    with pytest.raises(BadInput):
        passwords.check(password)


@pytest.mark.parametrize(
    ("password", "name", "fits"),
    [
        ("noor1990jansen", "Noor Jansen", False),
        ("ik ben noorjansen hoor", "Noor Jansen", False),
        ("FATIMA in de tuin", "fatima", False),
        ("de bergen zijn prachtig", "Noor van den Berg", True),
        ("tomatensoep met brood", "Tom", True),
        ("tom12345678", "Tom", False),
        ("tomtom2026", "Tom", False),
    ],
)
def test_a_password_may_not_hold_the_name(passwords: Passwords, password: str, name: str, fits: bool) -> None:
    if fits:
        passwords.check(password, name)
        return
    with pytest.raises(BadInput, match="Je naam"):
        passwords.check(password, name)


def test_half_a_sign_is_refused_and_never_breaks_a_check(passwords: Passwords) -> None:
    with pytest.raises(BadInput):
        passwords.check("een half teken \ud800")
    assert passwords.verify("een half teken \ud800", None) == (False, None)


def test_one_sign_written_in_two_ways_is_the_same_password(passwords: Passwords) -> None:
    assert passwords.verify("caf\u0065\u0301 in de polder", passwords.hash("caf\u00e9 in de polder"))[0]


def test_an_older_hash_gets_a_better_one_and_a_wrong_password_none(passwords: Passwords) -> None:
    old = Passwords(frozenset(), quick(memory_cost=16)).hash("wandelen langs de vaart")
    right, better = passwords.verify("wandelen langs de vaart", old)
    assert right
    assert better is not None
    assert passwords.verify("wandelen langs de vaart", better) == (True, None)
    assert passwords.verify("fietsen langs de vaart", old) == (False, None)


def test_nobody_never_matches_though_the_same_work_is_done(
    passwords: Passwords, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert passwords.verify("nobody has this password", None) == (False, None)
    seen: list[str] = []
    real = passwords._hash.verify_and_update

    def noted(password: str, kept: str, **rest: Any) -> tuple[bool, str | None]:
        seen.append(kept)
        return real(password, kept)

    monkeypatch.setattr(passwords._hash, "verify_and_update", noted)
    passwords.verify("wandelen langs de vaart", None)
    assert len(seen) == 1
    assert seen[0].startswith("$argon2id$v=19$m=8,t=1")


def test_only_a_few_hashes_run_at_once_and_a_full_line_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords, running, most, go = Passwords(frozenset(), quick()), [0], [0], threading.Event()
    count = threading.Lock()

    def slow(password: str) -> str:
        with count:
            running[0] += 1
            most[0] = max(most[0], running[0])
        go.wait(10)
        with count:
            running[0] -= 1
        return "hash"

    monkeypatch.setattr(passwords._hash, "hash", slow)
    threads = [threading.Thread(target=passwords.hash, args=("iets",)) for _ in range(IN_LINE)]
    for thread in threads:
        thread.start()
    while passwords._line._value > 0:
        pass
    with pytest.raises(NotReady) as busy:
        passwords.hash("iets")
    go.set()
    for thread in threads:
        thread.join()
    assert busy.value.code == "busy"
    assert most[0] == AT_ONCE


def test_the_product_itself_uses_argon2id_with_64_mebibytes() -> None:
    assert Passwords(frozenset()).hash("wandelen langs de vaart").startswith("$argon2id$v=19$m=65536,t=3")


def test_a_list_that_is_missing_is_named() -> None:
    with pytest.raises(BadData):
        Passwords.load(ROOT / "knowledge" / "no_passwords.txt")
