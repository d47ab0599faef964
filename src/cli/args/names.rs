//! Names that a shell completes.

use clap_complete::CompletionCandidate;

#[cfg(feature = "lab")]
use crate::lab;
use crate::{go::version::Version, stages::catalogue};

/// What `--go` takes.
pub(super) fn releases() -> Vec<CompletionCandidate> {
    let known = Version::known().map(|version| version.without_patch().to_string());
    candidates(known.chain(["all".to_owned()]).map(|name| (name, "")))
}

/// What `--deny`, `--warn` and `--allow` take.
pub(super) fn findings() -> Vec<CompletionCandidate> {
    let kinds = [("warnings", "all that are warnings"), ("all", "all findings")];
    let names = catalogue::all().iter().filter(|named| named.is_finding());
    let names = names.map(|named| (named.name, named.summary.as_str()));
    candidates(kinds.into_iter().chain(names).map(|(name, help)| (name.to_owned(), help)))
}

/// What `explain` has a page for.
pub(super) fn explained() -> Vec<CompletionCandidate> {
    candidates(catalogue::all().iter().map(|named| (named.name.to_owned(), named.summary.as_str())))
}

/// What `lab run` plays.
#[cfg(feature = "lab")]
pub(super) fn scenarios() -> Vec<CompletionCandidate> {
    let names = lab::list().iter();
    candidates(names.map(|(name, _)| ((*name).to_owned(), "")))
}

fn candidates(names: impl Iterator<Item = (String, &'static str)>) -> Vec<CompletionCandidate> {
    let candidate = |(name, help): (String, &'static str)| {
        let help = Some(help).filter(|help| !help.is_empty());
        CompletionCandidate::new(name).help(help.map(Into::into))
    };
    names.map(candidate).collect()
}
