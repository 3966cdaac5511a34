//! What an operator watches.

use crate::{Error, Outcome, Step};
use spec_messaging_primitives::ParaId;
use spec_messaging_runtime_api::{NextPosition, Refusal};
use substrate_prometheus_endpoint::{
	Counter, CounterVec, Gauge, GaugeVec, Opts, PrometheusError, Registry, U64, register,
};

pub use substrate_prometheus_endpoint::{Registry as PrometheusRegistry, init_prometheus as serve};

/// The two labels of every metric.
const ROUTE: [&str; 2] = ["source", "destination"];

/// Metrics of all routes of this process.
#[derive(Clone)]
pub struct Metrics {
	source_best: GaugeVec<U64>,
	source_read: GaugeVec<U64>,
	destination_best: GaugeVec<U64>,
	destination_next: GaugeVec<U64>,
	messages_read: CounterVec<U64>,
	messages_submitted: CounterVec<U64>,
	batches: CounterVec<U64>,
	refreshes: CounterVec<U64>,
	reorganisations: CounterVec<U64>,
	refusals: CounterVec<U64>,
	errors: CounterVec<U64>,
}

/// Metrics of one route.
#[derive(Clone)]
pub struct RouteMetrics {
	all: Metrics,
	route: [String; 2],
}

impl Metrics {
	/// All metrics, in `registry`.
	///
	/// # Errors
	///
	/// If it has one of the same name.
	pub fn new(registry: &Registry) -> Result<Self, PrometheusError> {
		let gauge = |name: &str, help: &str| {
			register(GaugeVec::new(Opts::new(name, help), &ROUTE)?, registry)
		};
		let counter = |name: &str, help: &str, more: &[&str]| {
			let labels = [&ROUTE[..], more].concat();
			register(CounterVec::new(Opts::new(name, help), &labels)?, registry)
		};
		Ok(Self {
			source_best: gauge("spec_relayer_source_best", "Best block of the source")?,
			source_read: gauge(
				"spec_relayer_source_read",
				"Last block of the source that was read",
			)?,
			destination_best: gauge(
				"spec_relayer_destination_best",
				"Best block of the destination",
			)?,
			destination_next: gauge(
				"spec_relayer_destination_next",
				"Position of the message that the destination waits for",
			)?,
			messages_read: counter(
				"spec_relayer_messages_read_total",
				"Messages read from the source, on any fork",
				&[],
			)?,
			messages_submitted: counter(
				"spec_relayer_messages_submitted_total",
				"Messages in batches that the pool took",
				&[],
			)?,
			batches: counter("spec_relayer_batches_total", "Batches that the pool took", &[])?,
			refreshes: counter(
				"spec_relayer_refreshes_total",
				"Register refreshes that the pool took",
				&[],
			)?,
			reorganisations: counter(
				"spec_relayer_reorganisations_total",
				"Times that blocks which were read left the source's best chain",
				&[],
			)?,
			refusals: counter(
				"spec_relayer_refusals_total",
				"Batches that the destination refused, by who and why",
				&["by", "reason"],
			)?,
			errors: counter("spec_relayer_errors_total", "Steps that failed, by kind", &["kind"])?,
		})
	}

	/// Those of the route from `source` to `destination`.
	pub fn route(&self, source: ParaId, destination: ParaId) -> RouteMetrics {
		RouteMetrics {
			all: self.clone(),
			route: [source, destination].map(|para| u32::from(para).to_string()),
		}
	}
}

impl RouteMetrics {
	/// Where both chains are.
	pub(crate) fn heights(&self, source: u32, destination: u32) {
		self.gauge(&self.all.source_best).set(source.into());
		self.gauge(&self.all.destination_best).set(destination.into());
	}

	/// Where the destination is in the stream.
	pub(crate) fn next(&self, next: &NextPosition) {
		self.gauge(&self.all.destination_next).set(next.next.get());
	}

	/// What a step did.
	pub fn step(&self, step: &Step) {
		self.gauge(&self.all.source_read).set(step.followed.read.into());
		self.counter(&self.all.messages_read).inc_by(step.followed.messages);
		if step.followed.reorganised {
			self.counter(&self.all.reorganisations).inc();
		}
		match &step.outcome {
			Outcome::Delivered { messages, .. } => {
				self.counter(&self.all.batches).inc();
				self.counter(&self.all.messages_submitted).inc_by((*messages).into());
			},
			Outcome::Refreshed => self.counter(&self.all.refreshes).inc(),
			Outcome::Refused(refusal) => self.refused("check", reason(refusal)),
			Outcome::PoolRefused(_) => self.refused("pool", "pool"),
			Outcome::Unchanged | Outcome::Nothing | Outcome::NoChannel | Outcome::Waiting => (),
		}
	}

	/// Why a step failed.
	pub fn error(&self, error: &Error) {
		let [source, destination] = &self.route;
		self.all.errors.with_label_values(&[source, destination, error.kind()]).inc();
	}

	fn refused(&self, by: &str, reason: &str) {
		let [source, destination] = &self.route;
		self.all.refusals.with_label_values(&[source, destination, by, reason]).inc();
	}

	fn gauge(&self, metric: &GaugeVec<U64>) -> Gauge<U64> {
		metric.with_label_values(&self.route.each_ref().map(String::as_str))
	}

	fn counter(&self, metric: &CounterVec<U64>) -> Counter<U64> {
		metric.with_label_values(&self.route.each_ref().map(String::as_str))
	}
}

/// One word for a refusal.
fn reason(refusal: &Refusal) -> &'static str {
	match refusal {
		Refusal::Frozen => "frozen",
		Refusal::OverCapacity(_) | Refusal::BlockFull => "full",
		Refusal::RootNotIncluded(_) | Refusal::SpeculativeRefresh => "root",
		Refusal::Stale | Refusal::Useless => "stale",
		Refusal::OtherGeneration(_) => "generation",
		Refusal::Batch(_) => "batch",
		_ => "channel",
	}
}
