# Every chore of this project; `make` alone lists them. Python 3.11 or newer is all that must be there.
PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo test check golden bench conformance real-binaries docs

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

demo: .venv/.installed ## Build the ticket-booking example, test it, and show its trace
	@rm -rf build/demo
	$(BIN)/weft build examples/ticket_booking --out build/demo
	$(BIN)/weft test build/demo
	$(BIN)/weft trace build/demo
	@echo "look around in it with: $(BIN)/weft run build/demo --sample"

test: check ## Check, then run every test
	@$(BIN)/pytest -n auto

check: .venv/.installed ## Lint, formatting and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/basedpyright

golden: .venv/.installed ## Rewrite the golden files; review the difference after
	@$(BIN)/pytest -n auto --golden

bench: .venv/.installed ## Measure speed, as ratios against a peer in the same run
	@WEFT_BENCH=1 $(BIN)/pytest tests/benchmarks -s -n 0

conformance: .venv/.installed ## Run WebAssembly's test suites plain and with every probe and monitor; half an hour on two cores
	@$(BIN)/python tests/runtime_probes/conformance/every_script.py $${WEFT_CORPORA:-../shared/corpora}

real-binaries: .venv/.installed ## Fetch modules from npm and PyPI, put probes into them and run them; half an hour
	@$(BIN)/python tests/runtime_probes/real_binaries/fetch.py $${WEFT_BINARIES:-build/real_binaries}
	@WEFT_BINARIES=$${WEFT_BINARIES:-build/real_binaries} WEFT_REQUIRE=binaries \
		$(BIN)/pytest tests/runtime_probes/real_binaries

docs: .venv/.installed ## Rewrite CHECKS.md, RULES.md and PROBES.md from what checks, gates, rules and monitors say
	@$(BIN)/weft explain --all > CHECKS.md
	@$(BIN)/weft sql explain --all > RULES.md
	@$(BIN)/weft probe explain --all > PROBES.md
	@echo "wrote CHECKS.md, RULES.md and PROBES.md"

# Dependency groups need pip 25.1 or newer. The one warning that is silenced says that the folder stands in for the
# package, which is what we want: a new file is part of `weft` at once.
.venv/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "weft needs Python 3.11 or newer")'
	@echo "installing Weft and what its tests need into .venv, with pip: a minute or two, once"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@PYTHONWARNINGS='ignore:Editable installation' $(BIN)/python -m pip install --quiet --editable . --group dev
	@touch $@
