"""What the rooms need from the edges of the world.

Storage, PassageIndex, ChatModel and Clock have one contract suite each, on a fake and on the real part
(tests/contract). Helper and Embedder have one real part each and its own tests.
"""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel

Output = TypeVar("Output", bound=BaseModel)
R = TypeVar("R")


class Clock(Protocol):
    """Now, always with a time zone (UTC)."""

    def now(self) -> datetime: ...


# --- language model -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """One call: messages of {role, content}, the JSON schema wanted, and its bounds."""

    messages: Sequence[Mapping[str, str]]
    schema_name: str
    schema: Mapping[str, Any]
    max_tokens: int
    deadline_seconds: float
    temperature: float = 0.0


@dataclass(frozen=True, slots=True)
class ChatReply:
    """What came back, as text that nobody has checked yet. `prompt` is the version of the prompt that asked, if any."""

    text: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    milliseconds: float
    prompt: str = ""


class ChatModel(Protocol):
    """An OpenAI-compatible endpoint. Raises ModelUnavailable (with a code) for everything that goes wrong."""

    name: str

    def complete(self, request: ChatRequest) -> ChatReply: ...

    def close(self) -> None: ...


class Helper(Protocol):
    """A prompt by name, answered in a checked form; the road all model helpers take (coach.llm.helper)."""

    def ask(
        self, prompt: str, variables: Mapping[str, Any], output: type[Output], *, allowed: bool = True
    ) -> tuple[Output, ChatReply]:
        """`allowed`: what the contract of the group says whose words these are.

        Raises ModelUnavailable when off, not allowed, late, broken or not in the form asked for.
        """
        ...


# --- post -----------------------------------------------------------------------------------------------------


class Notifier(Protocol):
    """Sends a message to one address. Raises NotReady when the post cannot take it now."""

    def send(self, to: str, subject: str, text: str) -> None: ...


# --- retrieval ------------------------------------------------------------------------------------------------


class Embedder(Protocol):
    """Text to vectors of length `size`, unit norm, float32, computed on this machine."""

    name: str
    size: int

    def embed(self, texts: Sequence[str]) -> list[list[float]]: ...


class PassageIndex(Protocol):
    """Vectors by id, all of one length (else ValueError). An index is built once; an id given again replaces."""

    def add(self, ids: Sequence[str], vectors: Sequence[Sequence[float]]) -> None: ...

    def nearest(self, vector: Sequence[float], count: int) -> list[tuple[str, float]]:
        """(id, cosine similarity from -1 to 1), nearest first, at most `count`."""
        ...

    def size(self) -> int: ...

    def close(self) -> None: ...


# --- storage --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One line of a meeting's log. `data` holds JSON values only."""

    meeting_id: str
    seq: int
    kind: str
    at: datetime
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """Slow work as a row. `progress` runs from 0.0 to 1.0; `lease_until` is set while a worker holds it."""

    id: str
    kind: str
    data: Mapping[str, Any]
    state: str  # waiting | running | done | failed
    progress: float
    note: str
    attempts: int
    created_at: datetime
    lease_until: datetime | None


@dataclass(frozen=True, slots=True)
class JobCount:
    """How many jobs of a kind are in a state (waiting, running, done, failed)."""

    kind: str
    state: str
    count: int


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """The head of a meeting; everything else is its log."""

    id: str
    method: str
    created_at: datetime
    deadline: datetime | None
    # Whose it is: a group's, or of one person alone, or (on one's own machine) of who knows its address.
    group_id: str | None = None
    owner_id: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingEnd:
    """When something last happened in a meeting, and when it was closed (None: it is open)."""

    row: MeetingRow
    last_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that was erased and stays erased, also when an older backup is put back: ids only, no content.

    `field`: only that field was emptied. `table` is the name in the database.
    """

    table: str
    id: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class RememberedAnswer:
    """The first answer to an idempotency key, with a digest of the request and the meeting it belonged to, if any."""

    digest: str
    status: int
    body: str
    meeting_id: str | None = None


class MeetingLog(Protocol):
    """Append-only events by meeting."""

    def create(self, meeting: MeetingRow) -> None: ...

    def get(self, meeting_id: str) -> MeetingRow | None: ...

    def recent(self, limit: int, *, group_id: str | None = None, owner_id: str | None = None) -> list[MeetingRow]:
        """The newest of one group, or those without a group of one owner (None: of nobody)."""
        ...

    def append(self, events: Sequence[StoredEvent], deadline: datetime | None) -> None:
        """Raises Conflict when a seq is taken: somebody moved first."""
        ...

    def read(self, meeting_id: str, after: int = 0) -> list[StoredEvent]: ...

    def rewrite(self, event: StoredEvent) -> None:
        """Puts other data in an event that is there; what stood in it is overwritten. Only for erasing."""
        ...

    def ends(self, closing: str, undoing: str) -> list[MeetingEnd]:
        """Of every meeting, by id. `closing` is the kind of event that closes it, unless an `undoing` came later."""
        ...

    def erase(self, meeting_id: str) -> int:
        """Removes a meeting with all its events; the number of events removed."""
        ...


class Jobs(Protocol):
    """Work to be done, claimed with a lease."""

    def put(self, kind: str, data: Mapping[str, Any], now: datetime, machine: str = "") -> str:
        """Work for one machine, or for whichever comes first."""
        ...

    def claim(self, now: datetime, lease_seconds: float, machine: str = "") -> Job | None:
        """The oldest job that waits or whose lease ran out, for this machine or for any.

        Nobody else gets it until the lease ends.
        """
        ...

    def progress(self, job: Job, fraction: float, note: str, lease_until: datetime) -> None:
        """Only for who holds `job` as claimed: who lost it to a later claim, or ended it, changes nothing."""
        ...

    def finish(self, job: Job, *, failed: bool = False, note: str = "") -> None:
        """As `progress`: the end counts of whoever claimed it last, and the first end counts."""
        ...

    def latest(self, kind: str, machine: str | None = None) -> Job | None:
        """The newest of a kind: of one machine ("" for work of any), or of all."""
        ...

    def counts(self) -> list[JobCount]:
        """By kind and state, in that order."""
        ...

    def forget_before(self, moment: datetime) -> int:
        """Removes what was put before a moment and has ended; how many."""
        ...

    def forget_naming(self, ids: Collection[str]) -> int:
        """Removes every job, also one that waits, that has one of these ids in its data; how many."""
        ...


class Answers(Protocol):
    """Idempotency keys and the answers they got."""

    def get(self, key: str) -> RememberedAnswer | None: ...

    def put(self, key: str, answer: RememberedAnswer, now: datetime) -> None: ...

    def forget(self, meeting_id: str) -> int:
        """Removes every answer that belonged to a meeting; how many."""
        ...

    def forget_before(self, moment: datetime) -> int:
        """Removes what was remembered before a moment; how many."""
        ...

    def forget_naming(self, ids: Collection[str]) -> int:
        """Removes every answer with one of these ids in it; how many."""
        ...


class Rows(Protocol[R]):
    """Records of one kind (coach.records). Equality only; a person's own words are never searched by value."""

    def get(self, key: str) -> R | None: ...

    def first(self, **equal: Any) -> R | None: ...

    def all(self, *, order: str = "", limit: int | None = None, **equal: Any) -> list[R]:
        """By `order` (a field, "-field" for the other way round), then by id."""
        ...

    def count(self, **equal: Any) -> int: ...

    def add(self, row: R) -> None:
        """Raises Conflict when its id, or what must be unique, exists."""
        ...

    def change(self, key: str, **values: Any) -> bool:
        """Whether there was such a row. Raises Conflict as `add` does."""
        ...

    def remove(self, **equal: Any) -> int:
        """How many. What was removed is overwritten on disk, not just forgotten."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Commits when the block ends well, rolls back otherwise."""

    meetings: MeetingLog
    jobs: Jobs
    answers: Answers

    def rows(self, record: type[R]) -> Rows[R]:
        """Records of the machine (coach.records.OF_MACHINE); ValueError for what belongs to a group."""
        ...

    def inside(self, group_id: str, record: type[R]) -> Rows[R]:
        """Records of one group: every query and every row carries its id."""
        ...

    def across(self, record: type[R]) -> Rows[R]:
        """Records of all groups, for the few that may look so: who is at the door, and what has to be erased.

        tests/house holds the list of files that call it.
        """
        ...

    def forget(self, one: Gone) -> bool:
        """Removes a record, or empties its field, if it is there; only to erase again what was erased before."""
        ...


class Storage(Protocol):
    """Opens units of work: `write()` takes the writer's lock at once, `read()` never waits for it."""

    def write(self) -> AbstractContextManager[UnitOfWork]: ...

    def read(self) -> AbstractContextManager[UnitOfWork]: ...

    def ready(self) -> bool:
        """The database answers and has every migration."""
        ...

    def scrub(self) -> bool:
        """Overwrites on disk what was erased; False when somebody was still reading (try again later)."""
        ...

    def close(self) -> None: ...
