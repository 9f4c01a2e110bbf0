"""What must not stand in minutes: names of people outside the group, addresses, numbers, health."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from coach.minutes.lengths import NAME as LONGEST_NAME
from coach.minutes.lengths import either
from coach.minutes.people import NAME, People, looks_like_name
from coach.minutes.speech import Sentence

NAME_MARK, MARK = "[naam]", "[weggelaten]"
_TITLE = re.compile(
    r"\b(?:[Mm]evrouw|[Mm]eneer|[Mm]evr\.?|[Dd]hr\.?|[Dd]okter|[Dd]r\.?|[Jj]uf(?:frouw)?|[Mm]eester|[Zz]uster|"
    r"[Pp]astoor|[Dd]ominee)\s+"
    r"((?:(?:van|de|den|der|ten|ter)\s+)*[A-ZÀ-Ý][\w'’-]+)"
)
_CAPITAL = re.compile(rf"(?<![\w])({NAME})(?!\w)")
_PATTERNS = (
    ("email", re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    ("account", re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")),
    ("birth_date", re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d{2}\b")),
    ("phone", re.compile(r"(?<!\w)(?:\+31|0031|0)[ -]?\d(?:[ -]?\d){7,8}(?!\w)")),
    ("number", re.compile(r"(?<!\w)\d(?:[ .-]?\d){5,18}(?!\w)")),
    ("postcode", re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b")),
    (
        "address",
        re.compile(r"\b[A-ZÀ-Ý][\w'’-]{0,60}(?:straat|laan|weg|plein|gracht|kade|singel|dreef|hof)\s+\d+\w?\b"),
    ),
)
_IN_A_ROW = re.compile(rf"{re.escape(NAME_MARK)}(?:\s+(?:(?:van|de|den|der|ten|ter)\s+)*{re.escape(NAME_MARK)})+")
_HEALTH = re.compile(
    r"\b(?:burn-?out|overspannen\w*|depressi\w+|adhd|add|autis\w+|ass|borderline|ptss|trauma\w*|psychos\w+|"
    r"psychotisch|dementi\w*|"
    r"alzheimer|kanker\w*|tumor|chemo\w*|diabetes|epilepsie|hiv|verslav\w+|verslaafd\w*|alcoholi\w+|anorexia|"
    r"boulimia|eetstoornis\w*|"
    r"angststoornis\w*|bipolair\w*|schizofren\w+|suïcid\w*|zelfmoord\w*|zwanger\w*|miskraam|medicatie|"
    r"antidepressiva|hartinfarct|"
    r"parkinson|persoonlijkheidsstoornis\w*|stoornis\w*)\b",
    re.IGNORECASE,
)


def strangers(said: Sequence[Sentence], people: People) -> frozenset[str]:
    """Capitalised words inside sentences that name nobody of the group: people, and places too, to be safe."""
    found: set[str] = set()
    lower = {word for sentence in said for word in re.findall(r"(?<!\w)[a-zà-ÿ]\w+", sentence.text)}
    for sentence in said:
        found.update(
            word for match in _TITLE.finditer(sentence.text) for word in match.group(1).split() if word[0].isupper()
        )
        for match in _CAPITAL.finditer(sentence.text):
            inside = match.start() > 0 and sentence.text[: match.start()].rstrip()[-1:] not in {
                ".",
                "!",
                "?",
                ":",
                '"',
                "“",
                "‘",
            }
            word = match.group(1)
            if inside and looks_like_name(word) and word.lower() not in lower:
                found.add(word)
    own = people.initials()
    return frozenset(word for word in found if not people.known(word) and word.lower() not in own)


class Private:
    """Leaves out of a text what must not stand there, and counts it by kind."""

    def __init__(self, names: Iterable[str], anonymise: bool) -> None:
        words = [name for name in names if len(name) <= LONGEST_NAME] if anonymise else []
        self._names = re.compile(rf"(?<!\w){either(words)}(?:'s|s)?(?!\w)") if words else None
        self.counts: Counter[str] = Counter()

    def mask(self, text: str) -> str:
        """The text with marks where something was left out."""
        for kind, pattern in _PATTERNS:
            text, count = pattern.subn(MARK, text)
            self._count(kind, count)
        text, count = _HEALTH.subn(MARK, text)
        self._count("health", count)
        if self._names:
            text = _IN_A_ROW.sub(NAME_MARK, self._names.sub(NAME_MARK, text))
            self._count("third_party_name", text.count(NAME_MARK))
        return text

    def leaks(self, text: str) -> bool:
        """Whether something that must not stand here still does."""
        return bool(
            any(pattern.search(text) for _, pattern in _PATTERNS)
            or _HEALTH.search(text)
            or (self._names and self._names.search(text))
        )

    def drop(self, kind: str) -> None:
        """Counts a line that was left out whole."""
        self._count(kind, 1)

    def _count(self, kind: str, count: int) -> None:
        if count:
            self.counts[kind] += count
