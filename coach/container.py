"""The one place that wires ports to parts. Each part is made when it is first used, so a judge loads no database.

The parts stand in floors (coach.wiring): the edges, people, groups; the crafts are here.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from coach.errors import NotReady
from coach.settings import Settings, load_settings
from coach.wiring.groups import Groups

if TYPE_CHECKING:
    from coach.guidance.service import GuidanceService
    from coach.live.deepening import DeepeningService
    from coach.live.turns import TurnsService
    from coach.minutes.service import MinutesService
    from coach.practice.service import PracticeService
    from coach.question.service import JudgeService


class Container(Groups):
    """All parts, by name. `overrides` replace a part, in tests: Container(settings, clock=FakeClock())."""

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
