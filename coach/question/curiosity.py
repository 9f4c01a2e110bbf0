"""Which family of better questions fits: by what the asker is curious about under the load (domain C.2, patterns)."""

import re

from coach.question.axes import Axes
from coach.question.features import addresses
from coach.question.heads import Head
from coach.question.lexicon import Lexicon
from coach.question.reading import Sentence, Word
from coach.question.texts import PickFor, Shapes

_PERFECT = frozenset({"heb", "hebt", "heeft", "hebben", "ben", "bent", "is", "zijn"})
_PARTICIPLE = re.compile(r"\w{0,6}ge\w+(?:t|d|n)$|(?:be|ver|ont|her)\w+(?:t|d)$")
_IRREGULAR = frozenset(
    {
        "sprak", "trad", "droeg", "schreef", "las", "reed", "sloeg", "trok", "riep", "koos", "vertrok", "besloot",
    }
)  # fmt: skip
_CHECKS = re.compile(
    r"\bals ik (?:het |je |jou |u |jullie )?(?:zo )?goed\b|\bis dat (?:juist|zo)\?|\bklopt dat(?: zo)?\?"
)
_NO_PARTICIPLE = frozenset(
    {
        "gewoon", "gezin", "gebied", "geluid", "geweld", "geduld", "gezond", "gesprekken", "tegen",
    }
)  # fmt: skip
# Nothing wider would fit these.
_COMPLETE = frozenset({"closed.check", "closed.permission", "closed.invite", "closed.cause", "judgement.about"})
# Questions about the topic that fit one family only; the other families go by their load or form.
_OVER = {
    "judgement.about": "over.about", "suggestive.about": "over.about", "suggestive.feeling": "over.feeling",
    "closed.experience": "over.feeling", "choice.feeling": "over.feeling", "closed.said": "over.said",
    "closed.permission": "over.closed", "closed.check": "over.closed", "closed.relation": "over.relation",
    "closed.invite": "over.invite", "closed.went": "over.went",
    "choice.role": "", "choice.mean": "",
}  # fmt: skip
_WITH_PERFECT = frozenset({"laten", "zitten", "staan", "blijven", "kunnen", "moeten", "willen"})


def words_of(axes: Axes) -> tuple[Word, ...]:
    """The words of the question itself; of the first sentence when there is none."""
    if axes.head is None:
        return axes.reading.sentences[0].words
    return axes.head.sentence.words[axes.head.first : axes.head.stop]


def families_of(axes: Axes, shapes: Shapes, lexicon: Lexicon) -> tuple[str, ...]:
    """Families from the closest fit to the widest; none for a statement that needs no question."""
    if axes.load != "neutral":
        return _with_wider(_loaded(axes, shapes, lexicon))
    if axes.form == "none":
        kinds = {"own_story": "own_story", "reassurance": "reassurance", "interpretation": "cause"}
        return (kinds[axes.kind],) if axes.kind in kinds else ()
    if axes.form == "choice":
        return _with_wider(_choice(axes, shapes))
    return _with_wider(_closed(axes, shapes))


def over_of(axes: Axes, families: tuple[str, ...], past: bool) -> str:
    """The family of questions about the topic that goes with these families; "" when there is none."""
    first = families[0] if families else ""
    if axes.load == "advice":
        return "over.past" if first == "past" or (first == "why" and past) else "over.advice"
    if first in _OVER:
        return _OVER[first]
    if axes.load == "judgement":
        return "over.judgement"
    if axes.load == "suggestive":
        return "over.suggestive"
    return "over.choice" if axes.form == "choice" else "over.closed" if axes.form == "closed" else ""


def _with_wider(families: list[str]) -> tuple[str, ...]:
    if families[0] in _COMPLETE:
        return tuple(families)
    wider = [wide for family in families if (wide := family.partition(".")[0]) not in families]
    return tuple(dict.fromkeys([*families, *wider]))


def _picked(sort: PickFor, axes: Axes, shapes: Shapes) -> str:
    return shapes.pick(sort, axes.reading.low, _places(axes))


def _fitting(sort: PickFor, axes: Axes, shapes: Shapes) -> frozenset[str]:
    return shapes.fitting(sort, axes.reading.low, _places(axes))


def _places(axes: Axes) -> list[tuple[str, int, bool]]:
    """The words to look expressions up at, with where a question begins."""
    if axes.head is None:
        words = [word for sentence in axes.reading.sentences for word in sentence.words]
        return [(word.low, word.start, False) for word in words]
    return [(word.low, word.start, i == 0) for i, word in enumerate(words_of(axes))]


def _loaded(axes: Axes, shapes: Shapes, lexicon: Lexicon) -> list[str]:
    family = axes.finding.family if axes.finding else {"advice": "advice"}.get(axes.load, axes.load)
    if axes.load == "advice":
        step = _step(axes, shapes, lexicon)
        if step == "stops" or family == "past":
            return ["stops"] if step == "stops" else [family]
        if family == "advice" and looks_back(axes, lexicon):
            return ["past"]
        if family == "why" and tense_of(axes, lexicon) == "toen":
            return ["why"]
        if family == "why":
            return ["why", step]
        return [step]
    if axes.load == "suggestive":
        return _suggested(family, axes, shapes, lexicon)
    about = not _to_you(axes, lexicon) or _picked("judgement", axes, shapes)
    return ["judgement.about"] if about else ["judgement"]


def _step(axes: Axes, shapes: Shapes, lexicon: Lexicon) -> str:
    if picked := _picked("advice", axes, shapes):
        return picked
    action = axes.finding.action if axes.finding else None
    if action is None or action.group == "plan" or action.word in lexicon.weak_actions:
        return "advice"  # "gaan" and "zetten" say too little about the step
    return f"advice.{action.group}"


def _suggested(family: str, axes: Axes, shapes: Shapes, lexicon: Lexicon) -> list[str]:
    picked = _picked("suggestive", axes, shapes)
    if picked not in ("", "suggestive.about", "suggestive.feeling"):
        return [picked]
    about = picked == "suggestive.about" or not _to_you(axes, lexicon)
    feeling = family == "feeling" or axes.content.asks_for == "feeling" or picked == "suggestive.feeling"
    if feeling:
        return ["suggestive.about", "suggestive.feeling"] if about else ["suggestive.feeling"]
    if family == "cause":
        return ["cause"]
    return ["suggestive.about", "suggestive"] if about else ["suggestive.you", "suggestive"]


def _choice(axes: Axes, shapes: Shapes) -> list[str]:
    if axes.content.asks_for == "feeling":
        return ["choice.feeling"]
    return [_picked("choice", axes, shapes) or "choice"]


def _closed(axes: Axes, shapes: Shapes) -> list[str]:
    if axes.head is not None and axes.head.kind == "invite":
        return ["closed.invite"]
    if _CHECKS.search(axes.reading.low):
        return ["closed.check"]
    picked = _picked("closed", axes, shapes)
    if axes.kind == "closed_check" and picked not in _COMPLETE:
        return ["closed.check"]
    if picked in _COMPLETE:
        return [picked]
    if axes.content.asks_for == "feeling":
        return ["closed.experience"]
    if axes.content.asks_for in ("fact", "other", "deepen") and picked:
        return [picked]
    return ["closed.experience"] if picked == "closed.experience" else [f"closed.{axes.content.asks_for}"]


def _to_you(axes: Axes, lexicon: Lexicon) -> bool:
    """Whether it is about the one who is asked: "je" or "u" beside the finite verb, or after "van" and the like."""
    words = tuple(word.low for word in words_of(axes))
    if axes.head is None or axes.head.kind == "statement":
        return addresses(words, lexicon.words["you"], lexicon.words["person"])
    if addresses(words, lexicon.words["you"], lexicon.words["person"]):
        return True
    finite = lexicon.words["present"] | lexicon.words["past"] | {"van", "voor", "bij"}
    return any(
        word in lexicon.words["you"] and {*words[max(i - 1, 0) : i], *words[i + 1 : i + 2]} & finite
        for i, word in enumerate(words)
    )


def tense_of(axes: Axes, lexicon: Lexicon) -> str:
    """ "toen" when the question looks back, else "nu"; a perfect ("heb je …") looks back too."""
    words = tuple(word.low for word in words_of(axes))
    verb = _finite(axes.head, words, lexicon)
    regular = len(verb) > 4 and verb.endswith(("de", "te", "den", "ten")) and verb not in lexicon.words["present"]
    if (verb in lexicon.words["past"] or verb in _IRREGULAR or regular) and verb not in ("zou", "zouden"):
        return "toen"
    if "nu" in words:
        return "nu"
    done = any(_participle(word) or word in _WITH_PERFECT for word in words[2:])
    perfect = done and (verb in _PERFECT or "hebben" in words)
    return "toen" if perfect or "toen" in words else "nu"


def asks_for_help(axes: Axes, shapes: Shapes) -> bool:
    """Whether the step is to ask somebody in: who that is, the advice brought along."""
    if axes.load != "advice":
        return False
    return bool({"advice.help", "advice.delegate"} & _fitting("advice", axes, shapes))


def looks_back(axes: Axes, lexicon: Lexicon) -> bool:
    """Whether advice is about what is over: "had je niet …", "waarom belde je niet"."""
    words = tuple(word.low for word in words_of(axes))
    return _finite(axes.head, words, lexicon) in lexicon.words["past"] or "toen" in words


def _participle(word: str) -> bool:
    if len(word) < 5 or word in _NO_PARTICIPLE:
        return False
    return bool(_PARTICIPLE.match(word))


def _finite(head: Head | None, words: tuple[str, ...], lexicon: Lexicon) -> str:
    if head is not None and head.verb is not None and head.verb < len(head.sentence.lows):
        return head.sentence.lows[head.verb]
    finite = lexicon.words["past"] | lexicon.words["present"]
    if words[:1] and words[0] not in finite and (words[0].endswith(("de", "te")) or words[0] in _IRREGULAR):
        return words[0]
    return next((word for word in words if word in finite), "")


def named_actions(axes: Axes, lexicon: Lexicon) -> frozenset[str]:
    """Every word for something to do that the question holds: none of them may come back in a better question."""
    if axes.load != "advice":
        return frozenset()
    return frozenset(word for sentence in _judged(axes) for word in _named(sentence.lows, lexicon))


def _judged(axes: Axes) -> tuple[Sentence, ...]:
    return (axes.head.sentence,) if axes.head else axes.reading.sentences


def _named(words: tuple[str, ...], lexicon: Lexicon) -> list[str]:
    after_to = [words[i + 1] for i in range(len(words) - 1) if words[i] == "te"]
    return [*after_to, *(word for word in words if word in lexicon.actions or (word.endswith("en") and len(word) > 5))]
