# Samtun's daily commands. `make` alone lists them.
# Everything here is thin: scripts/prepare.py gets the machine ready, manage.py does the rest.

PORT ?= 8000
# The first of these that is new enough; else plain python3, and the script says what is wrong.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && exit; \
	done; echo python3)
RUN := .venv/bin/python
# Node from the environment's package, where the machine has none that fits.
export PATH := $(CURDIR)/.venv/nodebin:$(PATH)

TYPED = $(shell find community forums cms -path '*/actions/*.py' -o -path '*/queries/*.py' \
	-o -name rules.py -o -name events.py | sort) \
	realtime/protocol.py realtime/declarations.py realtime/publishing.py
TEMPLATES = $(shell find templates -name '*.html')
# djhtml takes <area-picker> for <area>, which has no end.
INDENTED = $(filter-out templates/areas/picker/_search.html,$(TEMPLATES))

.PHONY: help setup demo dev test lint format messages messages-update lock clean
.SILENT:

help:
	echo "make demo      the whole site with demonstration content on http://localhost:$(PORT)"
	echo "make setup     everything for development: packages, front end, translations"
	echo "make dev       the site and Vite's server together, reloading what you change"
	echo "make test      every test: Python on both profiles, TypeScript, browser"
	echo "make lint      every check of style, types and templates; make format repairs"
	echo "make messages  bring the translations up to date with the code, and compile them"
	echo "make lock      renew the locked versions in requirements/"
	echo "make clean     remove what was installed and built (never var/, where the data is)"
	echo
	echo "PORT=8001 chooses another port, PYTHON=python3.12 another Python."

setup:
	$(PYTHON) scripts/prepare.py dev

demo:
	$(PYTHON) scripts/prepare.py demo
	$(RUN) scripts/demo.py --port $(PORT)

dev: setup
	$(RUN) scripts/dev.py --port $(PORT)

test: setup
	$(RUN) tests/run.py

lint: setup
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy $(TYPED)
	.venv/bin/djade --target-version 5.2 --check $(TEMPLATES)
	$(RUN) -m djhtml --tabwidth 2 --check $(INDENTED)
	cd frontend && npm run --silent lint

format: setup
	$(RUN) -m ruff check --fix-only --quiet .
	$(RUN) -m ruff format .
	-.venv/bin/djade --target-version 5.2 $(TEMPLATES)
	-$(RUN) -m djhtml --tabwidth 2 $(INDENTED)

messages: setup
	$(RUN) scripts/update_messages.py; found=$$?; $(RUN) scripts/compile_messages.py && exit $$found

lock: setup
	cd requirements && for name in boot node base dev; do \
		../.venv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
			--generate-hashes --no-emit-index-url --no-header $$name.in -o $$name.txt || exit 1; \
	done
	cd frontend && npm install --package-lock-only --silent

clean:
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis frontend/node_modules frontend/dist \
		frontend/design-tokens frontend/design-tokens-build
	find locale -name '*.mo' -delete
