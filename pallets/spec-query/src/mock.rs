//! A runtime that reads siblings, and siblings that keep what they store.

// The runtime that the macro declares is public, and so is what it names.
#![allow(unreachable_pub, missing_docs)]
// Small numbers of a test, under overflow checks.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

use alloc::{collections::BTreeMap, vec, vec::Vec};
use frame_support::{derive_impl, parameter_types, traits::Contains, weights::Weight};
use sp_runtime::{BuildStorage, DispatchError, StateVersion, traits::BlakeTwo256};
use sp_state_machine::{InMemoryBackend, prove_read};
use spec_messaging_primitives::{
	ParaId,
	hashing::Hash,
	pallets::{HandleReading, NoteHead, NotedHead, Reading},
};

use crate::{self as pallet_spec_query, Keys, Nodes};

pub(crate) const ALICE: ParaId = ParaId::new(2000);
pub(crate) const BOB: ParaId = ParaId::new(2001);
/// A chain that this runtime does not read.
pub(crate) const STRANGER: ParaId = ParaId::new(2002);

/// The key whose reading the handler refuses.
pub(crate) const UNWANTED: &[u8] = b"unwanted";

/// One call of the handler.
#[derive(Clone, Debug, PartialEq, Eq, codec::Encode, codec::Decode)]
pub struct Handled {
	pub source: ParaId,
	pub head: NotedHead,
	pub key: Vec<u8>,
	pub value: Option<Vec<u8>>,
}

parameter_types! {
	/// What the handler was given.
	pub storage AllHandled: Vec<Handled> = vec![];
}

/// All but one.
pub struct AllButStranger;

impl Contains<ParaId> for AllButStranger {
	fn contains(source: &ParaId) -> bool {
		*source != STRANGER
	}
}

/// Writes down what it is given, but for [`UNWANTED`].
pub struct WriteDown;

impl HandleReading for WriteDown {
	type Error = DispatchError;

	fn handle(reading: Reading<'_>) -> Result<(), DispatchError> {
		if reading.key == UNWANTED {
			return Err(DispatchError::Other("unwanted"));
		}
		let mut handled = AllHandled::get();
		handled.push(Handled {
			source: reading.source,
			head: reading.head,
			key: reading.key.to_vec(),
			value: reading.value.map(<[u8]>::to_vec),
		});
		AllHandled::set(&handled);
		Ok(())
	}

	fn handle_weight(value_bytes: u32) -> Weight {
		Weight::from_parts(1_000, 10).saturating_add(Weight::from_parts(value_bytes.into(), 0))
	}
}

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		SpecQuery: pallet_spec_query,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Self>;
}

impl pallet_spec_query::Config for Test {
	type Sources = AllButStranger;
	type Handler = WriteDown;
	type WeightInfo = ();
}

/// Runs `test` at block 1 and checks the invariants after it.
pub(crate) fn build_and_check(test: impl FnOnce()) {
	ext().execute_with(|| {
		System::set_block_number(1);
		test();
		SpecQuery::do_try_state().expect("the invariants hold after every test");
	});
}

pub(crate) fn ext() -> sp_io::TestExternalities {
	let genesis = RuntimeGenesisConfig::default();
	let mut ext: sp_io::TestExternalities =
		genesis.build_storage().expect("genesis is valid").into();
	// Block 0 keeps no events.
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Everything the pallet said in this block.
pub(crate) fn events() -> Vec<pallet_spec_query::Event<Test>> {
	System::read_events_for_pallet()
}

/// The state of a sibling.
#[derive(Clone)]
pub(crate) struct Sibling {
	/// What is stored: what a proof is held to.
	pub(crate) entries: BTreeMap<Vec<u8>, Vec<u8>>,
	backend: InMemoryBackend<BlakeTwo256>,
}

impl Sibling {
	/// With these entries in a state of this version.
	pub(crate) fn new(entries: BTreeMap<Vec<u8>, Vec<u8>>, version: StateVersion) -> Self {
		let mut backend = InMemoryBackend::<BlakeTwo256>::default();
		let all = entries.iter().map(|(key, value)| (key.clone(), Some(value.clone())));
		backend.insert(vec![(None, all.collect())], version);
		Self { entries, backend }
	}

	/// With 300 entries of all sorts: short and long values, keys that are prefixes of others.
	pub(crate) fn busy(seed: u8, version: StateVersion) -> Self {
		let mut entries = BTreeMap::new();
		for i in 0..300u32 {
			let mut key =
				sp_io::hashing::blake2_128(&[&i.to_le_bytes()[..], &[seed]].concat()).to_vec();
			if i % 3 == 0 {
				key.truncate(1 + i as usize % 5);
			}
			entries.insert(key, vec![seed ^ i as u8; i as usize % 70]);
		}
		entries.insert(b"long".to_vec(), vec![seed; 5_000]);
		entries.insert(b"same".to_vec(), vec![seed; 5_000]);
		Self::new(entries, version)
	}

	pub(crate) fn root(&self) -> Hash {
		*self.backend.root()
	}

	/// What the SDK proves of these keys.
	pub(crate) fn prove(&self, keys: &[&[u8]]) -> Vec<Vec<u8>> {
		let proof = prove_read(self.backend.clone(), keys).expect("all nodes are there");
		proof.into_iter_nodes().collect()
	}

	/// The relay chain includes this state as that of block `number` of `source`, at relay block
	/// `relay_block`.
	pub(crate) fn include(&self, source: ParaId, relay_block: u32, number: u32) -> NotedHead {
		let head = NotedHead { relay_block, number, state_root: self.root() };
		<SpecQuery as NoteHead>::note_head(source, head);
		head
	}
}

/// Keys as a query takes them, in the order in which they are given.
pub(crate) fn keys(keys: &[&[u8]]) -> Keys {
	let keys: Vec<_> =
		keys.iter().map(|key| key.to_vec().try_into().expect("at most 256 bytes")).collect();
	keys.try_into().expect("at most 16")
}

/// Nodes as a query takes them, in the order in which they are given.
pub(crate) fn nodes(nodes: Vec<Vec<u8>>) -> Nodes {
	let nodes: Vec<_> =
		nodes.into_iter().map(|node| node.try_into().expect("at most 64 KiB")).collect();
	nodes.try_into().expect("at most 128")
}
