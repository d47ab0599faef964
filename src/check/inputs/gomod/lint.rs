//! What is said of the file of a build that is only looked over.

use crate::{
    check::inputs::{Ask, Entry, Fault, Source},
    go::xmod::version::canonical_version,
    stages::files::rules,
};

/// What nobody was asked for each file of a build, one entry for each.
pub fn unasked(entries: impl Iterator<Item = Entry>) -> Vec<Entry> {
    let mut files: Vec<(String, usize)> = Vec::new();
    for entry in entries.filter(|entry| matches!(entry.ask, Ask::Required { .. })) {
        let file = entry.source.map(|source| source.file).unwrap_or_default();
        match files.iter_mut().find(|(known, _)| *known == file) {
            Some((_, count)) => *count += 1,
            None => files.push((file, 1)),
        }
    }
    let told = files.into_iter().map(|(file, count)| {
        let (noun, verb) = if count == 1 { ("module", "was") } else { ("modules", "were") };
        let says = format!(
            "{count} {noun} to download {verb} looked over; whether they are there nobody was asked"
        );
        let fix = format!("goget-doctor check {}", crate::shell::word(&file));
        let faults = vec![Fault::new(&rules::UNASKED, says).fix(fix)];
        Entry { faults, ..Entry::new(Source::new(&file, 1), file, Ask::Nothing) }
    });
    told.collect()
}

/// Says of a version that is none that go asks for what it means before it takes the file.
pub fn mark_query(entry: &mut Entry) {
    let Ask::Required { version, .. } = &entry.ask else { return };
    if canonical_version(version).as_ref() != Some(version) {
        let says =
            format!("{version} is no version: go asks which one it is before it takes the file");
        let fix = format!("goget-doctor resolve --module {}@{version}", entry.path);
        entry.faults.push(Fault::new(&rules::UNASKED, says).fix(fix));
    }
}
