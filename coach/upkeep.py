"""What the commands do to the content of a whole database: sealing it, telling how it is sealed, backups."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from coach.settings import Settings

if TYPE_CHECKING:
    from coach.container import Container
    from coach.store.backup import Manifest
    from coach.store.restore import Restored

Told = Callable[[int, int], None]


def seal_storage(settings: Settings, told: Callable[[int, int], None]) -> int:
    """Seals all that people said with the first key; how many values. `told` gets (done, of how many) on the way.

    Stopped halfway, it goes on where it was when run again. Raises NotReady when something fits none of the keys.
    """
    from coach.store.resealing import seal_all

    return seal_all(settings.database, settings.content_keys, told)


def how_sealed(settings: Settings) -> Mapping[str, int]:
    """How many values are kept plain, under the newest key, under an older one, under none that is given."""
    from coach.store.resealing import counted

    return counted(settings.database, settings.content_keys)


def new_content_key() -> str:
    """A fresh key for what people said."""
    from coach.store.sealing import new_key

    return new_key()


def backup_storage(parts: "Container", path: Path, keep: int | None, told: Told) -> "tuple[Manifest, list[str]]":
    """Writes a backup to a new file; with `keep`, removes older ones beside it. What it holds, and the names removed.

    Raises Refused when the file is there, NotReady when it cannot be written.
    """
    from coach.store.backup import keep_newest, make_backup

    installation = hashlib.sha256(f"backups of {parts.machine}".encode()).hexdigest()[:16]
    manifest = make_backup(
        parts.settings.database, path, now=parts.clock.now(), installation=installation, erased=parts.ledger.lines(),
        told=told,
    )  # fmt: skip
    return manifest, keep_newest(path, installation, keep) if keep else []


def restore_storage(parts: "Container", path: Path, *, replace: bool, told: Told) -> "Restored":
    """Puts a backup back, and erases again what was erased since: by the ledger here, in it, and in backups beside it.

    Raises BadInput for a file that cannot be used, Refused when the database is not empty.
    """
    from coach.group.erasure import erase_again
    from coach.store.backup import erased_beside
    from coach.store.restore import restore_backup
    from coach.store.sealing import Sealer

    return restore_backup(
        parts.settings.database, path, replace=replace, sealer=Sealer(parts.settings.content_keys),
        ledger=[*parts.ledger.lines(), *erased_beside(path)],
        again=lambda unit, gone: erase_again(unit, gone, parts.clock.now()), told=told,
    )  # fmt: skip
