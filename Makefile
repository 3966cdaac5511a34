# `make` lists the targets. Each does its own set-up.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Wasm runtimes are optimised whatever the profile of the native build.
export WASM_BUILD_TYPE ?= release

# Name of a toolchain that compiles runtimes; installs what is missing.
wasm_toolchain = export WASM_BUILD_TOOLCHAIN=$$(test-runtime/wasm-toolchain.sh)

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 14

.PHONY: demo
demo: ## Three chains exchange tokens through wasm runtimes and a PVF; ARGS="--seed 7 --json" and so on
	@$(wasm_toolchain); cargo run --locked -p spec-messaging-world --bin demo -- $(ARGS)

.PHONY: test
test: ## Run all tests
	@$(wasm_toolchain); cargo test --locked --workspace

.PHONY: lint
lint: ## Format, clippy, docs, and the crates that run in wasm without std
	cargo fmt --all -- --check
	@$(wasm_toolchain); cargo clippy --locked --workspace --all-targets -- -D warnings
	@$(wasm_toolchain); RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps --document-private-items
	@$(wasm_toolchain); rustup run $$WASM_BUILD_TOOLCHAIN cargo build --locked -p spec-messaging-primitives \
		--no-default-features --target wasm32v1-none --target-dir target/no-std

.PHONY: weights
weights: ## Measure the weights of both pallets in wasm and write them into the tree
	@$(wasm_toolchain); cargo run --locked -p spec-messaging-benchmarks --bin weights

.PHONY: bench
bench: ## Host benchmarks of the proof core
	cargo bench --locked -p spec-messaging-benchmarks

.PHONY: model
model: ## Visit every state of the protocol core, and find what each seeded fault breaks
	cargo run --locked --manifest-path primitives/model/Cargo.toml
	cargo test --locked --manifest-path primitives/model/Cargo.toml
