//! What the checks of the roots alone share with those of a refused chain: findings and cures.

use crate::{
    findings::{
        Found,
        view::{View, word},
    },
    go::std::crypto::roots::{Looked, State},
    trace::{RootsRead, Step},
};
use std::path::Path;

/// The finding, where go found nothing in its own places.
pub(crate) fn no_roots(roots: &RootsRead) -> Found {
    let absent = roots.files.iter().filter(|file| file.state == State::Absent).count();
    let title = "This machine has no root certificates, so go trusts no server.";
    Found::new(Step::Fetch, title)
        .seen(format!(
            "{absent} of {} files absent, 0 certificates in {} folders",
            roots.files.len(),
            roots.dirs.len()
        ))
        .fix("sudo apt-get install -y ca-certificates   # alpine: apk add ca-certificates")
        .fix(
            "COPY --from=build /etc/ssl/certs/ca-certificates.crt \
             /etc/ssl/certs/   # in a Dockerfile",
        )
        .not("GOINSECURE: it does not reach GOPROXY and the checksum database")
}

/// The finding about `file`.
pub(crate) fn absent(view: &View<'_>, file: &Looked) -> Found {
    let title = format!("SSL_CERT_FILE names {}, which does not exist.", file.path);
    about(view, title).fix("unset SSL_CERT_FILE")
}

/// A finding about the file that `SSL_CERT_FILE` names.
pub(crate) fn about(view: &View<'_>, title: String) -> Found {
    let roots = view.roots();
    let dirs = roots.map_or(0, |roots| roots.certificates);
    let mut found = Found::new(Step::Fetch, title)
        .seen(format!("{dirs} root certificates in all; the system's own files are not read"));
    if let Some(error) = view.named_root_file().and_then(|file| file.error.clone()) {
        found = found.seen(error);
    }
    found
}

/// The finding about `file`.
pub(crate) fn empty(view: &View<'_>, file: &Looked) -> Found {
    let mut found = about(
        view,
        format!("SSL_CERT_FILE names {}, in which go finds no certificate.", file.path),
    );
    if let Some(skipped) = file.skipped.first() {
        found = found.seen(format!("{}: {}", skipped.path, skipped.why));
    }
    found.fix("unset SSL_CERT_FILE").fix(format!(
        "grep -c 'BEGIN CERTIFICATE' {}   # go reads such blocks only",
        word(&file.path)
    ))
}

/// The command that writes the block on `line` of `file` again, as `name`.
pub(crate) fn written_plain(file: &str, line: usize, name: &str) -> String {
    let (file, name) = (word(file), word(name));
    format!(
        "sed -n '{line},/-----END/p' {file} | openssl x509 | \
         sudo tee /usr/local/share/ca-certificates/{name}.crt && \
         sudo update-ca-certificates"
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

/// With the fix that makes a file of `hidden` and of `own`, the one that `SSL_CERT_FILE` names.
pub(crate) fn with_both(found: Found, hidden: &str, own: Option<&Looked>) -> Found {
    let Some(own) = own else { return found };
    found.fix(format!(
        "cat {} {} > ~/roots.pem && export SSL_CERT_FILE=~/roots.pem",
        word(hidden),
        word(&own.path)
    ))
}
