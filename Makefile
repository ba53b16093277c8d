# `PYTHON=python3.12 make site` chooses the Python that .venv is made with; `make clean` first if there is one.
PYTHON ?= python3

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help environment site test serve check schema lock clean

help::
	@cat <<'TEXT'
	make site     check the register and build it into site/
	make serve    build, show it in a browser, rebuild at every change
	make check    check the register only
	make test     lint, types and every test, browser included
	make schema   write docs/schema/ anew from the records
	make lock     renew requirements.lock from pyproject.toml
	make clean    remove all that make made
	TEXT

environment: .venv/.installed

# The stamp is written last, and --clear starts afresh: a half-made environment is never taken as finished.
.venv/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
	  echo "$(PYTHON) is not Python 3.11 or newer: install that, or name another, as in: make PYTHON=python3.12 site" >&2
	  exit 1
	}
	# Debian keeps these two in a package of their own.
	if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null && [ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
	  echo "Installing python3-venv ..."
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes python3-venv >/dev/null || true
	fi
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || {
	  echo "$(PYTHON) cannot make virtual environments: install its venv package (on Debian: apt-get install python3-venv)." >&2
	  exit 1
	}
	echo "Installing into .venv ..."
	$(PYTHON) -m venv --clear .venv
	pip=(.venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check)
	# Wheels only: making one from source would run a build backend that no hash vouches for.
	"$${pip[@]}" --require-hashes --only-binary=:all: --requirement requirements.lock
	# Without an index this installs nothing but the package, and fails if the lock lacks what pyproject.toml pins.
	"$${pip[@]}" --no-index --no-build-isolation --editable '.[build,test]' || {
	  echo "requirements.lock may be older than pyproject.toml: run make lock." >&2
	  exit 1
	}
	touch $@

site: .venv/.installed
	@.venv/bin/python scripts/build.py

test: .venv/.installed
	@CHROMIUM=$$(tests/browser/ensure_chromium.sh)
	export CHROMIUM
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/python -m pytest

serve: .venv/.installed
	@.venv/bin/sharedcare serve

check: .venv/.installed
	@.venv/bin/sharedcare check

schema: .venv/.installed
	@.venv/bin/python -m sharedcare.register.schema docs/schema

# uv, since one lock has to fit every system and every Python from 3.11, with one version of each package (fewest),
# or two machines would build two sites. It comes from an environment that is thrown away.
lock:
	@folder=$$(mktemp -d)
	trap 'rm -rf "$$folder"' EXIT
	$(PYTHON) -m venv "$$folder"
	"$$folder/bin/pip" install --quiet --quiet --disable-pip-version-check uv
	"$$folder/bin/uv" pip compile pyproject.toml --all-extras --upgrade --universal --python-version 3.11 \
	  --fork-strategy fewest --generate-hashes --no-config --quiet --custom-compile-command "make lock" --output-file requirements.lock
	echo "requirements.lock is renewed: read the difference, then make test."

clean:
	@rm -rf .venv site .site-builds .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find scripts hooks tests -name __pycache__ -prune -exec rm -rf {} +

# What only this project's own tests need. A register that was begun with `sharedcare init` has none of it.
-include tests/develop.mk
