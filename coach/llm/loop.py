"""One event loop on one thread, for the one asynchronous client; a client shared over loops breaks (openai#1777)."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import Future, wait
from threading import Lock, Thread
from typing import Any, TypeVar

Result = TypeVar("Result")


class LoopThread:
    """Starts at first use; `close` cancels what still runs, and stops. It cannot be started again.

    The lock makes sure that two first callers start one thread, and that nobody starts one after `close`.
    """

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None
        self._closed = False
        self._lock = Lock()

    def submit(self, work: Coroutine[Any, Any, Result]) -> "Future[Result]":
        """Hands over the work; a future another thread can wait for. Raises RuntimeError after `close`."""
        with self._lock:
            if self._closed:
                work.close()
                raise RuntimeError("the loop is closed")
            return asyncio.run_coroutine_threadsafe(work, self._running())

    def close(self, last: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Cancels all work, runs `last` on the loop, and stops the thread; at most ten seconds in all."""
        with self._lock:
            loop, thread, self._closed = self._loop, self._thread, True
        if loop is None or thread is None or not thread.is_alive():
            return
        ending = asyncio.run_coroutine_threadsafe(_end(last), loop)
        wait([ending], timeout=5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=5)
        if not thread.is_alive():
            loop.close()

    def _running(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = Thread(target=self._loop.run_forever, name="doorvraag-model", daemon=True)
            self._thread.start()
        return self._loop


async def _end(last: Callable[[], Coroutine[Any, Any, None]]) -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await last()
