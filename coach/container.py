"""The one place that wires ports to parts. Each part is made when it is first used, so a judge loads no database."""

from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from coach.errors import NotReady
from coach.settings import Settings, load_settings

if TYPE_CHECKING:
    from coach.group.access import AccessLog
    from coach.group.administration import Administration
    from coach.group.attendance import AttendanceService
    from coach.group.calendars import CalendarService
    from coach.group.clauses import Book
    from coach.group.consent import ConsentService
    from coach.group.contracts import ContractService
    from coach.group.dates import DateService
    from coach.group.devices import DeviceService
    from coach.group.door import Door
    from coach.group.erasing import ErasingService
    from coach.group.fit import FitService
    from coach.group.groups import GroupService
    from coach.group.guests import GuestService
    from coach.group.invites import InviteService
    from coach.group.look_backs import LookBackService
    from coach.group.mailing import MailService
    from coach.group.my_data import MyDataService
    from coach.group.passes import PassService
    from coach.group.passwords import Passwords
    from coach.group.people import PeopleService
    from coach.group.receipts import Receipts
    from coach.group.recovery import RecoveryService
    from coach.group.retention import RetentionService
    from coach.group.rota_service import RotaService
    from coach.group.seats import SeatService
    from coach.group.set_up import SetUpService
    from coach.group.throttle import Throttle
    from coach.guidance.service import GuidanceService
    from coach.live.deepening import DeepeningService
    from coach.live.turns import TurnsService
    from coach.method.library import MethodLibrary
    from coach.method.service import MeetingService
    from coach.minutes.service import MinutesService
    from coach.ports import ChatModel, Clock, Helper, Notifier, Storage
    from coach.practice.service import PracticeService
    from coach.question.service import JudgeService
    from coach.safety.signs import Safety
    from coach.store.ledger import Ledger


class SystemClock:
    """The real clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class Container:
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

    @cached_property
    def judge(self) -> "JudgeService":
        from coach.question.service import JudgeService

        return JudgeService.load(
            self.settings.knowledge / "question",
            safety=self.safety,
            methods=lambda: self.methods,
            helper=lambda: self.helper,
        )

    @cached_property
    def minutes(self) -> "MinutesService":
        from coach.minutes.service import MinutesService

        return MinutesService(safety=self.safety, methods=lambda: self.methods)

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
    def clauses(self) -> "Book":
        from coach.group.clauses import Book

        return Book.load(self.settings.knowledge / "contracts" / "clauses.toml")

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
            policy=lambda unit, group_id: self.contracts.policy(unit, group_id),  # read only where a group is
            only_here=self.settings.only_here,
        )  # fmt: skip

    @cached_property
    def groups(self) -> "GroupService":
        from coach.group.groups import GroupService

        return GroupService(self.storage, self.clock, self.secret)

    @cached_property
    def invites(self) -> "InviteService":
        from coach.group.invites import InviteService

        return InviteService(self.storage, self.clock, self.secret)

    @cached_property
    def set_up(self) -> "SetUpService":
        from coach.group.set_up import SetUpService
        from coach.group.set_up_steps import Steps

        steps = Steps.load(self.settings.knowledge / "groups" / "set_up.toml")
        return SetUpService(self.storage, steps, lambda: {method.id: method.name for method in self.methods.all()})

    @cached_property
    def dates(self) -> "DateService":
        from coach.group.dates import DateService

        return DateService(self.storage, self.clock, self.secret)

    @cached_property
    def rota(self) -> "RotaService":
        from coach.group.rota_service import RotaService

        return RotaService(
            self.storage, self.clock, lambda group: str(self.set_up.agreed(group, "roles").get("division", ""))
        )

    @cached_property
    def attendance(self) -> "AttendanceService":
        from coach.group.attendance import AttendanceService

        return AttendanceService(self.storage, self.clock)

    @cached_property
    def calendars(self) -> "CalendarService":
        from coach.group.calendars import CalendarService

        return CalendarService(self.storage, self.clock, self.secret)

    @cached_property
    def look_backs(self) -> "LookBackService":
        from coach.group.look_backs import LookBackService

        return LookBackService(self.storage, self.clock, self.contracts, self.secret)

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
    def notifier(self) -> "Notifier":
        from coach.post.smtp import SmtpNotifier

        return SmtpNotifier(self.settings.mail)

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

    @cached_property
    def receipts(self) -> "Receipts":
        from coach.group.receipts import Receipts

        return Receipts(self.storage, self.clock, self.settings.backup_days)

    @cached_property
    def erasing(self) -> "ErasingService":
        from coach.group.erasing import ErasingService

        return ErasingService(self.storage, self.clock, self.receipts, self.people.confirm_password)

    @cached_property
    def retention(self) -> "RetentionService":
        from coach.group.retention import RetentionService

        return RetentionService(
            self.storage, self.clock, self.contracts.policy, self.receipts, loose_days=self.settings.loose_days
        )

    @cached_property
    def my_data(self) -> "MyDataService":
        from coach.group.my_data import MyDataService

        return MyDataService(self.storage, self.clock)

    @cached_property
    def meetings(self) -> "MeetingService":
        from coach.method.service import MeetingService

        return MeetingService(
            storage=self.storage, methods=self.methods, clock=self.clock, secret=self.secret, safety=self.safety,
            erased=self.receipts.of_meeting,
        )  # fmt: skip

    @cached_property
    def seats(self) -> "SeatService":
        from coach.group.seats import SeatService
        from coach.method.service import Whose

        def opens(method: str, title: str, key: str | None, *, group_id: str, said: object, along: Any) -> str:
            return self.meetings.open(method, title, None, key, Whose(group_id, along=along, said=said))

        return SeatService(self.storage, self.clock, opens)

    @cached_property
    def guests(self) -> "GuestService":
        from coach.group.guests import GuestService

        return GuestService(self.storage, self.clock, self.secret)

    @cached_property
    def consent(self) -> "ConsentService":
        from coach.group.consent import ConsentService

        return ConsentService(self.storage, self.clock, self.contracts.policy)

    @cached_property
    def fit(self) -> "FitService":
        from coach.group.fit import FitForm, FitService

        return FitService(self.storage, self.clock, FitForm.load(self.settings.knowledge / "contracts" / "fit.toml"))

    @cached_property
    def accesses(self) -> "AccessLog":
        from coach.group.access import AccessLog

        return AccessLog(self.storage, self.clock)

    @cached_property
    def guidance(self) -> "GuidanceService":
        from coach.guidance.chroma_index import ChromaIndexes
        from coach.guidance.service import GuidanceService

        return GuidanceService(
            knowledge=self.settings.knowledge,
            indexes=ChromaIndexes(self.settings.index_dir),
            safety=self.safety,
        )

    @cached_property
    def deepening(self) -> "DeepeningService":
        from coach.live.deepening import DeepeningService

        return DeepeningService.load(
            self.settings.knowledge / "deepening", methods=lambda: self.methods, safety=self.safety
        )

    @cached_property
    def turns(self) -> "TurnsService":
        from coach.live.turns import TurnsService

        return TurnsService(self.minutes, self.judge, self.methods)

    @cached_property
    def practice(self) -> "PracticeService":
        from coach.practice.service import PracticeService

        return PracticeService.load(self.settings.knowledge / "cases", judge=self.judge)

    def close(self) -> None:
        """Closes what was opened, in reverse order of making."""
        for part in reversed(list(self.__dict__.values())):
            closer = getattr(part, "close", None)
            if callable(closer):
                closer()


def build(settings: Settings | None = None, **overrides: Any) -> Container:
    """A container for these settings (from the environment when none are given)."""
    return Container(settings or load_settings(), **overrides)


def migrate_storage(settings: Settings) -> None:
    """Brings the database up to the newest migration; makes the SQLite file when it is missing."""
    from coach.store.migrate import migrate

    migrate(settings.database)


def storage_is_current(settings: Settings) -> bool:
    """Whether the database stands at the newest migration. Raises NotReady when it does not answer or is damaged."""
    from sqlalchemy.exc import DatabaseError

    from coach.store.migrate import is_current

    try:
        return is_current(settings.database)
    except DatabaseError:
        raise NotReady("De database is niet te lezen. Zet een reservekopie terug, of haal het bestand weg.") from None
