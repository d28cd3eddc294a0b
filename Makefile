# `make help` lists what can be made. Everything is installed into .venv here, nothing outside this folder.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
REGION ?= US
MINUTES ?= 60
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
PACKAGES := pulseaudio pulseaudio-utils libasound2-plugins libportaudio2
.PHONY: help demo test quick card live soak bench model an4 check format clean

help:
	@echo 'make demo     hear two recorded consultations: prints them, and writes both as WAV files into demo/'
	@echo 'make test     every check that a change must pass (a few minutes)'
	@echo 'make quick    the same without recordings and without what takes long'
	@echo 'make card     install the virtual sound card (Debian, Ubuntu) that consultations are tested over'
	@echo 'make live     hold all of them, in real time: on a machine with little else to do'
	@echo 'make soak     talk over the virtual sound card for an hour (MINUTES=60); memory, threads and answers must hold'
	@echo 'make bench    measure understanding, hearing, time and memory, beside other programs'
	@echo 'make check    every problem of the words and rules at once'
	@echo 'make format   lay out the code, and mend what can be mended by itself'
	@echo 'make model AN4=FOLDER [NOISE=FILE.wav]    make the starter speech model again (hours)'
	@echo 'make clean    remove everything that was made here'
	@echo 'Another Python: make PYTHON=python3.12 ...'

demo: $(VENV)/product
	@mkdir -p demo
	@for name in emergency self_care; do \
	    echo; echo "Consultation: $$name"; echo; \
	    $(BIN)/backtalk run --region $(REGION) --audio tests/audio/en/demo_$$name.yaml --record demo/$$name.wav || exit 1; \
	done
	@echo
	@echo 'Both consultations, with both voices, to listen to: demo/emergency.wav demo/self_care.wav'
	@echo 'Speak yourself: $(BIN)/backtalk run      Type instead: $(BIN)/backtalk type'

test: $(VENV)/tools card
	@$(BIN)/python -m tests all

quick: $(VENV)/tools
	@$(BIN)/python -m tests quick

live: $(VENV)/tools card
	@$(BIN)/python -m tests live

# Without it the tests that need it are skipped, and say so.
card:
	@if command -v pulseaudio >/dev/null && command -v pactl >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as='sudo -n'; else as=none; fi; \
	if [ "$$as" = none ] || ! command -v apt-get >/dev/null; then \
	    echo 'Install by hand, to test over a virtual sound card: $(PACKAGES)'; exit 0; fi; \
	$$as apt-get update -qq; $$as apt-get install -qq -y --no-install-recommends $(PACKAGES) >/dev/null || \
	    echo 'Could not install: $(PACKAGES)'

soak: $(VENV)/tools
	@$(BIN)/python -m tests.live.soak $(MINUTES)

bench: $(VENV)/peers
	@$(BIN)/python -m tests bench

check: $(VENV)/product
	@$(BIN)/backtalk check

format: $(VENV)/tools
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format --quiet .

model: an4 $(VENV)/makers
	@$(BIN)/python -m models.train all --intents intents --an4 '$(AN4)' $(if $(NOISE),--noise '$(NOISE)')

an4:
	@test -n '$(AN4)' || { echo 'Say where the AN4 recordings are: make model AN4=FOLDER [NOISE=FILE.wav]'; exit 2; }

clean:
	@rm -rf $(VENV) demo build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment, in steps: each file says that a step is done, and is older than what would make it undone.

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || { \
	    echo 'Backtalk needs Python 3.11 to 3.14; name one that is installed, as in: make PYTHON=python3.12 demo'; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { \
	    echo 'Python cannot make environments yet; on Debian and Ubuntu: sudo apt-get install python3-venv'; exit 1; }
	@touch $@

$(VENV)/product: $(VENV)/made pyproject.toml
	@echo 'Installing into $(VENV) (about a minute, once)'
	@$(PIP) install --use-pep517 --editable .
	@touch $@

$(VENV)/tools: $(VENV)/product
	@echo 'Installing the tools that check'
	@$(PIP) install --upgrade 'pip>=25.1'
	@$(PIP) install --group dev
	@$(PIP) install --editable '.[models,evaluate]'
	@touch $@

$(VENV)/peers: $(VENV)/tools
	@echo 'Installing the programs to compare with'
	@$(PIP) install --editable '.[bench]'
	@touch $@

$(VENV)/makers: $(VENV)/product
	@echo 'Installing what makes a speech model (large)'
	@$(PIP) install --editable '.[train]'
	@touch $@
