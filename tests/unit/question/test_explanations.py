"""The one sentence beside a verdict: it quotes little, varies, and says something else than the span does."""

import re
from collections import Counter
from collections.abc import Callable

import pytest

from coach.question.judgement import Judgement
from coach.question.texts import Texts
from coach.settings import ROOT

Judge = Callable[..., Judgement]
ADVICE = [
    f"{opening} {step}?"
    for opening in ("Zou het niet helpen als je", "Heb je overwogen of je", "Is het geen idee als je")
    for step in ("de ouders belt", "een dag vrij neemt", "het team vraagt", "dat opschrijft", "ermee stopt")
]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.lower()))


@pytest.mark.parametrize(
    "text", [*ADVICE, "Was je niet gewoon bang?", "Hoe kon je dat nou doen?", "Was je boos of moe van het wachten?"]
)
def test_it_is_one_sentence_with_at_most_six_words_quoted(text: str, judge: Judge) -> None:
    explanation = judge(text).explanation
    quoted = re.search(r"‘([^’]*)’", explanation)
    assert quoted
    assert len(quoted.group(1).replace("…", "").split()) <= 6
    assert re.sub(r"‘[^’]*’", "", explanation).count(".") == 1


def test_not_every_advice_gets_the_same_ending(judge: Judge) -> None:
    endings = Counter(re.sub(r"‘[^’]*’", "", judge(text).explanation) for text in ADVICE)
    assert max(endings.values()) <= len(ADVICE) / 2
    assert sum(n for text, n in endings.items() if "zelf bedacht" in text) <= len(ADVICE) / 3


def test_it_does_not_repeat_what_stands_beside_the_marked_words(judge: Judge) -> None:
    others = ["Was je daar?", "Was je boos of moe?", "Hoe kon je dat nou doen?", "Wat dacht je en wat deed je?"]
    for text in [*ADVICE, *others]:
        judgement = judge(text)
        said = _words(re.sub(r"‘[^’]*’", "", judgement.explanation))
        for span in judgement.spans:
            shared = said & _words(span.because)
            assert len(shared) < 3, (judgement.explanation, span.because)


def test_a_datum_or_a_helper_is_not_called_a_story(judge: Judge) -> None:
    assert "feit" in judge("Hoe laat was dat?").explanation or "gegeven" in judge("Hoe laat was dat?").explanation
    for text in ("Wie zou je kunnen helpen?", "Wie zat er naast je?"):
        assert "vertellen wat er was" not in judge(text).explanation


def test_no_sentence_on_file_speaks_about_the_asker() -> None:
    for key, sentences in Texts.load(ROOT / "knowledge" / "question").explain.items():
        for sentence in sentences:
            bare = sentence.replace("{woorden}", "")
            assert not re.search(r"\b(jij|jouw|jou|de vrager)\b", bare.lower()), (key, sentence)
            assert sentence.endswith("."), (key, sentence)
            assert len(bare.split()) <= 24, (key, sentence)
