//! A zip whose names do not begin with the module and its version.

use super::seen::served;
use crate::{
    findings::{Found, check, view::View},
    shell::word,
};

check! {
    /// Every name in the zip of a module begins with the module path, `@`, the version and `/`. In this one a name does not: an archive of the
    /// forge was taken as it stands (`tool-1.2.0/…`), or the zip was packed for another path or version.
    ///
    /// What is no zip at all is `goproxy-zip-not-a-zip`. A zip that is right and differs from what others got fails at its checksum
    /// (`sum-third-party-proxy-served-different-bits`).
    ///
    /// Tell the proxy's owner. A zip is made by `go mod download` itself: the module cache of a machine that has the module can be served as it is.
    "goproxy-zip-wrong-root", Error, quiet in "goproxy-zip-page"
}

fn find(view: &View<'_>) -> Option<Found> {
    const WORDS: &str = " has unexpected file ";
    let said = view.ending.verdict.error()?;
    let (_, name) = said.split_once(WORDS)?;
    let served = served(view).filter(|served| served.is_for("zip"))?;
    let title = format!(
        "The zip that {} serves is not packed for this module and version.",
        served.met.entry
    );
    let found = served.found(view, title).seen(format!("it holds {}", name.trim_end()));
    let url = word(&served.asked.url);
    Some(found.fix(format!("curl -sSL -o module.zip {url} && unzip -l module.zip")))
}
