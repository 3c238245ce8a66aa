# What people and CI call. `make demo` and `make test` need nothing but Python 3.11+, pip and make.

PYTHON  ?= python3
VENV    ?= .venv
BIN     := $(VENV)/bin
KG      := $(BIN)/kg

# DIGESTS is one path or one glob, whatever characters are in it: make demo DIGESTS="~/my digests/2026-01-*.md".
# To build from several paths, call kg build.
DIGESTS ?= examples/digests
# The value as one word for the shell, which still expands a leading ~/; make itself expands no $ in it.
INPUT    = $(subst '~/,~/',$(QUOTED))
QUOTED   = '$(subst ','\'',$(value DIGESTS))'

.PHONY: demo test check coverage mutants house minimum expected bench docs sample explorer clean

demo: $(VENV)/.core                      ## build a graph from DIGESTS and leave Turtle and two pages in exports/
	$(KG) build $(INPUT) -o exports/demo.kg
	$(KG) export exports/demo.kg exports/graph.ttl
	$(KG) view exports/demo.kg overview -o exports/overview.html
	$(KG) view exports/demo.kg coauthors -o exports/coauthors.html
	$(KG) info exports/demo.kg
	@echo
	@echo "exports/graph.ttl is the graph as Turtle; open exports/overview.html and exports/coauthors.html in a browser"

test: $(VENV)/.dev                       ## run every test; browser tests skip where no Chromium is
	$(BIN)/python -m pytest -n auto $(PYTEST)

check: $(VENV)/.dev                      ## formatting, lint, types, layers
	$(BIN)/ruff format --check kg tests benchmarks
	$(BIN)/ruff check kg tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

coverage: $(VENV)/.dev                   ## lines that the tests reach without real digests, room by room
	$(BIN)/python benchmarks/coverage_by_room.py $(PYTEST)

mutants: $(VENV)/.dev                    ## break the program on purpose, and list what no test notices (MUTANTS="guard")
	$(BIN)/python benchmarks/mutants.py $(MUTANTS)

house: $(VENV)/.dev                      ## count what makes the code hard to read: full folders, names defined twice, phrases
	$(BIN)/python benchmarks/house.py

minimum:                                 ## test with the lowest versions of all libraries (PYTHON=python3.11)
	$(PYTHON) .ci/environments.py lowest

expected: $(VENV)/.dev                   ## write tests/data/corpus/expected again; then judge the lines marked unread
	PYTHONPATH=. $(BIN)/python tests/frozen_corpus.py

bench: $(VENV)/.dev                      ## measure beside version 0.1.0 and a plain script (BENCH="light whole": these parts)
	$(BIN)/python benchmarks/run.py $(BENCH)

docs: $(VENV)/.dev                       ## write the answers of docs/sparql.md and the tables of docs/vocabulary.md again
	PYTHONPATH=. $(BIN)/python tests/cookbook.py
	PYTHONPATH=. $(BIN)/python tests/vocabulary_page.py

SAMPLE ?= exports/sample
sample: $(VENV)/.dev                     ## write exports/sample again from examples/; tests/repository/test_sample.py reads these lines
	$(KG) build examples/digests -o $(SAMPLE).kg
	$(KG) export $(SAMPLE).kg $(SAMPLE)/graph.ttl
	$(KG) export $(SAMPLE).kg $(SAMPLE)/graph.jsonld
	$(KG) export $(SAMPLE).kg $(SAMPLE)/full.trig --profile full
	$(KG) export $(SAMPLE).kg $(SAMPLE)/tables.csv
	$(KG) export $(SAMPLE).kg $(SAMPLE)/coauthors.graphml
	$(KG) export $(SAMPLE).kg $(SAMPLE)/coauthors.gexf
	$(KG) export $(SAMPLE).kg $(SAMPLE)/coauthors.json
	$(KG) export $(SAMPLE).kg $(SAMPLE)/coauthors.cyjs
	$(KG) view $(SAMPLE).kg coauthors -o $(SAMPLE)/coauthors.svg
	$(KG) view $(SAMPLE).kg papers -o $(SAMPLE)/papers.html
	$(KG) view $(SAMPLE).kg coauthors --author "Barbara Plank" --hops 2 -o $(SAMPLE)/barbara-plank.html
	rm -rf $(SAMPLE).kg

EXPLORER := viz/explorer
explorer: $(EXPLORER)/node_modules/.package-lock.json   ## check and build the explorer's script (needs Node.js 20 or later)
	cd $(EXPLORER) && npm run --silent check && npm run --silent build

$(EXPLORER)/node_modules/.package-lock.json: $(EXPLORER)/package-lock.json
	cd $(EXPLORER) && npm ci --no-audit --no-fund
	touch $@

clean:
	rm -rf $(VENV) exports/demo.kg exports/*.ttl exports/*.html

$(VENV)/.core: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.core
