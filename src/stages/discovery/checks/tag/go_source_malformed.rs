//! A go-source tag that no documentation site can read.

use crate::{
    findings::{Found, check, view::View},
    go::cmd::meta::{Tag, Verdict},
    trace::{PageRead, Step, Told as _},
};

check! {
    /// The page has a `go-source` tag whose content has not its four fields: prefix, home, directory
    /// and file. go never reads it; pkg.go.dev and other documentation sites do, and link to no
    /// source.
    ///
    /// Write the four, `_` for one that there is none of, or leave the tag out: for the well-known
    /// forges the sites know the links by themselves.
    "go-source-malformed", Note, aside, quiet in "govanityurls"
}

fn find(view: &View<'_>) -> Option<Found> {
    let mut pages = view.trace.events.iter().filter(|event| !event.probe).told::<PageRead>();
    let (url, tag) = pages
        .find_map(|page| Some((&page.url, page.read.go().tags.iter().find(|it| is_bad(it))?)))?;
    let content = tag.content.as_deref().unwrap_or_default();
    let count = content.split_whitespace().count();
    let title = format!("The go-source tag has {count} fields; it takes 4. go does not read it.");
    let path = view.culprit().map_or_else(|| view.path(), str::to_owned);
    let (home, tree) = ("https://REPOSITORY", "https://REPOSITORY/tree/main{/dir}");
    let file = "https://REPOSITORY/blob/main{/dir}/{file}#L{line}";
    let fix = format!("<meta name=\"go-source\" content=\"{path} {home} {tree} {file}\">");
    let seen = format!("{url}, line {}: {content}", tag.line);
    Some(Found::new(Step::Meta, title).seen(seen).fix(fix))
}

fn is_bad(tag: &Tag) -> bool {
    let content = tag.content.as_deref().unwrap_or_default();
    tag.verdict == Verdict::GoSource && content.split_whitespace().count() != 4
}
