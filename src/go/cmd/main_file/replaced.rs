//! Replacements: two of one thing, and directories in the place of modules.

use std::collections::HashMap;

use super::Refusal;
use crate::go::xmod::{modfile::Replace, version::ModuleVersion};

/// The first two lines of a file that replace one thing by two.
pub(super) fn conflict(lines: &[Replace]) -> Option<Refusal> {
    let mut known = HashMap::new();
    lines.iter().find_map(|line| {
        let earlier: &Replace = known.insert(&line.old, line)?;
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

/// The directory `to` as go writes it seen from `from`, both by their absolute names: `./a`, `../a`, `.`.
pub fn seen_from(from: &str, to: &str) -> String {
    let [from, to] = [from, to].map(|path| path.split('/').filter(|it| !it.is_empty()));
    let (from, to): (Vec<&str>, Vec<&str>) = (from.collect(), to.collect());
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from.len() - common;
    let down = to.get(common..).unwrap_or_default().iter().copied();
    let start = if up == 0 { Some(".") } else { None };
    let parts: Vec<&str> =
        start.into_iter().chain(std::iter::repeat_n("..", up)).chain(down).collect();
    parts.join("/")
}
