# The commands a person needs. README.md explains `demo` and `test`; CONTRIBUTING.md explains the rest.

ENGINE := .engine/bin/python
BUNDLED := training/recipes/bundled.toml
VENV := .venv/bin/python
ENGINE_TESTS := $(wildcard tests/clc tests/engine tests/models tests/training tests/benchmarks)
QGIS_TESTS := $(filter-out $(ENGINE_TESTS) %__pycache__,$(patsubst %/,%,$(wildcard tests/*/)))

.PHONY: help setup training-setup demo test lint format types package screenshots benchmark train-bundled crossvalidate-bundled clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

setup: ## make the environments .venv (QGIS's Python and the tests) and .engine (the engine)
	@.ci/setup

training-setup: ## add what training needs to .engine (torch for the CPU, about 1 GB)
	@.ci/setup --training

demo: setup ## classify a sample scene inside QGIS; maps, project and picture in build/demo
	@$(VENV) -m corina.demo.run

test: training-setup ## run all tests
	@.ci/test $(ENGINE_TESTS) -- $(QGIS_TESTS)

lint: setup ## style, security, formatting and who may know whom
	.venv/bin/ruff check --output-format concise .
	.venv/bin/ruff format --check --quiet . || { .venv/bin/ruff format --diff .; exit 1; }
	.venv/bin/bandit --quiet --recursive --configfile pyproject.toml clc engine models training plugin ui demo
	.venv/bin/lint-imports

format: setup ## format the code
	.venv/bin/ruff check --fix-only --quiet .
	.venv/bin/ruff format .

types: training-setup ## check the types of what runs without QGIS
	cd .venv/src && ../bin/mypy --config-file ../../pyproject.toml --cache-dir ../../.mypy_cache \
	  --python-executable ../../$(ENGINE) -p corina.clc -p corina.engine -p corina.models -p corina.training

package: setup ## make build/corina-VERSION.zip for QGIS's plugin manager, and check that QGIS loads it
	$(VENV) .ci/package.py
	$(VENV) -m pytest tests/package

screenshots: setup ## take the pictures of docs/images in the real QGIS desktop
	$(VENV) tests/desktop/screenshots.py

benchmark: training-setup ## speed and memory of classifying, training, comparing and large training sets
	$(ENGINE) benchmarks/classify.py
	$(ENGINE) benchmarks/train.py
	$(ENGINE) benchmarks/compare.py
	$(ENGINE) benchmarks/patches.py

train-bundled: training-setup ## train the bundled model from ../shared/data
	$(ENGINE) -m corina.training train $(BUNDLED) --stage pretrain --out build/train-bundled --threads 1
	$(ENGINE) -m corina.training train $(BUNDLED) --stage finetune --weights build/train-bundled/pretrain.safetensors \
	  --out build/crossvalidation/fold0 --package models/bundled --threads 1

crossvalidate-bundled: training-setup ## hold out each fold in turn, and write the figures into the bundled model's card
	$(ENGINE) -m corina.training crossvalidate $(BUNDLED) --every-fold --threads 1 \
	  --weights build/train-bundled/pretrain.safetensors --out build/crossvalidation \
	  --card models/bundled/resunet-s2-10m/card.json

clean: ## remove what the targets above made, environments included
	rm -rf build .venv .engine .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
