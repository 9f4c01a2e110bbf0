"""A group's own parts: dates, seats, meetings, consent, erasing."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from coach.wiring.people import People

if TYPE_CHECKING:
    from coach.group.access import AccessLog
    from coach.group.attendance import AttendanceService
    from coach.group.calendars import CalendarService
    from coach.group.consent import ConsentService
    from coach.group.dates import DateService
    from coach.group.erasing import ErasingService
    from coach.group.fit import FitService
    from coach.group.groups import GroupService
    from coach.group.guests import GuestService
    from coach.group.look_backs import LookBackService
    from coach.group.my_data import MyDataService
    from coach.group.receipts import Receipts
    from coach.group.retention import RetentionService
    from coach.group.rota_service import RotaService
    from coach.group.seats import SeatService
    from coach.group.set_up import SetUpService
    from coach.method.service import MeetingService


class Groups(People):
    """Groups and their meetings."""

    @cached_property
    def groups(self) -> "GroupService":
        from coach.group.groups import GroupService

        return GroupService(self.storage, self.clock, self.secret)

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
