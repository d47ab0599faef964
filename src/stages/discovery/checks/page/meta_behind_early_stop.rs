//! go takes something in the head for its end.

use crate::{
    findings::{
        Found, check,
        view::{View, first_in_head},
    },
    second::browser::{DifferenceKind, Part},
    trace::Step,
};

check! {
    /// The tag stands in the head, and go stops reading before it: `<body>` or `</head>` in the
    /// text of a script, or a `<head/>` that closes itself, are the end of the head for go's
    /// parser, though not for a browser.
    ///
    /// Put the tag first in the head.
    "meta-behind-early-stop", Error, quiet in "tag-in-body"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (page, why) =
        view.differs(&[DifferenceKind::StoppedAtBody, DifferenceKind::StoppedAtHeadEnd])?;
    let tag = page.read.browser().imports.first().filter(|tag| tag.part == Part::Head)?;
    Some(
        Found::new(Step::Meta, "go takes the head for ended before it comes to the tag.")
            .seen(format!("{}: {why}", page.url))
            .fix(first_in_head(&tag.import)),
    )
}
