"""Which feeling, verdict or step a question names and in what words around it: facts that also hold for a word that
the weights never met."""

from collections.abc import Iterator
from itertools import pairwise

from coach.question.axes import Axes
from coach.question.heads import Head
from coach.question.learned.story_words import StoryWords

_HEADS = 2  # a third question in one text says nothing new
_YOU = frozenset({"je", "jij", "u", "ge", "gij"})
_CLAUSE = frozenset({"als", "wanneer", "toen", "nadat", "zodra", "dat", "moest"})
_POINTS = {
    "die": "that", "dat": "that", "dien": "that", "deze": "that", "je": "your", "jouw": "your", "uw": "your",
    "de": "the", "het": "the", "een": "a", "zo'n": "a", "zo": "so",
}  # fmt: skip
# The asker gives the word back as the presenter's own: "je noemde het laf", "boos, zei je".
_SAID = frozenset({"zei", "noem", "noemde", "noemt", "zegt", "woord", "woorden", "gebruikte", "vertelde", "net"})
_QUOTES = frozenset('"“”‘«»')


def named_facts(text: str, axes: Axes, words: StoryWords) -> Iterator[str]:
    """Names of what is so. `axes` are the rules' own, without case or history."""
    said = bool(_QUOTES.intersection(text)) or any(_SAID & set(s.lows) for s in axes.reading.sentences)
    for head in axes.reading.heads[:_HEADS]:
        yield from _heavy(head, said, words)
        yield from _step(head)


def _heavy(head: Head, said: bool, words: StoryWords) -> Iterator[str]:
    """The feelings and verdicts in it, with the form around them: "waar zit die schaamte", "was je kil"."""
    lows, form = head.words, f"{head.kind}/said" if said else head.kind
    for i, low in enumerate(lows):
        if mark := words.names(low):
            points = _POINTS.get(lows[i - 1], "none") if i else "none"
            yield from (mark, f"{mark}/{form}", f"{mark}/{form}/{points}", f"{mark}/{form}/{lows[0]}")


def _step(head: Head) -> Iterator[str]:
    """Where a step may be laid before somebody: after "om … te", or in a clause with "je"."""
    lows, first = head.words, head.words[0]
    if "om" in lows and "te" in lows[lows.index("om") :]:
        yield from (f"om/{head.kind}", f"om/{first}", f"om/{' '.join(lows[:2])}")
    for before, you in pairwise(lows):
        if before in _CLAUSE and you in _YOU:
            yield from (f"{before}/{head.kind}", f"{before}/{first}", f"{before}/{first}/{_ending(lows[-1])}")


def _ending(word: str) -> str:
    """What the last word is by its ending: a participle, a past, an infinitive, a third person, or another word."""
    if word.startswith("ge") and word[-1] in "dtn":
        return "done"
    if word.endswith(("de", "te", "den", "ten")):
        return "past"
    if word.endswith("en"):
        return "do"
    return "t" if word.endswith("t") else "other"
