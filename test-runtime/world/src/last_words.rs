//! What a wasm says before it traps.
//!
//! A runtime reports a panic through the host's log and then executes `unreachable`; the trap itself
//! names no reason. So the log of the process is listened to, as far as nobody else has taken it.

use core::cell::RefCell;
use std::sync::Once;

thread_local! {
	static HEARD: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps the last error that a runtime logged on this thread.
struct Listener;

impl log::Log for Listener {
	fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
		metadata.level() == log::Level::Error && metadata.target() == "runtime"
	}

	fn log(&self, record: &log::Record<'_>) {
		if self.enabled(record.metadata()) {
			HEARD.with(|heard| *heard.borrow_mut() = Some(record.args().to_string()));
		}
	}

	fn flush(&self) {}
}

/// Runs `call` and returns with its result the last error that a runtime logged on this thread while it
/// ran. `None` also if another logger was installed before.
pub(crate) fn listen<R>(call: impl FnOnce() -> R) -> (R, Option<String>) {
	static INSTALL: Once = Once::new();
	INSTALL.call_once(|| {
		if log::set_logger(&Listener).is_ok() {
			log::set_max_level(log::LevelFilter::Error);
		}
	});
	HEARD.with(|heard| heard.borrow_mut().take());
	let result = call();
	(result, HEARD.with(|heard| heard.borrow_mut().take()))
}
