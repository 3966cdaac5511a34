//! Worst cases of every call and hook, each with what makes it worst.

// Small numbers of a benchmark.
#![allow(clippy::arithmetic_side_effects, clippy::cast_possible_truncation)]

use alloc::{vec, vec::Vec};
use codec::Encode;
use cumulus_primitives_core::{XcmpMessageFormat, XcmpMessageHandler};
use frame_benchmarking::v2::*;
use frame_support::{WeakBoundedVec, traits::Get, weights::Weight};
use frame_system::RawOrigin;
use spec_messaging_primitives::ParaId;
use xcm::{
	VersionedXcm,
	latest::{Instruction, Xcm},
};

use crate::{resend::MAX_MESSAGES_PER_STEP, *};

/// No HRMP channel leads there.
const DESTINATION: ParaId = ParaId::new(100_000);

/// Queues these pages, as if their channel had closed, among as many destinations as there may be.
fn queue<T: Config>(pages: Vec<Vec<u8>>) {
	let status = |recipient, pages: &[Vec<u8>]| OutboundChannelDetails {
		recipient,
		state: OutboundState::Ok,
		signals_exist: false,
		first_index: 0,
		last_index: pages.len() as u16,
		flags: 0,
		queued_bytes: pages.iter().map(|page| page.len() as u32).sum(),
	};
	let others = T::MaxActiveOutboundChannels::get().saturating_sub(1);
	let mut statuses: Vec<_> =
		(0..others).map(|at| status(ParaId::new(200_000 + at), &[])).collect();
	statuses.push(status(DESTINATION, &pages));
	OutboundXcmpStatus::<T>::put(BoundedVec::truncate_from(statuses));
	for (at, page) in pages.into_iter().enumerate() {
		let page = WeakBoundedVec::force_from(page, None);
		OutboundXcmpMessages::<T>::insert(DESTINATION, at as u16, page);
	}
	Held::<T>::mutate(|held| {
		let _ = held.try_insert(DESTINATION);
	});
}

/// A page of the greatest size, of so many messages that have to be decoded to tell them apart.
fn page<T: Config>(messages: u32) -> Vec<u8> {
	let mut page = XcmpMessageFormat::ConcatenatedVersionedXcm.encode();
	let room = T::MaxPageSize::get().saturating_sub(1) / messages.max(1);
	// `SetTopic` has 33 bytes; at most 100 instructions are decoded.
	let instructions = (room.saturating_sub(8) / 33).clamp(1, 99);
	let program = Xcm::<()>(vec![Instruction::SetTopic([7; 32]); instructions as usize]);
	let message = VersionedXcm::<()>::from(program).encode();
	for _ in 0..messages {
		page.extend_from_slice(&message);
	}
	page
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_config_with_u32() {
		#[extrinsic_call]
		update_suspend_threshold(RawOrigin::Root, 30);

		assert_eq!(QueueConfig::<T>::get().suspend_threshold, 30);
	}

	/// Worst: every page has the greatest size.
	#[benchmark]
	fn discard_pages(p: Linear<1, MAX_DISCARDED_PAGES>) {
		let full = vec![7u8; T::MaxPageSize::get() as usize];
		queue::<T>(vec![full; p as usize]);

		#[extrinsic_call]
		_(RawOrigin::Root, DESTINATION, p);

		assert!(!Held::<T>::get().contains(&DESTINATION));
	}

	/// Worst: nothing is held, and all statuses are looked at.
	#[benchmark]
	fn resend_check() {
		queue::<T>(vec![]);
		Held::<T>::kill();
		#[block]
		{
			Pallet::<T>::hold_closed();
			let _ = Held::<T>::get();
		}
	}

	/// Worst: the page has the greatest size, every message has to be decoded, and each is sent.
	#[benchmark]
	fn resend_page(m: Linear<1, MAX_MESSAGES_PER_STEP>) {
		use xcm::latest::{Junction::Parachain, Location, SendXcm};
		let location = Location::new(1, [Parachain(DESTINATION.into())]);
		pallet_spec_outbox::Pallet::<T>::ensure_successful_delivery(Some(location));
		queue::<T>(vec![page::<T>(m)]);

		#[block]
		{
			Pallet::<T>::resend_held(Weight::MAX);
		}

		let tally = Tallies::<T>::get();
		assert_eq!((tally.resent, tally.discarded_messages), (m.into(), 0));
	}

	/// Worst: the page has the greatest size. A runtime that speaks HRMP never refuses one; then this measures
	/// what its library does with a page that it can not read.
	#[benchmark]
	fn refuse_page() {
		let full = vec![1u8; T::MaxPageSize::get() as usize];
		#[block]
		{
			if !T::Hrmp::SPOKEN {
				let pages = core::iter::once((DESTINATION, 1, &full[..]));
				Pallet::<T>::handle_xcmp_messages(pages, Weight::MAX);
			} else {
				let _ = sp_io::hashing::blake2_256(&full);
			}
		}
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::ext_of(crate::mock::OWN), crate::mock::Test);
}
