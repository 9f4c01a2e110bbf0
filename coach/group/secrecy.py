"""What the mark "onder beroepsgeheim" locks (DESIGN idea 9): the secret is the client's, so a group cannot waive it."""

from enum import StrEnum

from coach.errors import Refused
from coach.records import Group


class Outside(StrEnum):
    """Ways in which words could leave this machine."""

    MODEL = "remote_model"
    TRANSCRIPTION = "remote_transcription"
    UPLOAD = "remote_upload"


_WHAT = {
    Outside.MODEL: "een taalmodel buiten deze machine",
    Outside.TRANSCRIPTION: "een ondertiteldienst buiten deze machine",
    Outside.UPLOAD: "een dienst buiten deze machine waar een bestand heen gaat",
}


def locked(group: Group) -> tuple[Outside, ...]:
    """What this group cannot use, whatever its contract or its members say."""
    return tuple(Outside) if group.secrecy else ()


def refuse_locked(group: Group, way: Outside) -> None:
    """Raises Refused when the mark locks this way. Ask it before words go to anything that is not on this machine."""
    if way in locked(group):
        raise Refused(
            f"Deze groep valt onder het beroepsgeheim. Daarom staat {_WHAT[way]} hier uit; dat kan niemand aanzetten.",
            code="under_secrecy",
        )
