"""The parts that touch the world (clock, files, database, model, mail), and what all others need."""

from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coach.settings import Settings

if TYPE_CHECKING:
    from coach.method.library import MethodLibrary
    from coach.ports import ChatModel, Clock, Helper, Notifier, Storage
    from coach.safety.signs import Safety
    from coach.store.ledger import Ledger


class SystemClock:
    """The real clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Edges:
    """Parts by name. `overrides` replace a part, in tests: Container(settings, clock=FakeClock())."""

    def __init__(self, settings: Settings, **overrides: Any) -> None:
        self.settings = settings
        for name, part in overrides.items():
            if not isinstance(getattr(type(self), name, None), cached_property):
                raise TypeError(f"no part named {name!r}")
            self.__dict__[name] = part

    @cached_property
    def clock(self) -> "Clock":
        return SystemClock()

    @cached_property
    def safety(self) -> "Safety":
        from coach.safety.signs import Safety

        return Safety.load(self.settings.knowledge / "safety.toml")

    @cached_property
    def methods(self) -> "MethodLibrary":
        from coach.method.library import MethodLibrary

        return MethodLibrary.load(self.settings.knowledge / "methods")

    @cached_property
    def machine(self) -> str:
        """This installation's name for work that no other machine may take."""
        from coach.installation import own_token

        return own_token(self.settings.var, "machine")

    @cached_property
    def secret(self) -> bytes:
        """What remembered requests are marked with, so that a copy of the database alone tells nothing of them."""
        from coach.installation import own_token

        return (self.settings.secret.get_secret_value() or own_token(self.settings.var, "secret")).encode()

    @cached_property
    def ledger(self) -> "Ledger":
        """What was erased, kept outside the database."""
        from coach.store.ledger import NAME, Ledger

        return Ledger(self.settings.var / NAME, self.clock.now)

    @cached_property
    def storage(self) -> "Storage":
        from coach.store.sealing import Sealer
        from coach.store.storage import SqlStorage

        return SqlStorage(self.settings.database, Sealer(self.settings.content_keys), self.ledger.note)

    @cached_property
    def notifier(self) -> "Notifier":
        from coach.post.smtp import SmtpNotifier

        return SmtpNotifier(self.settings.mail)

    @cached_property
    def chat_model(self) -> "ChatModel":
        from coach.llm.endpoint import OpenAIEndpoint

        return OpenAIEndpoint(self.settings.model)

    @cached_property
    def helper(self) -> "Helper":
        from coach.llm.gate import Gate
        from coach.llm.helper import ModelHelper
        from coach.llm.prompts import PromptLibrary

        return ModelHelper(
            prompts=PromptLibrary(self.settings.prompts),
            gate=Gate(
                enabled=self.settings.model.enabled,
                mask_names=self.settings.model.mask_names,
                names_file=self.settings.knowledge / "names" / "first_names.toml",
            ),
            model=lambda: self.chat_model,
            deadline_seconds=self.settings.model.deadline_seconds,
        )

    def close(self) -> None:
        """Closes what was opened, in reverse order of making."""
        for part in reversed(list(self.__dict__.values())):
            closer = getattr(part, "close", None)
            if callable(closer):
                closer()
