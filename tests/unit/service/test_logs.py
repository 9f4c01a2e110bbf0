"""The log of the service: one JSON object a line, fixed words and facts, never what somebody wrote."""

import json
import logging
from collections.abc import Iterator

import pytest

from coach.logs import JsonLines, set_up_logs

WORD = "lindebloesem"
TOUCHED = ("", "doorvraag", "uvicorn", "uvicorn.error", "uvicorn.access")


@pytest.fixture(autouse=True)
def put_back() -> Iterator[None]:
    """The loggers of the other tests, as they were."""
    loggers = [logging.getLogger(name) for name in TOUCHED]
    kept = [(logger, logger.handlers[:], logger.level, logger.propagate) for logger in loggers]
    yield
    for logger, handlers, level, propagate in kept:
        logger.handlers[:], logger.propagate = handlers, propagate
        logger.setLevel(level)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """What stands on standard error, line by line; nothing may stand on standard output."""
    printed = capsys.readouterr()
    assert printed.out == ""
    return [json.loads(line) for line in printed.err.splitlines()]


def broken(logger: logging.Logger) -> None:
    """Logs a foreign error with its traceback, as uvicorn does when the application breaks."""
    try:
        raise ValueError(f"cannot read {WORD}")
    except ValueError:
        logger.error("Exception in ASGI application", exc_info=True)


def test_a_line_is_one_json_object_with_its_facts(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    logging.getLogger("doorvraag.worker").info("job", extra={"kind": "build_index", "failed": False, "naam": "Zoë"})
    [line] = lines(capsys)
    assert str(line.pop("at")).endswith("+00:00")
    assert line == {
        "level": "info", "log": "doorvraag.worker", "event": "job",
        "kind": "build_index", "failed": False, "naam": "Zoë",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["uvicorn.error", "doorvraag.api", "sqlalchemy.pool"])
def test_of_a_foreign_error_only_its_kind_is_told(capsys: pytest.CaptureFixture[str], name: str) -> None:
    set_up_logs("info")
    broken(logging.getLogger(name))
    [line] = lines(capsys)
    assert (line["error"], line["event"]) == ("ValueError", "Exception in ASGI application")
    assert WORD not in json.dumps(line)


def test_an_error_that_another_handler_already_wrote_out_stays_out() -> None:
    record = logging.makeLogRecord({"msg": "broken", "exc_text": f"ValueError: {WORD}", "stack_info": f"in {WORD}"})
    assert WORD not in JsonLines().format(record)


def test_the_access_lines_of_uvicorn_stay_off_because_they_hold_addresses(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    access = logging.getLogger("uvicorn.access")
    access.setLevel(logging.INFO)  # as uvicorn sets it when somebody turns its access log on
    access.info("GET /uitleg/%s 404", WORD)
    assert lines(capsys) == []


def test_our_own_log_has_the_level_that_was_asked_and_others_only_warn(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs("info")
    for name in ("doorvraag.access", "chromadb", "uvicorn.error"):
        logging.getLogger(name).debug("debug")
        logging.getLogger(name).info("info")
        logging.getLogger(name).warning("warning")
    assert [(line["log"], line["event"]) for line in lines(capsys)] == [
        ("doorvraag.access", "info"), ("doorvraag.access", "warning"),
        ("chromadb", "warning"), ("uvicorn.error", "warning"),
    ]  # fmt: skip
