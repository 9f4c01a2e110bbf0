"""`doorvraag new-key` and `doorvraag seal`: encryption of what people said, with a key outside the database."""

from coach.cli.console import container, err, out
from coach.errors import BadSettings


def new_key() -> None:
    """Maakt een sleutel voor DOORVRAAG_CONTENT_KEYS. Bewaar hem buiten de database: zonder sleutel is alles weg."""
    from coach.container import new_content_key

    out.print(new_content_key(), markup=False)


def seal() -> None:
    """Versleutelt alles wat mensen zeiden met de eerste sleutel van DOORVRAAG_CONTENT_KEYS.

    Ook wat er al leesbaar stond, en wat met een oudere sleutel was versleuteld. Afbreken kan: een volgende keer gaat
    het verder. De dienst mag blijven draaien, als die dezelfde sleutels al heeft.
    """
    from rich.progress import Progress

    from coach.container import migrate_storage, seal_storage

    settings = container().settings
    if not settings.content_keys:
        raise BadSettings("Zet eerst een sleutel in DOORVRAAG_CONTENT_KEYS. Maak er een met: doorvraag new-key")
    migrate_storage(settings)
    with Progress(console=err) as bar:
        task = bar.add_task("versleutelen", total=None)
        changed = seal_storage(settings, lambda done, total: bar.update(task, completed=done, total=total))
    out.print(f"{changed} stukken versleuteld." if changed else "Alles was al met de eerste sleutel versleuteld.")
