# Two commands are enough: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check labs fold bench soak setup lock

run: setup
	@$(BIN)/rung sandbox

test: setup
	@$(BIN)/pytest -q

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/rung catalogue check
	@$(BIN)/rung labs check
	@$(BIN)/rung labs verify --changed --share 4
	@$(BIN)/pytest -q tests/house

# Every lab with a check, proven in a clean folder; `make check` proves what changed and a few others each day.
labs: setup
	@$(BIN)/rung labs check
	@$(BIN)/rung labs verify --all

# After names changed: what the look-up needs to know of Chinese.
fold: setup
	@$(BIN)/python -m seeds.make_fold

bench: setup
	@$(BIN)/python -m bench

# The kill test at length: 20,000 people, 1,000 kills, on both databases.
soak: setup
	@$(BIN)/python -m tests.jobs.soak

setup: .venv/.ready

.venv/.ready: requirements.txt requirements-dev.txt pyproject.toml
	@echo "Preparing .venv (about a minute, once) ..."
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Rung needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12")'
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Newer versions: edit the .in files if needed, then `make lock` and read the difference.
lock: setup
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --no-emit-index-url --no-header requirements.in -o requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --no-emit-index-url --no-header requirements-dev.in -o requirements-dev.txt
