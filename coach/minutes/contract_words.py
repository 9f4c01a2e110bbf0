"""How the sentences of a contract are read, said back in Dutch, for a group to check before it agrees."""

from typing import Any

from coach.group.contract_json import Read, Sentence
from coach.minutes.contract import ITEMS, items_of, policy_of, struck_by
from coach.minutes.wording import PARTS
from coach.text import clean

ALWAYS = "rollen, datum en wie er waren"
LEFT_OUT = "komt niet in het verslag"


def read_contract(contract: dict[str, Any]) -> Read:
    """Every sentence of contract.json with how the minutes read it. Raises BadInput, naming the field that is wrong."""
    policy = policy_of(contract)
    wanted = [clean(text) for text in contract.get("record") or []]
    unwanted = [clean(text) for text in contract.get("do_not_record") or []]
    sentences = [Sentence(text, True, _allows(text)) for text in wanted if text]
    sentences += [Sentence(text, False, _forbids(text)) for text in unwanted if text]
    return Read(tuple(sentences), policy.member_names)


def _allows(text: str) -> tuple[str, ...]:
    found = items_of(text)
    return tuple(PARTS[item] for item in ITEMS if item in found) + ((ALWAYS,) if "always" in found else ())


def _forbids(text: str) -> tuple[str, ...]:
    items, known = struck_by(text)
    parts = tuple(PARTS[item] for item in ITEMS if item in items)
    return parts or ((LEFT_OUT,) if known else ())
