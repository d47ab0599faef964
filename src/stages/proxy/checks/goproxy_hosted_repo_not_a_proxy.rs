//! A repository of modules at GOPROXY that fetches nothing from elsewhere.

use super::{
    entries::then_direct,
    lacking::{as_written, lacking, well_known},
};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
    stages::proxy::words::answer,
};

check! {
    /// The repository at GOPROXY is of the kind that its manager calls "hosted" or "local": it serves what was pushed to it and fetches
    /// nothing from elsewhere. So it has not even `golang.org/x/text`, and its 404 names the file that it lacks.
    ///
    /// If well-known modules come and only some do not, the proxy does fetch: it lacks the module (`goproxy-lacks-module`), or fails
    /// (`goproxy-404-upstream-failure-hidden`). A web page in the place of a 404 is a wrong base URL
    /// (`goproxy-answers-non-protocol-body`). A proxy that may fetch, and whose own way out is closed without a word of it, looks the same
    /// from here: its owner knows.
    ///
    /// Name the group or virtual repository, which joins the hosted one with a proxy; or put `direct` behind it.
    "goproxy-hosted-repo-not-a-proxy", Error, quiet in "goproxy-404-module"
}

fn find(view: &View<'_>) -> Option<Found> {
    let refused = lacking(view).filter(|_| as_written(view).is_none())?;
    let (known, module) = (well_known(view)?, view.culprit()?);
    let entry = &refused.met.entry;
    let known_too = "golang.org/x/text, which every proxy can fetch";
    let title = format!("{entry} has neither {module} nor {known_too}.");
    let found = refused.found(view, title);
    let found = found.seen(format!("{}: {}", known.url, answer(&known.answer)));
    let found = match then_direct(view) {
        Some(value) => found.fix(view.set("GOPROXY", &value)),
        None => found,
    };
    Some(found.fix(format!("curl -sSL -i {}", word(&known.url))))
}
