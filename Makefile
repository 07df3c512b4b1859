# What you can do here. `make` on its own prints this list.

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
export PERSONALISE_DATA_DIR ?= $(CURDIR)/data

BIN := .venv/bin
# A test runner for each core; whichever has nothing left to do takes tests from the others.
PARALLEL ?= -n logical --dist worksteal

.PHONY: help run test test-fast faults lint bench gallery pictures schema
.DEFAULT_GOAL := help

help: ## print this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | awk -F '\t' '{printf "make %-9s %s\n", $$1, $$2}'
	@echo
	@echo 'Settings: PORT=8000, HOST=127.0.0.1 (0.0.0.0 opens it to the school network), PERSONALISE_DATA_DIR=./data'

run: .venv/.ready ## set up what is needed, load the example school if there is no school yet, and serve it
	@$(BIN)/personalise upgrade
	@$(BIN)/personalise example --if-empty
	@$(BIN)/personalise serve --host $(HOST) --port $(PORT)

test: .venv/.ready ## run every test, on all processor cores (browser tests where Chromium is found)
	$(BIN)/python -m pytest $(PARALLEL) $(TESTS)

test-fast: .venv/.ready ## run the tests of rules and pages: no browser, no server processes
	$(BIN)/python -m pytest $(PARALLEL) -m 'not browser and not server' $(TESTS)

faults: .venv/.ready ## let a child press 20,000 times at random, through the browser and through the rules (hours)
	MONKEY_PRESSES=$${MONKEY_PRESSES:-20000} MONKEY_GAMES=$${MONKEY_GAMES:-2000} $(BIN)/python -m pytest -k monkey

lint: .venv/.ready ## check style, the direction of imports, and types
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy

bench: .venv/.ready ## measure, print a table, write bench/results.json
	$(BIN)/python bench/run.py

gallery: .venv/.ready ## take a picture of every page of the pupils' side into gallery/index.html, and fail if one looks wrong
	$(BIN)/python -m bench.gallery

pictures: .venv/.ready ## make the README's pictures again, from the example school in Chromium
	$(BIN)/python -m tools.pictures

schema: .venv/.ready ## draw and list the tables again, from the code, into docs/tables.svg and docs/tables.md
	$(BIN)/python -m tools.schema

.venv/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Personalise needs Python 3.11 or newer. On Debian: apt install python3'; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo 'Python cannot make a virtual environment yet. On Debian: apt install python3-venv'; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,postgres]'
	@touch $@
