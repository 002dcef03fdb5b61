# Short names for what people do here; `make` lists them. The work is in scripts/, one script a thing.
.DEFAULT_GOAL := help
.PHONY: help setup build test demo format tidy asan tsan fuzz bench clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install missing Debian packages (sudo when not root)
	@scripts/setup

build: setup ## build what is shipped: build/release/detente
	@scripts/build release

test: setup ## everything that must hold: all tests, sanitizers, short fuzzing, the look of the tree
	@scripts/test

demo: setup build ## a rehearsal in the West Sea, live in the terminal; FEED=path-or-URI plays your own feed
	@scripts/demo $(if $(FEED),"$(FEED)")

format: setup ## lay out all C++ files
	@scripts/format

tidy: setup ## rooms, headers, layout, lint, words
	@scripts/build release
	@ctest --preset release -R '^tidy[.]'

asan: setup ## unit tests under the address and undefined behaviour sanitizers
	@scripts/build asan
	@ctest --preset asan -E '^tidy[.]'

tsan: setup ## unit tests under the thread sanitizer
	@scripts/build tsan
	@scripts/without_aslr ctest --preset tsan -E '^tidy[.]'

SECONDS := 10
fuzz: setup ## run every fuzz target for SECONDS=10
	@scripts/fuzz $(SECONDS)

bench: setup ## run the benchmarks
	@scripts/build release
	@scripts/bench

clean: ## remove all that was built
	rm -rf build
