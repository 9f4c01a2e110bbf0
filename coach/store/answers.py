"""Idempotency keys in SQL."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select
from sqlalchemy.exc import IntegrityError

from coach.errors import Conflict
from coach.ports import RememberedAnswer
from coach.store.tables import answers

# Stripe keeps keys for at least a day (anchors/reliability); a week covers a laptop that sleeps over a weekend.
KEEP = timedelta(days=7)


class SqlAnswers:
    """Answers port on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> RememberedAnswer | None:
        row = self._connection.execute(select(answers).where(answers.c.key == key)).first()
        return None if row is None else _answer(row)

    def put(self, key: str, answer: RememberedAnswer, now: datetime) -> None:
        """Also forgets what is older than a week. Raises Conflict when the key has an answer already."""
        self._connection.execute(delete(answers).where(answers.c.at < now - KEEP))
        row = {"key": key, "at": now, **asdict(answer)}
        try:
            self._connection.execute(insert(answers), row)
        except IntegrityError:
            raise Conflict("Dit verzoek is al in behandeling. Probeer het zo nog eens.") from None

    def forget(self, meeting_id: str) -> int:
        """Removes the answers that belonged to a meeting; how many."""
        return self._connection.execute(delete(answers).where(answers.c.meeting_id == meeting_id)).rowcount

    def forget_before(self, moment: datetime) -> int:
        return self._connection.execute(delete(answers).where(answers.c.at < moment)).rowcount

    def forget_naming(self, ids: Collection[str]) -> int:
        # A week of answers, of a line each: few enough to look through.
        kept = self._connection.execute(select(answers.c.key, answers.c.body)).all()
        keys = [key for key, body in kept if any(one in body for one in ids)]
        for key in keys:
            self._connection.execute(delete(answers).where(answers.c.key == key))
        return len(keys)


def _answer(row: Row[Any]) -> RememberedAnswer:
    return RememberedAnswer(digest=row.digest, status=row.status, body=row.body, meeting_id=row.meeting_id)
