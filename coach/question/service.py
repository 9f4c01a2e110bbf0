"""The judge as the rest of the house sees it: one contribution in, one judgement out."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from coach.errors import BadInput, ModelUnavailable, NotFound
from coach.question.ask import Ask, Said
from coach.question.axes import Axes, axes_by_rules
from coach.question.certainty import alternatives_of, doubt_of
from coach.question.content import Cues
from coach.question.context import told_by_presenter
from coach.question.decide import Decider
from coach.question.explain import explanation_of, spans_of
from coach.question.judgement import JudgedBy, Judgement, PhaseFit, Way
from coach.question.language import must_be_dutch
from coach.question.lexicon import Lexicon
from coach.question.phase import Moment, fit_of, in_phase
from coach.question.phase_data import PHASE_TYPES, PhaseData
from coach.question.rewrite import rewrites_of
from coach.question.stacked import parts_of
from coach.question.statements import Statements
from coach.question.texts import Shapes, Texts
from coach.safety.signs import Concern, Safety
from coach.text import clean_question

if TYPE_CHECKING:
    from coach.method.library import MethodLibrary
    from coach.ports import Helper

NAME = "doorvraag-oordeel"
READ_BACK = 20_000  # characters of history in which signs of danger are looked for: a sixth of a second at most


class JudgeService:
    """Judges contributions by rules, or by a language model with the rules as its fallback. Safe across threads."""

    def __init__(
        self,
        folder: Path,
        safety: Safety,
        methods: Callable[[], "MethodLibrary"],
        helper: Callable[[], "Helper"],
    ) -> None:
        self._lexicon = Lexicon.load(folder)
        self._cues = Cues.load(folder, self._lexicon)
        self._statements = Statements.load(folder, self._lexicon)
        self._phases = PhaseData.load(folder, self._lexicon)
        self._texts = Texts.load(folder)
        self._decider = Decider.load(self._lexicon)
        self._shapes = Shapes(self._texts, self._lexicon)
        self._safety, self._methods, self._helper = safety, methods, helper

    @classmethod
    def load(
        cls,
        folder: Path,
        safety: Safety,
        methods: Callable[[], "MethodLibrary"],
        helper: Callable[[], "Helper"],
    ) -> "JudgeService":
        """Reads knowledge/question. Raises BadData naming file and key."""
        return cls(folder, safety, methods, helper)

    def judge(self, ask: Ask, way: Way = "local") -> Judgement:
        """The judgement of one contribution.

        Raises BadInput (empty, no words, not Dutch, unknown phase) and TooLarge. With signs of danger in any of its
        texts `help` says where help is, in whatever language the rest is, and nothing goes to a model. When the model
        gives no usable answer the local judgement comes back, and `judged_by.fallback` says why.
        """
        started = perf_counter()
        text = clean_question(ask.text)
        concern = self._concern(ask)
        if concern is None:
            must_be_dutch(text, self._lexicon)
        moment = self._moment(ask)
        local = self._placed(self._local(text, ask, concern, started), moment)
        return self._by_model(ask, local, moment) if way == "model" else local

    def good_rewrite(self, text: str) -> bool:
        """Whether a text is one open question that carries nothing, by the local rules."""
        axes = self._axes(text, Ask(text))
        return axes.label == "open"

    # --- local ----------------------------------------------------------------------------------------------

    def _axes(self, text: str, ask: Ask) -> Axes:
        rules = axes_by_rules(text, self._lexicon, self._cues, self._statements)
        return self._decider.decide(text, rules, told_by_presenter(ask, self._lexicon))

    def _concern(self, ask: Ask) -> Concern | None:
        """Signs of danger in anything that was sent along: the contribution, the case, what was said last."""
        texts = (ask.text, ask.case, *_latest(ask.history))
        return next((found for text in texts if (found := self._safety.look(text))), None)

    def _local(self, text: str, ask: Ask, concern: Concern | None, started: float) -> Judgement:
        axes = self._axes(text, ask)
        spans = spans_of(text, axes)
        parts = parts_of(axes.reading, text) if axes.stacked else ()
        return Judgement(
            id=ask.id,
            text=text,
            form=axes.form,
            load=axes.load,
            stacked=axes.stacked,
            why_question=axes.content.why,
            asks_for=axes.content.asks_for,
            kind=axes.kind,
            label=axes.label,
            confidence=axes.confidence,
            alternatives=alternatives_of(axes),
            doubt=doubt_of(axes, self._texts),
            spans=spans,
            phase_fit=None,
            explanation=concern.message if concern else explanation_of(text, axes, spans, self._texts),
            rewrites=() if concern else self._rewrites(axes, parts),
            parts=parts,
            park=axes.load == "advice",
            judged_by=JudgedBy("local", NAME, self._decider.model.version, round((perf_counter() - started) * 1000, 2)),
            help=concern,
        )

    def _rewrites(self, axes: Axes, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Of a stack, the single questions that are open, then the open form of the others; else what fits best."""
        if axes.label != "multiple":
            return rewrites_of(axes, self._shapes, self._lexicon, self.good_rewrite)
        single = list(islice((part for part in parts if self.good_rewrite(part)), 2))
        for part in parts:
            if len(single) < 2 and part not in single:
                single += rewrites_of(self._axes(part, Ask(part)), self._shapes, self._lexicon, self.good_rewrite)
        if len(single) < 2:
            single += rewrites_of(axes, self._shapes, self._lexicon, self.good_rewrite)
        return tuple(dict.fromkeys(single))[:2] or rewrites_of(axes, self._shapes, self._lexicon, self.good_rewrite)

    # --- phase ----------------------------------------------------------------------------------------------

    def _moment(self, ask: Ask) -> Moment | None:
        """The phase types of the ask. A phase id of the method goes before a type of the same name."""
        if not ask.phase:
            return None
        asked = bool(ask.history) and ask.history[-1].role == "facilitator"
        if ask.method:
            try:
                method = self._methods().get(ask.method)
            except NotFound:
                method = None
            for phase in method.phases if method else ():
                if ask.phase == phase.id:
                    types = tuple(str(kind) for kind in phase.types)
                    return Moment(types, ask.method, ask.role, frozenset(map(str, phase.speaks)), asked)
        if named := self._phases.type_named(ask.phase):
            return Moment((named,), ask.method, ask.role, None, asked)
        raise BadInput(
            f"Deze fase ken ik niet. Noem een fase van de methode, of een van: {', '.join(PHASE_TYPES)}.",
            code="unknown_phase",
        )

    def _placed(self, judgement: Judgement, moment: Moment | None) -> Judgement:
        return in_phase(judgement, moment, self._phases) if moment else judgement

    # --- model ----------------------------------------------------------------------------------------------

    def _by_model(self, ask: Ask, local: Judgement, moment: Moment | None) -> Judgement:
        from coach.question.by_model import Checks, judge_by_model

        def fit(judgement: Judgement) -> PhaseFit | None:
            return fit_of(judgement, moment, self._phases) if moment else None

        checks = Checks(self.good_rewrite, fit, moment.phases[0] if moment else None)
        try:
            return judge_by_model(ask, local, self._helper(), checks)
        except ModelUnavailable as error:
            fallback = f"Beoordeeld op deze machine. {error.message}"
            return replace(local, judged_by=replace(local.judged_by, fallback=fallback))


def _latest(history: tuple[Said, ...]) -> Iterator[str]:
    """The last turns, newest first, to READ_BACK characters: more than a model is ever sent of them."""
    left = READ_BACK
    for said in reversed(history):
        if left <= 0:
            return
        left -= len(said.text)
        yield said.text
