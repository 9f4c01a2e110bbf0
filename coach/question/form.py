"""The form of a question: open, closed, choice, or none at all (domain C.1.1 to C.1.3), by rules."""

from coach.question.heads import Head, Reading
from coach.question.judgement import Form
from coach.question.lexicon import Lexicon

_PRONOUNS = frozenset(
    {"je", "jij", "u", "ge", "gij", "hij", "ze", "zij", "het", "dat", "er", "we", "wij", "die", "dit"}
)


def form_of(head: Head | None, lexicon: Lexicon) -> Form:
    """The form of one head; none without one."""
    if head is None:
        return "none"
    offered = offers_options(head, lexicon)
    if head.kind in ("wh", "invite"):
        return "choice" if offered and _tail(head) else "open"
    if head.kind == "fragment":
        return "open" if head.sentence.lows[0] in ("en", "want", "dus", "maar") else "closed"
    return "choice" if offered else "closed"


def main_head(reading: Reading, at: int | None = None) -> Head | None:
    """The head a verdict is about: the one at code point `at`, else the first."""
    if at is not None:
        for head in reading.heads:
            if head.start <= at < head.end:
                return head
    return reading.heads[0] if reading.heads else None


def offers_options(head: Head, lexicon: Lexicon) -> int:
    """Where "of" stands between two options (an index above 0), or 0. "Weet je of hij er was" offers none."""
    words, k = head.words, lexicon.words
    for i in range(1, len(words) - 1):
        if words[i] != "of" or words[i + 1] in k["no_choice_after"] or words[i - 1] in k["before_whether"]:
            continue
        if (
            words[i + 1] in _PRONOUNS
            and not _verb_after(words, i + 2, lexicon)
            and set(words[:i]) & k["before_whether"]
        ):
            continue
        if words[i + 1] in k["question"] or words[i - 1] in ("ja", "wel"):
            continue
        return i
    return 0


def _verb_after(words: tuple[str, ...], i: int, lexicon: Lexicon) -> bool:
    return i < len(words) and (words[i] in lexicon.words["present"] or words[i] in lexicon.words["past"])


def _tail(head: Head) -> bool:
    """ "Hoe was dat, spannend of fijn?": the options stand after a comma, or close a short question."""
    words = head.sentence.words[head.first : head.stop]
    at = next(i for i, word in enumerate(words) if i and word.low == "of")
    before = words[1 : at + 1]
    return any(word.after_comma for word in before) or words[0].low in ("welke", "welk")
