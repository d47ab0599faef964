//! Client and server have no algorithm in common.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::trouble::{self, Trouble},
};

check! {
    /// The server and this ssh have no way in common to exchange keys, or no kind of host key: an old server offers
    /// what newer clients switched off (`ssh-rsa`, `diffie-hellman-group1-sha1`).
    ///
    /// A key of ours for which there is no signature in common is `ssh-key-unusable`.
    ///
    /// Have the server renewed; until then allow its offer for this host alone.
    "ssh-no-common-algorithm", Error, quiet in "repo-ssh-closes"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::NothingInCommon)?;
    let row = trouble::line(spoke, "Unable to negotiate with ")?;
    let title = format!("ssh and the server {} have no algorithm in common.", spoke.host);
    let (before, offer) = row.split_once(" found. Their offer: ")?;
    let (_, what) = before.split_once("no matching ")?;
    let found = trouble::found(view, title).seen(row.clone());
    let (_, option) = OPTIONS.iter().find(|(kind, _)| *kind == what)?;
    let lines = format!("Host {}\\n\\t{option} +{}\\n", spoke.host, known(offer));
    Some(found.fix(format!("printf {} >>~/.ssh/config", word(&lines))))
}

/// The option for what does not match, in ssh's own words.
const OPTIONS: [(&str, &str); 4] = [
    ("MAC", "MACs"),
    ("cipher", "Ciphers"),
    ("host key type", "HostKeyAlgorithms"),
    ("key exchange method", "KexAlgorithms"),
];

/// What is offered, without the marks of extensions, which no option takes.
fn known(offer: &str) -> String {
    let is_mark = |name: &&str| name.starts_with("kex-strict-") || name.starts_with("ext-info-");
    let names = offer.trim().split(',').filter(|name| !is_mark(name));
    names.collect::<Vec<_>>().join(",")
}
