"""What others answered: assent, refusal, withdrawal."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from coach.minutes.speech import Sentence

_I = re.IGNORECASE
_FURTHEST = 100  # sentences: a turn may be very long
_YES = re.compile(
    r"^(?:(?:oh?|ah|nou|oké|ja,?|hm)[, ]+)*(?:ja+|jawel|jazeker|jep|yes|ik ook|leuk|prima|goed|oké|oke|ok|"
    r"akkoord|is goed|"
    r"graag|top|"
    r"fijn|komt goed|komt voor elkaar|zeker|natuurlijk|tuurlijk|afgesproken|lijkt me|vind ik goed|mee eens|eens|"
    r"klopt|geregeld|"
    r"doe ik|dat doe ik|ik doe|zal ik doen|ga ik doen|wil ik wel|kan ik|dat is goed|mooi|staat genoteerd|genoteerd|"
    r"is genoteerd|helemaal goed|dat kan|kan ik doen|past|lukt)\b",
    _I,
)
_I_WILL = re.compile(
    r"\b(?:doe ik|ik doe (?:het|dat|'t|wel)|zal ik doen|ga ik doen|regel ik|ik regel|ik zal|neem ik|ik neem|"
    r"stuur ik|ik stuur|"
    r"laat mij maar|mag ik wel|ik heb (?:wel |nog |er )*(?:wat|iets|een)|ik breng|bel ik|ik bel|mail ik|ik mail|"
    r"ik wil wel|wil ik wel|ik kan (?:dat |het )?wel|kan ik wel|ik \w+ (?:het |dat |'t )?(?:dan )?wel[.!]?$|"
    r"pak ik|ik pak|komt goed|komt voor elkaar|ik ga)\b"
    r"|^(?:ik|ikke|ik wel)[.!]?$",
    _I,
)
_NO = re.compile(
    r"^(?:(?:oh?|nou|eh|ja)[, ]+)*(?:nee|neen|neu|liever niet|sorry|ho|dat lukt (?:me |mij )?niet|ik kan niet|"
    r"ik niet|"
    r"doe maar niet|laat maar)\b|\b(?:kan ik niet|lukt (?:me |mij )?niet|dan kan ik niet|liever niet|geen tijd|"
    r"ik pas)\b"
    r"|^ja,? maar\b",
    _I,
)
_NO_BUT_YES = re.compile(r"^nee(?: hoor)?,?\s+(?:prima|goed|geen (?:bezwaar|probleem)|is goed|klopt)\b", _I)
WITHDRAWN = re.compile(
    r"\blaat maar\b|\btoch (?:maar )?niet\b|\bbij nader inzien\b|\b(?:streep|schrap|haal)\b.{0,30}\b(?:door|weg|"
    r"eruit|maar)\b|"
    r"\bschrap\b|\bvergeet (?:dat|het|maar)\b|\bhoeft (?:toch |eigenlijk )?(?:niet|al niet)\b|\b(?:vervalt|"
    r"gaat niet door)\b|"
    r"\bik (?:trek|neem) (?:dat|het|'t)? ?(?:weer )?terug\b|\bdoe ik (?:toch )?(?:maar )?niet\b|\bdat doen we niet\b",
    _I,
)


def says_yes(text: str) -> bool:
    """Whether this opens with assent, and not with "ja maar"."""
    if _NO_BUT_YES.search(text):
        return True
    return bool(_YES.search(text) or _I_WILL.search(text)) and not says_no(text)


def says_no(text: str) -> bool:
    """Whether this refuses."""
    return bool(_NO.search(text)) and not _NO_BUT_YES.search(text)


def takes_it_on(text: str) -> bool:
    """Whether the speaker says that they will do it ("doe ik", "ik")."""
    return bool(_I_WILL.search(text)) and not says_no(text)


def following(said: Sequence[Sentence], index: int, turns: int) -> Iterable[Sentence]:
    """The sentences after `index`, up to so many turns further."""
    last = said[index].turn + turns
    for other in said[index + 1 : index + 1 + _FURTHEST]:
        if other.turn > last:
            return
        yield other


def answers(said: Sequence[Sentence], index: int, turns: int) -> list[Sentence]:
    """The sentences of others after a question, up to where whoever asked goes on to another question."""
    found = []
    for other in following(said, index, turns):
        if other.turn > said[index].turn and other.speaker == said[index].speaker and other.asks:
            break
        if other.turn > said[index].turn and other.speaker != said[index].speaker:
            found.append(other)
    return found


def first_of_turn(said: Sequence[Sentence], index: int, turns: int) -> list[Sentence]:
    """The opening sentence of each later turn by somebody else."""
    here = said[index]
    found = []
    for turn in range(here.turn + 1, here.turn + turns + 1):
        at = first_at(said, turn)
        if at < len(said) and said[at].turn == turn and said[at].speaker != here.speaker:
            found.append(said[at])
    return found


def first_at(said: Sequence[Sentence], turn: int) -> int:
    """Where the first sentence of this turn, or of a later one, stands."""
    return bisect_left(said, turn, key=lambda sentence: sentence.turn)
