# Needs only make and Python 3.11 or newer with venv; everything else is installed into .venv, pinned, with hashes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
UV := $(shell command -v uv 2>/dev/null)
TESTS ?=

# What is installed is remembered by the content of the lists, so that a second start loses no time.
sum = $(shell cat $(1) 2>/dev/null | cksum | tr ' ' '-')
FOR_DEV := $(VENV)/.dev-$(call sum,requirements.txt requirements-dev.txt)
FOR_RUN := $(if $(wildcard $(FOR_DEV)),$(FOR_DEV),$(VENV)/.run-$(call sum,requirements.txt))

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

ifdef UV
install = $(UV) pip install --quiet --python $(PY) --require-hashes -r $(1)
else
install = $(PY) -m pip install --quiet --require-hashes -r $(1)
endif

# Tests bring their own world: nobody's account or database is theirs to touch.
OWN_WORLD := env -u TELEGRAM_TOKEN -u TELEGRAM_API_BASE -u DATABASE_URL -u WEBHOOK_SECRET -u FEED_SECRET -u MENLING_CONFIG \
	-u MENLING_DATA -u MENLING_HOST -u MENLING_PORT -u MENLING_SANDBOX

.DEFAULT_GOAL := help
.PHONY: help run test bench soak lint format pin clean
.DELETE_ON_ERROR:

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(FOR_RUN) ## start everything; without TELEGRAM_TOKEN with a sandbox to try it in
	@exec $(PY) -m bot run

test: $(FOR_DEV) ## every test, on two cores; TESTS="tests/rules -k windows" picks some
	$(OWN_WORLD) $(PY) -m pytest -n 2 --dist worksteal $(TESTS)

bench: $(FOR_DEV) ## the measurements, beside their peers
	$(OWN_WORLD) $(PY) -m tests.benchmarks

soak: $(FOR_DEV) ## the long tests: kills, storms, faults
	$(OWN_WORLD) $(PY) -m tests.soak

lint: $(FOR_DEV) ## style, types, import arrows
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -c "from importlinter.cli import lint_imports_command as lint; lint()"

format: $(FOR_DEV) ## let ruff put the code in order
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

# Versions that still fit stay as they are; UPGRADE=1 takes the newest.
PINNED := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet \
	$(if $(UPGRADE),--upgrade)
pin: PIN_UV = $(or $(UV),.venv-pin/bin/uv)
pin: $(if $(UV),,.venv-pin/bin/uv) ## requirements*.in -> requirements*.txt
	$(PIN_UV) pip compile $(PINNED) requirements.in -o requirements.txt
	$(PIN_UV) pip compile $(PINNED) -c requirements.txt requirements-dev.in -o requirements-dev.txt

clean: ## remove what tools leave behind; .venv and data stay
	rm -rf .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis test-results .venv-pin
	find . -path ./$(VENV) -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.run-%: | $(PY)
	@echo "Installing what Menling runs on (once, about a minute)..."
	@$(call install,requirements.txt)
	@rm -f $(VENV)/.run-*; touch $@

$(VENV)/.dev-%: | $(PY)
	@echo "Installing what the tests and checks need (once, a minute or two)..."
	@$(call install,requirements-dev.txt)
	@rm -f $(VENV)/.run-* $(VENV)/.dev-*; touch $@

$(PY):
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no '$(PYTHON)' here. Install Python 3.11 or newer, or name it: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$$($(PYTHON) --version 2>&1) is too old: Menling needs Python 3.11 or newer." >&2; \
		echo "Name a newer one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python has no venv. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@rm -rf $(VENV); $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

.venv-pin/bin/uv: | $(PY)
	$(PY) -m venv .venv-pin
	.venv-pin/bin/python -m pip install --quiet uv
