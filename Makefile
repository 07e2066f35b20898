# make run    serve the dashboard on 127.0.0.1:8501, with a sample city when the lake is empty
# make test   install what tests need, then checks and all tests
# make check  style, types, import rules, generated documents
# make translations  collect sentences into the catalogue and compile it; translate what is new in between
# make bench  the figures of README's performance table; RESOURCES="100000 1000000" for larger catalogues of duplicates

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
LAKE := data/lake
RESOURCES ?= 100000

export STREAMLIT_BROWSER_GATHER_USAGE_STATS := false

BABEL := $(BIN)/python -m babel.messages.frontend --quiet
CATALOGUES := language/catalogues

.PHONY: translations run test check unit bench reference clean system-packages

$(VENV)/run.stamp: requirements.txt constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --requirement requirements.txt
	touch $@

$(VENV)/dev.stamp: requirements.txt requirements-dev.txt $(VENV)/run.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --requirement requirements-dev.txt
	touch $@

run: $(VENV)/run.stamp
	$(BIN)/python -m etl sample --load --only-if-empty
	$(BIN)/streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT) --server.headless true

# Browser, Chinese fonts, LibreOffice and PostgreSQL for the tests that need them. Skipped where apt is absent or not
# permitted: those tests then skip visibly.
system-packages:
	@sh scripts/system-packages.sh

test: $(VENV)/dev.stamp system-packages check unit

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports

# In the order of the folders: browser, golden and pages take longest and must not come last.
unit: $(VENV)/dev.stamp
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --durations=20 tests

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.duplicates_run $(RESOURCES)

reference: $(VENV)/run.stamp
	$(BIN)/python -m etl.reference
	$(BIN)/python -m evaluation reference

translations: $(VENV)/dev.stamp
	$(BABEL) extract --mapping language/babel.cfg --keyword N_ --sort-output --no-wrap --omit-header --add-location file --output $(CATALOGUES)/messages.pot .
	$(BABEL) update --input-file $(CATALOGUES)/messages.pot --output-dir $(CATALOGUES) --locale en --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BABEL) compile --use-fuzzy --directory $(CATALOGUES)
	$(BABEL) compile --use-fuzzy --domain commands --directory $(CATALOGUES)

clean:
	rm -rf $(VENV) $(LAKE) data/samples/city
