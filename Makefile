# The commands of a newcomer are `make demo` and `make test`; each does all set-up.
SHELL := /bin/sh
UV_VERSION := 0.13.9
# No absolute paths: the folder may have a space in its name.
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
PYTHON ?= python3
export UV_PYTHON_DOWNLOADS ?= never
DEMO_ARGS ?=
TEST_ARGS ?=
CHECKED := tests/test_architecture.py tests/test_documentation.py

ENV := --frozen --quiet

.PHONY: help demo exchange-demo test suite explore check types rules bench screenshots clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    build the bundled declaration, print a summary, serve the site (DEMO_ARGS=--no-serve ends there)"
	@echo "make exchange-demo  two nodes ask each other on this machine, hit and no hit, and stop"
	@echo "make test    check, then run the whole test suite (browser tests too where Chromium is found)"
	@echo "make explore the property tests alone, random and with 20 times the examples (EXPLORE_TIMES=100 for more)"
	@echo "make check   style, types, imports, size, documentation (under a minute)"
	@echo "make bench   measure the speed budgets"

.tools/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Accord needs Python 3.11 or newer; set PYTHON=/path/to/python3.11"; exit 2; }
	@$(PYTHON) -m venv .tools
	@.tools/bin/pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"

# On a terminal the demo gets a process group of its own, so that Ctrl-C ends the server and not make.
demo: $(UV)
	@if [ -t 0 ]; then set -m; fi; "$(UV)" run $(ENV) --extra connectivity accord demo $(DEMO_ARGS); exit $$?

exchange-demo: $(UV)
	@if [ -t 0 ]; then set -m; fi; "$(UV)" run $(ENV) --extra exchange accord exchange demo; exit $$?

test: check
	@$(MAKE) --no-print-directory suite

# What `make check` has run a moment ago is not run again.
suite: $(UV)
	@"$(UV)" run $(ENV) --group dev pytest -n auto --dist loadfile $(CHECKED:%=--ignore=%) $(TEST_ARGS)

# A failure prints the example; it becomes an ordinary @example of its test.
explore: $(UV)
	@"$(UV)" run $(ENV) --group dev pytest -n auto -m hypothesis --hypothesis-profile=explore $(TEST_ARGS)

# Types take as long as all else together; the first command sets up what both need.
check: $(UV)
	@"$(UV)" run $(ENV) --group dev ruff check .
	@$(MAKE) --no-print-directory -j2 types rules

types:
	@"$(UV)" run $(ENV) --group dev mypy

rules:
	@"$(UV)" run $(ENV) --group dev ruff format --check .
	@"$(UV)" run $(ENV) --group dev lint-imports
	@"$(UV)" run $(ENV) --group dev pytest $(CHECKED)

bench: $(UV)
	@"$(UV)" run $(ENV) --group dev python -m benchmarks

screenshots: $(UV)
	@"$(UV)" run $(ENV) --group dev python -m benchmarks.screenshots

clean:
	rm -rf .venv .tools .accord .pytest_cache .mypy_cache .ruff_cache .hypothesis
