# Two commands: `make run` and `make test`. Everything else is for the people who build Doorvraag.
.DEFAULT_GOAL := run
BIN := .venv/bin
# make run ADDRESS=0.0.0.0 PORT=8080; without them DOORVRAAG_HOST and DOORVRAAG_PORT count, else 127.0.0.1:8000.
ADDRESS ?=
PORT ?=
.PHONY: run setup setup-dev test check unit eval soak bench audit format lock

run: setup
	@$(BIN)/doorvraag serve $(if $(ADDRESS),--host $(ADDRESS)) $(if $(PORT),--port $(PORT))

setup:
	@tools/setup.sh run

setup-dev:
	@tools/setup.sh dev

test: setup-dev check unit eval

check: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/doorvraag methods check
	$(BIN)/doorvraag contracts check

unit: setup-dev
	$(BIN)/python -m pytest -m "not soak"

eval: setup-dev
	$(BIN)/python -m evals run all --backend local --out var/evals --against evals/baselines

soak: setup-dev
	$(BIN)/python -m pytest -m soak --timeout=3600

bench: setup-dev
	$(BIN)/python -m tests.bench
	$(BIN)/python -m pytest -q -s tests/browser/test_start_page.py -k verdict_comes

# Known faults in the packages; ends with 3 where the advisory service could not be asked.
audit: setup-dev
	@$(BIN)/python tools/audit.py

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Rewrites the lock files from pyproject.toml; hashes, no addresses.
lock: setup-dev
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 -c requirements.lock --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.lock
