# Two commands: `make demo` and `make test`. Each sets up a virtual environment of its own from the lock files.
PYTHON ?= python3
SERVE ?= yes
PORT ?= 8765
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo test check gate proof lock clean

demo: .venv/ready
	.venv/bin/trucewatch demo --port $(PORT) $(if $(filter no,$(SERVE)),--no-serve)

test: check
	.venv-test/bin/python -m pytest

check: .venv-test/ready
	.venv-test/bin/ruff check src tests eval training
	.venv-test/bin/ruff format --check src tests eval training
	.venv-test/bin/mypy
	.venv-test/bin/lint-imports

# The floors of eval/floors.json: the sample archive always, the shared reports where they are.
gate: .venv-test/ready
	.venv-test/bin/python -m eval.gate

# What eval.intake proves of the intake, at a tenth of its nightly size (all of it: python -m eval.intake).
proof: .venv-test/ready
	.venv-test/bin/python -m eval.intake --tenth bombs pages crawls kills orders

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --require-hashes -r requirements.lock
	.venv/bin/python -m pip install --quiet --no-deps -e .
	touch $@

.venv-test/ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv-test
	.venv-test/bin/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	.venv-test/bin/python -m pip install --quiet --no-deps -e .
	touch $@

# Write the lock files anew from pyproject.toml (needs uv: pip install uv).
lock:
	uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --extra dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv .venv-test .mypy_cache .ruff_cache .pytest_cache .hypothesis demo-record
