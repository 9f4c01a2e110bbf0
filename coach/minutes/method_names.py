"""Methods by the names people use for them. The ids are those of DESIGN section 5."""

import re
from collections.abc import Iterable, Sequence

from coach.minutes.speech import Sentence

_NAMES = {
    "basismodel": r"basis(?:model|methode)|basis intervisie(?:methode)?",
    "incidentmethode_hendriksen": r"incidentmethode van hendriksen",
    "incidentmethode": r"incident(?:en)?methode",
    "roddelmethode": r"roddelmethode|roddelmodel|roddelen als methode",
    "vijf_fasen": r"(?:methode van de )?vijf fasen|vijffasen(?:model|methode)",
    "vijfstappen": r"vijf ?stappen(?:model|methode)?",
    "dilemmamethode": r"dilemmamethode",
    "nijmeegse_methode": r"nijmeegse methode",
    "argumentatief_stappenplan": r"argumentatie(?:f|ve) stappenplan",
    "tienstappen": r"tien ?stappen(?:methode|model|plan)?|10[- ]stappen(?:methode|model|plan)?",
    "probleemoplossend": r"probleemoplossende (?:methode|intervisie)",
    "leer_en_onderzoek": r"leer-? en onderzoeksmethode",
    "balint_gestructureerd": r"gestructureerde balint",
    "balint_klassiek": r"balint(?:methode|groep)?",
    "socratisch_gesprek": r"socratisch(?:e)? (?:gesprek|methode|intervisie)",
    "consultatie": r"consultatiemethode",
    "waarderend": r"waarderende (?:intervisie|methode)|appreciative inquiry",
    "raguse": r"ragus[eé](?:methode)?",
    "spiegel": r"spiegelmethode",
    "denkhoeden": r"(?:zes )?denkhoeden",
    "kernkwadranten": r"kernkwadrant(?:en)?",
    "u_procedure": r"u-procedure",
    "case_clinic": r"case clinic",
    "kollegiale_beratung": r"kollegiale beratung",
    "action_learning": r"action learning",
    "troika": r"troika(?: consulting)?",
}
_FORMS = {method: re.compile(rf"\b(?:{name})\b", re.IGNORECASE) for method, name in _NAMES.items()}
_OTHER_TIME = re.compile(
    r"\b(?:volgende|vorige|laatste) (?:keer|bijeenkomst|maal)\b|\bdeden we\b|\bhadden we\b|\booit\b|\been keer\b|"
    r"\bin plaats van\b",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"\b(?:we|wij)\b.{0,40}\b(?:doen|gebruiken|werken|nemen|kiezen|volgen|houden|gaan|beginnen)\b|"
    r"\b(?:doen|gebruiken|werken|nemen|kiezen|volgen|gaan)\b.{0,10}\bwe\b|"
    r"\bvolgens\b|\bvandaag\b|\bmethode\b|\bmet (?:de|het)\b",
    re.IGNORECASE,
)
_NOT_THIS = re.compile(r"\b(?:niet|geen|liever niet|in plaats van)\s+(?:weer\s+)?(?:de |het )?$", re.IGNORECASE)


def named(text: str, known: Iterable[tuple[str, str]] = ()) -> str | None:
    """The method a text names (id); of several the last that is not denied. `known` adds (id, name) of data files."""
    found: list[tuple[int, str]] = []
    forms = [*_FORMS.items(), *((m, re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)) for m, name in known)]
    for method, form in forms:
        for match in form.finditer(text):
            taken = any(at <= match.start() < at + 30 and other.startswith(method) for at, other in found)
            if not taken and not _NOT_THIS.search(text[max(0, match.start() - 40) : match.start()]):
                found.append((match.start(), method))
    return max(found)[1] if found else None


def find_method(said: Sequence[Sentence], known: Sequence[tuple[str, str]], opening_ends: int) -> str | None:
    """The method of this meeting, when somebody says so before the case is told."""
    for sentence in said:
        if sentence.turn > opening_ends:
            return None
        if sentence.joke or sentence.order or _OTHER_TIME.search(sentence.text) or sentence.asks:
            continue
        method = named(sentence.text, known)
        if method and _CHOSEN.search(sentence.text):
            return method
    return None
