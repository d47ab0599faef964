//! The godebug lines of a main module or workspace.

use super::{Reader, Refusal};
use crate::go::{
    cmd::gover,
    godebug::{is_removed, removed_by},
    std::strconv::text::quote,
    version::{Change, Version},
    xmod::modfile::Godebug,
};

impl Reader {
    /// What go says of settings that it does not know, a text for each.
    pub(super) fn godebug(&self, file: &str, lines: &[Godebug]) -> Vec<Refusal> {
        let refused = lines.iter().filter_map(|line| {
            let why = self.refused(&line.key, &line.value)?;
            let text = format!("error loading {file}:\n{file}:{}: {why}", line.line);
            Some(Refusal::whole(line.line, text))
        });
        refused.collect()
    }

    fn refused(&self, key: &str, value: &str) -> Option<String> {
        if key == "default" {
            return self.default(value);
        }
        let removed = removed_by(key, value).filter(|_| self.release.has(REMOVALS));
        match removed {
            Some(removed) => Some(format!(
                "removed GODEBUG {} set to old value {} (https://go.dev/doc/godebug#go-1{removed})",
                quote(key),
                quote(value)
            )),
            None => {
                (!is_known(key, self.release)).then(|| format!("unknown godebug {}", quote(key)))
            }
        }
    }

    fn default(&self, value: &str) -> Option<String> {
        let Some(version) = value.strip_prefix("go").filter(|it| gover::is_release(it)) else {
            return Some("value for default= must be goVERSION".to_owned());
        };
        let release = &self.running.release;
        let newer = gover::compare(version, release).is_gt();
        newer.then(|| format!("default=go{version} too new (toolchain is go{release})"))
    }
}

/// The releases that keep settings which they removed, with any value but the old one.
const REMOVALS: Change = Change::RemovedGodebugIsFatal;

/// Whether a setting is, or was, one of go's.
fn is_known(key: &str, release: Version) -> bool {
    let minor = release.minor();
    let kept = release.has(REMOVALS) && is_removed(key);
    kept || NAMES.lines().any(|line| {
        let (name, since) = line.split_once(' ').unwrap_or((line, ""));
        let (since, until) = since.split_once("..").unwrap_or((since, ""));
        let at_least = since.parse().is_ok_and(|since: u16| minor >= since);
        let gone = until.parse().is_ok_and(|until: u16| minor >= until);
        name == key && at_least && !gone
    })
}

/// A setting a line, and the minor releases that know it: `internal/godebugs` of go 1.23.9 to 1.27.3.
const NAMES: &str = include_str!("godebugs.txt");
