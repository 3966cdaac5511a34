# `make` lists the targets. Each does its own set-up.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Always the whole workspace, also for one binary: cargo unites features over the packages it is asked for,
# and another union is another build of the whole tree.

# Wasm runtimes are optimised whatever the profile of the native build.
export WASM_BUILD_TYPE ?= release
# Nor do their panics name the folder they were built in: what a block takes depends on how memory is laid out
# behind such names.
export WASM_BUILD_RUSTFLAGS ?= --remap-path-prefix=$(CURDIR)=. --remap-path-prefix=$(or $(CARGO_HOME),$(HOME)/.cargo)=cargo

# Name of a toolchain that compiles runtimes; installs what is missing.
wasm_toolchain = export WASM_BUILD_TOOLCHAIN=$$(test-runtime/wasm-toolchain.sh)

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

.PHONY: demo
demo: ## Three chains exchange tokens at both tiers and by HRMP; ARGS="--tier hrmp --seed 7 --json" and so on
	@$(wasm_toolchain); cargo build --locked --workspace --bin demo; $${CARGO_TARGET_DIR:-target}/debug/demo $(ARGS)

.PHONY: figures
figures: ## What reading heads and taking batches costs the receiver
	@$(wasm_toolchain); cargo build --locked --workspace --bin figures; $${CARGO_TARGET_DIR:-target}/debug/figures

.PHONY: compare
compare: ## What messages cost by this suite and by HRMP; writes benchmarks/results and the tables of its README
	@$(wasm_toolchain); cargo build --locked --workspace --bin compare; \
		$${CARGO_TARGET_DIR:-target}/debug/compare --write benchmarks $(ARGS)

.PHONY: compare-quick
compare-quick: ## A few cases of it; fails if a ratio stays worse than the committed one by more than 30 %
	@$(wasm_toolchain); cargo build --locked --workspace --bin compare; \
		$${CARGO_TARGET_DIR:-target}/debug/compare --quick --against benchmarks/results/compare.json $(ARGS)

# Which block.
PROFILE ?= receiver-32
.PHONY: profile
profile: ## Count the instructions of each function in a block of `make compare`; PROFILE=sender-8 picks it
	@command -v valgrind >/dev/null || { echo "profile: needs valgrind" >&2; exit 1; }
	@$(wasm_toolchain); cargo build --locked --workspace --bin compare; test-runtime/profile.sh $(PROFILE)

.PHONY: e2e-pov
e2e-pov: ## Have cumulus-pov-validator judge honest and forged proofs of validity
	@$(wasm_toolchain); test-runtime/e2e-pov.sh

.PHONY: test
# The adopted runtime comes last: most of what it needs is compiled by then.
test: ## Run all tests, and compile the published runtime that adopts the suite
	@$(wasm_toolchain); cargo test --locked --workspace
	test-runtime/template/adopt.sh check

.PHONY: test-32
test-32: ## Run the tests of the proof core where a usize has 32 bits
	@primitives/test-32.sh

.PHONY: template
template: ## Adopt the suite in a published runtime, as the README says, and compile it
	test-runtime/template/adopt.sh check

# Without wasm: clippy wraps the compiler of whatever a build script builds, and the blobs have no lints.
.PHONY: lint
lint: ## Format, clippy, docs, and the crates that run in wasm without std
	cargo fmt --all -- --check
	SKIP_WASM_BUILD=1 cargo clippy --locked --workspace --all-targets -- -D warnings
	SKIP_WASM_BUILD=1 RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps --document-private-items
	@$(wasm_toolchain); rustup run $$WASM_BUILD_TOOLCHAIN cargo build --locked -p spec-messaging-primitives \
		--no-default-features --target wasm32v1-none --target-dir target/no-std

# npm packages stay under target/, as everything that is not ours.
.PHONY: e2e-chopsticks
e2e-chopsticks: ## Two chains in chopsticks, the relayer between them, polkadot-api as the user
	@$(wasm_toolchain); cargo build --locked --workspace --bin spec-messaging-relayer --bin raw_spec
	@test-runtime/e2e/chopsticks.sh

.PHONY: weights
weights: ## Measure the weights of all pallets in wasm and write them into the tree
	@$(wasm_toolchain); benchmarks/weights.sh

.PHONY: bench
bench: ## Measure the proof core against the floor and others, and write benchmarks/results; ARGS="append" prints a row
	cargo bench --locked -p spec-messaging-benchmarks --bench proofs -- $(ARGS)

.PHONY: bench-quick
bench-quick: ## A short round of it; only prints
	cargo bench --locked -p spec-messaging-benchmarks --bench proofs -- --quick $(ARGS)

.PHONY: growth
growth: ## Count how what a message costs grows, and write that into benchmarks
	@$(wasm_toolchain); cargo build --locked --workspace --bin growth; $${CARGO_TARGET_DIR:-target}/debug/growth

.PHONY: model
model: ## Visit every state of the protocol core, and find what each seeded fault breaks
	cargo run --locked --manifest-path primitives/model/Cargo.toml
	cargo test --locked --manifest-path primitives/model/Cargo.toml

# Seconds per target, and which targets.
FUZZ_SECONDS ?= 60
FUZZ_TARGETS ?= $(notdir $(wildcard primitives/fuzz/corpus/*))

# Without a sanitizer: the crate forbids unsafe code, so what is left to find are panics, overflows, lies
# and allocations, and libFuzzer sees all of these. Finds go to target/, the committed corpus only grows by hand.
.PHONY: fuzz
fuzz: ## Fuzz every decoder and verifier for FUZZ_SECONDS each; FUZZ_TARGETS="batch tree" picks some
	@cargo fuzz --version >/dev/null 2>&1 || cargo install cargo-fuzz --locked
	@rustup toolchain list | grep -q ^nightly || rustup toolchain install nightly --profile minimal
	cd primitives && cargo +nightly fuzz build --sanitizer none
	@cd primitives; for target in $(FUZZ_TARGETS); do \
		echo "== $$target"; mkdir -p fuzz/target/found/$$target; \
		cargo +nightly fuzz run --sanitizer none $$target \
			fuzz/target/found/$$target fuzz/corpus/$$target -- \
			-max_total_time=$(FUZZ_SECONDS) -max_len=1024 -malloc_limit_mb=256 -print_final_stats=1 \
			2>fuzz/target/found/$$target.log || { tail -40 fuzz/target/found/$$target.log; exit 1; }; \
		grep -E 'DONE|average_exec_per_sec' fuzz/target/found/$$target.log; \
	done

.PHONY: coverage
coverage: ## What the fuzz corpora and the last finds of `make fuzz` reach of the proof core
	@primitives/fuzz/coverage.sh

# Which part of the mutants: 2/8 is the third of eight.
SHARD ?= 0/1

# The copies of the tree share this target directory, so dependencies are compiled once; parts that run at
# the same time need one each. A mutant that never ends is noticed (exit code 3) as well as one that fails
# a test. Of memory it gets 6 GiB, since some would collect for ever.
.PHONY: mutants
mutants: export CARGO_TARGET_DIR ?= $(CURDIR)/target
mutants: export PROPTEST_DISABLE_FAILURE_PERSISTENCE = true
mutants: export PROPTEST_MAX_SHRINK_ITERS = 0
mutants: ## Break the proof core in every way there is and see a test fail; SHARD=2/8 takes a part
	@cargo mutants --version >/dev/null 2>&1 || cargo install cargo-mutants --locked
	cargo test --locked -p spec-messaging-primitives --test quick --no-run
	ulimit -v 6291456; cargo mutants -p spec-messaging-primitives --shard $(SHARD) \
		--output $$CARGO_TARGET_DIR --timeout 60 || [ $$? = 3 ]
