# `make run` and `make test` do all the set-up on a fresh machine. Windows: see the plain lines in the README.
PYTHON ?= python3.11
BIN := .venv/bin
PORT ?= 8501

.PHONY: run test setup setup-dev browser benchmark screenshots audit clean

run: setup
	@$(BIN)/python -m ingest add --if-empty $(if $(ARTICLES),"$(ARTICLES)",samples) || [ $$? = 1 ] # 1: some were refused
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: setup-dev browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

benchmark: setup-dev
	$(BIN)/python -m benchmarks

screenshots: setup-dev browser
	$(BIN)/python -m benchmarks.screenshots

# Known faults of the pinned packages, by PyPA's pip-audit: it asks PyPI for them, and where that cannot be reached it fails
# rather than find nothing. The licences are read from the packages themselves.
audit: setup-dev
	$(BIN)/python -m benchmarks.licences
	$(BIN)/pip-audit --strict --no-deps --disable-pip -r requirements.txt

setup: .venv/run
setup-dev: .venv/dev

# torch first: where the registry has its CPU build, nothing after it asks for CUDA packages.
.venv/run: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet -r requirements.txt
	@touch $@

.venv/dev: .venv/run requirements-dev.txt
	$(BIN)/python -m pip install --quiet -r requirements-dev.txt
	@touch $@

# The browser tests drive Debian's Chromium, those of the shared desk by way of Debian's nginx.
browser:
	@command -v chromium >/dev/null && test -x /usr/sbin/nginx || { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && \
		apt-get update -qq && apt-get install -y -qq chromium nginx-light openssl >/dev/null; } || \
		echo "chromium or nginx is not installed, so browser tests will be skipped: install Debian's 'chromium' and 'nginx-light'"

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
