//! Nothing answers for a path with a suffix, and go does not say why.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    go::std::strconv::text::lossy,
    trace::{RanEnd, Step},
};

check! {
    /// For a path with `.git` in it go asks the repository under each scheme in turn, and says only that none answered. What git said is
    /// dropped; here it is.
    ///
    /// Run the command yourself to go on from there: of a server that fails ask whoever runs it, of a repository that is hidden its
    /// owner.
    "vcs-suffix-ping-error-swallowed", Error, quiet in "git-not-installed"
}

fn find(view: &View<'_>) -> Option<Found> {
    let wanted = view.curl().and_then(|curl| curl.last()).is_some_and(|it| it.status == Some(401));
    if view.pings().any(|(_, ran)| ran.end == RanEnd::Missing) || wanted {
        return None;
    }
    let (url, first) = view.pings().next()?;
    let mut found = Found::new(
        Step::VcsSuffix,
        "The repository could be reached by none of the schemes that go tries; go hides why.",
    );
    for (url, ran) in view.pings() {
        let said = lossy(&ran.stderr.0);
        let line = said.lines().find(|line| !line.trim().is_empty()).unwrap_or("nothing");
        found = found.seen(format!("{url}: {}", line.trim()));
    }
    let tool = first.argv.first()?;
    Some(found.fix(format!("{} ls-remote {}", word(tool), word(url))))
}
