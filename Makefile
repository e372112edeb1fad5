# Two commands matter: `make` shows the example council, `make test` runs everything CI checks.

PYTHON ?= python3
PORT ?= 8000
python := .venv/bin/python

.PHONY: start setup test test-code evaluate help

start: setup  ## set everything up, build the example council and serve it on http://localhost:8000
	$(python) build.py serve --port $(PORT)

setup: system .venv/ready node_modules/ready  ## what the others start with: packages in .venv and node_modules, the browser

test: setup  ## set everything up, then run everything CI checks
	sh checks/system.sh everything
	$(python) -m checks.everything

test-code: setup  ## set everything up, then run lint, types and tests, without a look at every page
	sh checks/system.sh everything
	$(python) -m checks.everything --code

evaluate: setup  ## how well search finds what people type, and how well FTS5, Pagefind, MiniSearch and lunr do
	$(python) -m search.evaluate
	$(python) -m benchmarks.search_peers

bench: setup  ## measure search, keeping comments and builds beside their peers (fifty minutes)
	$(python) -m benchmarks.search_run
	$(python) -m benchmarks.search_typing
	$(python) -m benchmarks.feedback_run
	$(python) -m benchmarks.feedback_statements
	$(python) -m benchmarks.feedback_backups
	$(python) -m benchmarks.import_run
	$(python) -m benchmarks.council_check
	$(python) -m benchmarks.run

package: setup  ## build what installs without Node: dist/local_offer-VERSION, as a wheel and as sources
	rm -rf build dist/*.whl dist/*.tar.gz
	$(python) -P -m build --outdir dist .

lock:  ## choose the exact versions in requirements/*.txt anew, from requirements/*.in
	$(python) -m pip install --quiet --disable-pip-version-check uv
	for names in runtime development; do \
	  UV_CUSTOM_COMPILE_COMMAND="make lock" $(python) -m uv pip compile --quiet --upgrade --universal \
	    --python-version 3.11 --no-emit-index-url requirements/$$names.in -o requirements/$$names.txt || exit 1; \
	done

help:  ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

.PHONY: system bench package lock
system:
	@PYTHON=$(PYTHON) sh checks/system.sh

# The files called "ready" say when a folder was last filled; a second `make setup` changes nothing.
.venv/ready: requirements/development.txt requirements/runtime.txt
	$(PYTHON) -m venv .venv
	$(python) -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# Packages' own install scripts stay unrun: they fetch browsers and Java from elsewhere.
node_modules/ready: package-lock.json package.json
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
