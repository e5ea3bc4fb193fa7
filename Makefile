# Verbs of the house. `make run` and `make test` are all that a newcomer needs.

PYTHON ?= python3
VENV := .venv
DATA ?= ../shared/data
BIN := $(VENV)/bin
PACKAGES := server.py faq store chat web tests benchmarks
CHROMIUM_NAMES := chromium chromium-browser google-chrome google-chrome-stable

.PHONY: help run demo test test-plain browser check lint format types imports scripts golden bench fuzz load durability screenshots

help:  ## show the verbs
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/run.installed  ## serve the demo on http://127.0.0.1:5000 (HOST, PORT, SALUT_INSTANCE)
	@exec $(BIN)/python server.py

demo: run  ## the same as run

test: $(VENV)/dev.installed browser node_modules/.installed  ## every test: plain, service and browser
	$(BIN)/python -m pytest

test-plain: $(VENV)/dev.installed  ## the plain suite alone, in seconds
	$(BIN)/python -m pytest -m "not service and not browser"

fuzz: $(VENV)/dev.installed  ## a minute of made-up bytes (SECONDS) against the sockets
	$(BIN)/python -m tests.attack.fuzz $(or $(SECONDS),60)

check: lint types imports scripts  ## everything that reads the code without running it

lint: $(VENV)/dev.installed  ## ruff, rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/dev.installed  ## let ruff mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/dev.installed  ## mypy, strict
	$(BIN)/mypy $(PACKAGES)

imports: $(VENV)/dev.installed  ## imports go only downward
	$(BIN)/lint-imports

scripts: node_modules/.installed  ## the types in the browser's modules
	npm exec --no -- tsc --project .

golden: $(VENV)/dev.installed  ## write the golden files anew; read the diff like code
	$(BIN)/python -m tests.golden.rewrite

bench: $(VENV)/dev.installed  ## every benchmark, against its pinned floors
	$(BIN)/python -m benchmarks.answers $(if $(wildcard $(DATA)),--data $(DATA))
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.extraction

load: $(VENV)/dev.installed  ## our server under load beside a bare one and Node's (LOAD=--quick)
	$(BIN)/python -m benchmarks.sockets $(LOAD)

durability: $(VENV)/dev.installed  ## kill the server under load and count what is lost (KILLS=300 ACKS=100000)
	$(BIN)/python -m tests.durability.kills --kills $(or $(KILLS),300) --acks $(or $(ACKS),100000)

screenshots: $(VENV)/dev.installed browser  ## take the pictures of docs/screenshots/ anew; look at each
	$(BIN)/python -m tests.browser.screenshots

browser: $(VENV)/dev.installed
	@for name in $(CHROMIUM_NAMES); do command -v $$name >/dev/null && exit 0; done; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] \
	  && apt-get update -qq && apt-get install -yqq chromium >/dev/null; then exit 0; fi; \
	$(BIN)/playwright install chromium

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo 'Salut needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 run' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.installed: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/dev.installed: requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/run.installed

node_modules/.installed: package.json package-lock.json
	@command -v npm >/dev/null || { echo 'make scripts and make test need Node.js and npm' >&2; exit 1; }
	npm ci --silent --no-audit --no-fund
	@touch $@
