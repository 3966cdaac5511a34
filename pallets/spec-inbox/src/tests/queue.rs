//! What a queue tells of its changes, and to whom.

use frame_support::{parameter_types, traits::QueueFootprint};
use pallet_message_queue::OnQueueChanged;

use super::*;
use crate::{executing::executing, queue::Both};

parameter_types! {
	static Told: Vec<(&'static str, ParaId, u32)> = vec![];
}

struct First;
struct Second;

impl OnQueueChanged<ParaId> for First {
	fn on_queue_changed(source: ParaId, footprint: QueueFootprint) {
		Told::mutate(|told| told.push(("first", source, footprint.pages)));
	}
}

impl OnQueueChanged<ParaId> for Second {
	fn on_queue_changed(source: ParaId, footprint: QueueFootprint) {
		Told::mutate(|told| told.push(("second", source, footprint.pages)));
	}
}

#[test]
fn two_handlers_hear_the_same_in_the_order_they_are_named() {
	Told::set(vec![]);
	let footprint = QueueFootprint { pages: 3, ..Default::default() };
	Both::<First, Second>::on_queue_changed(ALICE, footprint);
	assert_eq!(Told::get(), vec![("first", ALICE, 3), ("second", ALICE, 3)]);
}

#[test]
fn a_message_during_which_a_queue_changes_is_known_also_from_inside_of_another() {
	build_and_check(|| {
		let change = || {
			let footprint = QueueFootprint::default();
			<SpecInbox as OnQueueChanged<ParaId>>::on_queue_changed(ALICE, footprint);
		};
		assert!(!executing(|| ()).1);
		assert!(executing(change).1);
		let (within, outside) = executing(|| {
			executing(change);
			executing(|| ()).1
		});
		assert!(!within && outside);
		// Nobody executes anything, and nothing is remembered.
		change();
		assert!(!executing(|| ()).1);
	});
}
