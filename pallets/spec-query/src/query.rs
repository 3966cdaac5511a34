//! From a proof to the handler.

use frame_support::{dispatch::DispatchResultWithPostInfo, traits::Contains, weights::Weight};
use spec_messaging_primitives::{
	ParaId,
	pallets::{HandleReading, NotedHead, Reading},
};

use crate::{
	Config, Error, Event, Keys, Nodes, Pallet, WeightInfo,
	verify::{Readings, proof_bytes, read_sibling},
};

impl<T: Config> Pallet<T> {
	/// The body of `query`.
	pub(crate) fn do_query(
		source: ParaId,
		number: u32,
		keys: Keys,
		nodes: Nodes,
	) -> DispatchResultWithPostInfo {
		let proof = Self::proof_weight(&keys, &nodes);
		let (head, readings) = Self::read(source, number, keys, nodes)?;
		let handled = Self::hand_on(source, head, &readings)?;
		Self::say(source, head, &readings);
		Ok(Some(proof.saturating_add(handled)).into())
	}

	/// Verifies what `nodes` prove of `keys` in the state of `source` after its block `number`.
	pub(crate) fn read(
		source: ParaId,
		number: u32,
		keys: Keys,
		nodes: Nodes,
	) -> Result<(NotedHead, Readings), Error<T>> {
		if !T::Sources::contains(&source) {
			return Err(Error::UnknownSource);
		}
		let head = Self::find(source, number).ok_or(Error::UnknownHead)?;
		let readings = read_sibling(&head.state_root, keys, nodes).map_err(Error::Proof)?;
		Ok((head, readings))
	}

	/// Hands every reading on. Returns what that costs.
	fn hand_on(
		source: ParaId,
		head: NotedHead,
		readings: &Readings,
	) -> Result<Weight, <T::Handler as HandleReading>::Error> {
		let mut weight = Weight::zero();
		for (key, value) in readings.iter() {
			let len = value.map_or(0, |value| u32::try_from(value.len()).unwrap_or(u32::MAX));
			weight = weight.saturating_add(T::Handler::handle_weight(len));
			T::Handler::handle(Reading { source, head, key, value })?;
		}
		Ok(weight)
	}

	/// Says that a query succeeded.
	pub(crate) fn say(source: ParaId, head: NotedHead, readings: &Readings) {
		let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
		let present = count(readings.iter().filter(|(_, value)| value.is_some()).count());
		let absent = count(readings.iter().filter(|(_, value)| value.is_none()).count());
		Self::deposit_event(Event::SiblingRead { source, number: head.number, present, absent });
	}

	/// What a query costs at most: each key as if it led through all nodes and to all bytes.
	pub(crate) fn query_weight(keys: &Keys, nodes: &Nodes) -> Weight {
		let handled = T::Handler::handle_weight(proof_bytes(nodes));
		let count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
		Self::proof_weight(keys, nodes).saturating_add(handled.saturating_mul(count.into()))
	}

	/// What a query costs without its handler.
	fn proof_weight(keys: &Keys, nodes: &Nodes) -> Weight {
		let count = u32::try_from(keys.len()).unwrap_or(u32::MAX);
		let length = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
		Self::weight_of(count, length, proof_bytes(nodes))
	}

	/// What `keys` keys of a proof of `nodes` nodes with `bytes` bytes cost without their handler.
	pub(crate) fn weight_of(keys: u32, nodes: u32, bytes: u32) -> Weight {
		let per_byte =
			T::WeightInfo::read_bytes(bytes).saturating_sub(T::WeightInfo::read_bytes(0));
		let per_key = T::WeightInfo::read_nodes(nodes).saturating_add(per_byte);
		T::WeightInfo::query().saturating_add(per_key.saturating_mul(keys.into()))
	}
}
