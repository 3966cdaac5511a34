//! What a chain can do once it followed "Adopt it today with a runtime upgrade".
//!
//! The runtime under test is not ours, and neither is what it is driven with: its runtime APIs by name, as a
//! node calls them, relay state proofs of the SDK's builder that hold what the runtime asked for, and blocks
//! in which a stock collator puts nothing but the SDK's own inherents.

use codec::{Decode, Encode};
use cumulus_primitives_core::{
	CollationInfo, ParaId, PersistedValidationData, RelayProofRequest, RelayStorageKey,
	relay_chain::{HeadData, well_known_keys::para_head},
};
use cumulus_primitives_parachain_inherent::ParachainInherentData;
use cumulus_test_relay_sproof_builder::RelayStateSproofBuilder;
use frame_support::{
	assert_ok,
	storage::{unhashed, with_transaction_unchecked},
	traits::{Get, GetStorageVersion, IntegrityTest, StorageVersion},
};
use parachains_common::AccountId;
use polkadot_sdk::{staging_xcm as xcm, *};
use serde_json::Value;
use sp_inherents::InherentData;
use sp_io::{TestExternalities, hashing::twox_128};
use sp_keyring::Sr25519Keyring::Bob;
use sp_runtime::{
	ApplyExtrinsicResult, Digest, DigestItem, TransactionOutcome,
	generic::Era,
	traits::{AccountIdConversion, Header as _},
	transaction_validity::{TransactionSource, TransactionValidity},
};
use spec_messaging_primitives::{LeafCount, Position, batch::MessageBatch, pallets::Tier};
use spec_messaging_runtime_api::BatchUnavailable;
use std::collections::BTreeMap;
use xcm::latest::prelude::*;
use yet_another_parachain_runtime::{
	AllPalletsWithSystem, Balance, Balances, Hash, Header, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeOrigin, SpecInbox, SpecOutbox, System, TxExtension, UncheckedExtrinsic, VERSION, api,
};

const A: ParaId = ParaId::new(2_000);
const B: ParaId = ParaId::new(2_001);
/// Has not adopted anything.
const C: ParaId = ParaId::new(2_002);

/// Asks the runtime, as a node does.
fn ask<Answer: Decode>(method: &str, arguments: impl Encode) -> Answer {
	let answer = api::dispatch(method, &arguments.encode()).expect("the runtime has that method");
	Answer::decode(&mut &answer[..]).expect("of that type")
}

/// What the relay chain has included.
struct Relay {
	number: u32,
	heads: BTreeMap<ParaId, Header>,
}

impl Relay {
	fn new() -> Self {
		Self { number: 100, heads: BTreeMap::new() }
	}
}

struct Chain {
	para: ParaId,
	head: Header,
	state: TestExternalities,
}

impl Chain {
	/// A chain that ran the runtime as it was before the diff, and whose next block is the first of the
	/// runtime that is under test.
	fn before_the_upgrade(para: ParaId) -> Self {
		let mut state = TestExternalities::new_empty();
		let head = state.execute_with(|| {
			let whole: Option<Vec<u8>> = ask("GenesisBuilder_get_preset", None::<String>);
			let patch: Option<Vec<u8>> = ask("GenesisBuilder_get_preset", Some("development"));
			let read =
				|json: Option<Vec<u8>>| serde_json::from_slice::<Value>(&json.expect("a preset"));
			let mut genesis = read(whole).expect("JSON");
			merge(&mut genesis, read(patch).expect("JSON"));
			genesis["parachainInfo"]["parachainId"] = u32::from(para).into();
			let built: Result<(), String> =
				ask("GenesisBuilder_build_state", genesis.to_string().into_bytes());
			built.expect("the preset is a genesis");
			for pallet in ["SpecOutbox", "SpecInbox"] {
				let removed = unhashed::clear_prefix(&twox_128(pallet.as_bytes()), None, None);
				assert!(removed.maybe_cursor.is_none());
			}
			frame_system::LastRuntimeUpgrade::<Runtime>::mutate(|last| {
				let last = last.as_mut().expect("genesis notes its version");
				last.spec_version = (VERSION.spec_version - 1).into();
			});
			Header::new(0, Hash::zero(), Hash::zero(), Hash::zero(), Digest::default())
		});
		Self { para, head, state }
	}

	fn read<Answer>(&mut self, question: impl FnOnce() -> Answer) -> Answer {
		self.state.execute_with(question)
	}

	/// Authors a block on the relay chain's latest, and has it included: inherents of the SDK, then
	/// `transactions`, then what `inside` does to the state, which stands for any other pallet.
	fn author(
		&mut self,
		relay: &mut Relay,
		transactions: Vec<UncheckedExtrinsic>,
		inside: impl FnOnce(),
	) -> Header {
		relay.number += 1;
		let parent = self.head.clone();
		let para = self.para;
		let header = self.state.execute_with(|| {
			let slot_millis: u64 = ask("AuraApi_slot_duration", ());
			let slot = u64::from(relay.number) * 6_000 / slot_millis;
			let aura = DigestItem::PreRuntime(sp_consensus_aura::AURA_ENGINE_ID, slot.encode());
			let wanted: RelayProofRequest = ask("KeyToIncludeInRelayProof_keys_to_prove", ());
			let data = inherent_data(para, &parent, relay, wanted, slot * slot_millis);
			let header = Header::new(
				parent.number + 1,
				Hash::zero(),
				Hash::zero(),
				parent.hash(),
				Digest { logs: vec![aura] },
			);
			let _: sp_runtime::ExtrinsicInclusionMode = ask("Core_initialize_block", &header);
			let inherents: Vec<UncheckedExtrinsic> = ask("BlockBuilder_inherent_extrinsics", data);
			for extrinsic in inherents.into_iter().chain(transactions) {
				let applied: ApplyExtrinsicResult = ask("BlockBuilder_apply_extrinsic", extrinsic);
				assert_ok!(applied.expect("valid"));
			}
			inside();
			ask("BlockBuilder_finalize_block", ())
		});
		self.head = Header::clone(&header);
		relay.heads.insert(para, self.head.clone());
		header
	}

	/// A block with nothing but inherents.
	fn idle(&mut self, relay: &mut Relay) -> Header {
		self.author(relay, vec![], || {})
	}

	/// Whether the last block deposited `event`.
	fn saw(&mut self, event: impl Into<RuntimeEvent>) -> bool {
		let event = event.into();
		self.read(|| System::events().iter().any(|record| record.event == event))
	}

	/// What the last block offers `destination`.
	fn batch(&mut self, destination: ParaId) -> MessageBatch {
		let batch: Result<MessageBatch, BatchUnavailable> =
			self.read(|| ask("SpecOutboxApi_current_batch", destination));
		batch.expect("the block committed the channel")
	}

	/// `batch` as a transaction that the pool takes from anybody.
	fn deliver(&mut self, batch: MessageBatch) -> UncheckedExtrinsic {
		let transaction = transaction(pallet_spec_inbox::Call::<Runtime>::deliver { batch }.into());
		assert_ok!(self.validity(&transaction));
		transaction
	}

	fn validity(&mut self, transaction: &UncheckedExtrinsic) -> TransactionValidity {
		let arguments = (TransactionSource::External, transaction, self.head.hash());
		// A node forgets what an answer wrote; this one begins a block.
		self.read(|| {
			with_transaction_unchecked(|| {
				let method = "TaggedTransactionQueue_validate_transaction";
				TransactionOutcome::Rollback(ask(method, arguments))
			})
		})
	}
}

fn merge(target: &mut Value, patch: Value) {
	match (target, patch) {
		(Value::Object(target), Value::Object(patch)) => {
			for (key, value) in patch {
				merge(target.entry(key).or_insert(Value::Null), value);
			}
		},
		(target, patch) => *target = patch,
	}
}

/// What a stock collator has for a block: the time, and the relay chain's state as far as the runtime asked.
fn inherent_data(
	para: ParaId,
	parent: &Header,
	relay: &Relay,
	wanted: RelayProofRequest,
	millis: u64,
) -> InherentData {
	let mut state = RelayStateSproofBuilder {
		para_id: para,
		current_slot: u64::from(relay.number).into(),
		included_para_head: Some(HeadData(parent.encode())),
		..Default::default()
	};
	state.host_config.hrmp_max_message_num_per_candidate = 10;
	let hrmp = state.upsert_outbound_channel(C);
	(hrmp.max_capacity, hrmp.max_total_size, hrmp.max_message_size) = (8, 65_536, 65_536);
	for (peer, head) in &relay.heads {
		if wanted.keys.contains(&RelayStorageKey::Top(para_head(*peer))) {
			let head = HeadData(head.encode()).encode();
			state.additional_key_values.push((para_head(*peer), head));
		}
	}
	let offset: u32 =
		<Runtime as cumulus_pallet_parachain_system::Config>::RelayParentOffset::get();
	let (root, proof, descendants) = state.into_state_root_proof_and_descendants(offset.into());
	let parachain = ParachainInherentData {
		validation_data: PersistedValidationData {
			parent_head: HeadData(parent.encode()),
			relay_parent_number: relay.number,
			relay_parent_storage_root: root,
			max_pov_size: 10 * 1024 * 1024,
		},
		relay_chain_state: proof,
		downward_messages: vec![],
		horizontal_messages: BTreeMap::new(),
		relay_parent_descendants: if offset == 0 { vec![] } else { descendants },
		collator_peer_id: None,
	};
	let mut data = InherentData::new();
	data.put_data(sp_timestamp::INHERENT_IDENTIFIER, &millis).expect("once");
	let identifier = cumulus_primitives_parachain_inherent::INHERENT_IDENTIFIER;
	data.put_data(identifier, &parachain).expect("once");
	data
}

/// A transaction of nobody.
fn transaction(call: RuntimeCall) -> UncheckedExtrinsic {
	let extension = TxExtension::new((
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(Era::Immortal),
		frame_system::CheckNonce::from(0),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(0),
	));
	UncheckedExtrinsic::new_transaction(call, extension)
}

/// Two chains that upgraded and opened channels to each other.
fn adopted() -> (Relay, Chain, Chain) {
	let mut relay = Relay::new();
	let [mut a, mut b] = [A, B].map(Chain::before_the_upgrade);
	for (chain, peer) in [(&mut b, A), (&mut a, B)] {
		chain.author(&mut relay, vec![], || {
			assert_ok!(SpecInbox::accept_channel(RuntimeOrigin::root(), peer));
			assert_ok!(SpecOutbox::open_channel(RuntimeOrigin::root(), peer));
		});
	}
	(relay, a, b)
}

const AMOUNT: Balance = 1_000_000_000_000;

/// Sends a program to `destination` that pays Bob there, out of the sender's account.
fn pay_bob(destination: ParaId) {
	let assets = (Location::parent(), AMOUNT);
	let bob = AccountId32 { network: None, id: AccountId::from(Bob).into() };
	let program = Xcm(vec![
		WithdrawAsset(assets.clone().into()),
		BuyExecution { fees: assets.into(), weight_limit: Unlimited },
		DepositAsset { assets: AllCounted(1).into(), beneficiary: bob.into() },
	]);
	let sibling = (Parent, Parachain(destination.into()));
	assert_ok!(pallet_xcm::Pallet::<Runtime>::send_xcm(Here, sibling, program));
}

/// Whom the block's HRMP messages go to.
fn hrmp_recipients(chain: &mut Chain, header: &Header) -> Vec<ParaId> {
	let info: CollationInfo =
		chain.read(|| ask("CollectCollationInfo_collect_collation_info", header));
	info.horizontal_messages.iter().map(|message| message.recipient).collect()
}

#[test]
fn the_limits_fit_together() {
	TestExternalities::new_empty().execute_with(AllPalletsWithSystem::integrity_test);
}

#[test]
fn the_upgrade_needs_no_migration() {
	let mut relay = Relay::new();
	let mut a = Chain::before_the_upgrade(A);
	assert_eq!(a.read(StorageVersion::get::<SpecInbox>), StorageVersion::new(0));
	a.idle(&mut relay);
	let (expected, found) =
		a.read(|| (SpecInbox::in_code_storage_version(), StorageVersion::get::<SpecInbox>()));
	assert_eq!(found, expected);
	// Nobody is asked about, and nothing is committed.
	let wanted: RelayProofRequest = a.read(|| ask("KeyToIncludeInRelayProof_keys_to_prove", ()));
	assert!(wanted.keys.is_empty());
	assert_eq!(a.head.digest.logs.iter().filter(|item| is_root(item)).count(), 0);
}

fn is_root(item: &DigestItem) -> bool {
	matches!(item, DigestItem::Consensus(id, _) if id == b"SPM1")
}

#[test]
fn a_channel_makes_the_runtime_ask_for_the_peers_head_and_commit_a_root() {
	let (_, mut a, mut b) = adopted();
	for (chain, peer) in [(&mut a, B), (&mut b, A)] {
		let wanted: RelayProofRequest =
			chain.read(|| ask("KeyToIncludeInRelayProof_keys_to_prove", ()));
		assert_eq!(wanted.keys, [RelayStorageKey::Top(para_head(peer))]);
		assert_eq!(chain.head.digest.logs.iter().filter(|item| is_root(item)).count(), 1);
	}
}

#[test]
fn a_sibling_without_a_channel_is_reached_by_hrmp_and_one_with_a_channel_is_not() {
	let (mut relay, mut a, _) = adopted();
	let to_c = a.author(&mut relay, vec![], || pay_bob(C));
	assert_eq!(hrmp_recipients(&mut a, &to_c), [C]);
	// Only its question about the XCM version of C still goes that way.
	let to_b = a.author(&mut relay, vec![], || pay_bob(B));
	assert!(!hrmp_recipients(&mut a, &to_b).contains(&B));
	let (first, payloads): (Position, Vec<Vec<u8>>) = a.read(|| ask("SpecOutboxApi_outgoing", B));
	assert_eq!((first, payloads.len()), (Position::from(0u32), 1));
}

#[test]
fn a_token_crosses_by_a_transaction_of_nobody_and_the_sender_hears_of_it() {
	let (mut relay, mut a, mut b) = adopted();
	// Given a balance that A has on B.
	let of_a =
		polkadot_parachain_primitives::primitives::Sibling::from(A).into_account_truncating();
	b.read(|| {
		Balances::force_set_balance(
			RuntimeOrigin::root(),
			sp_runtime::MultiAddress::Id(of_a),
			10 * AMOUNT,
		)
	})
	.expect("root may");
	let before = b.read(|| Balances::free_balance(AccountId::from(Bob)));
	// When A sends, and its block is included,
	a.author(&mut relay, vec![], || pay_bob(B));
	let batch = a.batch(B);
	assert!(b.read(|| spec_inbox_knows(&batch)).is_none(), "B has seen no head with that root");
	b.idle(&mut relay);
	assert!(b.read(|| spec_inbox_knows(&batch)).is_some());
	// then anybody can bring the message, for nothing,
	let delivery = b.deliver(batch);
	b.author(&mut relay, vec![delivery.clone()], || {});
	let ingested = pallet_spec_inbox::Event::<Runtime>::Ingested {
		source: A,
		first: Position::from(0u32),
		count: 1,
		tier: Tier::Included,
	};
	assert!(b.saw(ingested));
	// but once.
	assert!(b.validity(&delivery).is_err());
	b.idle(&mut relay);
	let after = b.read(|| Balances::free_balance(AccountId::from(Bob)));
	assert!(after > before, "Bob was paid");
	assert!(after <= before + AMOUNT);
	// And B's next head says so, which comes back the same way.
	let refresh = b.batch(A);
	a.idle(&mut relay);
	let refresh = a.deliver(refresh);
	a.author(&mut relay, vec![refresh], || {});
	let consumed = LeafCount::from(1u32);
	assert!(a.saw(pallet_spec_outbox::Event::<Runtime>::Acknowledged { peer: B, consumed }));
}

/// The included root of `batch`, if this chain has seen it.
fn spec_inbox_knows(batch: &MessageBatch) -> Option<spec_messaging_runtime_api::IncludedRoot> {
	let known: Vec<spec_messaging_runtime_api::IncludedRoot> =
		ask("SpecInboxApi_included_roots", batch.source);
	known.into_iter().find(|known| known.root == batch.provides_root)
}
