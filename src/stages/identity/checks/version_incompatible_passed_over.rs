//! Versions without a go.mod that a query passes over.

use crate::{
    findings::{Found, check, view::View},
    go::{std::strconv::text::lossy, xmod::semver},
    shell::word,
    trace::{CommandEnded, ProxyAnswer, ProxyAsked, Step, Told as _},
};

check! {
    /// There are higher versions `+incompatible`, of tags from v2 on without a go.mod, and the query passed them over, because the newest
    /// version below v2 has a go.mod. So `latest` is not the highest number of the list.
    ///
    /// Where the highest version below v2 has no go.mod either, go takes the `+incompatible` one. Versions from v2 on that have a go.mod are
    /// another module, with `/v2` at the end of its path (`major-version-suffix-missing`).
    ///
    /// Name the version, if it is the one that is wanted.
    "version-incompatible-passed-over", Note, aside, quiet in "version-retracted"
}

fn find(view: &View<'_>) -> Option<Found> {
    let ended = view.trace.first::<CommandEnded>().filter(|_| !view.fails())?;
    let version = ended.version.as_ref()?;
    let relative = matches!(&*version.query, "latest" | "upgrade" | "patch");
    let mut asked = view.decided().told::<ProxyAsked>();
    let list = asked.find(|it| it.endpoint == "@v/list" && it.entry == version.from)?;
    let ProxyAnswer::Body { .. } = list.answer else { return None };
    let page = view.own().find(|it| it.asked.url.ends_with("/@v/list"))?.body?;
    let text = lossy(&page.page.0);
    let words = text.lines().filter_map(|line| line.split_whitespace().next());
    let words = words.filter(|word| semver::is_valid(word) && word.ends_with("+incompatible"));
    let highest = words.max_by(|one, other| semver::compare(one, other))?;
    if !relative || !semver::compare(highest, &version.version).is_gt() {
        return None;
    }
    let (taken, query) = (&version.version, &version.query);
    let title = format!("{query} comes to {taken}; {highest} is passed over.");
    Some(
        Found::new(Step::Version, title)
            .seen(format!("{}: lists {highest}", list.url))
            .seen(format!("the go.mod of {taken} makes go pass over what has none"))
            .fix(format!("go get {}", word(&format!("{}@{highest}", version.module)))),
    )
}
