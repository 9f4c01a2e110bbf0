"""Dutch names on screen for what the code calls in English. Judgement labels also travel to the page's script."""

from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from jinja2 import pass_context
from jinja2.runtime import Context

from coach.group.retention import ZONE
from coach.minutes import wording

# Label -> (what it does, for the underline; the title people read).
LABELS: Final[dict[str, tuple[str, str]]] = {
    "open": ("opens", "Open vraag"),
    "closed": ("closes", "Sluit: ja of nee is genoeg"),
    "choice": ("closes", "Sluit: kiezen uit wat jij noemt"),
    "suggestive": ("steers", "Stuurt: het antwoord zit er al in"),
    "disguised_advice": ("advises", "Adviseert, in de vorm van een vraag"),
    "judgemental": ("judges", "Oordeelt"),
    "multiple": ("stacks", "Stapelt: meer vragen tegelijk"),
    "not_a_question": ("closes", "Geen vraag"),
}
# A remark that is no question still does something: it advises, steers or judges.
REMARKS: Final[dict[str, tuple[str, str]]] = {
    "advice": ("advises", "Adviseert: dit is geen vraag"),
    "suggestive": ("steers", "Stuurt: dit is geen vraag"),
    "judgement": ("judges", "Oordeelt: dit is geen vraag"),
}
# Where the phase asks for it, the same remark is no mistake, and its title says so.
WANTED: Final[dict[str, tuple[str, str]]] = {
    "advice": ("opens", "Een advies"),
    "suggestive": ("opens", "Een vermoeden"),
    "neutral": ("opens", "Een bijdrage"),
}
LEGEND: Final = (
    ("closes", "sluit", "het antwoord is ja, nee of een keuze"),
    ("steers", "stuurt", "het antwoord zit al in de vraag"),
    ("advises", "adviseert", "jouw oplossing in de vorm van een vraag"),
    ("judges", "oordeelt", "er klinkt een verwijt of een mening in door"),
    ("stacks", "stapelt", "de ander moet kiezen welke vraag telt"),
)
HELP_FIRST: Final = "Bovenaan staat waar hulp is. Over deze vraag oordeel ik nu niet; hij blijft gewoon staan."
FITS: Final = {
    "wanted": "Past in deze fase",
    "tolerated": "Mag in deze fase",
    "wrong": "Past nu niet",
}
PHASES: Final = wording.PHASES
ROLES: Final = wording.ROLES
WITHHELD: Final = {
    "third_party_name": "Een naam van iemand buiten de groep weggelaten",
    "health": "Een woord over iemands gezondheid weggelaten",
    "contract": "Een regel die volgens jullie afspraken niet mag",
    "email": "Een e-mailadres weggelaten",
    "phone": "Een telefoonnummer weggelaten",
    "account": "Een rekeningnummer weggelaten",
    "birth_date": "Een geboortedatum weggelaten",
    "number": "Een lang nummer weggelaten",
    "postcode": "Een postcode weggelaten",
    "address": "Een adres weggelaten",
}
MINUTES_PARTS: Final = wording.PARTS | wording.OTHER_PARTS
ERROR_TITLES: Final = {
    401: "Log eerst in",
    403: "Dit mag hier niet",
    404: "Deze pagina is er niet",
    405: "Dit kan zo niet",
    409: "Dit kan nu niet",
    413: "Dit is te groot",
    422: "Dit kan ik niet lezen",
    429: "Even rustig aan",
    500: "Er ging bij ons iets mis",
    503: "Nog even geduld",
}
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def certainty(confidence: float) -> str:
    """How sure the judge is, as a word rather than a number with false precision."""
    if confidence >= 0.85:
        return "vrij zeker"
    return "waarschijnlijk" if confidence >= 0.65 else "niet zeker"


def title(label: str, load: str, fit: str | None = None) -> tuple[str, str]:
    """(what it does, title) of a judgement; `fit` is how it suits its phase, when that is known."""
    if label == "not_a_question" and fit == "wanted" and load in WANTED:
        return WANTED[load]
    if label == "not_a_question":
        return REMARKS.get(load, LABELS[label])
    return LABELS[label]


def day_of(moment: date) -> str:
    """A day as people write it: 3 november 2026."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def at(moment: datetime, zone: str = ZONE) -> str:
    """Day and time on the clock of a group, or of the Netherlands where there is none: 3 november 2026, 14:05."""
    here = moment.astimezone(ZoneInfo(zone))
    return f"{day_of(here)}, {here:%H:%M}"


@pass_context
def at_here(page: Context, moment: datetime, zone: str | None = None) -> str:
    """The filter `at`: on the clock of the page's own group, unless another zone is named."""
    return at(moment, zone or _zone_of(page))


@pass_context
def day_here(page: Context, moment: date, zone: str | None = None) -> str:
    """The filter `day`: a moment gets its day on that same clock; a day stays the day it is."""
    return day_of(moment.astimezone(ZoneInfo(zone or _zone_of(page))) if isinstance(moment, datetime) else moment)


def _zone_of(page: Context) -> str:
    zone: Any = page.get("zone")
    return zone if isinstance(zone, str) and zone else ZONE


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds; below zero it says how much later it has become."""
    whole = abs(int(seconds))
    return f"{'+' if seconds < 0 else ''}{whole // 60}:{whole % 60:02d}"
