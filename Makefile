# make demo | test | check | bench BENCH=compose | acceptance [SMOKE=1]
# Needs python3.11+ and make; everything else goes into .venv by itself.

VENV ?= .venv
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BENCH ?= compose
JOBS ?= 3
HTML_VALIDATE := 10.17.0

unexport PYTHONDONTWRITEBYTECODE # each process of the suite compiles everything anew without it

.PHONY: demo test check format bench acceptance browser judges clean lock
.DEFAULT_GOAL := demo

demo: $(READY)
	$(BIN)/digest demo $(DEMO)

test: $(READY) browser
	$(BIN)/python -m pytest -n $(JOBS) $(TESTS)

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest tests/docs -q

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(READY)
	$(BIN)/python benchmarks/$(BENCH).py $(ARGS)

acceptance: $(READY) browser judges
	SMOKE=$(SMOKE) $(BIN)/python -m pytest tests/acceptance -s $(TESTS)
	test -n "$(TESTS)" || DIGEST_TESTS=rest $(BIN)/python -m pytest -n $(JOBS)
	test -n "$(TESTS)$(SMOKE)" || DIGEST_TESTS=all DIGEST_TEST_EXAMPLES=300 $(BIN)/python -m pytest -n $(JOBS) -m hypothesis tests/unit

# The browser is Debian's; elsewhere, or without the right to install, its tests are skipped by name.
browser:
	@test -x /usr/bin/chromium || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
		echo "installing chromium for the browser tests" && apt-get -qq update && \
		DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium fonts-dejavu-core >/dev/null; } || \
		echo "NO BROWSER: install Debian's chromium to run the browser tests; they are skipped"

# Who else judges a mail: Debian's SpamAssassin and opendkim, npm's html-validate, and a Postfix to relay it; without them their
# tests are skipped by name. Postfix is not started.
judges: $(READY)
	@test -x /usr/sbin/postfix || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
		echo "installing postfix for the acceptance run and the benchmark of sending" && apt-get -qq update && \
		{ test -e /usr/sbin/policy-rc.d || { printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d && touch $(VENV)/.no-daemons; }; } && \
		DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends postfix >/dev/null; \
		test ! -e $(VENV)/.no-daemons || rm -f /usr/sbin/policy-rc.d $(VENV)/.no-daemons; } || \
		echo "NO POSTFIX: install Debian's postfix to run its tests; they are skipped"
	@{ command -v spamassassin && test -x /usr/sbin/spamd && command -v npm && command -v opendkim; } >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && \
		echo "installing spamassassin, opendkim and npm for the acceptance run" && apt-get -qq update && { \
		command -v spamassassin >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends spamassassin >/dev/null; \
		test -x /usr/sbin/spamd || DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends spamd >/dev/null; \
		command -v npm >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends npm >/dev/null; \
		command -v opendkim >/dev/null || DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends opendkim >/dev/null; } } || \
		echo "NO JUDGES: install Debian's spamassassin, spamd and npm to run their tests; they are skipped"
	@test -x $(VENV)/judges/node_modules/.bin/html-validate || ! command -v npm >/dev/null || \
		npm install --silent --no-fund --no-audit --prefix $(VENV)/judges html-validate@$(HTML_VALIDATE) || \
		echo "NO JUDGES: html-validate could not be installed; its test is skipped"

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "python3.11 or newer is needed; none was found"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || { \
		test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get -qq update && \
		apt-get -qq install -y python3-venv >/dev/null && $(PYTHON) -m venv --clear $(VENV); }
	@echo "setting up $(VENV) (once)"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

# Exact versions with hashes, and the address of no index.
lock: $(READY)
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --universal --python-version 3.11 \
		--no-header --all-extras pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
