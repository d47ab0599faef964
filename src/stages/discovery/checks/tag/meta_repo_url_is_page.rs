//! The repository root of the tag is a page of a forge.

use crate::{
    findings::{
        Found, check,
        view::{
            View,
            forge::{Page, page},
            tag,
        },
    },
    go::cmd::meta::Import,
    trace::{By, Matched, Step, Told as _},
};

check! {
    /// The tag's third field is the address of a page at a forge, and no repository: a folder (`/tree/main/…`), a file, or an owner. go
    /// takes the tag, and git finds no repository there. At github.com, bitbucket.org and codeberg.org a repository is an owner and a
    /// name, at gitlab.com there may be groups between them, and pages are behind `/-/`.
    ///
    /// `git-repo-not-found` is a repository that is not there or hidden. A module in a folder of a repository has that folder in its path,
    /// behind the prefix; since go 1.25 a fourth field of the tag can name it.
    ///
    /// Write the address that `git clone` takes.
    "meta-repo-url-is-page", Error, quiet in "repo-no-scheme"
}

fn find(view: &View<'_>) -> Option<Found> {
    let import = tagged(view)?;
    let repo = import.repo.without_login();
    let (title, better) = match page(&repo)? {
        Page::OfRepository(better) => {
            ("The tag names a page of a forge, and no repository.", better)
        }
        Page::OfOwner(owner) => {
            ("The tag names an owner at a forge, and no repository.", format!("{owner}/REPOSITORY"))
        }
    };
    let right = Import { repo: better.into(), ..import };
    let found =
        Found::new(Step::Validate, title).seen(format!("the repo root is {repo}")).fix(tag(&right));
    Some(if view.fails() { found } else { found.mild() })
}

/// The tag that go takes, whatever comes of it.
fn tagged(view: &View<'_>) -> Option<Import> {
    let root = view.ending.verdict.root().filter(|root| root.by == By::Meta);
    let of_root = root.map(|root| Import {
        prefix: root.path.clone(),
        vcs: root.vcs.clone(),
        repo: root.repo.clone(),
        subdir: root.subdir.clone(),
    });
    let of_page = || view.decided().told::<Matched>().find_map(|matched| matched.import.clone());
    of_root.or_else(of_page).filter(|import| import.vcs == "git")
}
