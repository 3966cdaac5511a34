//! The relayer as a program. See `--help`.

use clap::Parser;
use core::{error::Error, net::SocketAddr, time::Duration};
use spec_messaging_relayer::{
	Metrics, Node, Outcome, Result, Route, Step,
	follow::MAX_BLOCKS,
	metrics::{PrometheusRegistry, serve},
};
use std::{
	io::{self, IsTerminal},
	path::{Path, PathBuf},
	process::ExitCode,
	sync::Arc,
	thread,
};
use tracing_subscriber::EnvFilter;

/// Carries messages between two parachains. Trusts neither node and needs no key.
#[derive(Parser)]
#[command(version)]
struct Args {
	/// Node of the chain that sends, as in http://127.0.0.1:9944
	#[arg(long, value_name = "URL")]
	source: String,
	/// Node of the chain that receives
	#[arg(long, value_name = "URL")]
	destination: String,
	/// Relay from destination to source, too
	#[arg(long)]
	both: bool,
	/// Directory for what was read: one file for each direction
	#[arg(long, value_name = "PATH", default_value = "relayer")]
	store: PathBuf,
	/// Where to serve Prometheus metrics, as in 127.0.0.1:9616; nowhere if not given
	#[arg(long, value_name = "ADDR")]
	metrics: Option<SocketAddr>,
	/// Milliseconds between two looks at the nodes
	#[arg(long, value_name = "MS", default_value_t = 1_000)]
	interval: u64,
	/// Carry what can be carried now, then stop
	#[arg(long)]
	once: bool,
}

fn main() -> ExitCode {
	let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
	tracing_subscriber::fmt()
		.with_env_filter(filter)
		.with_writer(io::stderr)
		.with_ansi(io::stderr().is_terminal())
		.init();
	match run(Args::parse()) {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			tracing::error!("{error}");
			ExitCode::FAILURE
		},
	}
}

fn run(args: Args) -> core::result::Result<(), Box<dyn Error + Send + Sync>> {
	std::fs::create_dir_all(&args.store)?;
	let registry = PrometheusRegistry::new();
	let metrics = Metrics::new(&registry)?;
	let source = Arc::new(Node::new(&args.source));
	let destination = Arc::new(Node::new(&args.destination));
	let mut directions = vec![(source.clone(), destination.clone())];
	if args.both {
		directions.push((destination, source));
	}
	if args.once {
		for (source, destination) in directions {
			let mut route = open(source, destination, &args.store, &metrics)?;
			while step(&mut route)?.followed.blocks == MAX_BLOCKS {}
		}
		return Ok(());
	}
	for (source, destination) in directions {
		let (store, metrics) = (args.store.clone(), metrics.clone());
		let interval = Duration::from_millis(args.interval);
		thread::spawn(move || follow(source, destination, &store, &metrics, interval));
	}
	match args.metrics {
		Some(address) => {
			let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
			runtime.block_on(serve(address, registry))?;
			Ok(())
		},
		None => loop {
			thread::park();
		},
	}
}

/// Relays one direction until the process ends.
fn follow(
	source: Arc<Node>,
	destination: Arc<Node>,
	store: &Path,
	metrics: &Metrics,
	interval: Duration,
) {
	let mut route = loop {
		match open(source.clone(), destination.clone(), store, metrics) {
			Ok(route) => break route,
			Err(error) => tracing::warn!("{error}"),
		}
		thread::sleep(interval);
	};
	loop {
		match step(&mut route) {
			// More to read at once.
			Ok(step) if step.followed.blocks == MAX_BLOCKS => continue,
			Ok(_) => (),
			Err(error) => tracing::warn!("{error}"),
		}
		thread::sleep(interval);
	}
}

fn open(
	source: Arc<Node>,
	destination: Arc<Node>,
	store: &Path,
	metrics: &Metrics,
) -> Result<Route> {
	Route::open(source, destination, store, |from, to| metrics.route(from, to))
}

/// One step, and a line about it if something happened.
fn step(route: &mut Route) -> Result<Step> {
	let step = route.step()?;
	let (from, to) = (u32::from(route.source()), u32::from(route.destination()));
	let read = step.followed;
	if read.reorganised {
		tracing::info!(from, to, "the source reorganised");
	}
	if read.messages > 0 {
		tracing::info!(from, to, block = read.read, messages = read.messages, "read");
	}
	match &step.outcome {
		Outcome::Unchanged | Outcome::Nothing | Outcome::Waiting => (),
		Outcome::NoChannel => {
			tracing::debug!(from, to, "the destination does not read this source")
		},
		Outcome::Delivered { first, messages } => {
			tracing::info!(from, to, first = first.get(), messages, "delivered");
		},
		Outcome::Refreshed => tracing::info!(from, to, "register refreshed"),
		Outcome::Refused(refusal) => tracing::warn!(from, to, "would be refused: {refusal}"),
		Outcome::PoolRefused(reason) => tracing::warn!(from, to, "refused by the pool: {reason}"),
	}
	Ok(step)
}
