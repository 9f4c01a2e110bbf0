"""Reads practice cases from knowledge/cases and checks that every reaction has something to say."""

from pathlib import Path
from typing import Self, get_args

from pydantic import Field, model_validator

from coach.datafile import DataForm, read_toml
from coach.errors import BadData
from coach.practice.model import Answer, Asks, Layer, PracticeCase, Reaction, Topic


class LayerForm(DataForm):
    id: str
    name: str


class TopicForm(DataForm):
    id: str
    cues: tuple[str, ...] = Field(min_length=1)
    general: bool = False


class AnswerForm(DataForm):
    id: str
    kind: Reaction
    text: str = Field(min_length=3, max_length=400)
    level: int = Field(default=0, ge=0, le=4)
    layer: str | None = None
    topics: tuple[str, ...] = ()
    asks: tuple[Asks, ...] = ()
    after: tuple[str, ...] = ()


class CaseForm(DataForm):
    """One file; ids are unique, topics and layers named by an answer exist, and no reaction stays without words."""

    id: str
    title: str
    field: str
    presenter: str
    question: str
    story: str = Field(min_length=50)
    layers: tuple[LayerForm, ...] = Field(min_length=1)
    topics: tuple[TopicForm, ...] = Field(min_length=1)
    answers: tuple[AnswerForm, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for name, ids in (("layers", self.layers), ("topics", self.topics), ("answers", self.answers)):
            _unique(name, [one.id for one in ids])
        topics, layers = {topic.id for topic in self.topics}, {layer.id for layer in self.layers}
        for answer in self.answers:
            if set(answer.topics) - topics:
                raise ValueError(f"antwoord {answer.id} noemt een onderwerp dat niet bestaat")
            if answer.layer is not None and answer.layer not in layers:
                raise ValueError(f"antwoord {answer.id} noemt een laag die niet bestaat")
        self._order_is_possible()
        self._every_reaction_speaks()
        return self

    def _order_is_possible(self) -> None:
        levels = {answer.id: answer.level for answer in self.answers if not answer.after}
        for answer in self.answers:
            if any(levels.get(one, 9) > answer.level for one in answer.after):
                raise ValueError(f"antwoord {answer.id} komt na een antwoord dat er niet is, dieper ligt of zelf wacht")

    def _every_reaction_speaks(self) -> None:
        always = {answer.kind for answer in self.answers if answer.level == 0}
        missing = [kind for kind in get_args(Reaction) if kind not in always]
        if missing:
            raise ValueError(f"er is geen antwoord (level 0) van de soort: {', '.join(missing)}")


def _unique(name: str, ids: list[str]) -> None:
    double = sorted({one for one in ids if ids.count(one) > 1})
    if double:
        raise ValueError(f"{name}: dubbele id {double[0]}")


def load_cases(folder: Path) -> tuple[PracticeCase, ...]:
    """All cases of a folder, by id. Raises BadData that names file and key."""
    cases = tuple(_case(path) for path in sorted(folder.glob("*.toml")))
    if not cases:
        raise BadData("In deze map staan geen oefencasussen.", where=folder.name)
    return cases


def _case(path: Path) -> PracticeCase:
    form = read_toml(path, CaseForm)
    if form.id != path.stem:
        raise BadData(f"id moet {path.stem} zijn, net als de bestandsnaam.", where=f"{path.name}: id")
    return PracticeCase(
        id=form.id,
        title=form.title,
        field=form.field,
        presenter=form.presenter,
        story=form.story,
        question=form.question,
        layers=tuple(Layer(layer.id, layer.name) for layer in form.layers),
        topics=tuple(Topic(topic.id, topic.cues, topic.general) for topic in form.topics),
        answers=tuple(_answer(answer) for answer in form.answers),
    )


def _answer(form: AnswerForm) -> Answer:
    asks, after = frozenset(form.asks), frozenset(form.after)
    return Answer(form.id, form.kind, form.text, form.level, form.layer, form.topics, asks, after)
