//! git that writes other bytes on this machine than the repository has.

use super::odd::{Odd, odd};
use crate::{
    findings::{Found, check, view::View},
    shell::word,
};

check! {
    /// git writes the files otherwise on this machine than they are in the repository: an attribute in the user's own file, such as
    /// `* text eol=crlf`, converts line ends, or a filter, such as that of Git LFS, replaces content. go packs what git gives it, so the
    /// hash is another one. `core.autocrlf` alone does not do it: go switches that off.
    ///
    /// The version was fetched a second time, without the user's settings of git: then the hash is the recorded one. If it is the same
    /// without them, the tag was moved (`sum-tag-moved`). A proxy that packs on such a machine is `sum-proxy-served-different-bits`.
    ///
    /// Take the attribute or filter out of git's settings for good, or leave them out for this one command.
    "sum-git-changes-files", Error, quiet in "gosum-tag-moved"
}

fn find(view: &View<'_>) -> Option<Found> {
    let seen = odd(view, Odd::Git)?;
    let named = seen.named();
    let title = format!("git changes the files of {named} on this machine.");
    let plain = "GIT_CONFIG_GLOBAL=/dev/null GIT_ATTR_NOSYSTEM=1 GIT_CONFIG_COUNT=1 \
                 GIT_CONFIG_KEY_0=core.attributesFile GIT_CONFIG_VALUE_0=/dev/null";
    let found = seen.found(view, title);
    let found = found.fix(format!("{plain} go mod download {}", word(&named)));
    Some(
        found
            .fix("git config --global --get-regexp '^filter|attributesfile'")
            .not("core.autocrlf=input: go sets that itself"),
    )
}
