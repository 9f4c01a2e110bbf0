"""Passwords: which are good enough, and their slow hashes. Rules of NIST SP 800-63B: long enough, no favourites, no
demands on which signs are in it."""

import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from coach.errors import BadData, BadInput, NotReady

SHORTEST, LONGEST = 10, 256
# Beside the name something must be left that nobody guesses from it.
_BESIDE_THE_NAME = 8
# One hash takes 64 MiB and all cores: more at once is slower for everybody. Who comes when the line is full is told so.
AT_ONCE, IN_LINE = 2, 12
_NOT_LETTERS = re.compile(r"[\W\d_]+")
# Digits and signs before and after; the words in between may have some too.
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_NOT_SIGNS = re.compile(r"[\W_]+")
# Signs that are written for letters.
_LEET = str.maketrans("013457@$!€", "oieastasie")


class Passwords:
    """Checks and hashes passwords; `common` holds those that are refused, as in knowledge/passwords.txt."""

    def __init__(self, common: frozenset[str], hasher: Argon2Hasher | None = None) -> None:
        """Without a hasher the one of pwdlib: argon2id with 64 MiB and three passes (RFC 9106, second choice)."""
        self._common = common
        self._hash = PasswordHash([hasher or Argon2Hasher()])
        self._slots, self._line = threading.BoundedSemaphore(AT_ONCE), threading.BoundedSemaphore(IN_LINE)
        self._nobodys: str | None = None

    @classmethod
    def load(cls, path: Path) -> "Passwords":
        """With the common ones of a file: one a line, `#` begins a remark."""
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            raise BadData("Dit bestand ontbreekt of is geen UTF-8. Zet het terug.", where=path.name) from None
        return cls(frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#")))

    def check(self, password: str, *names: str, where: str = "password") -> None:
        """Raises BadInput (`weak_password`) with what to do, when it is too short, too common or holds a name."""
        said = self._fault(_written(password), names)
        if said:
            raise BadInput(said, code="weak_password", where=where)

    def _fault(self, password: str, names: tuple[str, ...]) -> str:
        if len(password) < SHORTEST:
            return f"Neem een wachtwoord van minstens {SHORTEST} tekens. Een paar woorden achter elkaar mag ook."
        if len(password) > LONGEST:
            return f"Dit wachtwoord is te lang: hooguit {LONGEST} tekens."
        if any("\ud800" <= sign <= "\udfff" for sign in password):
            return "In dit wachtwoord zit een teken dat niet bestaat. Neem een ander."
        if self.common(password):
            return "Dit wachtwoord raadt iedereen als eerste. Neem iets anders, zoals een paar losse woorden."
        if any(self._holds(password, name) for name in names):
            return "Je naam zit in dit wachtwoord. Neem iets dat niemand bij jou raadt."
        return ""

    def common(self, password: str) -> bool:
        """Whether it is one of the favourites, or two of them, whatever digits and signs are put around."""
        plain = _NOT_SIGNS.sub("", password.casefold())
        if plain in self._common or len(set(plain)) < 4:
            return True
        inside = _AROUND.sub("", password.casefold()).translate(_LEET)
        spellings = {_NOT_LETTERS.sub("", plain), _NOT_LETTERS.sub("", inside)}
        return any(letters and self._made_of_common(letters) for letters in spellings)

    def _made_of_common(self, letters: str) -> bool:
        if letters in self._common:
            return True
        return any(letters[:at] in self._common and letters[at:] in self._common for at in range(1, len(letters)))

    def _holds(self, password: str, name: str) -> bool:
        """Whether a name is in it; of one of three letters or a part of a name, only when little else is left."""
        plain, whole = _NOT_SIGNS.sub("", password.casefold()), _NOT_SIGNS.sub("", _written(name).casefold())
        if len(whole) >= 4 and whole in plain:
            return True
        left = plain
        for part in re.split(r"[\W_]+", _written(name).casefold()):
            left = left.replace(part, "") if len(part) >= 3 else left
        return left != plain and (len(left) < _BESIDE_THE_NAME or self.common(left))

    def hash(self, password: str) -> str:
        """The slow hash of a password that was checked. Raises NotReady when too many wait."""
        with self._turn():
            return self._hash.hash(_written(password))

    def verify(self, password: str, kept: str | None) -> tuple[bool, str | None]:
        """Whether it is the one, and a new hash when the old was made in an older way.

        With `kept` None (nobody has this login) it takes as long and is never the one.
        """
        if len(password) > LONGEST * 4:  # no account has one; hashing megabytes is work for whoever sends them
            password = ""
        with self._turn():
            right, better = self._hash.verify_and_update(_encodable(password), kept or self._dummy())
        return right and kept is not None, better if kept is not None else None

    def _dummy(self) -> str:
        if self._nobodys is None:
            self._nobodys = self._hash.hash("nobody has this password")
        return self._nobodys

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._line.acquire(blocking=False):
            raise NotReady("Het is even druk. Probeer het over een paar tellen opnieuw.", code="busy")
        try:
            with self._slots:
                yield
        finally:
            self._line.release()


def _written(password: str) -> str:
    """The same password from another keyboard: one way of writing each sign (NIST SP 800-63B 5.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def _encodable(password: str) -> str:
    return _written(password).encode("utf-8", "replace").decode()
