"""Who is at the door: accounts, devices, invitations, and the contract that decides what a group allows."""

import re
from functools import cached_property
from typing import TYPE_CHECKING

from coach.wiring.edges import Edges

if TYPE_CHECKING:
    from coach.group.administration import Administration
    from coach.group.clauses import Book
    from coach.group.contracts import ContractService
    from coach.group.devices import DeviceService
    from coach.group.door import Door
    from coach.group.invites import InviteService
    from coach.group.mailing import MailService
    from coach.group.passes import PassService
    from coach.group.passwords import Passwords
    from coach.group.people import PeopleService
    from coach.group.recovery import RecoveryService
    from coach.group.throttle import Throttle


class People(Edges):
    """Accounts and rights."""

    @cached_property
    def clauses(self) -> "Book":
        from coach.group.clauses import Book

        return Book.load(self.settings.knowledge / "contracts" / "clauses.toml")

    @cached_property
    def source_names(self) -> dict[str, str]:
        """What each source is called, for people: by its id, without codes."""
        from coach.guidance.sources import load_sources

        sources = load_sources(self.settings.knowledge / "sources.toml")
        called = {key: source.author or source.title for key, source in sources.items()}
        codes = re.compile(rf"\b(?:{'|'.join(sorted(sources, key=len, reverse=True))})\b")
        return {key: codes.sub(lambda one: called[one.group()], source.title) for key, source in sources.items()}

    @cached_property
    def contracts(self) -> "ContractService":
        from coach.group.contracts import ContractService
        from coach.minutes.contract_words import read_contract

        return ContractService(
            self.storage,
            self.clock,
            self.clauses,
            self.secret,
            read_contract,
            remote_model=self.settings.model.remote,
        )

    @cached_property
    def door(self) -> "Door":
        from coach.group.door import Door

        return Door(
            self.storage, self.clock, open_tools=self.settings.tools_open,
            policy=lambda unit, group_id: self.contracts.policy(unit, group_id),  # noqa: PLW0108 - only read where there is a group
            only_here=self.settings.only_here,
        )  # fmt: skip

    @cached_property
    def invites(self) -> "InviteService":
        from coach.group.invites import InviteService

        return InviteService(self.storage, self.clock, self.secret)

    @cached_property
    def passwords(self) -> "Passwords":
        from coach.group.passwords import Passwords

        return Passwords.load(self.settings.knowledge / "passwords.txt")

    @cached_property
    def throttle(self) -> "Throttle":
        from coach.group.throttle import Throttle

        return Throttle()

    @cached_property
    def devices(self) -> "DeviceService":
        from coach.group.devices import DeviceService

        return DeviceService(self.storage, self.clock, self.secret)

    @cached_property
    def passes(self) -> "PassService":
        from coach.group.passes import PassService

        return PassService(self.storage, self.clock)

    @cached_property
    def mail(self) -> "MailService":
        from coach.group.mailing import MailService

        return MailService(
            self.storage, self.clock, self.passes, lambda: self.notifier,
            on=bool(self.settings.mail.server), address=self.settings.address,
        )  # fmt: skip

    @cached_property
    def people(self) -> "PeopleService":
        from coach.group.people import PeopleService

        return PeopleService(
            self.storage, self.clock, passwords=self.passwords, throttle=self.throttle, devices=self.devices,
            passes=self.passes, mail=self.mail, invited=self.invites.opens,
            anybody=self.settings.anybody_may_sign_up, secret=self.secret,
        )  # fmt: skip

    @cached_property
    def recovery(self) -> "RecoveryService":
        from coach.group.recovery import RecoveryService

        return RecoveryService(
            self.storage, self.clock, people=self.people, passwords=self.passwords, throttle=self.throttle,
            devices=self.devices, mail=self.mail,
        )  # fmt: skip

    @cached_property
    def administration(self) -> "Administration":
        from coach.group.administration import Administration

        return Administration(self.storage)
