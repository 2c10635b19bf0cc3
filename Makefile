# The commands a person needs. README.md explains `demo` and `test`; CONTRIBUTING.md explains the rest.

.PHONY: help setup

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | expand -t 20

setup: ## make the environments .venv and .engine
	@.ci/setup
