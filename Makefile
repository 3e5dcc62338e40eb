PORT ?= 8000
HOST ?= 127.0.0.1
PYTEST_ARGS ?=
BENCH_ARGS ?=
TEST_DATABASE_URL ?= postgres://postgres@127.0.0.1:5432/postgres
TEST_CACHE_URL ?= rediscache://127.0.0.1:6379/0

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make requirements"

.DEFAULT_GOAL := help
.PHONY: help demo install install-dev programs test test-postgres bench lint requirements messages pictures clean

help: ## show this help
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-15s %s\n", $$1, $$2}'

demo: install ## build the demonstration and start it (PORT=8000 HOST=127.0.0.1)
	@mkdir -p var
	@echo "== Bringing the database up to date"
	@$(MANAGE) migrate --verbosity 0
	@echo "== Setting up the portal"
	@$(MANAGE) setup_portal
	@echo "== Building the demonstration (skipped if it is there)"
	@$(MANAGE) build_demo
	@echo "== Doing what is due"
	@$(MANAGE) run_due
	@$(MANAGE) demo_logins
	@echo "== The portal: http://$(HOST):$(PORT)/ (stop it with Ctrl+C)"
	@exec $(MANAGE) runserver --noreload $(HOST):$(PORT)

install: ## create .venv and install what the site needs
	@scripts/environment.sh requirements.txt

install-dev: ## create .venv and install what developers need too
	@scripts/environment.sh requirements-dev.txt

programs: # tests of the browser, of the catalogue and of letters fail without them
	@command -v chromium >/dev/null || scripts/system_packages.sh chromium || echo "Without chromium the browser's tests will fail."
	@command -v xgettext >/dev/null || scripts/system_packages.sh gettext || echo "Without gettext the catalogue's tests will fail."
	@scripts/letter_programs.sh || echo "Without LibreOffice, poppler and a font like Times New Roman the letters' tests will fail."

test: install-dev programs ## run every test (PYTEST_ARGS="-k quota")
	@echo "== Tests"
	@$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

test-postgres: export DATABASE_URL = $(TEST_DATABASE_URL)
test-postgres: export CACHE_URL = $(TEST_CACHE_URL)
test-postgres: install-dev programs ## run every test on PostgreSQL and Redis (TEST_DATABASE_URL, TEST_CACHE_URL)
	@$(BIN)/python scripts/check_services.py
	@echo "== Tests on PostgreSQL and Redis"
	@$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

bench: export DATABASE_URL := $(or $(DATABASE_URL),$(TEST_DATABASE_URL))
bench: install-dev ## measure the figures of 1,000 units against bare SQL, on PostgreSQL (DATABASE_URL, BENCH_ARGS)
	@$(BIN)/python -m bench $(BENCH_ARGS)

lint: install-dev ## check style, types, layers, migrations, settings and the catalogue
	@mkdir -p var
	@echo "== ruff" && $(BIN)/ruff check . && $(BIN)/ruff format --check .
	@echo "== mypy" && $(BIN)/mypy
	@echo "== layers" && $(BIN)/lint-imports
	@echo "== migrations" && $(MANAGE) makemigrations --check --dry-run
	@echo "== system checks" && $(MANAGE) check
	@echo "== catalogue" && $(BIN)/python scripts/check_catalogue.py $(if $(CI),--require-xgettext)

requirements: install-dev ## compile the requirements from pyproject.toml (UPGRADE=1 for newer versions)
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --output-file requirements.txt
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --constraint requirements.txt --extra dev --output-file requirements-dev.txt

messages: install-dev ## bring the catalogue up to date with the source (needs gettext) and compile it
	@$(BIN)/python scripts/extract_messages.py
	@$(BIN)/python scripts/compile_catalogue.py

pictures: install-dev ## take the pictures of guides and README anew from the running demonstration (PORT=8000 HOST=127.0.0.1)
	@$(BIN)/python scripts/take_guide_pictures.py http://$(HOST):$(PORT)
	@$(BIN)/python scripts/take_screenshots.py http://$(HOST):$(PORT)

clean: ## remove .venv, the demonstration's data and every cache
	rm -rf .venv var build staticfiles .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
