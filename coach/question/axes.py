"""The axes of one contribution, by rules alone: what the trained judge weighs, and the words that spans point at."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.question.content import Content, Cues, content_of, kind_of
from coach.question.findings import COUNTS_FROM, Finding, strongest
from coach.question.form import form_of, main_head, offers_options
from coach.question.heads import Head, Reading, read
from coach.question.judgement import Form, Kind, Label, Load, label_of
from coach.question.lexicon import Lexicon
from coach.question.load import findings_of
from coach.question.reading import fold
from coach.question.stacked import is_stacked
from coach.question.statements import Statements


@dataclass(frozen=True, slots=True)
class Axes:
    """What was read, and every axis of the judgement.

    `labels` are probabilities (empty while only the rules have spoken) and `confidence` is the probability that the
    label can be defended.
    """

    reading: Reading
    head: Head | None
    form: Form
    load: Load
    stacked: bool
    content: Content
    kind: Kind
    finding: Finding | None
    findings: tuple[Finding, ...]
    context_known: bool = False
    labels: Mapping[Label, float] = field(default_factory=dict)
    confidence: float = 0.0
    text: str = ""

    @property
    def label(self) -> Label:
        return label_of(self.form, self.load, self.stacked)


def axes_by_rules(text: str, lexicon: Lexicon, cues: Cues, statements: Statements) -> Axes:
    """Reads a cleaned text by itself, without case or history."""
    reading = read(fold(text), lexicon)
    findings = [f for f in findings_of(reading, lexicon) if not _offers_instead(f, reading, lexicon)]
    finding = strongest([f for f in findings if f.strength >= COUNTS_FROM])
    head = main_head(reading, finding.start if finding else None)
    form = _form(head, finding, lexicon)
    load: Load = finding.load if finding else "neutral"
    stacked = form != "none" and is_stacked(reading)
    content = content_of(reading, head, form, load, cues)
    kind = statements.kind(reading, load) if form == "none" else kind_of(form, load, stacked, content)
    if form == "none" and kind in ("compliment", "summary", "feeling_reflection", "reassurance") and _soft(finding):
        finding, load = None, "neutral"
    return Axes(reading, head, form, load, stacked, content, kind, finding, tuple(findings), text=text)


def _form(head: Head | None, finding: Finding | None, lexicon: Lexicon) -> Form:
    """The form; a statement that asks for a nod without a question mark counts as a closed question."""
    if head is None and finding is not None and finding.load == "suggestive":
        return "closed"
    return form_of(head, lexicon)


def _offers_instead(finding: Finding, reading: Reading, lexicon: Lexicon) -> bool:
    """In a choice the options are what is offered: "ligt het aan A of aan B" fills nothing in by itself."""
    head = main_head(reading, finding.start)
    if head is None or head.kind == "statement" or not offers_options(head, lexicon):
        return False
    return finding.family == "cause" or (finding.load == "advice" and finding.strength < 0.8)


def _soft(finding: Finding | None) -> bool:
    return finding is not None and finding.load == "suggestive"
