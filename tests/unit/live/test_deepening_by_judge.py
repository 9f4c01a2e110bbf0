"""Our own judge reads our own questions: a library that teaches open questions must hold nothing else."""

import pytest

from coach.container import Container, build
from coach.question.ask import Ask


@pytest.fixture(scope="module")
def container() -> Container:
    return build()


def test_the_judge_calls_every_question_of_the_library_open_and_neutral(container: Container) -> None:
    other = []
    for question in container.deepening.questions:
        judgement = container.judge.judge(Ask(question.text.replace("{woord}", "lastig"), phase="deepening"))
        if (judgement.label, judgement.load) != ("open", "neutral"):
            other.append((judgement.label, question.text))
    assert other == []
