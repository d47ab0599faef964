//! GOPATH mode: one lookup for the package itself, and no insecure repository
//! (discovery.md §17.4 and §17.5).

use crate::{
    go::{
        cmd::{
            argument::{ArgumentError, Target},
            candidate::{Candidate, Lookup as Plan},
            clean::{clean, is_absolute, is_relative},
            std::is_standard,
            suffix::is_secure,
            winner::Class,
        },
        std::strconv::text::lossy,
        version::{Change, Version},
        xmod::module::check_import,
    },
    pipeline::{Halt, Session, session::lookup::Lookup},
    trace::Root,
};

/// What `go get ARG` looks up in GOPATH mode: the argument itself, as a whole.
pub(crate) fn target(argument: &[u8], version: Version) -> Result<Target, ArgumentError> {
    let cleaned = clean(argument, version);
    let path = lossy(&cleaned);
    if is_relative(&cleaned) || is_absolute(&cleaned) {
        return Ok(Target::Local(path));
    }
    if path.contains('@') && version.has(Change::Modules) {
        return Err(ArgumentError::NoVersionsInGopath);
    }
    if is_standard(&path) {
        return Ok(Target::Standard(path));
    }
    let base = path.split("/...").next().unwrap_or(&path).to_owned();
    if let Err(error) = check_import(base.as_bytes())
        && version.has(Change::GopathPathChecked)
    {
        return Err(ArgumentError::ImportPath { path: base, error });
    }
    let candidates = vec![Candidate { path: base, lookup: Plan::Module }];
    Ok(Target::Lookup { path, version: None, candidates })
}

impl Session {
    /// Whether `-insecure` or the repository's scheme lets go download it.
    pub(crate) fn may_download(&self, root: &Root, lookup: &Lookup) -> Result<(), Halt> {
        let allowed = self.world.var("GIT_ALLOW_PROTOCOL").and_then(|list| list.to_str());
        let scheme = root.repo.expose().split_once("://").map_or("", |(scheme, _)| scheme);
        if lookup.insecure || is_secure(&root.vcs, scheme, allowed) {
            return Ok(());
        }
        let text = if self.version.has(Change::InsecureUrlUnnamed) {
            "cannot download: URL uses insecure protocol".to_owned()
        } else {
            format!("cannot download, {} uses insecure protocol", root.repo)
        };
        Err(Halt::Failed(text, Class::Other))
    }
}
