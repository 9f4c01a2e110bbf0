"""What all commands share: the container, output, and how an error is shown."""

import json
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

from rich.console import Console

from coach.container import Container, build
from coach.errors import CoachError

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def container() -> Container:
    """A container from the environment's settings."""
    return build()


def print_json(value: Any) -> None:
    """One JSON value on one line, in UTF-8, whatever the terminal thinks. Half a character becomes a question mark."""
    sys.stdout.buffer.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def print_lines(lines: Iterable[str]) -> None:
    """Plain lines, at once: for thousands of answers, of which laying out each line takes as long as finding it."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def fail(error: CoachError) -> NoReturn:
    """Shows the error's sentence and stops with exit code 1."""
    where = f"{error.where}: " if error.where else ""
    err.print(f"{where}{error.message}", markup=False)
    sys.exit(1)
