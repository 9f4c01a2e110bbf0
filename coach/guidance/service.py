"""The question desk (vraagbaak): answers about intervisie from the knowledge base, with its sources."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from coach.errors import BadData, BadInput, NotFound, NotReady
from coach.guidance.answer import SHOWN, Answer, AnswerPassage, from_sources, near_enough, shown
from coach.guidance.corpus import Built, code_version, knowledge_digest, passages_digest, read_built, write_built
from coach.guidance.decline import CaseAdvice
from coach.guidance.documents import Passage, load_passages
from coach.guidance.embed import NgramEmbedder
from coach.guidance.indexes import Generation, Indexes
from coach.guidance.lexicon import FieldWords
from coach.guidance.retriever import Found, Hit, Retriever, searched_text
from coach.guidance.sources import Source, load_sources
from coach.ports import PassageIndex
from coach.safety.signs import Concern, Safety
from coach.text import clean, clean_question

log = logging.getLogger("doorvraag.guidance")

Report = Callable[[float, str], None]
MOST_RESULTS = 100


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """`ready`: questions can be answered. `stale`: the knowledge base or the code changed since it was built."""

    ready: bool
    stale: bool
    passages: int
    built_at: datetime | None
    version: str


@dataclass(frozen=True, slots=True)
class _Loaded:
    """One index with all that is read from it once."""

    name: str
    built: Built
    retriever: Retriever
    sources: dict[str, Source]
    case_advice: CaseAdvice


class GuidanceService:
    """Use cases of the question desk. `knowledge` is the folder with guidance/, sources.toml and the word lists."""

    def __init__(self, knowledge: Path, indexes: Indexes, safety: Safety) -> None:
        self._knowledge, self._indexes, self._safety = knowledge, indexes, safety
        self._loaded: _Loaded | None = None
        self._broken = ""  # the name of an index that failed while it was used
        self._guard = Lock()

    def ask(self, question: str, method: str | None = None) -> Answer:
        """An answer with passages; `method` leaves out passages of other methods. What stands in the question is
        data: it is searched for, never followed.

        Raises BadInput for a question without words or too long, NotReady when there is no index. Words of danger
        get their answer also then.
        """
        question = clean_question(question)
        concern = self._safety.look(question)
        if concern is not None:
            return self._helped(question, concern)
        loaded = self._load()
        about_case = loaded.case_advice.asked_in(question)
        found = self._found(loaded, question, SHOWN, method)
        if not about_case:
            return from_sources(question, loaded.retriever, found, loaded.sources)
        near = found.hits[:1] if near_enough(found.nearness) else ()
        hits = _pointers(loaded, loaded.case_advice.points_to, near)
        return Answer(question, loaded.case_advice.message, shown(hits, loaded.sources), False, declined=True)

    def _helped(self, question: str, concern: Concern) -> Answer:
        """Where help is, with passages when there is an index to take them from."""
        try:
            loaded = self._load()
        except NotReady:
            return Answer(question, concern.message, (), abstained=False, help=concern)
        hits = _pointers(loaded, loaded.case_advice.danger_points_to)
        about_case = loaded.case_advice.asked_in(question)
        return Answer(question, concern.message, shown(hits, loaded.sources), False, about_case, concern)

    def search(self, question: str, count: int = 10) -> list[AnswerPassage]:
        """The `count` (1 to 100) nearest passages, best first, whether or not they answer. Raises as `ask` does."""
        if not 1 <= count <= MOST_RESULTS:
            raise BadInput(f"Vraag om 1 tot {MOST_RESULTS} fragmenten.", code="bad_count")
        loaded = self._load()
        return list(shown(self._found(loaded, clean_question(question), count).hits, loaded.sources))

    def passage(self, passage_id: str) -> AnswerPassage:
        """One passage by id. Raises NotFound, and NotReady when there is no index."""
        loaded = self._load()
        passage = loaded.retriever.get(passage_id)
        if passage is None:
            raise NotFound("Dit fragment staat niet in de kennisbank.")
        return shown([Hit(passage, 1.0)], loaded.sources)[0]

    def status(self) -> IndexStatus:
        """How the index stands; quick enough to ask at every start."""
        try:
            built = self._load().built
        except NotReady:
            return IndexStatus(ready=False, stale=True, passages=0, built_at=None, version=code_version())
        stale = (built.digest, built.version) != (knowledge_digest(self._knowledge), code_version())
        return IndexStatus(True, stale, len(built.passages), built.built_at, built.version)

    def build(self, report: Report) -> None:
        """Builds the index from the knowledge base and puts it in use; `report` hears a share done and what is done.

        Raises BadData when a page is wrong, Conflict when another process is building; the old index then stays.
        """
        report(0.0, "Pagina's lezen")
        self._build(load_passages(self._knowledge), knowledge_digest(self._knowledge), report)

    def prepare(self, report: Report = lambda share, note: None) -> None:
        """Builds the index when there is none or the knowledge changed since; otherwise does nothing."""
        status = self.status()
        if not status.ready or status.stale:
            self.build(report)

    def over(self, lines: Sequence[Mapping[str, str]]) -> "GuidanceService":
        """A desk that searches other passages, {id, text, url}, in the same way; this one stays as it is.

        Raises BadInput for no passages, one without id or text, or an id that occurs twice.
        """
        passages = [_foreign(line) for line in lines]
        if len({passage.id for passage in passages}) != len(passages):
            raise BadInput("Elk fragment heeft een eigen id nodig.", code="bad_passages")
        desk = GuidanceService(self._knowledge, self._indexes.temporary(), self._safety)
        desk._build(passages, passages_digest(passages), lambda share, note: None)
        return desk

    def close(self) -> None:
        self._indexes.close()

    def _build(self, passages: Sequence[Passage], digest: str, report: Report) -> None:
        if not passages:
            raise BadInput("Zonder fragmenten valt er niets te zoeken.", code="no_passages")
        built = Built(digest, code_version(), datetime.now(UTC), tuple(passages))

        def fill(folder: Path, index: PassageIndex) -> None:
            report(0.1, "Woorden wegen")
            texts = [searched_text(passage) for passage in passages]
            embedder = NgramEmbedder.fit(texts)
            embedder.save(folder)
            report(0.5, "Fragmenten opnemen")
            index.add([passage.id for passage in passages], embedder.embed(texts))
            write_built(folder, built)
            report(0.9, "In gebruik nemen")

        self._indexes.build(fill)
        report(1.0, "Klaar")

    def _found(self, loaded: _Loaded, question: str, count: int, method: str | None = None) -> Found:
        """What is near to the question. An index that breaks while it is read is not used again."""
        try:
            return loaded.retriever.find(question, count, method)
        except BadData as error:
            self._broken = loaded.name
            raise _not_ready(error) from None

    def _load(self) -> _Loaded:
        """Raises NotReady when there is no index that can be read; what was wrong stands in the log."""
        try:
            return self._current()
        except BadData as error:
            raise _not_ready(error) from None

    def _current(self) -> _Loaded:
        with self._guard:
            current = self._indexes.current()
            if current is None or current.name == self._broken:
                raise NotReady("De kennisbank wordt nog opgebouwd. Probeer het over een minuut opnieuw.")
            if self._loaded is None or self._loaded.name != current.name:
                self._loaded = self._read(current)
            return self._loaded

    def _read(self, current: Generation) -> _Loaded:
        built = read_built(current.folder)
        if current.index.size() != len(built.passages):
            raise BadData("De kennisbank is niet heel; bouw haar opnieuw: doorvraag guidance index.", where="index")
        field = FieldWords.load(self._knowledge / "synonyms.toml")
        retriever = Retriever(built.passages, field, NgramEmbedder.load(current.folder), current.index)
        sources = load_sources(self._knowledge / "sources.toml")
        return _Loaded(current.name, built, retriever, sources, CaseAdvice.load(self._knowledge / "case_advice.toml"))


def _not_ready(error: BadData) -> NotReady:
    log.error("guidance_not_ready", extra={"code": error.code, "where": error.where or ""})
    return NotReady("De vraagbaak kan haar kennisbank niet lezen. Bouw die opnieuw: doorvraag guidance index.")


def _foreign(line: Mapping[str, str]) -> Passage:
    name, text = clean(line.get("id", "")), clean(line.get("text", ""))
    if not name or not text:
        raise BadInput("Elk fragment heeft een id en een tekst nodig.", code="bad_passages")
    source = clean(line.get("url", ""))
    return Passage(name, clean(line.get("title", "")), text, "", None, None, (source,) if source else ())


def _pointers(loaded: _Loaded, names: Sequence[str], near: Sequence[Hit] = ()) -> list[Hit]:
    """The passages named in the data file, and what was near to the question if anything was."""
    found = (loaded.retriever.get(name) for name in names)
    hits = [Hit(passage, 1.0) for passage in found if passage is not None]
    return hits + [hit for hit in near if hit.passage not in [other.passage for other in hits]]
