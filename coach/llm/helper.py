"""The road every model helper takes: gate, prompt, endpoint, checked answer, real names back."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from time import monotonic
from typing import Any

from pydantic import ValidationError

from coach.errors import BadData, ModelUnavailable, TooLarge
from coach.llm.gate import Gate
from coach.llm.masks import Mask
from coach.llm.prompts import PromptLibrary, Rendered
from coach.llm.structured import ask_structured, strict_schema
from coach.ports import ChatModel, ChatReply, ChatRequest, Output

log = logging.getLogger("doorvraag.llm")


class ModelHelper:
    """The Helper port. `model` is called when an answer is really wanted, so that an idle product opens nothing."""

    def __init__(
        self,
        prompts: PromptLibrary,
        gate: Gate,
        model: Callable[[], ChatModel],
        deadline_seconds: float,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._prompts, self._gate, self._model = prompts, gate, model
        self._deadline, self._now = deadline_seconds, now

    def ask(
        self, prompt: str, variables: Mapping[str, Any], output: type[Output], *, allowed: bool = True
    ) -> tuple[Output, ChatReply]:
        """The prompt's answer in the form of `output`, with the names put back, and the reply it came in.

        `allowed`: whether the group whose words these are wants a language model; words of no group may go.

        The deadline holds for everything together, repair included. Raises ModelUnavailable when nothing usable
        came (its code says why), also when the prompt itself is missing or wrong; what is wrong stands in the log.
        """
        rendered, mask = self._prepared(prompt, variables, allowed)
        answer, reply = ask_structured(self._model(), self._request(rendered, output), output, self._now)
        return _unmasked(answer, mask), replace(reply, prompt=rendered.version)

    def _prepared(self, prompt: str, variables: Mapping[str, Any], allowed: bool) -> tuple[Rendered, Mask]:
        try:
            masked, mask = self._gate.let_through(variables, allowed)
            return self._prompts.render(prompt, masked), mask
        except TooLarge as error:
            raise ModelUnavailable(error.message, code="too_large") from None
        except BadData as error:
            raise _prompt_broken(error) from None

    def _request(self, rendered: Rendered, output: type[Output]) -> ChatRequest:
        return ChatRequest(
            messages=rendered.messages,
            schema_name=rendered.output,
            schema=strict_schema(output),
            max_tokens=rendered.max_tokens,
            deadline_seconds=self._deadline,
        )


def _prompt_broken(error: BadData) -> ModelUnavailable:
    log.error("prompt_broken", extra={"code": error.code, "where": error.where or ""})
    return ModelUnavailable("De opdracht voor het taalmodel is niet in orde; kijk in het logboek.", code="bad_prompt")


def _unmasked(answer: Output, mask: Mask) -> Output:
    if not mask:
        return answer
    try:
        return type(answer).model_validate(mask.restore_in(answer.model_dump()))
    except ValidationError:
        raise ModelUnavailable("Het antwoord van het taalmodel paste niet.", code="invalid") from None
