"""`make bench`: what things cost here, each beside the bare framework or library in the same run. Asserts nothing.

Read the figures as sizes and ratios: machines differ and are noisy.
"""

import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx
from fastapi import FastAPI
from rich.console import Console
from rich.table import Table

from api.app import create_app
from api.routes.questions import JudgeRequest
from coach.container import Container, build
from coach.question.ask import Ask
from coach.question.judgement import Judgement
from coach.settings import ROOT, load_settings
from evals.cases import CASES, read_lines

console = Console()
ROUNDS = 400


def _times(act: Callable[[int], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """p50 and p99 in ms over `rounds` calls, after a tenth of them to warm up."""
    for i in range(rounds // 10):
        act(i)
    spent = []
    for i in range(rounds):
        started = time.perf_counter()
        act(i)
        spent.append((time.perf_counter() - started) * 1000)
    spent.sort()
    return statistics.median(spent), spent[int(len(spent) * 0.99)]


def _texts() -> list[str]:
    return [case["text"] for case in read_lines(CASES / "questions" / "dev")]


def _judge(container: Container, texts: list[str]) -> list[tuple[str, float, float]]:
    judge = container.judge.judge
    rows = [("oordeel, in het proces", *_times(lambda i: judge(Ask(text=f"{texts[i % len(texts)]} {i}"))))]
    for size in (20, 200):
        long = " ".join(["Ik vertelde over mijn werk en wat daar lastig aan was."] * (size // 10))
        asks = [Ask(text=f"{long} Wat zag je {i}?") for i in range(100)]
        rows.append((f"oordeel, {size} woorden", *_times(lambda i, asks=asks: judge(asks[i]), 100)))  # type: ignore[misc]
    return rows


def _bare() -> FastAPI:
    """The same models on a route that does nothing, on the same framework."""
    app = FastAPI()
    fixed = build().judge.judge(Ask(text="Wat zag je?"))

    @app.post("/bare")
    def bare(body: JudgeRequest) -> Judgement:
        return fixed

    return app


async def _post(app: Any, path: str, texts: list[str]) -> tuple[float, float]:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        spent = []
        for i in range(ROUNDS):
            body = {"text": f"{texts[i % len(texts)]} {i}"}
            started = time.perf_counter()
            answer = await client.post(path, json=body)
            spent.append((time.perf_counter() - started) * 1000)
            if answer.status_code != 200:
                raise RuntimeError(f"{path}: {answer.status_code}")
    spent.sort()
    return statistics.median(spent), spent[int(len(spent) * 0.99)]


def _lines(texts: list[str]) -> float:
    """Lines a second of `doorvraag judge --json`, with its start."""
    lines = "\n".join(f"{texts[i % len(texts)]} {i}" for i in range(5_000)).encode()
    started = time.perf_counter()
    command = [sys.executable, "-m", "coach.cli", "judge", "--json"]
    subprocess.run(command, input=lines, stdout=subprocess.DEVNULL, cwd=ROOT, check=True)
    return 5_000 / (time.perf_counter() - started)


def _import_cost() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "from coach.container import build; build().judge"], cwd=ROOT, check=True)
    empty = time.perf_counter()
    subprocess.run([sys.executable, "-c", ""], cwd=ROOT, check=True)
    return (empty - started) - (time.perf_counter() - empty)


def main() -> None:
    """Prints the table."""
    texts = _texts()
    with TemporaryDirectory() as folder:
        container = Container(load_settings(var=Path(folder)))
        table = Table("wat", "p50 ms", "p99 ms")
        for name, p50, p99 in _judge(container, texts):
            table.add_row(name, f"{p50:.3f}", f"{p99:.3f}")
        for name, app, path in (
            ("kale FastAPI-route, zelfde vormen", _bare(), "/bare"),
            ("POST /api/v1/questions/judge", create_app(container), "/api/v1/questions/judge"),
        ):
            p50, p99 = asyncio.run(_post(app, path, texts))
            table.add_row(name, f"{p50:.3f}", f"{p99:.3f}")
        container.guidance.build(lambda fraction, note: None)
        p50, p99 = _times(lambda i: container.guidance.ask("wat doet de notulist?"), 100)
        table.add_row("vraagbaak, één vraag", f"{p50:.3f}", f"{p99:.3f}")
        console.print(table)
        console.print(f"doorvraag judge --json: {_lines(texts):,.0f} regels per seconde (met opstarten)")
        console.print(f"oordeel laden in een nieuw proces: {_import_cost():.2f} s")


if __name__ == "__main__":
    main()
