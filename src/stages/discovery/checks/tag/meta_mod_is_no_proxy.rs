//! The tag names a module proxy, and there is none.

use crate::{
    findings::{
        Found, check,
        view::{View, html_remark, tag, word},
    },
    go::cmd::meta::Import,
    trace::{Probed, Question, Step, Told as _},
};

check! {
    /// The second field of the go-import tag is `mod`, so that its third names a module proxy: go
    /// asks there for `MODULE/@v/list` and the rest of the protocol. What answers is none: it knows
    /// no such page, or sends a page for people. Often the URL is that of a repository, or lacks the
    /// path below which the proxy stands (`/api/go/NAME`, `/repository/NAME`).
    ///
    /// Put the URL of the proxy there as one would in GOPROXY, or the repository with its own
    /// version control system in place of `mod`.
    "meta-mod-is-no-proxy", Error, quiet in "mod-entry"
}

fn find(view: &View<'_>) -> Option<Found> {
    let root = view.ending.verdict.root().filter(|root| root.vcs == "mod")?;
    let mut answers = view.decided().told::<Probed>();
    let probed = answers.find(|answer| answer.question == Question::VersionList)?;
    let seen = probed.seen.as_ref()?;
    let answer = match seen.status {
        404 | 410 => "no such page".to_owned(),
        200 if seen.begins.starts_with('<') => format!("a page: {}", seen.begins),
        _ => return None,
    };
    let title = format!(
        "The tag names {} as a module proxy, and it is none: go fails there, at its next step.",
        root.repo
    );
    let repo = root.repo.to_string().trim_end_matches('/').to_owned();
    let asked = html_remark(&format!("where git ls-remote {} answers", word(&repo)));
    let (prefix, subdir) = (root.path.clone(), root.subdir.clone());
    let import = Import { prefix, vcs: "git".into(), repo: repo.into(), subdir };
    Some(
        Found::new(Step::Validate, title)
            .seen(format!("the tag: {} mod {}", root.path, root.repo))
            .seen(format!("{}: {}, {answer}", probed.url, seen.status))
            .fix(tag(&import) + &asked),
    )
}
