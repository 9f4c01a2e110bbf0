"""Chroma, embedded: vectors we computed, in folders that are finished before they are used (DESIGN section 4).

Only `upsert(embeddings=…)` and `query(query_embeddings=…)` are called, so Chroma never asks for a model of its own.
"""

import fcntl
import logging
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from coach.errors import BadData, CoachError, Conflict
from coach.guidance.indexes import Fill, Generation

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Embeddings

log = logging.getLogger("doorvraag.guidance")

COLLECTION = "kennis-ngram35-svd"  # holds the way of embedding: one collection never mixes two
BATCH = 1_000
POINTER, LOCK = "current", ".lock"


class ChromaIndex:
    """A PassageIndex (coach.ports) in one folder."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        settings = Settings(anonymized_telemetry=False, is_persistent=True, allow_reset=False)
        with _damage_told():
            # Typed as its interface, which lacks the `close` the class has.
            self._client = cast("Client", chromadb.PersistentClient(path=str(folder), settings=settings))
            self._collection: Collection = self._client.get_or_create_collection(
                COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )

    def add(self, ids: Sequence[str], vectors: Sequence[Sequence[float]]) -> None:
        with _damage_told(), _one_length():
            self._upsert(ids, vectors)

    def _upsert(self, ids: Sequence[str], vectors: Sequence[Sequence[float]]) -> None:
        for start in range(0, len(ids), BATCH):
            batch = cast("Embeddings", [list(vector) for vector in vectors[start : start + BATCH]])
            self._collection.upsert(ids=list(ids[start : start + BATCH]), embeddings=batch)

    def nearest(self, vector: Sequence[float], count: int) -> list[tuple[str, float]]:
        count = min(count, self.size())
        if count < 1:
            return []
        wanted = cast("Embeddings", [list(vector)])
        with _damage_told(), _one_length():
            found = self._collection.query(query_embeddings=wanted, n_results=count, include=["distances"])
        distances = (found["distances"] or [[]])[0]
        return [(name, 1.0 - float(far)) for name, far in zip(found["ids"][0], distances, strict=True)]

    def size(self) -> int:
        with _damage_told():
            return self._collection.count()

    def close(self) -> None:
        self._client.close()


@contextmanager
def _damage_told() -> Iterator[None]:
    """Whatever Chroma, its SQLite or its Rust part says of files it cannot read, as BadData; their words stay here."""
    try:
        yield
    except BaseException as error:
        # A panic of the Rust part is a BaseException, told by its name; a KeyboardInterrupt goes its way.
        foreign = isinstance(error, Exception) or type(error).__name__ == "PanicException"
        if not foreign or isinstance(error, CoachError | ValueError):
            raise
        log.error("index_damaged", extra={"error": type(error).__name__})
        message = "De kennisbank is beschadigd; bouw haar opnieuw: doorvraag guidance index."
        raise BadData(message, where="index") from None


@contextmanager
def _one_length() -> Iterator[None]:
    """Chroma's own error for a vector of another length, as the ValueError the port promises."""
    from chromadb.errors import InvalidArgumentError

    try:
        yield
    except InvalidArgumentError as error:
        raise ValueError(f"all vectors of an index have one length: {error}") from None


class ChromaIndexes:
    """Indexes (coach.guidance.indexes) as folders under `folder`; the file `current` names the one in use."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._guard = Lock()
        self._open: Generation | None = None
        self._retired: Generation | None = None

    def current(self) -> Generation | None:
        with self._guard:
            name = self._named()
            if self._open is None or self._open.name != name:
                self._switch_to(name)
            return self._open

    def build(self, fill: Fill) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._only_builder():
            name = uuid4().hex
            folder = self.folder / name
            folder.mkdir()
            try:
                self._fill(folder, fill)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            before = self._named()
            self._point_to(name)
            self._sweep({name, before})

    def temporary(self) -> "ChromaIndexes":
        folder = tempfile.mkdtemp(prefix="doorvraag-index-")
        made = ChromaIndexes(Path(folder))
        weakref.finalize(made, shutil.rmtree, folder, ignore_errors=True)
        return made

    def close(self) -> None:
        with self._guard:
            for generation in (self._open, self._retired):
                if generation is not None:
                    generation.index.close()
            self._open = self._retired = None

    def _fill(self, folder: Path, fill: Fill) -> None:
        index = ChromaIndex(folder / "vectors")
        try:
            fill(folder, index)
        finally:
            index.close()

    def _named(self) -> str:
        try:
            return (self.folder / POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return ""

    def _switch_to(self, name: str) -> None:
        folder = self.folder / name
        if not name or not (folder / "vectors").is_dir():
            self._open = None
            return
        if self._retired is not None:
            self._retired.index.close()
        # A question that is being answered may still hold the old one: it is closed at the switch after this one.
        self._retired, self._open = self._open, Generation(name, folder, ChromaIndex(folder / "vectors"))

    def _point_to(self, name: str) -> None:
        aside = self.folder / f"{POINTER}.{name}"
        with aside.open("w", encoding="utf-8") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self.folder / POINTER)

    def _sweep(self, kept: set[str]) -> None:
        """Removes what earlier builds left, finished or not; a process may still be reading the one before."""
        for path in self.folder.iterdir():
            if path.is_dir() and path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)
                log.info("index_removed", extra={"index": path.name})

    @contextmanager
    def _only_builder(self) -> Iterator[None]:
        with (self.folder / LOCK).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Conflict("De kennisbank wordt al opgebouwd; wacht even.", code="index_being_built") from None
            yield
