"""General rules of Dutch that give a question a load, where no fixed expression is needed.

Strengths are rough probabilities, set on questions written by hand (tests/unit/question); the judge issue measures
and replaces them.
"""

from collections.abc import Callable, Iterator

from coach.question.features import Features, closing_action, done, to_do
from coach.question.findings import Finding
from coach.question.heads import Reading
from coach.question.judgement import Load
from coach.question.lexicon import Lexicon

Rule = Callable[[Features, Lexicon], tuple[Load, float, str, str, str] | None]
# (load, strength, because, family, depends)

_ADVICE = "noemt zelf al een stap"
_PERFECT = frozenset({"heb", "hebt", "ben", "bent", "had", "hebben", "hadden", "hadt", "hadde"})
_BARE: dict[str, float] = {
    "zou": 0.84, "zouden": 0.84, "zoudt": 0.84, "zoude": 0.84, "moogt": 0.35,
    "kondt": 0.4, "kun": 0.56, "kan": 0.56, "kunt": 0.56, "kunde": 0.56, "kon": 0.4, "moet": 0.42,
    "moest": 0.3, "wil": 0.35, "wilt": 0.35, "wilde": 0.2, "mag": 0.35, "ga": 0.4, "gaat": 0.4, "ging": 0.2,
    "durf": 0.35, "durft": 0.35, "hoef": 0.4, "probeer": 0.5, "kunnen": 0.45, "moeten": 0.4, "gaan": 0.4,
}  # fmt: skip
_PUSHED = 0.8
_YOU_NEXT = (("je",), ("jij",), ("u",), ("jullie",), ("ge",))
_UNNAMED = frozenset({"iets", "dingen", "zaken", "opties", "mogelijkheden", "oplossingen"})
_VERB_SUBJECTS = frozenset({"dat", "het", "dit", "daar", "er"})


def rules_for(f: Features, lexicon: Lexicon) -> Iterator[Finding]:
    """Findings of the general rules about one head."""
    for rule in _RULES:
        if verdict := rule(f, lexicon):
            load, strength, because, family, depends = verdict
            yield Finding(load, strength, *_place(f, load), because, family, depends, f.action, f.feeling or "")


def _place(f: Features, load: Load) -> tuple[int, int]:
    """The words to mark: from the verb or first telling word up to the action, feeling or evaluative word."""
    words = f.head.sentence.words[f.head.first : f.head.stop]
    telling = {"advice": f.action.word if f.action else "", "judgement": f.evaluative, "suggestive": f.feeling}[load]
    at = next((i for i, word in enumerate(words) if word.low == telling), None)
    if load != "advice" and at is not None:
        before = words[at - 1] if at and words[at - 1].low in ("niet", "te", "zo") else words[at]
        return before.start, words[at].end
    small = next((w for w in words[1:] if w.low in ("niet", "geen", "toch", "wel", "zeker", "gewoon")), None)
    if load == "suggestive" and small:
        return words[0].start, small.end
    return words[0].start, words[at].end if at is not None else words[-1].end


def _done_already(f: Features, lexicon: Lexicon) -> tuple[Load, float, str, str, str] | None:
    """ "Heb je haar al eens gebeld?": whether it was done, or that it should be (C.1.5 c)."""
    if f.head.kind != "verb" or f.verb not in _PERFECT or not f.to_you:
        return None
    if f.action is None and (done(f.head.words, lexicon) is None or not (f.pushes or f.negated)):
        return None
    words = set(f.head.words)
    if words & lexicon.words["experience"] or (words & _UNNAMED and not f.pushes):
        return None
    strength = 0.3
    if f.pushes:
        strength = 0.85
    elif f.negated:
        strength = 0.7
    elif f.light_pushes:
        strength = 0.62
    elif "met" in f.head.words or "dit" in f.head.words:
        strength = 0.38
    return "advice", strength - (0.25 if f.in_story else 0.0), _ADVICE, "advice", "plan" if strength < 0.7 else ""


def _can_you(f: Features, lexicon: Lexicon) -> tuple[Load, float, str, str, str] | None:
    """A modal verb in front, "je", and an action: the asker's plan in the form of a question."""
    if f.head.kind != "verb" or f.verb not in _BARE or not f.to_you:
        return None
    if f.action is None and (f.past or to_do(f.head.words, lexicon) is None):
        return None
    strength = _BARE[f.verb]
    if f.negated or f.pushes:
        strength = max(strength, _PUSHED) + (0.08 if f.negated and f.pushes else 0.0)
    elif "nog" in f.head.words and f.verb in ("ga", "gaat"):
        strength = 0.56
    if f.past and f.verb not in ("zou", "zouden") and not f.negated:
        strength = min(strength, 0.4)
    return "advice", strength, _ADVICE, "past" if f.past and f.verb == "kon" else "advice", ""


def _bare_verb(f: Features, lexicon: Lexicon) -> tuple[Load, float, str, str, str] | None:
    """ "Bel je haar niet gewoon even?": the action is the verb in front."""
    if f.head.kind != "verb" or f.action is None or f.action.at != 0 or not f.to_you or f.past:
        return None
    strength = 0.75 if f.negated or f.pushes else 0.3
    return "advice", strength, _ADVICE, "advice", ""


def _who_could_you(f: Features, lexicon: Lexicon) -> tuple[Load, float, str, str, str] | None:
    """ "Wie zou je erbij kunnen vragen?": an open word, and the step is already chosen."""
    if f.head.kind != "wh" or not f.to_you or f.head.words[0] == "wat":
        return None
    if f.action is None and to_do(f.head.words, lexicon) is None:
        return None
    if f.verb not in ("zou", "kun", "kan", "kunt", "ga", "gaat", "wil", "zal"):
        return None
    strength = {"hoe": 0.45, "waarom": 0.5, "wanneer": 0.7}.get(f.head.words[0], 0.68)
    if f.verb == "wil":  # asks what the other wants, so the step is less surely the asker's
        strength -= 0.3
    strength += 0.15 if f.pushes or f.negated else 0.0
    return "advice", strength, "kiest de stap al en vraagt alleen nog naar de uitvoering", "advice", "plan"


def _why_not(f: Features, lexicon: Lexicon) -> tuple[Load, float, str, str, str] | None:
    """ "Waarom stuur je hem niet door?": the asker knows what should be done (C.1.5, C.1.7)."""
    words = f.head.words
    if words[0] not in ("waarom", "hoezo") or not f.to_you or not {"niet", "geen"} & set(words):
        return None
    because = "zegt met ‘waarom niet’ wat er had moeten gebeuren"
    if f.verb in _PERFECT:
        return ("advice", 0.62, because, "why", "") if done(words, lexicon) else None
    verb = words[1] if len(words) > 1 else ""
    if verb in lexicon.words["state_verb"] - {"kan", "doet"} or f.past or verb in lexicon.words["modal"] - {"ga"}:
        return None
    return "advice", 0.72 + (0.12 if f.pushes else 0.0), because, "why", ""


def _in_order_to(f: Features, lexicon: Lexicon) -> tuple[Load, float, str, str, str] | None:
    """A named step after "om te", with a question about will or means: "wat heb je nodig om hem te bellen?"."""
    words = f.head.words
    if f.action is None or "om" not in words[: f.action.at] or f.past or words[f.action.at - 1] != "te":
        return None
    if {"wij", "we"} & set(words):  # then the step is the group's own work, such as understanding
        return None
    if set(words) & (lexicon.words["feeling"] | lexicon.words["mild_feeling"]) or "op" in words[: words.index("om")]:
        return None
    if f.head.kind == "wh":
        return "advice", 0.6, "noemt de stap al en vraagt alleen nog naar het hoe", "stops", "plan"
    return ("advice", 0.66, _ADVICE, "advice", "plan") if f.head.kind == "verb" and not f.head.indirect else None


def _if_you(f: Features, lexicon: Lexicon) -> tuple[Load, float, str, str, str] | None:
    """A condition that is a step of the one asked: "hoe zou het zijn wanneer je geen dienst draait?" (C.1.10)."""
    words = f.head.words
    at = next((i for i, w in enumerate(words) if w in ("als", "wanneer", "indien")), 0)
    if not at or "zou" not in words[:at] or words[at + 1 : at + 2] not in _YOU_NEXT:
        return None
    if words[at + 2 : at + 3] and words[at + 2] in lexicon.words["person"]:
        return None
    if closing_action(words[at + 2 :], lexicon) is None:
        return None
    return "advice", 0.74, "laat een stap bedenken die de vrager koos", "imagine", ""


def _evaluates(f: Features, lexicon: Lexicon) -> tuple[Load, float, str, str, str] | None:
    """A word that carries the asker's verdict; "wat vond je zelf slordig" asks for the other's (C.1.6)."""
    if f.evaluative is None:
        return None
    own = f.verb in ("vind", "vond", "vindt") and f.to_you
    strength = 0.4 if own else 0.78 if f.head.kind != "wh" else 0.64
    if f.negated and not own:
        strength += 0.1
    return "judgement", strength, "draagt een oordeel van de vrager", "judgement", ""


def _feels(f: Features, lexicon: Lexicon) -> tuple[Load, float, str, str, str] | None:
    """A feeling filled in: "was je niet boos?", "wat maakte je zo bang?" (C.1.4)."""
    if f.feeling is None or "of" in f.head.words[1:]:
        return None
    because = "vult een gevoel in"
    if f.head.kind == "wh":
        presumed = f.head.words[0] in ("waarom", "hoe", "wat", "waardoor") and f.feeling not in ("klein", "moe")
        return ("suggestive", 0.55, because, "feeling", "feeling") if presumed else None
    if f.head.kind == "statement":
        return "suggestive", 0.72, because, "feeling", "feeling"
    if f.negated or "eigenlijk" in f.head.words or "stiekem" in f.head.words:
        return "suggestive", 0.78, because, "feeling", ""
    return "suggestive", 0.3, because, "feeling", "feeling"


def _expects_yes(f: Features, lexicon: Lexicon) -> tuple[Load, float, str, str, str] | None:
    """A denied yes/no question expects a yes: "was dat niet lastig?"."""
    if f.head.kind != "verb" or not f.negated or "of" in f.head.words or "meer" in f.head.words:
        return None
    if not {"niet", "geen"} & set(_main_clause(f.head.words, lexicon)):
        return None
    near = f.to_you or bool(_VERB_SUBJECTS & set(f.head.words[1:3]))
    strength = 0.66 if near and not f.head.indirect else 0.42
    return "suggestive", strength, "verwacht met ‘niet’ al een ja", "suggestive", ""


def _main_clause(words: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """The words before a subordinate clause: in "bedoel je dat hij niet keek" the denial is not the asker's."""
    subjects = lexicon.words["subject"] - lexicon.words["negation"]
    for i in range(2, len(words) - 1):
        if words[i] in ("dat", "omdat", "doordat", "toen", "als", "om") and words[i + 1] in subjects:
            return words[:i]
    return words


def _doubts(f: Features, lexicon: Lexicon) -> tuple[Load, float, str, str, str] | None:
    """ "Wilde je dat wel?": the little word doubts; "wel eens" and "wel of niet" do not."""
    words = f.head.words
    if f.head.kind != "verb" or "wel" not in words[1:]:
        return None
    after = words[words.index("wel", 1) + 1 :]
    if after[:1] in (("eens",), ("of",), ("goed",), ("vaker",)):
        return None
    return "suggestive", 0.6, "laat met ‘wel’ twijfel horen", "suggestive", ""


def _tags(f: Features, lexicon: Lexicon) -> tuple[Load, float, str, str, str] | None:
    """A tag that asks for a nod: "…, toch?", "…, hè?"."""
    words = f.head.sentence.words
    last = words[-1]
    if f.head.kind == "wh" or f.head.stop != len(words) or len(words) < 3:
        return None
    if last.low in ("toch", "he", "hè", "hé", "nietwaar") or (last.after_comma and last.low in lexicon.words["tag"]):
        return "suggestive", 0.86, "vraagt aan het eind om een knikje", "suggestive", ""
    return None


_RULES: tuple[Rule, ...] = (
    _why_not, _in_order_to, _if_you,
    _done_already, _can_you, _bare_verb, _who_could_you, _evaluates, _feels, _expects_yes, _doubts, _tags,
)  # fmt: skip


def imperative(reading: Reading, lexicon: Lexicon) -> Iterator[Finding]:
    """Advice said as an order: "bel haar gewoon", "gewoon negeren"."""
    k = lexicon.words
    for sentence in reading.sentences:
        words = list(sentence.words)
        while len(words) > 1 and words[0].low in k["filler"] | k["push"]:
            words.pop(0)
        if words[0].low in k["imperative"] and len(words) > 1 and words[1].low not in k["you"]:
            yield Finding("advice", 0.78, words[0].start, words[-1].end, "zegt wat er moet gebeuren", "advice")
        elif len(words) <= 3 and len(sentence.words) > len(words) and words[-1].low in lexicon.actions:
            yield Finding("advice", 0.7, words[0].start, words[-1].end, "zegt wat er moet gebeuren", "advice")
