# Targets for whoever works on the code. The Makefile takes them in.
.PHONY: bench audit screens guides bless ledger mutants

help::
	@cat <<'TEXT'
	make bench    what check and build cost on large registers; quick with SIZES=100
	make audit    what Lighthouse and the Nu HTML checker say of the site, and what its pages weigh
	make screens  pictures of every kind of page, in screens/
	make guides   take the pictures of the editors' guides anew
	make bless    accept what the tests now see as what they should see
	make ledger   take reworded rows into the ledger of facts; FACTS=<folder> compares them with the facts
	make mutants  spoil the shipped files 20,000 times: nothing may bring the checks or the pages down
	TEXT

# Each comparison runs at one size, if that is among the sizes: make bench SIZES="100 1000" HUGO=1000 IDIOMATIC=100.
# INTO=docs/about/speed.md renews the figures of that page.
SIZES ?= 100 1000 5000
IDIOMATIC ?= 1000
WHOLE ?= 1000
HUGO ?= 5000
PROFILE ?= 1000
bench: .venv/bench/.installed
	@PYTHONPATH=.venv/bench .venv/bin/python -m tests.bench --sizes $(SIZES) --idiomatic $(IDIOMATIC) \
	  --whole $(WHOLE) --hugo $(HUGO) --profile $(PROFILE) $(if $(INTO),--into $(INTO))

# What only the bench needs stays out of requirements.lock, and out of what it measures.
.venv/bench/.installed: tests/bench/requirements.txt .venv/.installed
	@rm -rf .venv/bench
	.venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes --only-binary=:all: \
	  --target .venv/bench --requirement $<
	touch $@

# What only the audit needs stays out of requirements.lock. INTO=docs/about/audit.md renews the figures of that page.
audit: .venv/.installed
	@CHROMIUM=$$(tests/browser/ensure_chromium.sh)
	export CHROMIUM
	tests/audit/ensure_tools.sh
	.venv/bin/python -m tests.audit $(if $(INTO),--into $(INTO))

screens: .venv/.installed
	@CHROMIUM=$$(tests/browser/ensure_chromium.sh)
	export CHROMIUM
	.venv/bin/python -m tests.screens

guides: .venv/.installed
	@CHROMIUM=$$(tests/browser/ensure_chromium.sh)
	export CHROMIUM
	.venv/bin/python -m tests.guides

bless: .venv/.installed
	@.venv/bin/python -m pytest --bless --numprocesses=0

ledger: .venv/.installed
	@.venv/bin/python -m tests.ledger $(FACTS)

mutants: .venv/.installed
	@.venv/bin/python -m tests.mutants
