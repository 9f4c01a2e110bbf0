"""Words that stand before a colon in notes, and the item of the minutes each one opens."""

import re

LABELS: dict[str, tuple[str, ...]] = {
    "date": ("datum", "bijeenkomst", "wanneer"),
    "present": ("aanwezig", "aanwezigen", "deelnemers", "deelnemer", "erbij"),
    "absent": ("afwezig", "afgemeld", "verhinderd", "afwezigen", "absent", "bericht van verhindering", "niet aanwezig"),
    "facilitator": ("begeleider", "begeleiding", "gespreksleider", "voorzitter", "procesbegeleider", "facilitator"),
    "case_presenter": ("inbrenger", "casusinbrenger", "inbreng", "casus van", "inbreng door"),
    "minutes_taker": ("notulist", "notuliste", "notulen", "verslag", "verslaglegger", "notuleert"),
    "method": ("methode", "werkvorm", "gekozen methode"),
    "presenting_question": ("inbrengvraag", "hulpvraag", "vraag", "vraag inbrenger", "vraag van de inbrenger"),
    "restated_question": (
        "herformuleerde vraag", "herformulering", "nieuwe vraag", "vraag na herformulering", "geherformuleerde vraag",
        "hergeformuleerde vraag", "vraag wordt",
    ),
    "themes": ("thema", "thema's", "themas", "thema’s", "onderwerpen", "steekwoorden", "trefwoorden"),
    "advice_keywords": ("advies", "adviezen", "tips", "suggesties"),
    "look_back": ("terugblik", "vorige keer", "vorige afspraken", "terugblik vorige keer", "actiepunten vorige keer"),
    "agreements": (
        "afspraak", "afspraken", "actie", "acties", "actiepunt", "actiepunten", "afgesproken", "to do", "todo",
    ),
    "learned_by_presenter": ("geleerd door inbrenger", "inzicht inbrenger", "leerpunt inbrenger",
                             "leerpunten inbrenger"),
    "learned_by_peers": (
        "geleerd", "leerpunt", "leerpunten", "leerpunten groep", "leerpunten deelnemers", "geleerd door de anderen",
        "oogst", "inzichten",
    ),
    "evaluation": ("evaluatie", "procesevaluatie", "hoe ging het", "nabespreking"),
    "next_meeting": ("volgende keer", "volgende bijeenkomst", "volgende datum", "vervolg", "nieuwe datum", "volgende"),
    "other": ("tijd", "plaats", "locatie", "fase", "ronde", "opmerking", "let op", "pauze", "verder", "begin",
              "einde", "nb"),
}  # fmt: skip
_ITEM = {label: item for item, labels in LABELS.items() for label in labels}
_ROLES = frozenset({"facilitator", "case_presenter", "minutes_taker", "present"})
_BEFORE_COLON = re.compile(r"^[\s*•–\-#]*(?:\d+[.)]\s*)?([^:]{2,40}?)\s*(?:\*\*)?:\s*(?:\*\*)?(.*)$")


def item_of(label: str) -> str | None:
    """The item a label opens ("Actiepunten" -> "agreements"), or None for another word."""
    word = label.strip(" *-–•#").lower()
    if word in _ITEM:
        return _ITEM[word]
    first = word.split(" ")[0]
    return "other" if first in {"fase", "ronde", "stap"} else None


def is_label(name: str) -> bool:
    """Whether this stands before a colon in notes, rather than being somebody's name."""
    return item_of(name) is not None


def is_role_label(name: str) -> bool:
    """Whether this names a role, so that it may also be how a transcript hides names ("Inbrenger: …")."""
    return role_of(name) is not None


def role_of(name: str) -> str | None:
    """The role a speaker label names ("Begeleider" -> facilitator, "Deelnemer 2" -> peer), else None."""
    item = item_of(re.sub(r"\s*\d+$", "", name))
    return ("peer" if item == "present" else item) if item in _ROLES else None


def split(line: str) -> tuple[str | None, str]:
    """(item, rest) of a note; item is None when the line has no known label."""
    match = _BEFORE_COLON.match(line)
    item = item_of(match.group(1)) if match else None
    return (item, match.group(2).strip()) if match and item else (None, line.strip())
