# Conuco: the words that everybody uses. `make demo` needs only Python 3.11+, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PART ?= all
export PYTHONDONTWRITEBYTECODE = 1

# What is tested is loaded many times over; it is compiled once.
test test-waiting test-working proof proof-station proof-reckoned proof-pages bench: export PYTHONDONTWRITEBYTECODE =

.PHONY: demo demo-influx test test-waiting test-working check proof proof-station proof-reckoned proof-pages bench torture influxd telegraf lock install install-dev typings

demo: $(VENV)/.demo ## a small commune on http://localhost:8000
	@$(BIN)/conuco demo $(ARGS)

demo-influx: $(VENV)/.demo ## the same with a real InfluxDB 2, to see the mirror
	@influxd=$$($(BIN)/python tests/server_programs.py influxd) && PATH="$$(dirname "$$influxd"):$$PATH" $(BIN)/conuco demo --mirror $(ARGS)

SPECIFICATION := -m "not proof and not bench" --dist loadfile
WAITING := tests/waiting.txt

test: $(VENV)/.dev ## the specification, in some minutes; ARGS="tests/journeys -k fish" for a part of it
ifeq ($(strip $(ARGS)),)
	@$(MAKE) --no-print-directory -j2 test-waiting test-working
else
	$(BIN)/python -m pytest $(SPECIFICATION) -n 2 $(ARGS)
endif

test-waiting: $(VENV)/.dev ## of the specification what mostly waits, for boards, brokers and browsers: the longest first
	$(BIN)/python -m pytest $(SPECIFICATION) -n 6 --no-loadscope-reorder $(ARGS) @$(WAITING)

# It steps back for the tests that wait: those keep real time, these only compute.
test-working: $(VENV)/.dev ## all the rest of it, on two cores
	nice -n 5 $(BIN)/python -m pytest $(SPECIFICATION) -n 2 $(ARGS) --ignore=tests/bench --ignore=tests/proof $(addprefix --ignore=,$(shell cat $(WAITING)))

check: $(VENV)/.dev typings ## lint and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .
	$(BIN)/mypy
	$(BIN)/basedpyright --project firmware

proof: $(VENV)/.dev ## the long forms, on two cores at once; PART=ci for the short ones
	@$(MAKE) --no-print-directory -j3 proof-station proof-reckoned proof-pages

# Only files with a proof in them are read.
PROOFS = $(sort $(shell grep -rl --include='test_*.py' 'mark\.proof' tests))

PROVED := CONUCO_PROOF=$(PART) $(BIN)/python -m pytest -m proof
SIDE_BY_SIDE := --dist loadfile --no-loadscope-reorder -rP
STATION_PROOFS := $(addprefix tests/proof/test_,letters_killed.py kills.py asleep.py alarm_latency.py replay.py torture.py mirror_killed.py outages.py backup.py letters_replayed.py)
RECKONED_PROOFS := $(addprefix tests/proof/test_,thirty_nights.py nights_gone_wrong.py update_fuzz.py closing.py outbox_torture.py corridor_fuzz.py)

proof-station: $(VENV)/.dev ## of the proofs what kills and waits in real time: more at once than cores, the longest first
	$(PROVED) -n 4 $(SIDE_BY_SIDE) $(ARGS) $(STATION_PROOFS)

# Both step back for what keeps real time.
proof-reckoned: $(VENV)/.dev ## of the proofs of nodes, gateway and book what only computes
	nice -n 5 env $(PROVED) -n 2 $(SIDE_BY_SIDE) $(ARGS) $(RECKONED_PROOFS)

# In the long form half of it are the looks at the pages: they go beside the rest.
proof-pages: $(VENV)/.dev ## of the proofs all others
	nice -n 5 env $(PROVED) $(if $(filter ci,$(PART)),-s,-n 2 --dist loadfile -rP) $(ARGS) $(filter-out $(STATION_PROOFS) $(RECKONED_PROOFS),$(PROOFS))

bench: $(VENV)/.dev ## how fast, as ratios; writes docs/benchmarks.md
	CONUCO_BENCHMARKS=docs/benchmarks.md $(BIN)/python -m pytest tests/bench -s -m bench $(ARGS)

torture: $(VENV)/.dev influxd ## everything is killed, cut, filled and corrupted, then counted; root for its disks
	@influxd=$$($(BIN)/python tests/server_programs.py influxd) && PATH="$$(dirname "$$influxd"):$$PATH" PYTHONPATH=tests $(BIN)/python -m torture $(ARGS)

influxd telegraf: | $(VENV)/bin/python ## servers of others beside which we test: found on the PATH, or built once
	@$(BIN)/python tests/server_programs.py $@

lock: ## resolve requirements anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --generate-hashes --extra demo pyproject.toml -o requirements-demo.lock
	uv pip compile -q --universal --python-version 3.11 --no-emit-index-url --generate-hashes --extra dev pyproject.toml -o requirements-dev.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Conuco needs Python 3.11 or newer; this is $$($(PYTHON) --version). Run: make demo PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "The virtual environment could not be made. On Debian run: apt-get install python3-venv"; exit 1; }

$(VENV)/.demo: requirements-demo.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing Conuco into $(VENV) (about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-demo.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing Conuco and its tests into $(VENV) (a minute or two) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@ $(VENV)/.demo

install: $(VENV)/.demo
install-dev: $(VENV)/.dev

typings: typings/.made

typings/.made: firmware/requirements-typings.lock | $(VENV)/.dev
	@rm -rf typings
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --target typings -r firmware/requirements-typings.lock
	@touch $@
