//! Two chains and a relay chain change between HRMP and streams, in both directions at once and with messages
//! under way on both, and no message overtakes another (X1).
//!
//! Both chains are real: xcmp-queue's code, the sending and the receiving pallet, message-queue. The relay chain
//! is a model of what matters here: it includes blocks late, holds HRMP messages until the receiver's block that
//! took them is included, and shows a chain its state as of the relay parent.

use std::collections::{BTreeMap, VecDeque};

use cumulus_primitives_core::{AbridgedHrmpChannel, XcmpMessageHandler};
use frame_support::{assert_ok, weights::Weight};
use proptest::prelude::*;
use spec_messaging_primitives::{
	LeafCount, Position, batch::MessageBatch, channel::InboundPhase, commitment::provides_root_in,
	hashing::ProvidesRoot, inherent::IngestData, mmr::Frontier,
};
use spec_messaging_runtime_api::{BatchLimits, IncludedRoot};

use crate::{mock::*, *};

const ALICE: ParaId = OWN;

/// What a block left behind for the relay chain and for collators.
#[derive(Clone, Default)]
struct Built {
	number: u32,
	root: Option<ProvidesRoot>,
	/// HRMP messages to the other chain.
	pages: Vec<Vec<u8>>,
	/// How many HRMP messages of the other chain this chain has taken in all.
	taken: usize,
	/// Batches for the other chain, by the position that they start at.
	batches: BTreeMap<Position, MessageBatch>,
	/// Register refreshes for it, by the position that it stands at.
	refreshes: BTreeMap<Position, MessageBatch>,
}

struct Chain {
	id: ParaId,
	ext: sp_io::TestExternalities,
	/// Built and not included, oldest first.
	unincluded: VecDeque<Built>,
	/// The newest included.
	included: Built,
	number: u32,
	taken: usize,
	/// What was accepted for sending, in order, by whichever transport.
	sent: Vec<Vec<u8>>,
	/// How many of them went by HRMP and as a stream.
	ways: (usize, usize),
	/// How many were refused.
	refused: usize,
	/// Takes one HRMP message a block only, as when a block has little room for them.
	slow: bool,
	next: u64,
	/// The stream to the other chain as it ended last, and the other's as this chain read it.
	ended: (Frontier, Frontier),
}

/// The relay chain's part of one direction: every HRMP message ever, and how many the receiver took by
/// included blocks.
#[derive(Default)]
struct Direction {
	messages: Vec<(u32, Vec<u8>)>,
	removed: usize,
}

struct World {
	height: u32,
	chains: [Chain; 2],
	/// By sender.
	hrmp: [Direction; 2],
}

impl World {
	fn new() -> Self {
		let chain = |id: ParaId| Chain {
			id,
			ext: ext_of(id),
			unincluded: VecDeque::new(),
			included: Built::default(),
			number: 0,
			taken: 0,
			sent: Vec::new(),
			ways: (0, 0),
			refused: 0,
			slow: false,
			next: u64::from(u32::from(id)) * 1_000_000,
			ended: (Frontier::empty(), Frontier::empty()),
		};
		Self { height: 1, chains: [chain(ALICE), chain(BOB)], hrmp: Default::default() }
	}

	/// Builds a block of `at` that runs `inside`, on the relay chain's current state.
	fn build(&mut self, at: usize, inside: impl FnOnce(&mut Chain, ParaId)) {
		let other = 1 - at;
		let (height, peer) = (self.height, self.chains[other].id);
		let own = self.chains[at].id;
		let position =
			self.chains[other].ext.execute_with(|| pallet_spec_inbox::Frontiers::<Test>::get(own));
		let peer_built = self.chains[other].included.clone();
		let outbound = &self.hrmp[at];
		let channel = AbridgedHrmpChannel {
			max_capacity: 1_000,
			max_total_size: 1_000_000,
			msg_count: (outbound.messages.len() - outbound.removed) as u32,
			..hrmp_channel()
		};
		let chain = &mut self.chains[at];
		let inbound: Vec<_> = self.hrmp[other].messages[chain.taken..]
			.iter()
			.filter(|(sent_at, _)| *sent_at <= height)
			.take(if chain.slow { 1 } else { usize::MAX })
			.cloned()
			.collect();
		chain.taken += inbound.len();
		chain.number += 1;
		let (number, taken) = (chain.number, chain.taken);
		let segment: Vec<Vec<(ParaId, u32)>> =
			chain.unincluded.iter().map(|built| vec![(peer, built.pages.len() as u32)]).collect();
		let mut ext = core::mem::take(&mut chain.ext);
		let mut built = ext.execute_with(|| {
			RelayNumber::set(&height);
			begin_block(number.into());
			set_hrmp(&[(peer, channel)]);
			set_unincluded(&segment.iter().map(Vec::as_slice).collect::<Vec<_>>());
			let pages = inbound.iter().map(|(sent_at, page)| (peer, *sent_at, &page[..]));
			XcmpQueue::handle_xcmp_messages(pages, Weight::MAX);
			if let Some(root) = peer_built.root {
				note(peer, height, peer_built.number, root);
				let ours = SpecInbox::next_positions().into_iter().find(|next| next.source == peer);
				// As a collator does: without room, or without messages, only what the other side says.
				let batch = ours.and_then(|ours| {
					let room = ours.capacity.messages > 0;
					let batch = peer_built.batches.get(&ours.next).filter(|_| room);
					batch.or_else(|| peer_built.refreshes.get(&ours.next))
				});
				if let Some(batch) = batch {
					let batches = vec![batch.clone()].try_into().unwrap();
					let data = IngestData { batches, speculative: false };
					assert_ok!(SpecInbox::ingest(RuntimeOrigin::none(), data));
				}
			}
			inside(chain, peer);
			let pages = end_block();
			chain.remember();
			let pages: Vec<_> = pages
				.into_iter()
				.map(|(to, page)| {
					assert_eq!(to, peer);
					page
				})
				.collect();
			let root = provides_root_in(&System::digest()).unwrap();
			Built { number, root, pages, taken, ..Default::default() }
		});
		// What was indexed can be read once it left the block.
		ext.persist_offchain_overlay();
		(built.batches, built.refreshes) =
			ext.execute_with(|| batches_for(peer, position.leaf_count()));
		chain.ext = ext;
		chain.unincluded.push_back(built);
	}

	/// The relay chain's next block includes the oldest block of each of these chains.
	fn include(&mut self, of: [bool; 2]) {
		self.height += 1;
		for (at, includes) in of.into_iter().enumerate() {
			if !includes {
				continue;
			}
			if let Some(built) = self.chains[at].unincluded.pop_front() {
				let height = self.height;
				self.hrmp[at]
					.messages
					.extend(built.pages.iter().map(|page| (height, page.clone())));
				self.hrmp[1 - at].removed = built.taken;
				self.chains[at].included = built;
			}
		}
	}

	fn executed(&mut self, at: usize) -> Vec<Vec<u8>> {
		let peer = self.chains[1 - at].id;
		self.chains[at].ext.execute_with(|| {
			Executed::get()
				.into_iter()
				.map(|(source, message)| {
					assert_eq!(source, peer);
					message
				})
				.collect()
		})
	}

	/// Whatever is executed is what was sent, in that order, without a gap.
	fn check(&mut self) {
		for at in 0..2 {
			let executed = self.executed(at);
			let sent = &self.chains[1 - at].sent;
			assert!(executed.len() <= sent.len(), "something was executed twice");
			assert!(executed == sent[..executed.len()], "X1: out of order");
		}
	}

	/// Builds and includes until nothing is under way, at most so often.
	fn settle(&mut self) {
		for _ in 0..30 {
			for at in 0..2 {
				self.build(at, |_, _| QueueStopped::set(&false));
			}
			self.include([true, true]);
			self.check();
		}
		for at in 0..2 {
			let (executed, sent) = (self.executed(at).len(), self.chains[1 - at].sent.len());
			assert_eq!(executed, sent, "something never arrived");
		}
	}

	/// Sends without regard to errors until so many were accepted, at most so often.
	fn send_until(&mut self, at: usize, accepted: usize) -> bool {
		let target = self.chains[at].sent.len() + accepted;
		for _ in 0..40 {
			for chain in 0..2 {
				self.build(chain, |chain, peer| {
					if chain.id == [ALICE, BOB][at] && chain.sent.len() < target {
						chain.send(peer);
					}
				});
			}
			self.include([true, true]);
			self.check();
			if self.chains[at].sent.len() == target {
				return true;
			}
		}
		false
	}
}

impl Chain {
	/// Sends one message, inside of a block. False if it was refused.
	fn send(&mut self, to: ParaId) -> bool {
		let before = pallet_spec_outbox::Channels::<Test>::get(to).map(|channel| channel.sent);
		let accepted = send(to, self.next).is_ok();
		if accepted {
			self.sent.push(bytes(self.next));
			self.next += 1;
			let after = pallet_spec_outbox::Channels::<Test>::get(to).map(|channel| channel.sent);
			if before == after {
				self.ways.0 += 1;
			} else {
				self.ways.1 += 1;
			}
		} else {
			self.refused += 1;
		}
		accepted
	}

	/// What channels leave behind for those who open them again.
	fn remember(&mut self) {
		for record in System::events() {
			match record.event {
				RuntimeEvent::SpecOutbox(pallet_spec_outbox::Event::ChannelEntombed {
					frontier,
					..
				}) => self.ended.0 = frontier,
				RuntimeEvent::SpecInbox(pallet_spec_inbox::Event::ChannelClosed {
					frontier,
					..
				}) => self.ended.1 = frontier,
				_ => (),
			}
		}
	}

	/// Takes what `source` sends as a stream, from where it stopped if it did.
	fn accept(&self, source: ParaId) {
		let root = RuntimeOrigin::root;
		// Refused while it is accepted.
		let _ = SpecInbox::accept_channel(root(), source)
			.or_else(|_| SpecInbox::reaccept_channel(root(), source, self.ended.1.clone()));
	}

	/// Asks for a stream, which continues the one that ended, if one did.
	fn open(&self, to: ParaId) {
		let root = RuntimeOrigin::root;
		// Refused while there is one, and while the receiver has not seen the end of the last.
		let _ = SpecOutbox::open_channel(root(), to)
			.or_else(|_| SpecOutbox::reopen_channel(root(), to, self.ended.0.clone()));
	}

	/// No stream from here on, once what was sent is consumed.
	fn close(to: ParaId) {
		let root = RuntimeOrigin::root;
		let _ = SpecOutbox::close_channel(root(), to)
			.or_else(|_| SpecOutbox::cancel_opening(root(), to));
	}
}

/// The receiving pallet read this head from the relay state proof.
fn note(source: ParaId, relay_block: u32, head_number: u32, root: ProvidesRoot) {
	pallet_spec_inbox::Sources::<Test>::mutate_extant(source, |state| {
		if state.heads.recent.last().is_some_and(|newest| newest.root == root) {
			return;
		}
		let seen = IncludedRoot { relay_block, head_number, root };
		if let Some((slot, chunk)) = state.heads.push(seen) {
			pallet_spec_inbox::OlderRoots::<Test>::insert(source, slot, chunk);
		}
	});
}

/// The batches that this block's state gives for a receiver that stands at `consumed` or further on, and what it
/// gives for one that takes no messages; one that ended its channel stands at 0.
fn batches_for(
	peer: ParaId,
	consumed: LeafCount,
) -> (BTreeMap<Position, MessageBatch>, BTreeMap<Position, MessageBatch>) {
	let end = SpecOutbox::frontier(peer).leaf_count().get().max(consumed.get() + 8);
	let limits = BatchLimits { messages: 64, bytes: 100_000 };
	let (mut batches, mut refreshes) = (BTreeMap::new(), BTreeMap::new());
	for from in core::iter::once(0).chain(consumed.get()..=end) {
		let from = Position::new(from).unwrap();
		if let Ok(batch) = SpecOutbox::batch(peer, from, limits) {
			batches.insert(from, batch);
		}
		if let Ok(refresh) = SpecOutbox::refresh(peer, from) {
			refreshes.insert(from, refresh);
		}
	}
	(batches, refreshes)
}

#[test]
fn from_hrmp_to_a_stream_and_back_in_both_directions_at_once_order_holds() {
	let mut world = World::new();
	assert!(world.send_until(0, 3) && world.send_until(1, 3));
	assert_eq!((world.chains[0].ways, world.chains[1].ways), ((3, 0), (3, 0)));
	// Messages in this very block, then the cutover.
	for at in 0..2 {
		world.build(at, |chain, peer| {
			assert!(chain.send(peer));
			chain.accept(peer);
			chain.open(peer);
			assert!(chain.send(peer), "by HRMP until the other side answered");
		});
	}
	world.include([true, true]);
	assert!(world.send_until(0, 12) && world.send_until(1, 12));
	assert!(world.chains.iter().all(|chain| chain.ways.1 > 0));
	// Who sent by HRMP until the answer came had to wait for that.
	assert!(world.chains[0].refused > 0, "nobody waited");
	let by_hrmp = world.chains[0].ways.0;
	// And back.
	for at in 0..2 {
		world.build(at, |chain, peer| {
			assert!(chain.send(peer));
			Chain::close(peer);
			assert!(!chain.send(peer), "X1: the stream has something under way");
		});
	}
	assert!(world.send_until(0, 3) && world.send_until(1, 3));
	assert!(world.chains[0].ways.0 > by_hrmp);
	// And once more: the streams continue where they ended.
	let streamed = world.chains[0].ways.1;
	for _ in 0..6 {
		world.include([true, true]);
		for at in 0..2 {
			world.build(at, |chain, peer| {
				chain.open(peer);
				chain.accept(peer);
			});
		}
	}
	assert!(world.send_until(0, 12) && world.send_until(1, 12));
	assert!(world.chains[0].ways.1 > streamed);
	world.settle();
}

#[test]
fn one_destination_changes_over_within_a_few_relay_blocks_of_its_last_hrmp_message() {
	let mut world = World::new();
	world.build(0, |chain, peer| {
		assert!(chain.send(peer));
		chain.open(peer);
	});
	world.build(1, |chain, peer| chain.accept(peer));
	let mut blocks = 0;
	loop {
		world.include([true, true]);
		blocks += 1;
		world.build(0, |chain, peer| {
			// Not before the other side answered, for until then there is nothing to wait for.
			if pallet_spec_outbox::Channels::<Test>::get(peer)
				.is_some_and(|channel| channel.peer_phase() != InboundPhase::None)
			{
				chain.send(peer);
			}
		});
		world.build(1, |_, _| ());
		if world.chains[0].ways.1 > 0 {
			break;
		}
		assert!(blocks < 10, "the cutover takes as long as an HRMP message");
	}
	world.settle();
	assert_eq!(world.chains[0].ways, (1, 1));
}

#[test]
fn what_the_outgoing_queue_holds_at_the_cutover_leaves_before_the_stream_begins() {
	let mut world = World::new();
	world.build(1, |chain, peer| chain.accept(peer));
	world.build(0, |chain, peer| {
		// Several pages, and HRMP takes one a block.
		for _ in 0..200 {
			assert!(chain.send(peer));
		}
		assert!(XcmpQueue::status_of(peer).unwrap().pages() > 1);
		chain.open(peer);
	});
	assert!(world.send_until(0, 15));
	let (by_hrmp, streamed) = world.chains[0].ways;
	assert!(by_hrmp >= 200 && streamed > 0 && world.chains[0].refused > 0);
	world.settle();
}

#[derive(Clone, Copy, Debug)]
enum Action {
	Send(usize, u8),
	Open(usize),
	Accept(usize),
	Close(usize),
	Stop(usize, bool),
	Slow(usize, bool),
	Include(bool, bool),
}

fn action() -> impl Strategy<Value = Action> {
	let at = 0usize..2;
	prop_oneof![
		6 => (at.clone(), 1u8..4).prop_map(|(at, count)| Action::Send(at, count)),
		2 => at.clone().prop_map(Action::Open),
		2 => at.clone().prop_map(Action::Accept),
		1 => at.clone().prop_map(Action::Close),
		1 => (at.clone(), any::<bool>()).prop_map(|(at, stop)| Action::Stop(at, stop)),
		1 => (at, any::<bool>()).prop_map(|(at, slow)| Action::Slow(at, slow)),
		4 => (any::<bool>(), any::<bool>()).prop_map(|(a, b)| Action::Include(a, b)),
	]
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(48))]

	/// Whoever opens and closes streams whenever he likes, while blocks are included late and queues stand still:
	/// each chain executes what the other was told is sent, in that order, and in the end all of it.
	#[test]
	fn whatever_is_opened_and_closed_whenever_order_holds_and_nothing_is_lost(
		actions in prop::collection::vec(action(), 10..60),
	) {
		let mut world = World::new();
		for at in 0..2 {
			world.build(at, |chain, peer| chain.accept(peer));
		}
		for action in actions {
			match action {
				Action::Send(at, count) => world.build(at, |chain, peer| {
					for _ in 0..count {
						chain.send(peer);
					}
				}),
				Action::Open(at) => world.build(at, |chain, peer| chain.open(peer)),
				Action::Accept(at) => world.build(at, |chain, peer| chain.accept(peer)),
				Action::Close(at) => world.build(at, |_, peer| Chain::close(peer)),
				Action::Stop(at, stop) => world.build(at, |_, _| QueueStopped::set(&stop)),
				Action::Slow(at, slow) => world.chains[at].slow = slow,
				Action::Include(a, b) => world.include([a, b]),
			}
			world.check();
		}
		for _ in 0..4 {
			world.include([true, true]);
		}
		world.settle();
	}
}
