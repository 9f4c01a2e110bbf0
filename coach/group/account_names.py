"""How somebody is called on this machine, and what they sign in with: the shown name may be shared, the login not."""

import unicodedata

from coach.errors import BadInput
from coach.text import clean

MAX_NAME, MAX_LOGIN = 80, 200


def shown_name(text: str) -> str:
    """The name on one line. Raises BadInput when nothing is left or it is too long."""
    name = " ".join(clean(text).split())
    if not name:
        raise BadInput("Vul je naam in.", code="empty_name", where="name")
    if len(name) > MAX_NAME:
        raise BadInput(f"Een naam telt hooguit {MAX_NAME} tekens.", code="name_too_long", where="name")
    return name


def login_of(text: str) -> str:
    """What is typed to sign in: capitals, spaces around and ways of writing one sign make no difference."""
    return " ".join(unicodedata.normalize("NFKC", clean(text)).casefold().split())


def new_login(text: str) -> str:
    """The same for a new account. Raises BadInput for one that cannot be kept."""
    login = login_of(text)
    if not login:
        raise BadInput("Vul in waarmee je wilt inloggen.", code="empty_login", where="login")
    if len(login) > MAX_LOGIN:
        raise BadInput("Deze inlognaam is te lang. Neem een kortere.", code="login_too_long", where="login")
    return login
