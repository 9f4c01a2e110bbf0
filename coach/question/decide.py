"""From what the rules read, what the trained judge thinks and what was told, to the axes people see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast, get_args

from coach.question.axes import Axes
from coach.question.content import Content
from coach.question.context import Told
from coach.question.findings import Finding, strongest
from coach.question.judgement import LABELS, AsksFor, Form, Kind, Label, Load, label_of
from coach.question.learned.certainty import confidence
from coach.question.learned.context_model import ContextModel
from coach.question.learned.evidence import stretch
from coach.question.learned.model import Chances, LearnedModel
from coach.question.lexicon import Lexicon

# What a load found by the trained judge alone does, in the words of a span's reason.
_DOES: dict[str, str] = {
    "advice": "noemt zelf al een stap",
    "suggestive": "vult al in wat het antwoord is",
    "judgement": "legt de maat van de vrager langs wat er gebeurde",
}
_LOADED: dict[str, Load] = {"disguised_advice": "advice", "judgemental": "judgement", "suggestive": "suggestive"}
_KIND_OF_LOAD: dict[Load, Kind] = {
    "advice": "disguised_advice",
    "judgement": "judgemental",
    "suggestive": "suggestive",
}
_STATEMENTS = frozenset(
    {"summary", "own_story", "advice", "feeling_reflection", "interpretation", "reassurance", "compliment", "other"}
)

_QUITE_SURE = 0.8
_COACHING = 0.5  # a question is said to look for a step only when that is likelier than everything else together
_BELIEVED = 0.15  # a kind the rules read by its own words stands when the trained judge gives it this much


@dataclass(frozen=True, slots=True)
class Decider:
    """The trained parts with the word lists, ready to decide."""

    model: LearnedModel
    context: ContextModel
    lexicon: Lexicon

    @classmethod
    def load(cls, lexicon: Lexicon) -> "Decider":
        """Reads the weights that ship with the product. Raises BadData."""
        return cls(LearnedModel.load(), ContextModel.load(), lexicon)

    def decide(self, text: str, rules: Axes, told: Told) -> Axes:
        """The final axes. `rules` were read without case and history; `told` is empty when neither is known."""
        chances = self.model.chances(text, rules)
        if told.known:
            chances = self.context.shifted(chances, rules, told, self.lexicon)
        labels = label_chances(chances)
        axes = self._axes(text, rules, chances)
        sure = confidence(labels, axes.label, rules.label, self.model.meta["certainty"], told.known)
        return replace(axes, labels=labels, confidence=sure, context_known=told.known)

    def _axes(self, text: str, rules: Axes, chances: Chances) -> Axes:
        form, load = _form(rules, chances), cast(Load, chances.best("load"))
        stacked = form != "none" and _stacked(rules, chances)
        content = rules.content._replace(asks_for=_asks_for(load, chances))
        finding = None if load == "neutral" else self._finding(text, load, rules, chances)
        kind = _kind(form, load, stacked, content, chances)
        if form == rules.form and load == rules.load and chances.of["kind"].get(rules.kind, 0.0) >= _BELIEVED:
            kind = rules.kind
        return replace(rules, form=form, load=load, stacked=stacked, content=content, kind=kind, finding=finding)

    def _finding(self, text: str, load: Load, rules: Axes, chances: Chances) -> Finding:
        """The rules' finding of this load, else the words that spoke most for it."""
        chance = chances.of["load"][load]
        own = strongest([found for found in rules.findings if found.load == load])
        if own is not None:
            return replace(own, strength=chance)
        start, end = stretch(text, load, self.model)
        return Finding(load, chance, start, end, _DOES[load], load)


def label_chances(chances: Chances) -> dict[Label, float]:
    """Probabilities of the eight labels, by the same table as `label_of` and with the axes taken as independent."""
    form, load, stacked = chances.of["form"], chances.of["load"], chances.of["stacked"]["True"]
    asked = 1 - form["none"]
    plain = asked * load["neutral"]
    found: dict[Label, float] = {label: 0.0 for label in LABELS}
    found["not_a_question"] = form["none"]
    for label, name in _LOADED.items():
        found[cast(Label, label)] = asked * load[name]
    found["multiple"] = plain * stacked
    for name in get_args(Form):
        if name != "none":
            found[label_of(name, "neutral", False)] = plain * (1 - stacked) * form[name] / asked if asked else 0.0
    return found


def _form(rules: Axes, chances: Chances) -> Form:
    """The likeliest form; a text without any head is only called a question when that is quite sure."""
    form = cast(Form, chances.best("form"))
    if rules.head is None and rules.load == "neutral" and chances.of["form"][form] < _QUITE_SURE:
        return "none"
    return form


def _stacked(rules: Axes, chances: Chances) -> bool:
    """Whether it is a pile; where the rules see one head only, the chance must be high."""
    chance = chances.of["stacked"]["True"]
    return chance >= (0.5 if rules.stacked else _QUITE_SURE)


def _asks_for(load: Load, chances: Chances) -> AsksFor:
    return "solution" if load == "advice" else cast(AsksFor, chances.best("asks_for"))


def _kind(form: Form, load: Load, stacked: bool, content: Content, chances: Chances) -> Kind:
    """The likeliest kind that agrees with the axes."""
    kinds: Mapping[str, float] = chances.of["kind"]
    if form == "none":
        return cast(Kind, max((k for k in kinds if k in _STATEMENTS), key=kinds.__getitem__))
    if load in _KIND_OF_LOAD:
        return _KIND_OF_LOAD[load]
    if stacked:
        return "stacked"
    if content.why:
        return "why_value" if kinds.get("why_value", 0) > kinds.get("why_action", 0) else "why_action"
    if form == "choice":
        return "choice"
    if form == "closed":
        return "closed_check" if kinds.get("closed_check", 0) > kinds.get("closed_fact", 0) else "closed_fact"
    shut = _STATEMENTS | {*_KIND_OF_LOAD.values(), "stacked", "choice", "closed_fact", "closed_check"}
    shut |= {"why_action", "why_value"}
    if kinds.get("coaching", 0) < _COACHING:
        shut |= {"coaching"}
    return cast(Kind, max((k for k in kinds if k not in shut), key=kinds.__getitem__))
