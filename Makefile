# `make site` builds the site, `make test` passes the tests. Both set up what they need.

PYTHON ?= python3
VENV := .venv
FORMAT ?= text
BIN := $(VENV)/bin

# Material announces its end of life on every start; CONTRIBUTING says what that means here.
export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := hooks
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help site serve check test fuzz lint table pictures format browser checker lock clean

help: ## Say what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

site: $(VENV)/site.stamp ## Build the site into site/
	$(BIN)/mkdocs build --strict

serve: $(VENV)/site.stamp ## Write with a preview: http://127.0.0.1:8000/
	$(BIN)/mkdocs serve --strict

check: $(VENV)/site.stamp ## Compare the versions of every communication
	@$(BIN)/python -m concordance check --format $(FORMAT)

test: lint browser checker ## Check the code and run all tests
	$(BIN)/python -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder

fuzz: $(VENV)/test.stamp ## Try the properties on new examples
	$(BIN)/python -m pytest --hypothesis-profile=new -k "properties or reading or histories"

lint: $(VENV)/test.stamp ## Check the code only
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

table: $(VENV)/test.stamp ## Write the table of findings in CONTRIBUTING.md anew
	$(BIN)/python -m tests.table

pictures: browser ## Draw the preview of links and the icon of phones anew
	$(BIN)/python -m tests.pictures

format: $(VENV)/test.stamp ## Put the code into form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

browser: $(VENV)/test.stamp
	@$(BIN)/python -m tests.browser.chromium

checker: $(VENV)/test.stamp
	@$(BIN)/python -m tests.nu

lock: $(VENV)/test.stamp ## Pin the requirements anew, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
		requirements.in --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
		requirements-dev.in --output-file requirements-dev.txt

clean: ## Remove all that was made
	rm -rf $(VENV) site .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { \
		echo "Python 3.11.5 or newer is needed: make PYTHON=/path/to/python" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/site.stamp: requirements.txt $(VENV)/python.stamp
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/test.stamp: requirements-dev.txt $(VENV)/site.stamp
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@
