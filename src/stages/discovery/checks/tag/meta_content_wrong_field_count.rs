//! A go-import tag whose content has too few or too many fields.

use crate::{
    findings::{Found, check, view::View},
    go::{
        cmd::meta::{Tag, Verdict},
        version::Change,
    },
    trace::Step,
};

check! {
    /// The content of a go-import tag is split at white space and must have three fields: prefix,
    /// VCS and repo root; since go 1.25 a fourth may name a directory in the repository. go ignores
    /// a tag with another number of fields, and says nothing about it.
    ///
    /// A non-breaking space separates too; `&nbsp;` does not, because go leaves it as it is.
    "meta-content-wrong-field-count", Error, quiet in "tag-nbsp"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page()?;
    let newer = !view.trace.header.go.has(Change::SubdirField);
    let (tag, count) =
        page.read.go().tags.iter().find_map(wrong).filter(|(_, n)| !(newer && *n == 4))?;
    let fields = if count == 1 { "field" } else { "fields" };
    let title = format!(
        "The go-import tag has {count} {fields}, so go ignores it; it \
         takes 3 or 4."
    );
    let place =
        format!("{}, line {}: {}", page.url, tag.line, tag.content.as_deref().unwrap_or(""));
    let fix = view.meant(tag.content.as_deref().unwrap_or(""));
    Some(Found::new(Step::Meta, title).seen(place).fix(fix))
}

fn wrong(tag: &Tag) -> Option<(&Tag, usize)> {
    match tag.verdict {
        Verdict::FieldCount { found } => Some((tag, found)),
        _ => None,
    }
}
