"""Use cases of meetings: open, command, look, erase. Ports only; the container brings the database."""

import json
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from coach.errors import Conflict, NotFound
from coach.method.apply import apply, replay
from coach.method.commands import Command, OpenMeeting
from coach.method.engine import decide
from coach.method.events import Event, restore, store
from coach.method.library import MethodLibrary
from coach.method.state import MeetingState
from coach.method.view import MeetingView, TimelineLine, timeline, typed, view
from coach.once import earlier, marked, twice
from coach.ports import Clock, MeetingRow, RememberedAnswer, Storage, UnitOfWork
from coach.safety.signs import Safety

_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a new meeting is: a group's, one person's, or (neither) of who knows its address.

    `along` runs in the transaction that opens it; `said` is what it was asked with, so that a key knows its request.
    """

    group_id: str | None = None
    owner_id: str | None = None
    along: Callable[[UnitOfWork, MeetingRow], None] | None = None
    said: object = None


NOBODYS = Whose()


class MeetingService:
    """Meetings as logs. Everywhere: NotFound for an unknown meeting, Refused for a rule, Conflict for a clash.

    A `key` makes a write safe to repeat: the same key with the same request has one effect and gives the state it
    led to; with another request it is BadInput. What is remembered of it is a number, never words.
    """

    def __init__(
        self, storage: Storage, methods: MethodLibrary, clock: Clock, secret: bytes, safety: Safety,
        erased: Callable[[UnitOfWork, MeetingRow, int], None] | None = None,
    ) -> None:  # fmt: skip
        """`secret` marks remembered requests: without it nobody can try out which words a mark was made of. `erased`
        is told of each meeting that somebody erased, with its number of events, in the same transaction.
        """
        self._erased = erased
        self._storage, self._methods, self._clock = storage, methods, clock
        self._secret, self._safety = secret, safety

    def open(
        self,
        method_id: str,
        title: str,
        facilitator: str | None = None,
        key: str | None = None,
        whose: Whose = NOBODYS,
    ) -> str:
        """Opens a meeting with a method; its id, which cannot be guessed."""
        method = self._methods.get(method_id)
        command = OpenMeeting(title, facilitator)
        digest = self._digest(method_id, command, whose.group_id, whose.owner_id, whose.said)

        def work() -> str:
            now = self._clock.now()
            with self._storage.write() as unit:
                if known := earlier(unit, key, digest):
                    return str(json.loads(known.body)["id"])
                meeting_id = secrets.token_hex(16)
                events = decide(method, MeetingState(), command, now)
                row = MeetingRow(meeting_id, method.id, now, None, whose.group_id, whose.owner_id)
                unit.meetings.create(row)
                unit.meetings.append([store(event, meeting_id) for event in events], None)
                if whose.along is not None:
                    whose.along(unit, row)
                if key is not None:
                    body = json.dumps({"id": meeting_id})
                    unit.answers.put(key, RememberedAnswer(digest, 201, body, meeting_id), now)
            return meeting_id

        return twice(work)

    def command(
        self, meeting_id: str, command: Command, expected_seq: int | None = None, key: str | None = None
    ) -> MeetingState:
        """The state after the command.

        With `expected_seq`, Conflict (code `moved_on`) when the meeting has moved past what the sender saw. Without
        it, a clash with somebody else is tried once more on the new state.
        """
        digest = self._digest(meeting_id, command, expected_seq)
        return twice(lambda: self._command(meeting_id, command, expected_seq, key, digest))

    def _digest(self, *request: object) -> str:
        """A mark of the request. Commands are frozen dataclasses, so their repr is the same for the same content."""
        return marked(self._secret, *request)

    def _command(
        self, meeting_id: str, command: Command, expected_seq: int | None, key: str | None, digest: str
    ) -> MeetingState:
        now = self._clock.now()
        with self._storage.write() as unit:
            log = _log(unit, meeting_id)
            if known := earlier(unit, key, digest):
                return replay(log[: json.loads(known.body)["seq"]])
            state = replay(log)
            if expected_seq is not None and expected_seq != state.seq:
                raise Conflict("Er is intussen iets veranderd. Kijk naar de nieuwe stand.", code="moved_on")
            events = decide(self._methods.get(state.method), state, command, now)
            for event in events:
                state = apply(state, event)
            unit.meetings.append([store(event, meeting_id) for event in events], state.deadline)
            if key is not None:
                body = json.dumps({"seq": state.seq})
                unit.answers.put(key, RememberedAnswer(digest, 200, body, meeting_id), now)
        return state

    def state(self, meeting_id: str, upto: int | None = None) -> MeetingState:
        """Where the meeting stands now, or stood after event `upto`."""
        with self._storage.read() as unit:
            return replay(_log(unit, meeting_id)[:upto])

    def events(self, meeting_id: str, after: int = 0) -> list[Event]:
        """The log after event `after`, oldest first."""
        with self._storage.read() as unit:
            return _log(unit, meeting_id)[after:]

    def view(self, meeting_id: str, state: MeetingState | None = None) -> MeetingView:
        """The meeting as shown: now, or for a state given as of its last event (so that a repeat shows the same)."""
        now = self._clock.now() if state is None else (state.last_at or self._clock.now())
        state = state or self.state(meeting_id)
        shown = view(meeting_id, self._methods.get(state.method), state, now)
        return replace(shown, help=next((sign for text in typed(shown) if (sign := self._safety.look(text))), None))

    def timeline(self, meeting_id: str) -> tuple[TimelineLine, ...]:
        """Planned against used time, phase by phase, up to now."""
        state = self.state(meeting_id)
        return timeline(self._methods.get(state.method), state, self._clock.now())

    def recent(self, limit: int = 20, *, group_id: str | None = None, owner_id: str | None = None) -> list[MeetingRow]:
        """The newest meetings of a group, or without a group of one owner (None: of nobody); newest first."""
        with self._storage.read() as unit:
            return unit.meetings.recent(limit, group_id=group_id, owner_id=owner_id)

    def known(self, ids: Iterable[str]) -> list[MeetingRow]:
        """Those of these meetings that are still there and of nobody: who knows such an id, may see it."""
        with self._storage.read() as unit:
            rows = [unit.meetings.get(one) for one in dict.fromkeys(ids) if _ID.fullmatch(one)]
        return [row for row in rows if row is not None and row.group_id is None and row.owner_id is None]

    def erase(self, meeting_id: str) -> int:
        """Removes the meeting with every word in it and every answer remembered of it; the number of events removed."""
        with self._storage.write() as unit:
            head = _head(unit, meeting_id)
            unit.answers.forget(meeting_id)
            lines = unit.meetings.erase(meeting_id)
            if self._erased is not None:
                self._erased(unit, head, lines)
            return lines


def _head(unit: UnitOfWork, meeting_id: str) -> MeetingRow:
    # What is no id of ours is not looked for: a database may choke on it (PostgreSQL takes no zero byte).
    head = unit.meetings.get(meeting_id) if _ID.fullmatch(meeting_id) else None
    if head is None:
        raise NotFound("Deze bijeenkomst bestaat niet (meer).", code="unknown_meeting")
    return head


def _log(unit: UnitOfWork, meeting_id: str) -> list[Event]:
    """The events, where number n stands at place n - 1: seqs run from 1 without a gap."""
    _head(unit, meeting_id)
    return [restore(row) for row in unit.meetings.read(meeting_id)]
