//! No place for the module cache.

use crate::{
    findings::{Found, check, view::View},
    go::cmd::start::cache,
    trace::{CommandEnded, Step},
};

check! {
    /// HOME is not set, and neither GOPATH nor GOMODCACHE nor GOCACHE says where go keeps modules and builds. Services, cron jobs and
    /// init scripts often run without HOME, and `sudo` or `env -i` may take it away.
    ///
    /// A value that is there and relative is `env-folder-refused`. Where HOME is another user's, go finds its folders and may not
    /// write them: `module-cache-not-writable`. `go list -m` over a module proxy keeps nothing and succeeds.
    ///
    /// Set HOME in the unit, the job or the script (`export HOME=/home/ann`, as the machine knows it), or name both folders of go's there:
    /// `export GOMODCACHE=/var/cache/go/mod GOCACHE=/var/cache/go/build`.
    "env-home-missing", Error, quiet in "goproxy-off"
}

fn find(view: &View<'_>) -> Option<Found> {
    let ended = view.trace.first::<CommandEnded>().filter(|_| view.fails())?;
    let error = ended.error.as_deref()?;
    let said = [Some(cache::NO_FOLDER.to_owned()), cache::unusable("")];
    said.iter().flatten().find(|text| error.ends_with(text.as_str()))?;
    let title = "go knows no place for its module cache: HOME, GOPATH and GOMODCACHE are not set.";
    let found = Found::new(Step::Settings, title).seen(format!("go says: {error}"));
    Some(
        found
            .fix(HOME_OF_USER)
            .fix("export GOMODCACHE=/var/cache/go/mod && export GOCACHE=/var/cache/go/build"),
    )
}

/// The home that the machine knows for whoever runs go.
const HOME_OF_USER: &str = "export HOME=\"$(getent passwd \"$(id -un)\" | cut -d: -f6)\"";
