//! What equal errors have in common.

use std::sync::LazyLock;

use regex::Regex;

use crate::findings::text::{pattern::pattern, seen::Seen};

/// The fault of an error without what differs from one module to the next: its path, its version, numbers, and the
/// folder of its repository; with the host that did not answer.
pub(super) fn of(seen: &Seen<'_>) -> String {
    let host = seen.host().unwrap_or_default();
    let fault = if seen.request.is_some() { seen.fault } else { seen.own };
    let fault = match fault.split_once("exit status ") {
        Some((_, rest)) if seen.request.is_none() => rest,
        _ => fault,
    };
    let names = [seen.path, seen.version].into_iter().flatten().filter(|name| name.len() > 2);
    let fault = names.fold(fault.to_owned(), |fault, name| fault.replace(name, "…"));
    format!("{host} {} {}", NUMBERS.replace_all(&fault, "#"), seen.response)
}

static NUMBERS: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9a-f]{12,}|[0-9]+"));
