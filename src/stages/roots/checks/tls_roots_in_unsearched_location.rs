//! The CA's certificate is there, and go does not look there.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    trace::{RootPlace, Step},
};
use std::path::Path;

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
    let found = view.root_found().filter(|found| found.place == RootPlace::Unsearched)?;
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

/// The command that makes the certificates of `file` known to the whole system, as `name`.
pub(crate) fn install(file: &str, name: &str) -> String {
    const DEBIAN: &str = "/usr/local/share/ca-certificates";
    let (file, name) = (&word(file), word(name));
    if file.starts_with("/etc/pki/ca-trust/source/anchors/") {
        return "sudo update-ca-trust".to_owned();
    }
    if file.starts_with("/etc/ca-certificates/trust-source/anchors/") {
        return "sudo trust extract-compat".to_owned();
    }
    let update = "sudo update-ca-certificates";
    if !file.starts_with(DEBIAN) {
        return format!("sudo cp {file} {DEBIAN}/{name}.crt && {update}");
    }
    // update-ca-certificates takes files in .crt only.
    if Path::new(file).extension().is_some_and(|extension| extension == "crt") {
        return update.to_owned();
    }
    format!("sudo mv {file} {file}.crt && {update}")
}
