//! Sources whose included roots nobody brings.

use frame_support::assert_ok;

use super::*;

/// Relay blocks between two heads of Alice that are looked at.
fn wait(alice: &mut Sender, relay_blocks: u32) {
	RelayNumber::set(&(RelayNumber::get() + relay_blocks - 1));
	RelayState::default().head(ALICE, &head(alice.number, alice.root())).show();
}

/// Since when Alice waited, and her newest root, for each time that this block said so.
fn lagging() -> Vec<(u32, u32)> {
	let said = events().into_iter().filter_map(|event| match event {
		Event::SourceLagging { source: ALICE, since, newest } => Some((since, newest)),
		_ => None,
	});
	said.collect()
}

#[test]
fn a_source_that_is_ignored_for_too_long_is_named_once() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		alice.include();
		let since = RelayNumber::get();
		wait(&mut alice, 20);
		assert_eq!(lagging(), vec![]);
		wait(&mut alice, 1);
		assert_eq!(lagging(), vec![(since, since)]);
		wait(&mut alice, 50);
		assert_eq!(lagging().len(), 1);
		assert_eq!(heads_of(ALICE).lag.occasions, 1);
	});
}

#[test]
fn what_is_accepted_ends_a_lag_and_the_next_one_is_another_occasion() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		alice.include();
		wait(&mut alice, 21);
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		wait(&mut alice, 100);
		assert_eq!(lagging().len(), 1);
		let lag = heads_of(ALICE).lag;
		assert_eq!((lag.since, lag.told, lag.occasions), (None, false, 1));
		alice.send_some(1);
		alice.include();
		wait(&mut alice, 21);
		assert_eq!(heads_of(ALICE).lag.occasions, 2);
	});
}

#[test]
fn a_source_without_credit_or_consumption_waits_for_itself() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		assert_ok!(SpecInbox::suspend_channel(RuntimeOrigin::root(), ALICE, None));
		alice.include();
		wait(&mut alice, 100);
		assert_eq!(lagging(), vec![]);
		// From here on it is ignored.
		assert_ok!(SpecInbox::resume_channel(RuntimeOrigin::root(), ALICE));
		wait(&mut alice, 1);
		let since = RelayNumber::get();
		wait(&mut alice, 21);
		assert_eq!(lagging().first().map(|(since, _)| *since), Some(since));
	});
	build_and_check(|| {
		// A full queue: no credit is open.
		QueueStopped::set(&true);
		let mut alice = Sender::new(ALICE);
		alice.send_some(32);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 32)), Ok(()));
		alice.send_some(1);
		alice.include();
		wait(&mut alice, 100);
		assert_eq!(lagging(), vec![]);
	});
}

#[test]
fn a_root_without_news_is_brought_once_to_end_a_lag() {
	build_and_check(|| {
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		alice.include();
		assert_eq!(ingest_one(alice.batch(0, 1)), Ok(()));
		// Another root that says the same to us: she sent to somebody else.
		alice.peers.push(ParaId::new(3_000));
		alice.include();
		assert_eq!(ingest_one(alice.refresh(1)), Err(Refusal::Useless));
		wait(&mut alice, 21);
		assert_eq!(lagging().len(), 1);
		assert_eq!(ingest_one(alice.refresh(1)), Ok(()));
		assert_eq!(ingest_one(alice.refresh(1)), Err(Refusal::Useless));
		wait(&mut alice, 100);
		assert_eq!(lagging().len(), 1);
	});
}

#[test]
fn nobody_lags_where_the_limit_is_zero() {
	build_and_check(|| {
		MaxLag::set(&0);
		let mut alice = Sender::new(ALICE);
		alice.send_some(1);
		alice.include();
		wait(&mut alice, 1_000);
		assert_eq!(lagging(), vec![]);
	});
}
