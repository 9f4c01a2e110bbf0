"""Which words of a question and a story are kin: "bellen" and "een telefoontje", "schaamte" and "ik schaamde me".

Kinship goes by rule (endings, participles, separable verbs, diminutives, -heid, -ing) and by the rows of
knowledge/question/context.toml.
"""

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from coach.datafile import read_toml
from coach.settings import ROOT

FOLDER = ROOT / "knowledge" / "question"
_MEMORY = 20_000  # words whose kin are kept
_STRONGER = ("stik", "dood", "kei", "bloed", "super", "pis", "spin", "straal", "stom", "kots", "ziels")
_BEGINNING = 6  # longer words that begin alike are kin: "uitstel" and "uitstelverzoek"

_PARTICLES = (
    "terug", "samen", "langs", "tegen", "voor", "door", "over", "mee", "aan", "uit", "weg", "toe", "bij", "vast",
    "los", "neer", "rond", "heen", "op", "af", "in", "na", "om",
)  # fmt: skip
_DIMINUTIVE = re.compile(r"(?:(?<=[nlrwyi])tje|etje|(?<=m)pje|je)s?$")
_ENDING = re.compile(r"(?:heden|heid|ingen|ing|end|en|e|(?<=[a-z]{4})s)$")
_DOUBLE = re.compile(r"([a-z])\1+")


class StoryFile(BaseModel):
    """context.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str
    small: dict[str, str]
    steps: dict[str, str]
    feelings: dict[str, str]
    hints: dict[str, str]
    verdicts: dict[str, str]
    idioms: dict[str, str]
    irregular: dict[str, str]
    plan: dict[str, str]
    wording: dict[str, str]


class StoryWords:
    """The rows of context.toml, with the kin of a word by its forms."""

    def __init__(self, data: StoryFile) -> None:
        self.small, self.people = (frozenset(data.small[name].split()) for name in ("words", "people"))
        self.plan, self.weak, self.not_yet, self.others = (
            frozenset(data.plan[name].split()) for name in ("words", "weak", "not_yet", "others")
        )
        self.push, self.tag, self.light, self.consult, self.time = (
            frozenset(data.wording[name].split()) for name in ("push", "tag", "light", "consult", "time")
        )
        self.contact = frozenset(f"={name}" for name in data.wording["contact"].split())
        self._base = {form: row.split()[0] for row in data.irregular["forms"].splitlines() for form in row.split()}
        self._idioms = _by_first(data.idioms)
        self._rows: dict[str, frozenset[str]] = {}
        self._kin: dict[str, frozenset[str]] = {}
        self._hints: dict[str, frozenset[str]] = {}
        self._add(data.hints, "!", self._hints)
        self._add(data.steps, "=")
        self._add(data.feelings, "!")
        self._add(data.verdicts, "?")
        self._kin.clear()

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "StoryWords":
        """Reads context.toml, once for each folder. Raises BadData."""
        return _loaded(folder)

    def kin(self, word: str) -> frozenset[str]:
        """Names that a lowered word shares with its kin: its roots and the rows it stands in."""
        found = self._kin.get(word)
        if found is None:
            roots = self._roots(word)
            rows = [self._rows[root] for root in roots if root in self._rows]
            hints = [self._hints[root] for root in roots if root in self._hints]
            found = roots.union(*rows, *hints)
            if len(self._kin) < _MEMORY:
                self._kin[word] = found
        return found

    def joined(self, lows: tuple[str, ...]) -> tuple[str, ...]:
        """The words, with the parts of a separable verb around "te" put together ("op te houden" -> ophouden), and
        with what a fixed expression means ("erover hebben" -> bespreken)."""
        whole = [
            before + after
            for before, te, after in zip(lows, lows[1:], lows[2:], strict=False)
            if te == "te" and before in _PARTICLES
        ]
        for i, low in enumerate(lows):
            whole += [means for words, means in self._idioms.get(low, ()) if lows[i : i + len(words)] == words]
        return (*lows, *whole)

    def names(self, word: str) -> str:
        """ "feeling" or "verdict" for a word that names one, else an empty string."""
        if word in self.small:
            return ""
        marks = {name[0] for root in self._roots(word) for name in self._rows.get(root, ())}
        return "feeling" if "!" in marks else "verdict" if "?" in marks else ""

    def _add(self, rows: dict[str, str], mark: str, into: dict[str, frozenset[str]] | None = None) -> None:
        into = self._rows if into is None else into
        for name, row in rows.items():
            for word in row.split():
                whole = root(self._base.get(word, word))
                into[whole] = into.get(whole, frozenset()) | {f"{mark}{name}"}

    def _roots(self, word: str) -> frozenset[str]:
        base = self._base.get(word, word)
        found = {root(base)}
        particle = next((p for p in _PARTICLES if base.startswith(p) and len(base) - len(p) >= 4), None)
        if particle is not None:
            rest = base[len(particle) :]
            found.add(root(self._base.get(rest, rest)))
        stronger = next((p for p in _STRONGER if base.startswith(p) and len(base) - len(p) >= 3), None)
        if stronger is not None:
            found.add(root(base[len(stronger) :]))
        if base.endswith("st") and len(base) > 4:  # "bangst"
            found.add(root(base[:-2]))
        whole = root(base)
        if len(whole) >= _BEGINNING:
            found.add(whole[:_BEGINNING] + "-")
        return frozenset(found)


@cache
def _loaded(folder: Path) -> StoryWords:
    return StoryWords(read_toml(folder / "context.toml", StoryFile))


def _by_first(idioms: dict[str, str]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Expressions by their first word, with what they mean."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for means, row in idioms.items():
        for expression in row.split("|"):
            words = tuple(expression.split())
            found.setdefault(words[0], []).append((words, means))
    return found


def root(word: str) -> str:
    """What is left of a word without ge-, endings and doubled letters: gebeld, belde, belletje -> bel."""
    bare = _DIMINUTIVE.sub("", word) if len(word) > 4 else word
    if bare.startswith("ge") and len(bare) > 5 and bare[-1] in "dtn":
        bare = bare[2:]
    short = _ENDING.sub("", bare)
    bare = short if len(short) >= 2 else bare
    if bare[-1] in "dt" and len(bare) > 3:  # melden, gemeld and melding lose the d alike
        bare = bare[:-1].removesuffix("d").removesuffix("t")
    bare = _DOUBLE.sub(r"\1", bare)
    if bare[-1] in "vz":
        bare = bare[:-1] + {"v": "f", "z": "s"}[bare[-1]]
    return bare
