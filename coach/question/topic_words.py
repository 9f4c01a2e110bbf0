"""The nouns a better question may hold, by what they stand for, and a word group that was found."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

NounKind = Literal["person", "above", "helper", "thing", "event", "place"]

_SHORT_TAILS = frozenset({"plan", "mail", "team", "taak"})
_LEAST_TAIL = 5  # a shorter last part misleads: "verband" is no "band"
NEUTER = (
    "je", "kind", "meisje", "gezin", "team", "lid", "slachtoffer", "hoofd", "gezin", "raadslid", "bestuurslid",
    "teamlid", "baasje", "dochtertje",
)  # fmt: skip

NO_NAMES = frozenset(
    {
        "WhatsApp", "Teams", "Excel", "Zoom", "Google", "Facebook", "Instagram", "LinkedIn", "Wet", "Pasen", "Kerst",
        "Pinksteren", "God", "Kamer", "Nederland", "België", "Nederlands", "Engels",
    }
)  # fmt: skip
NOUN_ENDING = re.compile(
    r"\w{3}(?:[tpk]je|tjes|[dgrlnsf]je|ing|ure|view|heid|atie|itie|utie|sie|teit|schap|nis|isme|ment|plan|lijst|huis|school|zaal|brief|boek|nummer|systeem"
    r"|stuk|moment|bureau|formulier|kaart|fonds|feest|toets|cijfer|ticket|model|rapport|dienst|akte|beleid|protocol)$"
)

ADJECTIVE = re.compile(r"(?:ig|lijk|zaam|baar|isch|end|ief|eel|loos|vol|ens|aal|t|d|en|er)$")
# These endings are never a noun's own, save in a word that is known as one.
NO_NOUN = re.compile(r"(?:ig|lijk|zaam|baar|isch|ief|eel|loos|vol|neel|zijde|waarts|erwijs)$")


class TopicWords:
    """The rows of texts.toml about nouns; a noun also counts as the last part of a compound."""

    def __init__(self, rows: Mapping[str, frozenset[str]]) -> None:
        """`rows` by their Dutch names in texts.toml."""
        names: dict[NounKind, str] = {
            "person": "persoon", "above": "hogerop", "helper": "erbij", "thing": "ding", "event": "gebeurtenis",
            "place": "plek",
        }  # fmt: skip
        self._kinds: dict[str, frozenset[NounKind]] = {}
        for kind, row in names.items():
            for noun in rows[row]:
                self._kinds[noun] = self._kinds.get(noun, frozenset()) | {kind}
        self.plural, self.idiom, self.never = rows["meervoud"], rows["wending"], rows["geen"]
        self.organs, self.neuters = rows["orgaan"], rows["onzijdig"]
        self.phrases = tuple(tuple(phrase.split("_")) for phrase in rows["zegswijze"])
        self.takes_in, self.takes_with = tuple(rows["binnen"]), tuple(rows["met"])

    def kinds(self, word: str) -> frozenset[NounKind]:
        """What the noun stands for; empty when it is not known."""
        if word in self._kinds:
            return self._kinds[word]
        for at in range(3, len(word) - _LEAST_TAIL + 1):
            if (found := self._kinds.get(word[at:])) is not None:
                return found
        short = word[-4:] if len(word) > 7 else ""
        return self._kinds.get(short, frozenset()) if short in _SHORT_TAILS else frozenset()

    def of_noun(self, word: str) -> frozenset[NounKind]:
        """As `kinds`, of a word behind a determiner: there "artsen" is a plural of "arts"."""
        if found := self.kinds(word):
            return found
        if word in self.never | self.idiom:
            return frozenset()
        singles = [word[:-1]] if word.endswith("s") else []
        if word.endswith("en") and len(word) > 5:
            singles += [word[:-2], word[:-3]] if word[-3] == word[-4] else [word[:-2]]
        return next((self._kinds[single] for single in singles if single in self._kinds), frozenset())

    def in_saying(self, low: Sequence[str]) -> frozenset[int]:
        """Where words stand that belong to a fixed expression or a proverb: no thing or person of the case."""
        first = {low[i]: 0 for i in range(len(low))}
        found: set[int] = set()
        for phrase in self.phrases:
            if phrase[0] in first:
                n = len(phrase)
                starts = (i for i in range(len(low) - n + 1) if tuple(low[i : i + n]) == phrase)
                found.update(at for i in starts for at in range(i, i + n))
        return frozenset(found)

    def is_organ(self, word: str) -> bool:
        """Whether a noun is a body or a group rather than a person: "de gemeente", "het schoolbestuur"."""
        return word in self.organs or any(word[at:] in self.organs for at in range(3, len(word) - 3))

    def is_neuter(self, word: str) -> bool:
        """Whether "dat" points at a noun, and not "die"."""
        if self.is_plural(word):
            return False
        return word.endswith(NEUTER) or any(word[at:] in self.neuters for at in (0, *range(3, len(word) - 2)))

    def is_plural(self, word: str) -> bool:
        """Whether a noun is a plural, by its row or its ending."""
        return word in self.plural or word.endswith(("en", "'s"))


class Group(NamedTuple):
    """Words `first` up to `stop`. `said` is the group as it can be taken over, `before` the word in front of it."""

    first: int
    stop: int
    noun: str
    kinds: frozenset[NounKind]
    said: str
    before: str
    pointing: bool
