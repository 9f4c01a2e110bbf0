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
from unittest.mock import patch

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
    middling = [text for text in texts if 13 <= len(text.split()) <= 17]
    rows = [
        ("oordeel, in het proces", *_times(lambda i: judge(Ask(text=f"{texts[i % len(texts)]} {i}")))),
        ("oordeel, 15 woorden", *_times(lambda i: judge(Ask(text=middling[i % len(middling)])))),
    ]
    judged = container.judge
    with patch.object(judged, "_rewrites", lambda axes, parts: ()):
        rows.append(("idem, zonder betere vragen", *_times(lambda i: judge(Ask(text=middling[i % len(middling)])))))
    words = " ".join(texts).split()
    for size in (20, 200):
        asks = [Ask(text=" ".join(words[i * size : (i + 1) * size])) for i in range(len(words) // size)][:60]
        rows.append((f"oordeel, {size} woorden", *_times(lambda i, asks=asks: judge(asks[i % len(asks)]), 100)))  # type: ignore[misc]
    return rows


def _bare() -> FastAPI:
    """The same models on a route that does nothing, on the same framework."""
    app = FastAPI()
    fixed = build().judge.judge(Ask(text="Wat zag je?"))

    @app.post("/bare")
    def bare(body: JudgeRequest) -> Judgement:
        return fixed

    return app


async def _posts(container: Container, texts: list[str]) -> dict[str, list[float]]:
    """Milliseconds of a judgement, of the bare route and of ours, each text in turn: noise falls on all alike."""
    spent: dict[str, list[float]] = {"judge": [], "bare": [], "ours": []}
    async with _client(_bare()) as bare, _client(create_app(container)) as ours:
        for i in range(ROUNDS * 2):
            text = texts[i % len(texts)]
            started = time.perf_counter()
            container.judge.judge(Ask(text=f"{text} a{i}"))
            spent["judge"].append((time.perf_counter() - started) * 1000)
            for name, client, path in (("bare", bare, "/bare"), ("ours", ours, "/api/v1/questions/judge")):
                started = time.perf_counter()
                answer = await client.post(path, json={"text": f"{text} {name}{i}"})
                spent[name].append((time.perf_counter() - started) * 1000)
                if answer.status_code != 200:
                    raise RuntimeError(f"{path}: {answer.status_code}")
    return {name: sorted(times) for name, times in spent.items()}


def _client(app: Any) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://testserver")


def _lines(texts: list[str]) -> float:
    """Lines a second of `doorvraag judge --json`, with its start."""
    lines = "\n".join(f"{texts[i % len(texts)]} {i}" for i in range(10_000)).encode()
    started = time.perf_counter()
    command = [sys.executable, "-m", "coach.cli", "judge", "--json"]
    subprocess.run(command, input=lines, stdout=subprocess.DEVNULL, cwd=ROOT, check=True)
    return 10_000 / (time.perf_counter() - started)


_LOAD = """
import time
started = time.perf_counter()
from coach.container import build
build().judge
print(time.perf_counter() - started)
import sys
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(int(status["VmHWM"].split()[0]) / 1024)
print(*({"sklearn", "scipy", "chromadb", "sqlalchemy"} & set(sys.modules)))
"""


def _loaded() -> tuple[float, float, str]:
    """Seconds and megabytes (at its highest) to import and load the judge, and what it should not have loaded."""
    said = subprocess.run([sys.executable, "-c", _LOAD], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    seconds, megabytes, *wrong = said.split("\n")
    return float(seconds), float(megabytes), " ".join(wrong).strip()


def main() -> None:
    """Prints the table."""
    texts = _texts()
    with TemporaryDirectory() as folder:
        container = Container(load_settings(var=Path(folder)))
        table = Table("wat", "p50 ms", "p99 ms")
        for name, p50, p99 in _judge(container, texts):
            table.add_row(name, f"{p50:.3f}", f"{p99:.3f}")
        spent = asyncio.run(_posts(container, texts))
        for name, times in zip(
            ("oordeel, om en om", "kale FastAPI-route", "POST …/judge"), spent.values(), strict=True
        ):
            table.add_row(name, f"{statistics.median(times):.3f}", f"{times[int(len(times) * 0.99)]:.3f}")
        judged, plain, ours = (statistics.median(times) for times in spent.values())
        table.add_row("de route boven kaal en oordeel samen", f"{ours - plain - judged:+.3f}", "")
        container.guidance.build(lambda fraction, note: None)
        p50, p99 = _times(lambda i: container.guidance.ask("wat doet de notulist?"), 100)
        table.add_row("vraagbaak, één vraag", f"{p50:.3f}", f"{p99:.3f}")
        console.print(table)
        console.print(f"doorvraag judge --json: {_lines(texts):,.0f} regels per seconde (met opstarten)")
        _loaded()  # once before, so that compiled files are there
        seconds, megabytes, wrong = _loaded()
        console.print(
            f"oordeel laden in een nieuw proces: {seconds:.2f} s, {megabytes:.0f} MB; te veel: {wrong or 'niets'}"
        )


if __name__ == "__main__":
    main()
