"""What an index is made of and how it is written beside its vectors, so that a search reads what was built."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.errors import BadData
from coach.guidance.documents import Passage

CODE = ("corpus.py", "documents.py", "embed.py", "page.py", "chroma_index.py")


@dataclass(frozen=True, slots=True)
class Built:
    """The head of a finished index. `digest` covers the pages and the code that made it."""

    digest: str
    version: str
    built_at: datetime
    passages: tuple[Passage, ...]


def code_version() -> str:
    """Changes when the code that makes an index changes."""
    here = Path(__file__).parent
    return hashlib.sha256(b"".join((here / name).read_bytes() for name in CODE)).hexdigest()[:12]


def knowledge_digest(knowledge: Path) -> str:
    """Changes when a page of the knowledge base or a source changes, or a page comes or goes."""
    digest = hashlib.sha256()
    for path in [*sorted((knowledge / "guidance").glob("*.md")), knowledge / "sources.toml"]:
        content = path.read_bytes() if path.exists() else b""
        digest.update(f"{path.name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def passages_digest(passages: Sequence[Passage]) -> str:
    """The same for passages that do not come from the knowledge base."""
    told = json.dumps([asdict(p) for p in passages], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def write_built(folder: Path, built: Built) -> None:
    head = {"digest": built.digest, "version": built.version, "built_at": built.built_at.isoformat()}
    body = head | {"passages": [asdict(p) for p in built.passages]}
    (folder / "passages.json").write_text(json.dumps(body, ensure_ascii=False), encoding="utf-8")


def read_built(folder: Path) -> Built:
    """What `write_built` wrote. Raises BadData when it cannot be read."""
    try:
        data = json.loads((folder / "passages.json").read_text(encoding="utf-8"))
        passages = tuple(_passage(item) for item in data["passages"])
        return Built(data["digest"], data["version"], datetime.fromisoformat(data["built_at"]), passages)
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"De index is beschadigd ({type(error).__name__}); bouw hem opnieuw: doorvraag guidance index."
        raise BadData(message, where="passages.json") from None


def _passage(item: dict[str, Any]) -> Passage:
    return Passage(**{**item, "sources": tuple(item["sources"])})
