//! Two replacements of one thing.

use super::Refusal;
use crate::go::xmod::{modfile::Replace, version::ModuleVersion};

/// The first two lines of a file that replace one thing by two.
pub(super) fn conflict(lines: &[Replace]) -> Option<Refusal> {
    lines.iter().enumerate().find_map(|(at, line)| {
        let earlier = lines.iter().take(at).rev().find(|it| it.old == line.old)?;
        (earlier.new != line.new).then(|| told(line.line, &line.old, &earlier.new, &line.new))
    })
}

/// What go says of two replacements of `old`.
pub(super) fn told(
    line: usize,
    old: &ModuleVersion,
    one: &ModuleVersion,
    other: &ModuleVersion,
) -> Refusal {
    let [old, one, other] = [old, one, other].map(shown);
    Refusal::whole(line, format!("conflicting replacements for {old}:\n\t{one}\n\t{other}"))
}

/// `PATH@VERSION`, or the path alone.
pub(super) fn shown(module: &ModuleVersion) -> String {
    match module.version.as_str() {
        "" => module.path.clone(),
        version => format!("{}@{version}", module.path),
    }
}
