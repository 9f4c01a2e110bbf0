"""What every ChatModel keeps to, run on the fake and on the real endpoint behind respx."""

from collections.abc import Callable, Iterator

import httpx
import pytest

from coach.errors import ModelUnavailable
from coach.ports import ChatModel
from tests.endpoints import URL, chat_request, completion, endpoint, router
from tests.fakes.chat_model import FakeChatModel

Make = Callable[..., ChatModel]


def _fake(*replies: str) -> ChatModel:
    return FakeChatModel(*replies, name="klein")


def _real(*replies: str) -> ChatModel:
    routes = router()
    answers = [httpx.Response(200, json=completion(reply)) for reply in replies]
    routes.post(URL).mock(side_effect=[*answers, httpx.ConnectError("weg")])
    return endpoint(routes)


@pytest.fixture(params=[_fake, _real], ids=["fake", "openai"])
def make(request: pytest.FixtureRequest) -> Iterator[Make]:
    made: list[ChatModel] = []

    def making(*replies: str) -> ChatModel:
        made.append(request.param(*replies))
        return made[-1]

    yield making
    for model in made:
        model.close()


def test_a_reply_carries_text_model_tokens_and_time(make: Make) -> None:
    reply = make('{"a": "ja"}').complete(chat_request())
    assert reply.text == '{"a": "ja"}'
    assert reply.model == "klein"
    assert (reply.prompt_tokens, reply.completion_tokens) == (10, 5)
    assert reply.milliseconds > 0


def test_replies_come_in_order(make: Make) -> None:
    model = make("een", "twee")
    assert [model.complete(chat_request()).text for _ in range(2)] == ["een", "twee"]


def test_an_empty_reply_is_invalid(make: Make) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        make("   ").complete(chat_request())
    assert caught.value.code == "invalid"


def test_no_connection_is_told_as_such_without_the_words(make: Make) -> None:
    with pytest.raises(ModelUnavailable) as caught:
        make().complete(chat_request("Wat deed Fatima?"))
    assert caught.value.code == "connection"
    assert "Fatima" not in str(caught.value)


def test_a_closed_model_answers_nothing(make: Make) -> None:
    model = make("een")
    model.close()
    with pytest.raises(ModelUnavailable) as caught:
        model.complete(chat_request())
    assert caught.value.code == "off"


def test_closing_twice_is_harmless(make: Make) -> None:
    model = make("een")
    model.complete(chat_request())
    model.close()
    model.close()


def test_a_model_has_a_name(make: Make) -> None:
    assert make().name == "klein"
