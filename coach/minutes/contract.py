"""The group's contract: Dutch sentences that switch what minutes hold. Without one, the least record."""

import json
import re
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coach.errors import BadInput
from coach.minutes.keywords import stems
from coach.minutes.model import ContractUse
from coach.text import clean

ITEMS = (
    "presenting_question", "restated_question", "themes", "advice_keywords", "look_back", "agreements",
    "learned_by_presenter", "learned_by_peers", "evaluation", "next_meeting",
)  # fmt: skip
LEAST = frozenset({"presenting_question", "restated_question", "themes", "agreements", "next_meeting"})
_I = re.IGNORECASE
# Whole words: "herformuleerde" and "controleren" hold no learning.
_LEARNED = r"geleerd|\b(?:bij)?(?:leert|leerden?|leren)\b|leerpunt|opbrengst|inzicht|meen(?:eemt|emen|am)"
_UNDERSTOOD: tuple[tuple[str, str], ...] = (
    ("presenting_question", r"vraag(?! en antwoord)|vraagstelling|vragen van de inbrenger"),
    ("restated_question", r"vraag|herformul|hergeformul"),
    ("themes", r"thema|steekwoord(?!en van)|trefwoord|onderwerp"),
    ("advice_keywords", r"advie|\btips?\b|suggesties"),
    ("look_back", r"terugblik op (?:de )?(?:vorige|eerdere|afspraken|acties)|terugblik(?! op (?:de bijeenkomst|"
    r"het proces))|vorige keer|"
     r"eerdere (?:acties|afspraken)"),
    ("agreements", r"afspra|actie|wie wat doet|wie doet wat|to-?do"),
    ("learned_by_presenter", _LEARNED),
    ("learned_by_peers", _LEARNED),
    ("evaluation", r"evalua|hoe (?:we|het) (?:het |ging)|terugblik op (?:de bijeenkomst|het proces)"),
    ("next_meeting", r"volgende (?:keer|bijeenkomst|datum)|vervolgdatum|nieuwe datum|vervolgafspra"),
    ("always", r"aanwezig|afwezig|deelnemers|rollen|rolverdeling|wie welke rol|methode|datum|fase|"
    r"begin- en eindtijd|duur"),
)  # fmt: skip
_ITEM = tuple((item, re.compile(pattern, _I)) for item, pattern in _UNDERSTOOD)
_PRESENTER_ONLY = re.compile(r"\binbrenger\b", _I)
_PEERS_ONLY = re.compile(r"\b(?:deelnemers|de anderen|overigen|groep(?:sleden)?)\b", _I)
_EVERYBODY = re.compile(r"\b(?:iedereen|allen|alle|ieder)\b", _I)
_THEMES_BY_NAME = re.compile(r"thema|onderwerp", _I)
_NEXT_ONLY = re.compile(r"\b(?:volgende|nieuwe|vervolg)\w*", _I)
_FIRST_ONLY = re.compile(r"\b(?:oorspronkelijke|eerste)\b", _I)
_ANEW_ONLY = re.compile(r"herformul|hergeformul|\bnieuwe vraag", _I)
_WITHOUT_NAME = re.compile(r"\bzonder (?:de )?na(?:am|men)\b|\banoniem\b|\bniet op naam\b", _I)
_WITH_NAME = re.compile(r"\b(?:met|op|inclusief) (?:de )?na(?:am|men)\b", _I)
_ADVICE_BY = re.compile(r"\bwie\b.{0,25}\b(?:advie|advise|tip|suggest)|advie\w* .{0,15}(?:op naam|met na)|"
r"van wie .{0,20}advie|vraag stelde|"
                        r"\bwie (?:wat|iets) (?:heeft )?(?:zei|gezegd|vroeg)", _I)  # fmt: skip
_OUTSIDERS = re.compile(
    r"\bnamen\b|\bnaam\b|\bherleidbaar|\bherkenbaar|\bderden\b|cliënt|client|patiënt|leerling|bewoner|klant|"
    r"collega|leidinggevende|"
    r"organisatie|instelling|gegevens|persoon", _I)  # fmt: skip
_HEALTH = re.compile(r"diagnos|ziekte|gezondheid|medisch|medicatie|behandel", _I)
_LITERAL = re.compile(r"letterlijk|cita(?:at|ten)|woordelijk|quotes?", _I)
_NEVER = re.compile(
    r"gevoel|emotie|oordeel|oordelen|roddel|associatie|inhoud|verhaal|casus|details|privé|persoonlijk|"
    r"wat (?:er )?(?:gezegd|besproken)|"
    r"antwoord|tranen|ruzie|conflict(?:en)? in de groep", _I)  # fmt: skip


class ContractForm(BaseModel):
    """contract.json as it comes in."""

    model_config = ConfigDict(extra="ignore")

    record: list[str] | None = Field(default=None, max_length=100)
    do_not_record: list[str] = Field(default_factory=list, max_length=100)
    anonymise: bool = True
    retention_days: int | None = Field(default=None, ge=0, le=36_500)
    language: Literal["nl"] = "nl"


@dataclass(frozen=True, slots=True)
class Policy:
    """What a contract allows. `never` are stems of what must not stand in any line."""

    items: frozenset[str] = LEAST
    member_names: bool = True
    learned_names: bool = False
    anonymise: bool = True
    literal: bool = True
    health: bool = False
    never: frozenset[str] = frozenset()
    not_understood: tuple[str, ...] = ()
    retention_days: int | None = None
    refused: frozenset[str] = field(default_factory=frozenset)
    strange_keys: tuple[str, ...] = ()
    given: bool = True

    def use(self) -> ContractUse:
        """How the contract was understood, for people to check."""
        recorded = tuple(item for item in ITEMS if item in self.items)
        left = tuple(item for item in ITEMS if item not in self.items)
        keys = tuple(f"{key} (dit onderdeel kent een contract niet)" for key in self.strange_keys)
        return ContractUse(
            ("roles", *recorded), left, (*self.not_understood, *keys), self.anonymise, self.retention_days, self.given
        )


def policy_of(contract: dict[str, Any] | None) -> Policy:
    """The policy of contract.json (or none). Raises BadInput, naming the field that is wrong."""
    if contract is None:
        return Policy(given=False)
    strange = tuple(clean(str(key))[:80] for key in contract if key not in ContractForm.model_fields)
    try:
        form = ContractForm.model_validate(contract)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "contract"
        raise BadInput(_HELP.get(where.split(".")[0], _HELP["contract"]), code="bad_contract", where=where) from None
    return replace(_policy(form), strange_keys=strange[:20])


def contract_from_json(text: str | bytes) -> dict[str, Any]:
    """contract.json as a dictionary, not yet looked over. Raises BadInput, naming the line."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"Regel {error.lineno} van het contract: dit is geen geldige JSON."
        raise BadInput(message, code="bad_contract") from None
    except (ValueError, RecursionError):
        raise BadInput(_HELP["contract"], code="bad_contract") from None
    if not isinstance(value, dict):
        raise BadInput(_HELP["contract"], code="bad_contract")
    return value


BLANK = {
    "record": [
        "inbrengvraag", "herformuleerde vraag", "thema's in steekwoorden", "afspraken met naam",
        "wat de inbrenger leerde", "volgende bijeenkomst",
    ],
    "do_not_record": ["wie welk advies gaf", "diagnoses"],
    "anonymise": True,
    "retention_days": 30,
    "language": "nl",
}  # fmt: skip
_HELP = {
    "record": 'Zet onder "record" een lijst met zinnen, bijvoorbeeld ["afspraken met naam"].',
    "do_not_record": 'Zet onder "do_not_record" een lijst met zinnen, bijvoorbeeld ["geen diagnoses"].',
    "anonymise": 'Zet bij "anonymise" true of false.',
    "retention_days": 'Zet bij "retention_days" een heel aantal dagen, 0 of meer.',
    "language": 'Verslagen zijn er alleen in het Nederlands: zet bij "language" de waarde "nl".',
    "contract": 'Een contract is JSON met "record", "do_not_record", "anonymise", "retention_days" en "language".',
}


def _policy(form: ContractForm) -> Policy:
    wanted = [clean(text) for text in form.record or [] if clean(text)]
    unwanted = [clean(text) for text in form.do_not_record if clean(text)]
    items: set[str] = set(LEAST) if form.record is None else set()
    not_understood = [text for text in wanted if not _understood(text)]
    items = items.union(*(items_of(text) for text in wanted))
    struck = [struck_by(text) for text in unwanted]
    refused = frozenset().union(*(items_ for items_, _ in struck))
    foreign = [text for text, (_, known) in zip(unwanted, struck, strict=True) if not known]
    return Policy(
        items=frozenset(items) - refused - {"always"},
        member_names=not any(_WITHOUT_NAME.search(text) for text in wanted + unwanted if not _is_learned(text)),
        learned_names=any(_WITH_NAME.search(text) and _is_learned(text) for text in wanted),
        anonymise=form.anonymise or any(_OUTSIDERS.search(text) for text in unwanted),
        literal=not any(_LITERAL.search(text) for text in unwanted),
        never=frozenset().union(*(stems(_bare(text)) for text in foreign)),
        not_understood=tuple(not_understood + foreign),
        retention_days=form.retention_days,
        refused=refused,
    )


def _is_learned(text: str) -> bool:
    return "learned_by_peers" in items_of(text) or "learned_by_presenter" in items_of(text)


def _understood(text: str) -> bool:
    return bool(items_of(text))


def items_of(text: str) -> frozenset[str]:
    """The items a sentence speaks of; narrower words narrow it."""
    found = {item for item, pattern in _ITEM if pattern.search(text)}
    if "themes" in found and found - {"themes", "always"} and not _THEMES_BY_NAME.search(text):
        found -= {"themes"}  # "adviezen in steekwoorden" speaks of advice
    if {"learned_by_presenter", "learned_by_peers"} <= found and not _EVERYBODY.search(text):
        presenter, peers = _PRESENTER_ONLY.search(text), _PEERS_ONLY.search(text)
        found -= {"learned_by_peers"} if presenter and not peers else set()
        found -= {"learned_by_presenter"} if peers and not presenter else set()
    if "presenting_question" in found and _ANEW_ONLY.search(text) and "oorspronkelijk" not in text:
        found -= {"presenting_question"} if not re.search(r"\ben\b", text) else set()
    if "restated_question" in found and _FIRST_ONLY.search(text) and not _ANEW_ONLY.search(text):
        found -= {"restated_question"}
    if "next_meeting" in found and _NEXT_ONLY.search(text) and not re.search(r"\ben\b|afspraken", text):
        found -= {"presenting_question", "restated_question", "agreements"}
    return frozenset(found)


def struck_by(text: str) -> tuple[frozenset[str], bool]:
    """(items a sentence forbids, whether it was understood at all)."""
    if _WITHOUT_NAME.search(text):
        return frozenset(), True
    if _ADVICE_BY.search(text):  # advice is never put to a name; its keywords may stay
        return frozenset(), True
    if _HEALTH.search(text) or _LITERAL.search(text):
        return frozenset(), True
    if re.search(r"\bnamen\b|\bnaam\b|herleidbaar|herkenbaar", text, _I):
        return frozenset(), True
    items = items_of(text) - {"always"}
    return items, bool(items or _NEVER.search(text) or _OUTSIDERS.search(text))


def _bare(text: str) -> str:
    return re.sub(r"\b(?:geen|niets|niet|over|nooit|alles|iets|wat|gaat)\b", " ", text, flags=_I)
