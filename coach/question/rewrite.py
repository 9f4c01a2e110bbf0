"""A better question: keeps what the asker wants to know, leaves out what closes, steers or advises."""

import re
from collections.abc import Callable

from coach.question.axes import Axes
from coach.question.lexicon import Lexicon
from coach.question.texts import RewriteText, Texts

_U = re.compile(r"\b(u|uw)\b")
_JE = re.compile(r"\b(je|jij|jou|jouw)\b")
_MOST = 2
_VIEW = re.compile(
    r"^(?:vind|vond|vindt|vonden) (?:je|jij|u|ge) "
    r"((?:het|de) (?!zelf |niet |ook |wel |een |eigenlijk |erg |heel )[\w-]+(?= \w)|dat|het|dit) "
)
_STATEMENT_FAMILY = {"own_story": "own_story", "reassurance": "reassurance", "interpretation": "cause"}


def rewrites_of(axes: Axes, texts: Texts, lexicon: Lexicon, good: Callable[[str], bool]) -> tuple[str, ...]:
    """At most two questions, each open and neutral by the judge's own eyes (`good`); none where none is needed."""
    if axes.label == "open":
        return ()
    polite = bool(_U.search(axes.reading.low)) and not _JE.search(axes.reading.low)
    # Those of texts.toml are looked at once, in the tests; only what holds the asker's own words is judged here.
    own = [text for text in _own_words(axes) if good(text)]
    return tuple(dict.fromkeys([*own, *_from_texts(axes, texts, lexicon, polite)]))[:_MOST]


def _own_words(axes: Axes) -> list[str]:
    """What can be kept of the asker's own words: "vond je het gesprek prettig?" becomes "hoe vond je het gesprek?"."""
    if axes.head is None or axes.load not in ("neutral", "suggestive") or axes.head.kind != "verb":
        return []
    said = " ".join(axes.head.words)
    if not (match := _VIEW.match(said)):
        return []
    return [f"Hoe {said[: match.end(1)]}?"]


def _from_texts(axes: Axes, texts: Texts, lexicon: Lexicon, polite: bool) -> list[str]:
    family = _family(axes)
    person = _person(axes, lexicon)
    found = [_fill(text, polite, person) for text in (texts.rewrites(family) if family else [])]
    return [text for text in found if text]


def _fill(text: RewriteText, polite: bool, person: str) -> str:
    if text.persoon and not person:
        return ""
    return (text.u if polite else text.je).replace("{persoon}", person)


def _family(axes: Axes) -> str:
    if axes.finding is not None:
        family = axes.finding.family
        if family == "advice" and axes.finding.action:
            return f"advice.{axes.finding.action.group}"
        if family == "suggestive" and axes.content.asks_for == "feeling":
            return "feeling"
        return family
    if axes.form == "none":
        return (
            axes.kind if axes.kind in ("own_story", "reassurance") else "cause" if axes.kind == "interpretation" else ""
        )
    words = axes.head.words if axes.head else ()
    if axes.form == "choice" and axes.content.asks_for != "feeling":
        return "choice.want" if words[:1] in (("wil",), ("wilt",), ("wilde",), ("ga",), ("kies",)) else "closed.norm"
    if axes.content.asks_for == "fact":
        return _fact_family(words)
    return f"closed.{axes.content.asks_for}"


def _fact_family(words: tuple[str, ...]) -> str:
    if "erbij" in words or "aanwezig" in words:
        return "closed.there"
    you = words[1:2] in (("je",), ("jij",), ("u",), ("ge",))
    return "closed.you" if you and words[0] in ("heb", "hebt", "had", "ben", "bent", "heeft") else "closed"


def _person(axes: Axes, lexicon: Lexicon) -> str:
    """ "haar", "hem" or "hen" when it stands for somebody: not before a noun ("haar moeder")."""
    words = axes.head.words if axes.head else axes.reading.sentences[0].lows
    small = (
        lexicon.words["push"] | lexicon.words["push_light"] | lexicon.words["negation"] | {"te", "om", "in", "kunnen"}
    )
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else ""
        if word in ("haar", "hem", "hen") and (not after or after in small or after in lexicon.actions):
            return word
    return ""
