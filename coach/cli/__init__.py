"""The command line: `doorvraag judge | minutes | guidance | methods | doctor | serve | worker ...`."""

from coach.cli.main import app, main

__all__ = ["app", "main"]
