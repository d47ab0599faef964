//! The tag is in the body.

use crate::{
    findings::{
        Found, check,
        view::{View, first_in_head},
    },
    second::browser::{DifferenceKind, Part},
    trace::Step,
};

check! {
    /// The go-import tag stands in the body of the page, or behind the head. go stops reading at
    /// `<body>` and at `</head>`.
    ///
    /// Put the tag into the head.
    "meta-tag-in-body", Error, quiet in "body-in-script"
}

fn find(view: &View<'_>) -> Option<Found> {
    let (page, why) =
        view.differs(&[DifferenceKind::StoppedAtBody, DifferenceKind::StoppedAtHeadEnd])?;
    let tag = page.read.browser().imports.first().filter(|tag| tag.part == Part::Body)?;
    Some(
        Found::new(Step::Meta, "The tag stands in the body, and go reads the head only.")
            .seen(format!("{}: {why}", page.url))
            .fix(first_in_head(&tag.import)),
    )
}
