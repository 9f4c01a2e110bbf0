"""Names that people give to a group and to themselves in it: cleaned, and told apart within one group."""

from collections.abc import Iterable

from coach.errors import BadInput, Conflict
from coach.text import clean

MAX_NAME = 100


def group_name(text: str) -> str:
    """The name of a group on one line. Raises BadInput when nothing is left, or it is too long."""
    return _checked(text, "Geef de groep een naam.")


def own_name(text: str) -> str:
    """Somebody's name in a group, on one line. Raises BadInput when nothing is left, or it is too long."""
    return _checked(text, "Vul in hoe je in deze groep heet.")


def told_apart(name: str, others: Iterable[str]) -> str:
    """The name, when nobody else in the group has it; small letters and capitals are one. Raises Conflict."""
    if _folded(name) in {_folded(other) for other in others}:
        raise Conflict(
            "Er is al iemand met deze naam in de groep. Zet er iets bij waaraan de anderen je herkennen, "
            "zoals de eerste letter van je achternaam.",
            code="name_taken",
        )
    return name


def _checked(text: str, empty: str) -> str:
    name = " ".join(clean(text).split())
    if not name:
        raise BadInput(empty, code="empty_name")
    if len(name) > MAX_NAME:
        raise BadInput(f"Een naam telt hooguit {MAX_NAME} tekens.", code="name_too_long")
    return name


def _folded(name: str) -> str:
    return " ".join(clean(name).split()).casefold()
