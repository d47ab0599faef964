//! The page is an empty frame for a script.

use crate::{
    findings::{
        Found, check,
        view::{View, tag},
    },
    go::cmd::meta::Import,
    trace::Step,
};

check! {
    /// What the server sends is the frame of a single-page app: an empty element that a script
    /// fills in a browser. Neither go nor curl runs scripts, so a tag that the script would write is
    /// never seen.
    ///
    /// Put the tag into the file that the server sends (`index.html` of the build), or answer what
    /// asks for `go-get=1` before the app does, with a page that has the tag.
    "meta-rendered-by-script", Error, quiet in "tag-missing"
}

fn find(view: &View<'_>) -> Option<Found> {
    let page = view.tagless_page().filter(|page| page.error.is_none())?;
    let frame = page.read.browser().frame.as_ref()?;
    let unseen = page.read.browser().is_blank();
    let explained = view.parent_with_tag().is_some() || view.sign_in().is_some();
    let import = Import {
        prefix: view.culprit()?.to_owned(),
        vcs: "git".to_owned(),
        repo: "https://REPOSITORY".into(),
        subdir: String::new(),
    };
    (unseen && !explained).then(|| {
        Found::new(Step::Meta, "The page is an empty frame that a script fills; go runs none.")
            .seen(format!("{}: {}, no go-import tag", page.url, page.status))
            .seen(format!("line {}: {}", frame.line, frame.excerpt))
            .fix(tag(&import))
    })
}
