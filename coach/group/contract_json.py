"""A group's contract as contract.json (DESIGN section 5): written from what holds, read into choices."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from coach.group.choices import Several
from coach.group.clauses import Book
from coach.group.policy import GroupPolicy
from coach.group.policy_of import NAMELESS


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of contract.json. `means` says in Dutch how it is read; empty: not understood, so not recorded."""

    text: str
    recorded: bool  # from "record", else from "do_not_record"
    means: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """How the minutes read a contract.json."""

    sentences: tuple[Sentence, ...]
    member_names: bool

    @property
    def not_understood(self) -> tuple[Sentence, ...]:
        return tuple(sentence for sentence in self.sentences if not sentence.means)


# The reader of coach.minutes. Raises BadInput, naming the field that is wrong.
Reader = Callable[[dict[str, Any]], Read]
# Which choice of which clause a field of contract.json ends up in.
FIELDS = {
    "record": ("minutes", "record"),
    "do_not_record": ("minutes", "do_not_record"),
    "anonymise": ("client_data", "anonymise"),
    "retention_days": ("minutes", "raw_days"),
}


def minutes_contract(policy: GroupPolicy) -> dict[str, Any]:
    """What holds for a group, in the form that the minutes take (coach.minutes.contract)."""
    form: dict[str, Any] = {"record": list(policy.record)} if policy.record is not None else {}
    return form | {
        "do_not_record": list(policy.do_not_record),
        "anonymise": policy.anonymise,
        "retention_days": policy.retention_days,
        "language": "nl",
    }


def changes_from(book: Book, contract: Mapping[str, Any], read: Read) -> dict[str, dict[str, Any]]:
    """The changes to a contract that a contract.json asks for; what it leaves out stays as it is.

    A sentence that is one of the options ticks it; every other stays the group's own, word for word.
    """
    minutes: dict[str, Any] = {}
    if contract.get("record") is not None or not read.member_names:
        minutes["names"] = read.member_names
    options = [choice for choice in book.choices.values() if isinstance(choice, Several) and choice.id == "record"]
    if contract.get("record") is not None:
        by_sentence = {_same(text): o.id for o in options[0].options for text in (o.sentence, o.nameless) if text}
        minutes["record"] = [by_sentence[_same(text)] for text in contract["record"] if _same(text) in by_sentence]
        minutes["record_own"] = [text for text in contract["record"] if _same(text) not in by_sentence]
    if "do_not_record" in contract:
        minutes["do_not_record"] = [text for text in contract["do_not_record"] if _same(text) != _same(NAMELESS)]
    if contract.get("retention_days") is not None:
        minutes["raw_days"] = contract["retention_days"]
    changes: dict[str, dict[str, Any]] = {"minutes": {"choices": minutes}}
    if "anonymise" in contract:
        changes["client_data"] = {"choices": {"anonymise": contract["anonymise"]}}
    return changes


def field_of(place: str) -> str:
    """The field of contract.json behind a place in the contract ("minutes.raw_days" -> "retention_days")."""
    places: Iterable[tuple[str, str]] = ((field, ".".join(where)) for field, where in FIELDS.items())
    return next((field for field, where in places if where == place), place)


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()
