"""Who belongs to the group: names of speakers, and names said, as one spelling."""

import re
from collections.abc import Iterable

from coach.minutes.labels import role_of, split_note
from coach.minutes.lengths import either
from coach.minutes.model import Transcript
from coach.minutes.numbers import DAYS, MONTHS
from coach.minutes.verbs import THIRD

NAME = r"[A-ZÀ-Ý][a-zà-ÿ'’]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?"
FULL_NAME = rf"{NAME}(?:(?:\s+(?:de|den|der|van|ten|ter|te|el)\b){{0,2}}\s+{NAME})?"
_SEPARATOR = re.compile(r"\s*(?:,|;|\ben\b|&|\+)\s*")
_COMMON = """
ja nee en maar dus want of dan als wat wie hoe waar waarom wanneer welke ik je jij hij zij ze we wij jullie u
het de een dat dit die deze er hier daar nu nog niet geen ook heel mijn jouw zijn haar ons onze iedereen
niemand allen allemaal alle iemand casus vraag actie afspraak oké goed prima mooi vandaag morgen vanmiddag
vanavond volgende vorige na voor met naar bij op in van om eerst later straks alles iets niets zullen zal wil
kan kun mag moet heeft heb ben is was was zou zouden gaan ga doe doen laat bel mail stuur vraag misschien
eigenlijk gewoon even ronde fase methode begeleider inbrenger notulist deelnemer deelnemers groep voorzitter
roddelmethode incidentmethode basismodel teams zoom dank bedankt welkom hallo hoi tot zo eh uh nou tja kijk
sorry wacht beste
"""
_DOES = re.compile(
    rf"^[\s*•–\-]*(?P<name>{NAME})(?:\s+(?:{'|'.join(sorted(THIRD, key=len, reverse=True))}|gaat|zal|"
    rf"(?:komt )?later)\b|:\s)"
)
_NOT_NAMES = frozenset(_COMMON.split()) | {*DAYS, *MONTHS}


class People:
    """The members. A first name stands for its label when only one member has it."""

    def __init__(self, labels: Iterable[str]) -> None:
        self.labels = tuple(dict.fromkeys(label for label in labels if label))
        self._by_name: dict[str, str | None] = {}
        for label in self.labels:
            for name in {label.lower(), _first(label).lower()}:
                self._by_name[name] = label if name not in self._by_name else None
        words = [name for name in self._by_name if name]
        self._any = re.compile(rf"(?<!\w){either(words)}(?!\w)", re.IGNORECASE) if words else None
        called = {word for label in self.labels for word in (label, label.split(" ")[0])}
        self.called = either(called) if called else None
        """A regular expression of what members are called, as written; None when there are none."""

    def label(self, name: str) -> str | None:
        """The member called so, or None for a stranger or a name two members share."""
        name = name.strip().lower()
        return self._by_name.get(name) or self._by_name.get(_first(name))

    def known(self, name: str) -> bool:
        """Whether any member is called so, also when two are."""
        return name.strip().lower() in self._by_name or _first(name.strip()).lower() in self._by_name

    def mentioned(self, text: str) -> list[str]:
        """Members named in a text, in order, each once. Names need their capital unless the label has none."""
        if self._any is None:
            return []
        found = (self.label(m.group(0)) for m in self._any.finditer(text) if not m.group(0)[0].islower())
        return list(dict.fromkeys(label for label in found if label))

    def initials(self) -> frozenset[str]:
        """All words members are called by, in lower case."""
        return frozenset(word for label in self.labels for word in re.findall(r"\w+", label.lower()))


def _first(label: str) -> str:
    """The first name; "Vries, Karin de" gives Karin."""
    if "," in label:
        label = label.split(",", 1)[1].strip() or label
    return label.split(" ")[0] if label else ""


def looks_like_name(word: str) -> bool:
    """Whether a capitalised word can be a person's name."""
    return bool(re.fullmatch(NAME, word)) and word.lower() not in _NOT_NAMES


def listed(text: str) -> list[str]:
    """Names from a list ("Karin, Joost en Fatima (later)")."""
    text = re.sub(r"\([^)]*\)", "", text)
    parts = (part.strip(" .") for part in _SEPARATOR.split(text))
    return [part for part in parts if re.fullmatch(FULL_NAME, part) and looks_like_name(part.split()[0])]


def people_of(transcript: Transcript) -> People:
    """Everybody who speaks, and everybody whom header or notes list as present, absent or in a role."""
    labels = list(transcript.speakers())
    first_names = {_first(label).lower() for label in labels}
    lines = transcript.header.split("\n")
    if transcript.kind == "notes":
        lines += [turn.text for turn in transcript.turns]
    for line in lines:
        item, rest = split_note(line)
        named = listed(rest) if item in {"present", "absent", "facilitator", "case_presenter", "minutes_taker"} else []
        if transcript.kind == "notes":
            named += _doers(item, rest if item == "agreements" else line)
        new = [name for name in named if _first(name).lower() not in first_names]
        first_names.update(_first(name).lower() for name in new)
        labels += new
    return People(labels)


def _doers(item: str | None, text: str) -> list[str]:
    """Who opens a line of notes by doing something ("- Sanne mailt …", "Ans later"): one of the group."""
    match = _DOES.match(text) if item in {None, "agreements"} else None
    return [match["name"]] if match and looks_like_name(match["name"]) else []


def hidden_role(label: str) -> str | None:
    """The role that a speaker label names instead of a person ("Begeleider")."""
    return role_of(label)
