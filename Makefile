# The commands of the house. `make` alone lists them.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
VAR_DIR ?= $(CURDIR)/var
BIN := .venv/bin
export PORT VAR_DIR

.PHONY: help run dev test check bench curator admin pdf messages lock prepare

help:
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

.venv/run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 to 3.13 is needed; this is " + sys.version.split()[0] + ". Set PYTHON=python3.11") if not (3, 11) <= sys.version_info < (3, 14) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.txt
	@touch $@

.venv/pdf: requirements-pdf.txt .venv/run
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-pdf.txt
	@touch $@

$(VAR_DIR)/env:
	@mkdir -p $(VAR_DIR) && umask 077 && $(PYTHON) -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(60))' > $@

$(VAR_DIR)/locale: locale/de/LC_MESSAGES/django.po .venv/run
	@$(BIN)/python -m config.translations compile $@ && touch $@

prepare: .venv/run $(VAR_DIR)/env $(VAR_DIR)/locale
	@$(BIN)/python manage.py prepare

run: prepare ## the site on http://127.0.0.1:8000 (PORT=...), from a bare clone
	@exec $(BIN)/gunicorn --no-control-socket -c config/gunicorn.py config.wsgi

dev: prepare ## the same with Django's reloading server
	@DEBUG=1 exec $(BIN)/python manage.py runserver $(PORT)

test: .venv/dev ## all tests, browser included (ARGS=tests/people for some of them, without coverage)
	@$(BIN)/python -m tests.setup
	$(BIN)/python -m pytest -n 2 --dist loadgroup -q $(or $(ARGS),--cov --cov-report=term)

check: .venv/dev $(VAR_DIR)/env $(VAR_DIR)/locale ## lint, format, types, migrations, translations, templates, HTML, deploy checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m config.translations check
	$(BIN)/djlint --lint --quiet templates
	SITE_URL=https://example.org $(BIN)/python -W error manage.py check --deploy --fail-level WARNING
	$(BIN)/python -m tests.html

bench: .venv/dev ## benchmarks, a table per subject (ARGS="search --projects 10000"; ARGS=--help lists them)
	$(BIN)/python -m benchmarks $(ARGS)

curator: prepare ## EMAIL=... becomes a member of the steering group
	@$(BIN)/python manage.py grant_role curator "$(EMAIL)"

admin: prepare ## EMAIL=... gets access to the admin
	@$(BIN)/python manage.py grant_role admin "$(EMAIL)"

pdf: .venv/pdf ## hand-outs as PDF, too; it needs Debian's libpangoft2-1.0-0 and libharfbuzz-subset0

messages: .venv/dev ## bring locale/de up to date with the sources
	$(BIN)/python -m config.translations update

lock: .venv/dev ## write the lock files anew from pyproject.toml
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml --extra pdf -o requirements-pdf.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml --extra pdf --group dev -o requirements-dev.txt
