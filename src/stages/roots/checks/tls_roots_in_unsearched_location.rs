//! The CA's certificate is there, and go does not look there.

use super::cures::install;
use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::{RootPlace, Step},
};

check! {
    /// The server's certificate is signed by a CA that go does not know, and a file on this machine
    /// holds that CA: in a folder that go does not read, or under a variable that only another tool
    /// reads. With that file go would accept the certificate; this was tried with go's own rules.
    ///
    /// go reads the first of a few bundles (`/etc/ssl/certs/ca-certificates.crt` on Debian) and the
    /// files in `/etc/ssl/certs` and `/etc/pki/tls/certs`. `/etc/ssl/cert`, without the s, is none
    /// of them. The folders for own CAs (`/usr/local/share/ca-certificates`) are read by the
    /// system's tool, which puts their content into the bundle when it is run.
    "tls-roots-in-unsearched-location", Error, quiet in "unknown-ca"
}

fn find(view: &View<'_>) -> Option<Found> {
    let judged = view.untrusted()?;
    let found = view.root_found().filter(|found| found.place == RootPlace::Unsearched);
    let found = found.filter(|found| !found.intermediate)?;
    let file = &found.file;
    let title = match &found.variable {
        None => "The server's CA is known on this machine, but its file stands \
             where go does not look."
            .to_owned(),
        Some(name) => format!(
            "The server's CA is in the file that {name} names, which go does \
             not read."
        ),
    };
    let certificate =
        format!("{file} holds the CA {}, with which go accepts the chain", found.subject);
    Some(
        Found::new(Step::Fetch, title)
            .seen(certificate)
            .seen("go reads no such file")
            .fix(install(&found.file, &judged.host))
            .fix(format!("SSL_CERT_FILE={} {}   # this run only", word(file), view.again()))
            .not("http.sslVerify, GIT_SSL_NO_VERIFY: those are git's; this request is go's own"),
    )
}
