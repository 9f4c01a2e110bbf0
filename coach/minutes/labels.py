"""Words that stand before a colon in notes, and the item of the minutes each one opens."""

import re
import unicodedata

from coach.minutes import lengths

LABELS: dict[str, tuple[str, ...]] = {
    "date": ("datum", "bijeenkomst", "wanneer"),
    "present": ("aanwezig", "aanwezigen", "deelnemers", "deelnemer", "erbij", "aanw", "er zijn"),
    "absent": ("afwezig", "afgemeld", "verhinderd", "afwezigen", "absent", "bericht van verhindering", "niet aanwezig",
               "afw", "afm"),
    "facilitator": ("begeleider", "begeleiding", "gespreksleider", "voorzitter", "procesbegeleider", "facilitator",
                    "vz", "bgl"),
    "case_presenter": ("inbrenger", "casusinbrenger", "inbreng", "casus van", "inbreng door", "inbr"),
    "minutes_taker": ("notulist", "notuliste", "notulen", "verslag", "verslaglegger", "notuleert", "not"),
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
        "afspraak", "afspraken", "actie", "acties", "actiepunt", "actiepunten", "afgesproken", "to do", "todo", "afspr",
    ),
    "learned_by_presenter": ("geleerd door inbrenger", "inzicht inbrenger", "leerpunt inbrenger",
                             "leerpunten inbrenger"),
    "learned_by_peers": (
        "geleerd", "leerpunt", "leerpunten", "leerpunten groep", "leerpunten deelnemers", "geleerd door de anderen",
        "oogst", "inzicht", "inzichten",
    ),
    "evaluation": ("evaluatie", "procesevaluatie", "hoe ging het", "nabespreking"),
    "next_meeting": ("volgende keer", "volgende bijeenkomst", "volgende datum", "vervolg", "nieuwe datum", "volgende",
                     "vlg keer", "vlg x", "volgende x"),
    "other": ("tijd", "plaats", "locatie", "fase", "ronde", "opmerking", "let op", "pauze", "verder", "begin",
              "einde", "nb"),
}  # fmt: skip
_ITEM = {label: item for item, labels in LABELS.items() for label in labels}
_ROLES = frozenset({"facilitator", "case_presenter", "minutes_taker", "present"})
_BEFORE_COLON = re.compile(r"^[\s*•–\-#]*+(?:\d+[.)]\s*)?([^:]{2,40}?)\s*(?:\*\*)?:\s*(?:\*\*)?(.*)$")


def item_of(label: str) -> str | None:
    """The item a label opens ("Actiepunten" -> "agreements"), or None for another word."""
    word = label.strip(" *-–•#.").lower()
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


_NO_COLON = re.compile(
    r"^[\s*•–\-#]*+(?P<label>volgende (?:keer|bijeenkomst|x)|vlg\.? (?:keer|x)|aanw(?:ezig)?\.?|"
    r"afw(?:ezig)?\.?)\s+(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_CASE_OF = re.compile(
    r"^[\s*•–\-#]*+(?i:casus|inbreng)(?: van)? (?P<rest>[A-ZÀ-Ý][\w'’-]+)(?=\s*(?:$|[-–—:,(.]))(?!\s*,\s*(?:vz|not)\b)"
)


_SMALL_IN_NAMES = frozenset(
    [
        "van",
        "de",
        "den",
        "der",
        "het",
        "'t",
        "ten",
        "ter",
        "te",
        "el",
        "al",
        "ben",
        "bin",
        "von",
        "di",
        "da",
        "du",
        "la",
        "le",
        "en",
    ]
)


def speaker_name(label: str) -> str | None:
    """Who speaks, from what stands before a colon, without emoji; None when those words are no name but a sentence.

    Names and roles have capitals, apart from particles and numbers ("Youssef El Amrani", "Deelnemer 2").
    """
    bare = " ".join("".join(c if unicodedata.category(c) not in _SIGNS else " " for c in label).split())
    words = bare.split(" ") if bare else []
    fits = all(
        word[0].isupper() or word[0].isdigit() or word[0] == "(" or word.lower() in _SMALL_IN_NAMES
        for word in words[1:]
    )
    if (
        len(bare) > lengths.NAME
        or not words
        or not words[0][0].isupper()
        or not fits
        or words[0].lower() in _OPENS_SENTENCES
    ):
        return None
    return bare


_SIGNS = frozenset({"So", "Sk", "Cf", "Cs", "Mn", "Co", "Cn"})
_OPENS_SENTENCES = frozenset(
    [
        "mijn",
        "hij",
        "zij",
        "ze",
        "ik",
        "je",
        "jij",
        "we",
        "wij",
        "het",
        "dat",
        "dit",
        "die",
        "er",
        "en",
        "maar",
        "dus",
        "want",
        "toen",
        "dan",
        "wat",
        "hoe",
        "waar",
        "waarom",
        "wanneer",
        "een",
        "de",
        "als",
        "of",
        "nou",
        "ja",
        "nee",
        "oké",
        "goed",
        "kijk",
        "daar",
        "hier",
        "ons",
        "onze",
        "jouw",
        "zijn",
        "haar",
    ]
)


def split_note(line: str) -> tuple[str | None, str]:
    """The same for notes, in which people leave out the colon ("volgende keer do 10 dec", "casus Fatima - …")."""
    item, rest = split(line)
    if item:
        return item, rest
    if match := _NO_COLON.match(line):
        return item_of(match["label"]), match["rest"].strip()
    if match := _CASE_OF.match(line):
        return "case_presenter", match["rest"]
    return None, rest


def split(line: str) -> tuple[str | None, str]:
    """(item, rest) of a note; item is None when the line has no known label."""
    match = _BEFORE_COLON.match(line)
    item = item_of(match.group(1)) if match else None
    return (item, match.group(2).strip()) if match and item else (None, line.strip())
