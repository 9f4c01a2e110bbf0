"""Words to terms: Dutch stems, compounds split against the corpus, synonyms of the field, stop words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.datafile import DataForm, read_toml
from coach.stems import kept, snowball

_TOKEN = re.compile(r"[^\W_]+", re.UNICODE)
_LINKS = ("", "s", "en", "e", "n")
SHORTEST_PART = 4
SHORTEST_STEM = 3
# In this order: duurt, duur, dur (as duren); adviez, advies, advie (as advies); casuss, casus; groepj, groep;
# methodes, methode, method (as methoden).
_LEVELLED = (
    (re.compile(r"(?<=[bcdfghjklmnpqrsvwxz])t$"), ""),
    (re.compile(r"(?<=\w)([aeou])\1(?=[bcdfghjklmnpqrstvwxz]$)"), r"\1"),
    (re.compile(r"z$"), "s"),
    (re.compile(r"v$"), "f"),
    (re.compile(r"([bcdfghjklmnpqrstvwxz])\1$"), r"\1"),
    (re.compile(r"(?<=\w{3})t?j$"), ""),
    (re.compile(r"(?<=\w\we)s$"), ""),
    (re.compile(r"(?<=\w\w[^\Waeiou])e$"), ""),
)


def stem(word: str) -> str:
    """One form for a word in lower case, its plural and its verb forms: Snowball's, and what Snowball leaves apart.

    Both Dutch stemmers of Snowball part adviezen from advies, methodes from methode and duurt from duren.
    """
    found = snowball(word, "dutch_porter")
    for pattern, put in _LEVELLED:
        if len(found) >= SHORTEST_STEM:
            found = pattern.sub(put, found)
    return found


def tokens(text: str) -> list[str]:
    """Words and numbers of a text in lower case; hyphens and apostrophes part words."""
    return _TOKEN.findall(text.casefold())


@dataclass(frozen=True, slots=True)
class Synonym:
    """What people say, as stems in a row, and the words of the field it stands for, as stems."""

    says: tuple[str, ...]
    means: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldWords:
    """knowledge/synonyms.toml: `stop` carries nothing, `light` little; synonyms lead from lay words to the field's.

    `outside` names what the sources leave alone (money, law, health): a question with such a word is never covered.
    """

    stop: frozenset[str]
    light: frozenset[str]
    outside: frozenset[str]
    synonyms: tuple[Synonym, ...]

    @classmethod
    def load(cls, path: Path) -> "FieldWords":
        """Raises BadData when the file is missing or not in the form described in its head."""
        form = read_toml(path, FieldWordsForm)
        synonyms = tuple(found for term in form.term for found in term.synonyms())
        return cls(_stems(form.stop), _stems(form.light), _stems(form.outside), synonyms)


class TermForm(DataForm):
    says: list[str]
    means: list[str]

    def synonyms(self) -> Iterable[Synonym]:
        means = tuple(stem(word) for phrase in self.means for word in tokens(phrase))
        for phrase in self.says:
            yield Synonym(tuple(stem(word) for word in tokens(phrase)), means)


class FieldWordsForm(DataForm):
    """knowledge/synonyms.toml as it is written."""

    stop: str
    light: str
    outside: str
    term: list[TermForm]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in tokens(text))


class Compounds:
    """Splits compounds into words the corpus knows: intervisiegroep into intervisie and groep."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {word for word in words if len(word) >= SHORTEST_PART and word.isalpha()}
        self._stems = {stem(word) for word in self._words}

    def split(self, word: str) -> tuple[str, ...]:
        """The stems of two parts that fill the word, the longest last part first; empty when there are none."""
        if len(word) < 2 * SHORTEST_PART:
            return ()
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
            first, last = word[:cut], word[cut:]
            if (last in self._words or stem(last) in self._stems) and (head := self._head(first)):
                return stem(head), stem(last)
        return ()

    def _head(self, first: str) -> str:
        """The first part as a word of the corpus, without its linking letters; empty when it is none."""
        for link in _LINKS:
            bare = first.removesuffix(link) if link else first
            if len(bare) >= SHORTEST_PART and bare in self._words:
                return bare
        return ""


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word of a question with everything that may stand for it.

    `light` words steer, but prove nothing. `in_phrase`: known as part of a saying ("de leiding"), so that its synonyms
    tell more than the word.
    """

    stem: str
    parts: tuple[str, ...]
    synonyms: tuple[str, ...]
    light: bool
    in_phrase: bool = False
    outside: bool = False


class Lexicon:
    """The terms of texts and questions, for one corpus. Words of the corpus are kept, words of questions are not."""

    def __init__(self, field: FieldWords, corpus: Iterable[str]) -> None:
        self.field = field
        words = {word for text in corpus for word in tokens(text)}
        with kept():
            self._compounds = Compounds(words)
            self._stems = {word: stem(word) for word in words}
            self._parts = {word: self._compounds.split(word) for word in words}

    def _stem(self, word: str) -> str:
        return self._stems.get(word) or stem(word)

    def _split(self, word: str) -> tuple[str, ...]:
        known = self._parts.get(word)
        return self._compounds.split(word) if known is None else known

    def terms(self, text: str) -> list[str]:
        """The terms of a passage: stems and the parts of compounds, without stop words."""
        found: list[str] = []
        for word in tokens(text):
            whole = self._stem(word)
            if whole not in self.field.stop:
                found.append(whole)
                found.extend(self._split(word))
        return found

    def query(self, text: str) -> list[QueryWord]:
        """The words of a question, each once, without stop words."""
        written = tokens(text)
        stems = [self._stem(word) for word in written]
        meant, phrased = self._meanings(stems)
        seen: dict[str, QueryWord] = {}
        for place, (word, whole) in enumerate(zip(written, stems, strict=True)):
            if whole in seen or (whole in self.field.stop and not meant[place]):
                continue
            light = whole in self.field.light and not meant[place]
            outside = whole in self.field.outside
            seen[whole] = QueryWord(whole, self._split(word), meant[place], light, place in phrased, outside)
        return list(seen.values())

    def _meanings(self, stems: Sequence[str]) -> tuple[list[tuple[str, ...]], set[int]]:
        """For each word the stems it stands for, and the places of words in a phrase, which all get its meaning."""
        meant: list[dict[str, None]] = [{} for _ in stems]
        phrased: set[int] = set()
        for synonym in self.field.synonyms:
            length = len(synonym.says)
            for start in range(len(stems) - length + 1):
                if tuple(stems[start : start + length]) == synonym.says:
                    places = range(start, start + length)
                    phrased.update(places if length > 1 else ())
                    for place in places:
                        meant[place].update(dict.fromkeys(synonym.means))
        return [tuple(found) for found in meant], phrased
