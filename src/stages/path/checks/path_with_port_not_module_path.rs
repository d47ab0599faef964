//! The host of the path has a port.

use crate::{
    findings::{
        Found, check,
        view::{View, tag_on},
    },
    go::cmd::meta::Import,
    trace::Step,
};

check! {
    /// A module path cannot hold a colon, so its host cannot have a port. go always asks port 443
    /// (and 80 where GOINSECURE matches).
    ///
    /// Give the server a name that answers on port 443 (a reverse proxy), or let a vanity host name
    /// the repository, whose URL may have a port: `ssh://git@host:2222/path`.
    "path-with-port-not-module-path", Error, quiet in "path-scheme"
}

fn find(view: &View<'_>) -> Option<Found> {
    view.path_error()?;
    let path = view.path();
    let first = path.split('/').next()?;
    let (host, port) = first.split_once(':')?;
    let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    let title = format!("{host}:{port} has a port, and a module path cannot have one.");
    let rest = path.split_once('/').map_or("", |(_, rest)| rest);
    let rest = rest.split('@').next().unwrap_or_default().trim_end_matches(".git");
    let tag = Import {
        prefix: format!("{host}/{rest}"),
        vcs: "git".to_owned(),
        repo: format!("https://{host}:{port}/{rest}.git").into(),
        subdir: String::new(),
    };
    let fix = tag_on(&tag, &format!("https://{host}/{rest}?go-get=1"));
    (is_port && !host.is_empty()).then(|| Found::new(Step::Path, title).seen(path.clone()).fix(fix))
}
