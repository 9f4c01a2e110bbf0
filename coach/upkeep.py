"""What the commands do to the content of a whole database: sealing, and telling how it is sealed."""

from collections.abc import Callable, Mapping

from coach.settings import Settings


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
