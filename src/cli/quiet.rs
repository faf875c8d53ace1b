//! Panics inside a file's reader are caught and become findings; what Rust would print about them is no help to an
//! office.
use std::panic;

/// Runs with panic messages off.
pub fn without_panic_messages<T>(run: impl FnOnce() -> T) -> T {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = run();
    panic::set_hook(hook);
    result
}
