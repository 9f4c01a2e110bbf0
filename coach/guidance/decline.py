"""Recognises a question for advice on somebody's own case, which this desk leaves to the group (DESIGN, ideas 1, 5)."""

from dataclasses import dataclass
from pathlib import Path

from coach.datafile import DataForm, read_toml
from coach.guidance.lexicon import tokens

_CASE = ("myself", "what_now", "urges", "people", "choices", "grave", "field")
LISTS = (*_CASE, "verdict", "this_case", "dilemma", "craft", "chores")


class CaseAdviceForm(DataForm):
    """knowledge/case_advice.toml as it is written."""

    message: str
    points_to: list[str]
    danger_points_to: list[str]
    myself: list[str]
    what_now: list[str]
    urges: list[str]
    people: list[str]
    choices: list[str]
    grave: list[str]
    field: list[str]
    verdict: list[str]
    this_case: list[str]
    dilemma: list[str]
    craft: list[str]
    chores: list[str]


@dataclass(frozen=True, slots=True)
class CaseAdvice:
    """knowledge/case_advice.toml: words by what they tell, a sentence to say, passages to point to."""

    message: str
    points_to: tuple[str, ...]
    danger_points_to: tuple[str, ...]
    myself: tuple[str, ...]
    what_now: tuple[str, ...]
    urges: tuple[str, ...]
    people: tuple[str, ...]
    choices: tuple[str, ...]
    grave: tuple[str, ...]
    field: tuple[str, ...]
    verdict: tuple[str, ...]
    this_case: tuple[str, ...]
    dilemma: tuple[str, ...]
    craft: tuple[str, ...]
    chores: tuple[str, ...]

    @classmethod
    def load(cls, path: Path) -> "CaseAdvice":
        """Raises BadData when the file is missing or not in this form."""
        form = read_toml(path, CaseAdviceForm)
        words = {name: tuple(_spaced(word) for word in getattr(form, name)) for name in LISTS}
        return cls(
            message=form.message,
            points_to=tuple(form.points_to),
            danger_points_to=tuple(form.danger_points_to),
            **words,
        )

    def asked_in(self, question: str) -> bool:
        """Whether `question` wants advice on a case of the asker's own, rather than to know about the method."""
        text = _spaced(question)
        own = _any(self.myself, text) or _any(self.what_now, text)
        if own and _any(self.people, text) and _any(self.grave, text):
            return True
        if not _any(self.craft, text) and (self._wants_verdict(text) or self._weighs(text)):
            return True
        if _any(self.field, text):
            return False
        about_others = _any(self.people, text) or _any(self.choices, text)
        return _any(self.urges, text) or (own and about_others and not _any(self.chores, text))

    def _wants_verdict(self, text: str) -> bool:
        """Somebody else's verdict on this case: "wat zou een ander in ons geval doen"."""
        return _any(self.verdict, text) and _any(self.this_case, text)

    def _weighs(self, text: str) -> bool:
        """Two ways between which the asker stands: "ga ik ... of blijf ik"."""
        if _any(self.field, text):
            return False
        return any(" of " in text.split(start, 1)[1] for start in self.dilemma if start in text)


def _spaced(text: str) -> str:
    """The words with single spaces around them, so that only whole words match."""
    return f" {' '.join(tokens(text))} "


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)
