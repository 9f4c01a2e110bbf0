"""Puts the commands together; each group lives in a file of its own and imports its parts when it runs."""

import sys

import typer

from coach.cli import backup, contracts, deepen, doctor, guidance, judge, methods, minutes, people, seal, serve, turns
from coach.cli.console import fail
from coach.errors import CoachError

app = typer.Typer(
    help="Doorvraag: coach voor intervisie.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("judge")(judge.judge)
app.command("deepen")(deepen.deepen)
app.command("turns")(turns.turns)
app.command("doctor")(doctor.doctor)
app.command("serve")(serve.serve)
app.command("worker")(serve.worker)
app.command("admin-link")(people.admin_link)
app.command("sign-up-link")(people.sign_up_link)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("new-key")(seal.new_key)
app.command("seal")(seal.seal)
app.add_typer(methods.app, name="methods")
app.add_typer(contracts.app, name="contracts")
app.add_typer(minutes.app, name="minutes")
app.add_typer(guidance.app, name="guidance")


def main() -> None:
    """Runs a command; what went wrong is one Dutch sentence and exit code 1, never a stack trace."""
    try:
        app()
    except CoachError as error:
        fail(error)
    except BrokenPipeError:
        sys.exit(0)
