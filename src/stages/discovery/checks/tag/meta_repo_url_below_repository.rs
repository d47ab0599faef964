//! The tag names a place inside a repository.

use crate::{
    findings::{
        Found, check,
        view::{View, tag_on},
    },
    go::cmd::{
        hosts::{Lookup, lookup},
        meta::Import,
    },
    trace::{Matched, Step, Told as _},
};

check! {
    /// The third field of the go-import tag names a place inside a repository, and no repository:
    /// github.com, whose form of addresses go knows, has repositories at `OWNER/REPOSITORY` alone, and git finds
    /// nothing below. Pages that a script makes of the whole path of the request look so.
    ///
    /// Name the repository in the tag, and the path of the repository's root as the prefix.
    "meta-repo-url-below-repository", Error, quiet in "repo-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let matched = view.decided().told::<Matched>().find(|matched| matched.import.is_some())?;
    let import = matched.import.as_ref()?;
    let place = import.repo.to_string();
    let path = place.strip_prefix("https://")?.trim_end_matches('/');
    let Lookup::Row { outcome: Ok(known), .. } = lookup(path, view.trace.header.go) else {
        return None;
    };
    let below = path.strip_prefix(known.root.as_str()).filter(|below| below.starts_with('/'))?;
    let prefix = import.prefix.strip_suffix(below).unwrap_or(&import.prefix).to_owned();
    let right = Import { prefix, repo: known.repo.clone().into(), ..import.clone() };
    let title = format!("The tag names {below} inside the repository {}.", known.repo);
    let seen = format!("{}: {} {} {place}", matched.url, import.prefix, import.vcs);
    Some(Found::new(Step::Validate, title).seen(seen).fix(tag_on(&right, &matched.url)))
}
