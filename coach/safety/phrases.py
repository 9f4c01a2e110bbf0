"""Phrases as people write them in a data file, turned into patterns over cleaned words.

The signs of a phrase: `a|b` one of these words, `@name` one word of a list, `word*` every word that begins so,
`word?` may be left out, `$` here the clause ends, `...` at most four other words, never past a comma, a full stop or
an exception.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import permutations

_NEGATIONS = frozenset({"niet", "geen", "nooit", "nergens", "zonder", "nauwelijks", "evenmin"})
# After these words a negation no longer reaches: "ik weet niet of hij dood wil" denies nothing.
_NEW_CLAUSE = frozenset(
    {"of", "dat", "en", "maar", "want", "dus", "omdat", "als", "toen", "terwijl", "die"}
    | {"wie", "wat", "hoe", "waar", "waarom", "wanneer", "hoelang", "waardoor"}
)
_NOT_REALLY_NEGATED = frozenset({"alleen", "zomaar", "meer", "maar", "een", "eens", "voor"})
_FULL_FORMS = {"m'n": "mijn", "z'n": "zijn", "d'r": "haar", "'k": "ik", "'t": "het", "'m": "hem", "d'rin": "erin"}
_TOKEN = re.compile(r"[a-z0-9]+|[.!?;:\n,()]")
_PAUSES = {"!": ".", "?": ".", ";": ".", ":": ".", "\n": ".", "(": ",", ")": ","}
_SHORT = re.compile(r"\b[mzd]'(?:n|r)\b|(?<!\w)'[ktm]\b")
_LETTERS = 3
_REACH = 3  # words before a phrase in which a negation still counts
_GAP = r"((?:\w+ ){0,4}?)"
_ERASED = "#"
_SIGNS = {"...": _GAP, "$": r"(?=\W|$)"}


def normalise(text: str) -> str:
    """Words in lower case without accents, each followed by a space; "." and "," stand for a pause."""
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain.replace("’", "'").replace("‘", "'"))
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    if "'" in plain:
        plain = _SHORT.sub(lambda short: _FULL_FORMS.get(short[0], short[0]), plain)
    return "".join([_PAUSES.get(found, found) + " " for found in _TOKEN.findall(plain)])


class Pattern:
    """One phrase; `needs` are first letters of words, of each set of which the text must have one.

    The expression is compiled at the first text that has one: most texts meet few of the hundreds there are, and
    compiling them all costs more than the rest of a start.
    """

    __slots__ = ("_regex", "_source", "denies_itself", "needs")

    def __init__(self, source: str, needs: tuple[frozenset[str], ...], denies_itself: bool) -> None:
        self._source, self.needs, self.denies_itself = source, needs, denies_itself
        self._regex: re.Pattern[str] | None = None

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression."""
        if self._regex is None:
            self._regex = re.compile(self._source)
        return self._regex

    def found(self, words: str) -> bool:
        """Whether the phrase stands in normalised words and is not denied there."""
        return any(self.denies_itself or not _denied(match, words) for match in self.regex.finditer(words))


def start_of(word: str) -> str:
    """The first letters by which patterns are looked up."""
    return word[:_LETTERS]


def _denied(match: re.Match[str], words: str) -> bool:
    if any(word in _NEGATIONS for gap in match.groups() if gap for word in gap.split()):
        return True
    after = words[match.end() :].split(maxsplit=2)
    if after and after[0] in _NEGATIONS and not (len(after) > 1 and after[1] in _NOT_REALLY_NEGATED):
        return True
    for word in reversed(words[: match.start()].split()[-_REACH:]):
        if word in _NEW_CLAUSE or not word.isalnum():
            return False
        if word in _NEGATIONS:
            return True
    return False


def _alternatives(element: str, lists: Mapping[str, Sequence[str]]) -> list[str]:
    found: list[str] = []
    for name in element.split("|"):
        if not name.startswith("@"):
            found.append(name)
        elif name[1:] in lists:
            found.extend(lists[name[1:]])
        else:
            raise ValueError(f"de lijst {name} bestaat niet")
    return found


def _element(element: str, lists: Mapping[str, Sequence[str]]) -> str:
    if element in _SIGNS:
        return _SIGNS[element]
    options = _alternatives(element.removesuffix("?"), lists)
    for option in options:
        if not re.fullmatch(r"[a-z0-9]+\*?", option):
            raise ValueError(f"{option!r}: schrijf woorden in kleine letters, zonder accenten of leestekens")
    body = "|".join(re.escape(option.removesuffix("*")) + r"\w*" * option.endswith("*") for option in options)
    return f"(?:(?:{body}) )" + "?" * element.endswith("?")


def _needs(elements: Sequence[str], lists: Mapping[str, Sequence[str]]) -> tuple[frozenset[str], ...]:
    """The first letters of every required word; the rarest-looking (the longest) first."""
    needs: list[frozenset[str]] = []
    for element in elements:
        if element in _SIGNS or element.endswith("?"):
            continue
        options = _alternatives(element, lists)
        # "ho*" begins words that stand under other letters: of no use to look up.
        if not any(option.endswith("*") and len(option) <= _LETTERS for option in options):
            needs.append(frozenset(start_of(option.removesuffix("*")) for option in options))
    if not needs:
        raise ValueError("een zin heeft minstens één vast woord nodig")
    return tuple(sorted(needs, key=lambda starts: (-min(map(len, starts)), len(starts))))


def compile_phrase(phrase: str, lists: Mapping[str, Sequence[str]], *, any_order: bool = False) -> Pattern:
    """One phrase as a pattern; with `any_order` its words may stand in every order. ValueError says what is wrong."""
    elements = phrase.split()
    if any_order and len(elements) > 4:
        raise ValueError("in willekeurige volgorde: hooguit vier woorden")
    orders = permutations(elements) if any_order else [tuple(elements)]
    join = _GAP if any_order else ""
    regex = "|".join(join.join(_element(element, lists) for element in order) for order in orders)
    own = {word for element in elements if element not in _SIGNS for word in _alternatives(element.rstrip("?"), lists)}
    return Pattern(rf"(?<!\S)(?:{regex})", _needs(elements, lists), bool(own & _NEGATIONS))


def erase(words: str, exceptions: Iterable[Pattern]) -> str:
    """The words with every exception blotted out, so that no sign is read in it or across it."""
    for exception in exceptions:
        words = exception.regex.sub(lambda match: f"{_ERASED} " * len(match[0].split()), words)
    return words


class PatternIndex:
    """Patterns by the first letters of a word they need: a text is only held against those it can contain."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._patterns = tuple(patterns)
        self._by_start: dict[str, list[int]] = {}
        for number, pattern in enumerate(self._patterns):
            for start in pattern.needs[0]:
                self._by_start.setdefault(start, []).append(number)

    def of(self, starts: Set[str]) -> list[Pattern]:
        """The patterns that these starts of words leave possible, in their own order."""
        by_start = self._by_start
        near = [self._patterns[n] for n in sorted({n for start in starts for n in by_start.get(start, ())})]
        return [pattern for pattern in near if not any(need.isdisjoint(starts) for need in pattern.needs)]
