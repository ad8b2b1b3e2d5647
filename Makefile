# One word a task; `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes
COMPILE := $(BIN)/pip-compile -q -U --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header
.DEFAULT_GOAL := help
define INSPECT
$(BIN)/ruff check .
$(BIN)/ruff format --check .
$(BIN)/mypy
$(BIN)/python build.py forms --check
$(BIN)/python build.py check --strict
endef
.PHONY: help site test test-fast check serve bench format clean lock statement sbom

help: ## what there is to do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

site: $(VENV)/site ## build the whole site in public/
	$(BIN)/python build.py build
	@$(BIN)/python build.py doctor --short

check: $(VENV)/site ## check every record
	$(BIN)/python build.py check --strict

serve: $(VENV)/site ## show the site on this computer and rebuild what changes
	$(BIN)/python build.py serve --port $(PORT)

test: $(VENV)/test $(VENV)/browser ## lint, types, data, site and browser tests
	$(INSPECT)
	$(BIN)/python -m pytest

test-fast: $(VENV)/test ## the same without a browser and without the slowest tests
	$(INSPECT)
	$(BIN)/python -m pytest --ignore tests/browser -m "not slow"

statement: $(VENV)/test $(VENV)/browser ## test accessibility and write down the result for the site
	WRITE_STATEMENT=$$(date -u +%F) $(BIN)/python -m pytest tests/browser/test_accessible.py

bench: $(VENV)/test $(VENV)/browser ## measure speed beside sites of Hugo, growth and sizes
	$(BIN)/python -m tests.bench

format: $(VENV)/test ## lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove what was built
	rm -rf public $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis

sbom: $(VENV)/audit ## list what the site is made with, as CycloneDX, in .cache/sbom.cdx.json
	mkdir -p .cache
	$(BIN)/python -m cyclonedx_py requirements requirements.lock --pyproject pyproject.toml --output-reproducible -o .cache/sbom.cdx.json

$(VENV)/python:
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/site: $(VENV)/python requirements.lock
	$(BIN)/python $(INSTALL) -r requirements.lock
	touch $@

$(VENV)/test: $(VENV)/site requirements-test.lock
	$(BIN)/python $(INSTALL) -r requirements-test.lock
	touch $@

$(VENV)/audit: $(VENV)/python requirements-audit.lock
	$(BIN)/python $(INSTALL) -r requirements-audit.lock
	touch $@

$(VENV)/browser: $(VENV)/test .ci/browser
	bash .ci/browser $(BIN)/python
	touch $@

lock: $(VENV)/test ## pin the newest versions that fit, each with its hashes (needs a network)
	$(COMPILE) -o requirements.lock pyproject.toml
	$(COMPILE) --extra test -o requirements-test.lock pyproject.toml
	$(COMPILE) --extra audit --constraint requirements-test.lock -o requirements-audit.lock pyproject.toml
