//! Builds blocks: honest ones, and ones whose author decides every extrinsic.

use crate::{
	Block, Chain, Hasher, Result, WorldError,
	chain::{call, decode, drain},
};
use codec::Encode;
use cumulus_primitives_core::{BlockBundleInfo, CoreInfo};
use cumulus_primitives_parachain_inherent::ParachainInherentData;
use sp_consensus_aura::{AURA_ENGINE_ID, Slot};
use sp_inherents::{InherentData, InherentIdentifier};
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	ApplyExtrinsicResult, Digest, DigestItem,
	traits::{Block as _, Header as _},
};
use sp_state_machine::OverlayedChanges;
use sp_trie::{StorageProof, recorder::Recorder};
use spec_messaging_test_runtime::{Hash, Header, SLOT_MILLIS, UncheckedExtrinsic};

/// What an author decides before it builds a block.
#[derive(Clone)]
pub struct Plan {
	/// The block to build on.
	pub parent: Hash,
	/// Slot of the block. The runtime accepts the slot of its relay parent and no other.
	pub slot: Slot,
	/// Data of the parachain inherent, with the relay state proof.
	pub parachain: ParachainInherentData,
	/// Where in its bundle the block is, if it is in one.
	pub bundle: Option<BlockBundleInfo>,
	/// For which core the block is, if it says so.
	pub core: Option<CoreInfo>,
	/// More inherent data, by identifier, SCALE encoded.
	pub inherents: Vec<(InherentIdentifier, Vec<u8>)>,
	/// Whose key seals the block.
	pub author: Sr25519Keyring,
}

impl Plan {
	/// A block on `parent` in `slot`, sealed by Alice, in no bundle.
	pub fn new(parent: Hash, slot: Slot, parachain: ParachainInherentData) -> Self {
		let author = Sr25519Keyring::Alice;
		Self { parent, slot, parachain, bundle: None, core: None, inherents: Vec::new(), author }
	}

	/// The same, at `index` of a bundle, which it ends if `is_last`.
	#[must_use]
	pub fn in_bundle(mut self, index: u8, is_last: bool) -> Self {
		self.bundle = Some(BlockBundleInfo { index, is_last });
		self
	}

	/// The same, with `data` for the inherent `id`.
	#[must_use]
	pub fn with_inherent(mut self, id: InherentIdentifier, data: &impl Encode) -> Self {
		self.inherents.push((id, data.encode()));
		self
	}

	fn digest(&self) -> Digest {
		let mut logs = vec![DigestItem::PreRuntime(AURA_ENGINE_ID, self.slot.encode())];
		logs.extend(self.core.as_ref().map(CoreInfo::to_digest_item));
		logs.extend(self.bundle.as_ref().map(BlockBundleInfo::to_digest_item));
		Digest { logs }
	}

	fn inherent_data(&self) -> Result<InherentData> {
		let failed = |error: sp_inherents::Error| WorldError::Call {
			method: "inherent data".into(),
			reason: error.to_string(),
		};
		let mut data = InherentData::new();
		let time = sp_timestamp::Timestamp::new(u64::from(self.slot).saturating_mul(SLOT_MILLIS));
		data.put_data(sp_timestamp::INHERENT_IDENTIFIER, &time).map_err(failed)?;
		data.put_data(cumulus_primitives_parachain_inherent::INHERENT_IDENTIFIER, &self.parachain)
			.map_err(failed)?;
		for (id, bytes) in &self.inherents {
			data.put_data(*id, &Encoded(bytes)).map_err(failed)?;
		}
		Ok(data)
	}
}

/// Bytes that are SCALE already.
struct Encoded<'a>(&'a [u8]);

impl Encode for Encoded<'_> {
	fn encode_to<T: codec::Output + ?Sized>(&self, dest: &mut T) {
		dest.write(self.0);
	}
}

/// A block that was built and not imported.
#[derive(Clone)]
pub struct Authored {
	/// The block, sealed.
	pub block: Block,
	/// What building it read.
	pub proof: StorageProof,
	/// For each extrinsic whether its call succeeded; a failed call is part of a valid block.
	pub dispatched: Vec<core::result::Result<(), sp_runtime::DispatchError>>,
}

impl Chain {
	/// The inherent extrinsics that the runtime makes of the data of `plan`.
	pub fn inherents(&self, plan: &Plan) -> Result<Vec<UncheckedExtrinsic>> {
		let mut building = Building::start(self, plan)?;
		building.inherents(plan)
	}

	/// Builds the block that an honest author builds: the inherents of `plan`, then `transactions`.
	///
	/// # Errors
	///
	/// [`WorldError::Refused`] for a transaction that is not valid here.
	pub fn build(&self, plan: &Plan, transactions: Vec<UncheckedExtrinsic>) -> Result<Authored> {
		let mut building = Building::start(self, plan)?;
		let mut extrinsics = building.inherents(plan)?;
		extrinsics.extend(transactions);
		building.finish(plan, extrinsics)
	}

	/// Builds a block of exactly `extrinsics`, in this order. Inherents are not added.
	///
	/// # Errors
	///
	/// What the runtime refuses or panics on already while the block is built.
	pub fn build_exact(
		&self,
		plan: &Plan,
		extrinsics: Vec<UncheckedExtrinsic>,
	) -> Result<Authored> {
		Building::start(self, plan)?.finish(plan, extrinsics)
	}

	/// [`build`](Self::build), then [`import`](Self::import).
	pub fn author(&mut self, plan: &Plan, transactions: Vec<UncheckedExtrinsic>) -> Result<Hash> {
		let authored = self.build(plan, transactions)?;
		self.import(authored.block)
	}

	/// [`build_exact`](Self::build_exact), then [`import`](Self::import).
	pub fn author_exact(
		&mut self,
		plan: &Plan,
		extrinsics: Vec<UncheckedExtrinsic>,
	) -> Result<Hash> {
		let authored = self.build_exact(plan, extrinsics)?;
		self.import(authored.block)
	}
}

/// A block under construction.
struct Building<'a> {
	chain: &'a Chain,
	parent: Hash,
	overlay: OverlayedChanges<Hasher>,
	recorder: Recorder<Hasher>,
}

impl<'a> Building<'a> {
	/// Initialises the block of `plan`.
	fn start(chain: &'a Chain, plan: &Plan) -> Result<Self> {
		let parent = chain.header(plan.parent)?;
		let header = Header::new(
			parent.number().saturating_add(1),
			Default::default(),
			Default::default(),
			plan.parent,
			plan.digest(),
		);
		let recorder = Recorder::with_ignored_nodes(chain.bundle_nodes(plan.parent, &header)?);
		let mut building =
			Self { chain, parent: plan.parent, overlay: OverlayedChanges::default(), recorder };
		building.call("Core_initialize_block", &header.encode())?;
		Ok(building)
	}

	/// Calls `method` over what the block did so far.
	fn call(&mut self, method: &str, args: &[u8]) -> Result<Vec<u8>> {
		let recording = self.chain.recording(self.parent, &self.recorder)?;
		call(
			&self.chain.executor,
			&self.chain.stored(self.parent)?.code,
			&recording,
			&mut self.overlay,
			Some(&self.recorder),
			method,
			args,
		)
	}

	/// Calls `method`, and forgets what it wrote and recorded unless `keep` says otherwise.
	fn call_in_transaction<T>(
		&mut self,
		method: &str,
		args: &[u8],
		keep: impl FnOnce(&[u8]) -> (Result<T>, bool),
	) -> Result<T> {
		self.overlay.start_transaction();
		self.recorder.start_transaction();
		let (result, commit) = match self.call(method, args) {
			Ok(answer) => keep(&answer),
			Err(error) => (Err(error), false),
		};
		if commit {
			self.overlay.commit_transaction().expect("started above; qed");
			self.recorder.commit_transaction().expect("started above; qed");
		} else {
			self.overlay.rollback_transaction().expect("started above; qed");
			self.recorder.rollback_transaction().expect("started above; qed");
		}
		result
	}

	fn inherents(&mut self, plan: &Plan) -> Result<Vec<UncheckedExtrinsic>> {
		let data = plan.inherent_data()?.encode();
		self.call_in_transaction("BlockBuilder_inherent_extrinsics", &data, |answer| {
			(decode("inherents", answer), false)
		})
	}

	/// Applies `extrinsics`, finalises the block and seals it.
	fn finish(mut self, plan: &Plan, extrinsics: Vec<UncheckedExtrinsic>) -> Result<Authored> {
		let mut dispatched = Vec::with_capacity(extrinsics.len());
		for (index, extrinsic) in extrinsics.iter().enumerate() {
			let outcome = self.call_in_transaction(
				"BlockBuilder_apply_extrinsic",
				&extrinsic.encode(),
				|answer| match decode::<ApplyExtrinsicResult>("apply result", answer) {
					Ok(Ok(outcome)) => (Ok(outcome), true),
					Ok(Err(refused)) => {
						let reason = format!("{refused:?}");
						(Err(WorldError::Refused { index, reason }), false)
					},
					Err(error) => (Err(error), false),
				},
			)?;
			dispatched.push(outcome);
		}
		let mut header: Header = decode("header", &self.call("BlockBuilder_finalize_block", &[])?)?;
		let backend = self.chain.backend(self.parent)?;
		let root = drain(&mut self.overlay, &backend)?.transaction_storage_root;
		if root != *header.state_root() {
			let (block, expected) = (header.hash(), *header.state_root());
			return Err(WorldError::StateRoot { block, computed: root, expected });
		}
		header.digest.push(seal(plan.author, header.hash()));
		let proof = self.recorder.drain_storage_proof();
		Ok(Authored { block: Block::new(header, extrinsics), proof, dispatched })
	}
}

/// The seal of `author` under a block, as Aura wants it.
pub fn seal(author: Sr25519Keyring, hash: Hash) -> DigestItem {
	DigestItem::Seal(AURA_ENGINE_ID, author.sign(hash.as_bytes()).encode())
}
