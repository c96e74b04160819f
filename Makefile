# Everything needs only Python 3.11+ and make; what is missing is fetched by package name.
PYTHON ?= python3
BIN := .venv/bin
# What is set up in the environment is noted inside it, and forgotten with it.
STAMP := .venv/stamps

.DEFAULT_GOAL := help
.PHONY: help run test check lint types imports migrations unit smoke fuzz bench lock messages assets screenshots clean

help: ## Say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

# --- set-up ----------------------------------------------------------------------------------------------------------

$(STAMP)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=python3.12 or the like.")'
	$(PYTHON) -m venv .venv
	@mkdir -p $(STAMP) && touch $@

$(STAMP)/runtime: $(STAMP)/venv requirements/runtime.txt pyproject.toml hatch_build.py package-lock.json
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(STAMP)/dev: $(STAMP)/runtime requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

$(STAMP)/bench: $(STAMP)/dev requirements/bench.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

$(STAMP)/fuzz: $(STAMP)/dev requirements/fuzz.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	@touch $@

$(STAMP)/system: .ci/system-packages
	sh .ci/system-packages
	@mkdir -p $(STAMP) && touch $@

assets: $(STAMP)/runtime ## Bring the third-party web assets into the package again
	rm -f src/consultation/_assets/made.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .

# --- the two commands ------------------------------------------------------------------------------------------------

run: $(STAMP)/runtime ## Set everything up and serve the demonstration at http://127.0.0.1:8000
	$(BIN)/consultation demo

test: $(STAMP)/dev $(STAMP)/system ## Set everything up and run the whole test suite
	$(BIN)/pytest -n auto

# --- what CI runs ----------------------------------------------------------------------------------------------------

check: lint types imports migrations test smoke ## All that CI checks

lint: $(STAMP)/dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(STAMP)/dev
	$(BIN)/mypy

imports: $(STAMP)/dev
	$(BIN)/lint-imports

migrations: $(STAMP)/dev
	$(BIN)/pytest -q tests/store/test_migrate.py

smoke: $(STAMP)/dev
	$(BIN)/python tests/smoke/wheel.py

# How long `make fuzz` looks, all three ways together.
SECONDS ?= 600

fuzz: $(STAMP)/fuzz ## Look for files and texts that break the ingester, for SECONDS=600
	for kind in bytes xml lines; do $(BIN)/python -m tests.fuzz $$kind $$(( $(SECONDS) / 3 )) || exit 1; done

bench: $(STAMP)/bench ## Print the speed figures as ratios of one run
	$(BIN)/python -m bench

# --- upkeep ----------------------------------------------------------------------------------------------------------

LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --python-version 3.11 pyproject.toml

lock: $(STAMP)/venv ## Lock the requirements anew, by name, version and hash
	$(BIN)/pip install --quiet uv
	$(LOCK) --output-file requirements/runtime.txt
	$(LOCK) --extra test --extra dev --constraint requirements/runtime.txt --output-file requirements/dev.txt
	$(LOCK) --extra test --extra dev --extra fuzz --constraint requirements/dev.txt --output-file requirements/fuzz.txt
	$(LOCK) --extra test --extra dev --extra bench --constraint requirements/dev.txt --output-file requirements/bench.txt
	npm install --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund

screenshots: $(STAMP)/dev ## Take the README's pictures of the demonstration that `make run` serves
	$(BIN)/python docs/screenshots.py http://127.0.0.1:8000

messages: $(STAMP)/dev ## Bring the catalogues up to date with the source sentences
	$(BIN)/python locales/update.py

clean: ## Forget the set-up
	rm -rf .venv node_modules src/consultation/_assets
