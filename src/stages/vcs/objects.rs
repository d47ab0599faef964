//! The hash by which a repository names its objects.

use crate::{
    findings::view::View,
    go::{cmd::codehost::git::ObjectFormat, std::strconv::text::lossy, version::Change},
    trace::CommandRan,
};

/// The list of a repository that names its objects by SHA-256, of which this go makes a copy with SHA-1, and the first name in it.
pub(super) fn of_another_hash<'a>(view: &View<'a>) -> Option<(&'a CommandRan, String)> {
    if view.trace.header.go.has(Change::RefsBeforeInit) {
        return None;
    }
    view.trace.all::<CommandRan>().find_map(|(_, ran)| {
        let lists = ran.ran.argv.iter().any(|word| word == "ls-remote");
        let (first, _) = ran.ran.stdout.0.split_at_checked(ObjectFormat::Sha256.digits())?;
        let is_name = first.iter().all(u8::is_ascii_hexdigit);
        (lists && is_name).then(|| (ran, lossy(first)))
    })
}
