"""The axes of one contribution, by rules: the inside of the local judge that the judge issue replaces."""

from dataclasses import dataclass

from coach.question.ask import Ask
from coach.question.content import Content, Cues, content_of, kind_of
from coach.question.context import Told, settle, told_by_presenter
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
    """What was read, and every axis of the judgement. `form_sure` is the probability of the form."""

    reading: Reading
    head: Head | None
    form: Form
    form_sure: float
    load: Load
    stacked: bool
    content: Content
    kind: Kind
    finding: Finding | None
    findings: tuple[Finding, ...]
    context_known: bool

    @property
    def label(self) -> Label:
        return label_of(self.form, self.load, self.stacked)


def axes_of(text: str, ask: Ask, lexicon: Lexicon, cues: Cues, statements: Statements) -> Axes:
    """Reads a cleaned text in the light of the case and the history of `ask`."""
    reading = read(fold(text), lexicon)
    told = told_by_presenter(ask, lexicon) if ask.case or ask.history else Told(())
    findings = settle(findings_of(reading, lexicon), told, lexicon)
    findings = [f for f in findings if not _offers_instead(f, reading, lexicon)]
    finding = strongest([f for f in findings if f.strength >= COUNTS_FROM])
    head = main_head(reading, finding.start if finding else None)
    form, sure = _form(reading, head, finding, lexicon)
    load: Load = finding.load if finding else "neutral"
    stacked = form != "none" and is_stacked(reading)
    content = content_of(reading, head, form, load, cues)
    kind = statements.kind(reading, load) if form == "none" else kind_of(form, load, stacked, content)
    if form == "none" and kind in ("compliment", "summary", "feeling_reflection", "reassurance") and _soft(finding):
        finding, load = None, "neutral"
    return Axes(reading, head, form, sure, load, stacked, content, kind, finding, tuple(findings), told.known)


def _form(reading: Reading, head: Head | None, finding: Finding | None, lexicon: Lexicon) -> tuple[Form, float]:
    """The form; a statement that asks for a nod without a question mark counts as a closed question."""
    if head is None and finding is not None and finding.load == "suggestive":
        return "closed", 0.6
    return form_of(head, lexicon)


def _offers_instead(finding: Finding, reading: Reading, lexicon: Lexicon) -> bool:
    """In a choice the options are what is offered: "ligt het aan A of aan B" fills nothing in by itself."""
    head = main_head(reading, finding.start)
    if head is None or head.kind == "statement" or not offers_options(head, lexicon):
        return False
    return finding.family == "cause" or (finding.load == "advice" and finding.strength < 0.8)


def _soft(finding: Finding | None) -> bool:
    return finding is not None and finding.load == "suggestive"
