# `make help` says what can be typed. The work itself is in packaging/*.py and tests/.

PYTHON ?= python3
BIN := .venv/bin
# A test that fails gets one second try, and the summary names it: real programs on a busy machine can miss a
# moment. `pytest` by hand gives none, and what is named here is to be mended.
AGAIN := --reruns 1 -rR

.PHONY: help setup run test check unit journeys package test-real test-wine shots bench words lock clean

# Qt warns of every other locale on a bare machine, and a warning fails a test.
unit journeys package test-real shots bench: export LC_ALL := C.UTF-8

help: ## say what can be typed
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

setup: ## make .venv, and install what the system lacks
	@$(PYTHON) packaging/prepare.py

run: setup ## open the window; without a display, play the tour into tour/
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec $(BIN)/coach-window; fi; \
	echo "There is no display: playing the tour on a virtual screen, pictures in tour/"; \
	LC_ALL=C.UTF-8 exec $(BIN)/python -m tests.journeys.tour

test: check unit journeys ## every check and every test

check: setup ## style, types and floors
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: setup ## tests without a screen
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(AGAIN) tests/unit tests/gui tests/house

journeys: setup ## the real window on a virtual screen
	$(BIN)/python -m pytest $(AGAIN) tests/journeys

package: setup ## freeze the programs into dist/, make a .deb, and try them
	$(BIN)/python packaging/package.py
	$(BIN)/python -m pytest $(AGAIN) tests/frozen

test-real: dist/coach/coach ## the add-ons in real browsers and mail programs; installs them first
	@$(PYTHON) packaging/prepare.py debian-real.txt
	$(BIN)/python -m pytest $(AGAIN) tests/real

dist/coach/coach:
	@$(PYTHON) packaging/prepare.py
	$(BIN)/python packaging/package.py

test-wine: setup ## the light programs under Windows' own Python; needs Wine
	@$(BIN)/python packaging/wine.py
	$(BIN)/python -m pytest tests/wine

shots: setup ## every page, theme, size and language as contact sheets in shots/
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.gui.shots

bench: setup ## measure the window, the agent and the exports; installs what the agent is measured beside
	@$(PYTHON) packaging/prepare.py debian-bench.txt
	$(BIN)/python -m tests.bench

words: setup ## bring i18n/*/coach.po up to date with the code
	$(BIN)/python packaging/words.py

lock: setup ## pin again what pyproject.toml asks for
	$(BIN)/python packaging/lock.py

clean: ## remove what was made here
	rm -rf .venv build dist tour shots *.egg-info .coverage .cache .hypothesis .import_linter_cache .*_cache
	find coach tests packaging -name __pycache__ -prune -exec rm -rf {} +
	find i18n -name '*.mo' -delete
