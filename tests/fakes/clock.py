"""A clock that stands still until it is told to move."""

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Clock port; starts on a fixed moment."""

    def __init__(self, start: datetime = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)) -> None:
        self.moment = start

    def now(self) -> datetime:
        return self.moment

    def move(self, **delta: float) -> datetime:
        """Moves on by a timedelta's arguments: move(minutes=5)."""
        self.moment += timedelta(**delta)
        return self.moment
