# Two commands do everything: `make demo` and `make test`. Both make the environment they need first.

VENV := .venv
BIN := $(VENV)/bin
# The first interpreter found that is new enough; `make PYTHON=/path/to/python3.13 …` chooses another.
PYTHON ?= $(shell for p in python3.13 python3.12 python3 python; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; then echo $$p; break; fi; done)

.PHONY: demo test setup lock clean readme golden bench scale docs

demo: $(VENV)/.installed
	@echo; echo "kimxi entities --type person --min 3"; echo
	@$(BIN)/kimxi entities --type person --min 3 --format table
	@echo; echo "kimxi quotes --person 'Ines Okonjo-Vale' --limit 8"; echo
	@$(BIN)/kimxi quotes --person 'Ines Okonjo-Vale' --limit 8 --format table
	@echo; echo "kimxi visits"; echo
	@$(BIN)/kimxi visits --format table

test: $(VENV)/.installed-dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy --strict
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile

setup: $(VENV)/.installed-dev

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then echo "kimxi needs Python 3.12 or newer and none was found: install it (python.org, apt, brew, pyenv) and run make again, or say where it is: make PYTHON=/path/to/python3.12" >&2; exit 1; fi
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python requirements.lock pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

# After a change of the dependencies in pyproject.toml.
lock: $(VENV)/.installed-dev
	$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-annotate --no-header -o requirements.lock pyproject.toml requirements-build.in
	$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-annotate --no-header --extra dev -o requirements-dev.lock pyproject.toml requirements-build.in

clean:
	rm -rf $(VENV) build site *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# After a change of what a command prints, of the rows or of the commands.
readme: $(VENV)/.installed-dev
	$(BIN)/python -m tests.reference
	$(BIN)/python -m tests.readme

# The pages of docs/ as a site, in site/.
docs: $(VENV)/.installed-dev
	$(BIN)/mkdocs build --strict --quiet

# After a change of what is found in the sample corpus; read the difference before you commit it.
golden: $(VENV)/.installed-dev
	$(BIN)/python -m tests.golden

# On an idle machine: the figures of docs/benchmarks.md (ten minutes).
bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench.speed --write

# The figures of docs/scale.md (half an hour).
scale: $(VENV)/.installed-dev
	$(BIN)/python -m bench.scale --write
