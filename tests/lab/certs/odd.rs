//! Chains that go refuses for what they are made of: keys with which no server can sign, another order, a link left out, blocks on one
//! line. What go says of the keys was seen with OpenSSL's server and go 1.21.13, 1.24.11 and 1.27.3.

use std::process::Stdio;

use goget_doctor::{
    report::certs::CertsView,
    world::{Laid, World},
};
use time::macros::datetime;

use super::{bare, judged};
use crate::support::child;

macro_rules! pem {
    ($name:literal) => {
        include_str!(concat!("../../../testdata/keys/chains/", $name, ".pem"))
    };
}

const REFUSED: &str = "remote error: tls: handshake failure";
const INSECURE: &str = "tls: invalid signature by the server certificate: crypto/rsa: 768-bit keys are insecure (see \
     https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)";

/// The machine of the recordings, at a time at which these certificates hold.
fn later() -> World {
    let mut world = bare();
    world.stop_clock(datetime!(2027-01-01 00:00 UTC));
    world
}

fn names(view: &CertsView) -> Vec<&str> {
    view.findings.iter().map(|finding| &*finding.name).collect()
}

#[tokio::test]
async fn keys_of_no_use_are_refused() {
    let (p224, short, old) = (pem!("p224"), pem!("rsa512"), pem!("rsa768"));
    for (chain, release, error, finding) in [
        (p224, "1.27.3", Some(REFUSED), Some("tls-no-common-suite")),
        (p224, "1.21.13", Some(REFUSED), Some("tls-no-common-suite")),
        (short, "1.27.3", Some(REFUSED), Some("tls-no-common-suite")),
        (short, "1.21.13", Some(REFUSED), Some("tls-no-common-suite")),
        (old, "1.27.3", Some(INSECURE), Some("tls-rsa-key-too-short")),
        (old, "1.24.11", Some(INSECURE), Some("tls-rsa-key-too-short")),
        (old, "1.21.13", None, None),
    ] {
        let view = judged(later(), chain, Some(chain), "h.test", release).await;
        let first = names(&view).first().copied();
        assert_eq!((view.verdict.error(), first), (error, finding), "{release}\n{chain}");
    }
}

#[tokio::test]
async fn the_certificate_for_the_host_has_to_be_the_first() {
    let chain = [pem!("inter"), pem!("leaf")].concat();
    let view = judged(later(), &chain, Some(pem!("root")), "h.test", "1.27.3").await;
    assert_eq!(names(&view), ["tls-hostname-mismatch"]);
    assert_eq!(view.findings[0].evidence, ["certificate 2 of the 2 that it sends is for h.test"]);
    let behind = [pem!("leaf"), pem!("root"), pem!("inter")].concat();
    let view = judged(later(), &behind, Some(pem!("root")), "h.test", "1.27.3").await;
    assert_eq!((view.verdict.ok(), names(&view)), (Some(true), Vec::new()));
}

#[tokio::test]
async fn an_intermediate_is_told_from_a_root() {
    let file = "/usr/local/share/ca-certificates/inter.crt";
    let mut world = later();
    world.lay(file, Laid::Content(pem!("inter").into()));
    let view = judged(world, pem!("leaf"), Some(pem!("root")), "h.test", "1.27.3").await;
    assert_eq!(names(&view), ["tls-server-missing-intermediate"]);
    assert!(view.findings[0].evidence[0].contains(file), "{:?}", view.findings[0].evidence);
    // A root that nobody reads stays one.
    let mut world = later();
    world.lay(file, Laid::Content(pem!("root").into()));
    let chain = [pem!("leaf"), pem!("inter")].concat();
    let view = judged(world, &chain, None, "h.test", "1.27.3").await;
    assert_eq!(names(&view).first(), Some(&"tls-roots-in-unsearched-location"));
}

/// The cure of a block on one line is carried out, and the file can be read then.
#[cfg(unix)]
#[test]
fn a_block_on_one_line_is_taken_apart() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, text: String| {
        std::fs::write(folder.path().join(name), text).unwrap();
    };
    let doctor = |arguments: &[&str]| {
        let mut command = child::doctor();
        command.args(["certs", "--host", "h.test", "--at", "2027-01-01"]).args(arguments);
        command.current_dir(folder.path()).stdin(Stdio::null()).output().unwrap()
    };
    put("root", pem!("root").to_owned());
    let chain = [pem!("leaf"), pem!("inter")].concat();
    for (name, text) in
        [("glued", chain.replace('\n', "")), ("escaped", chain.replace('\n', "\\n"))]
    {
        put(name, text);
        let said = doctor(&["--chain", name, "--roots", "root"]);
        let said = String::from_utf8(said.stderr).unwrap();
        let line = said.lines().find_map(|line| line.strip_prefix("next     ")).unwrap();
        let mut shell = child::child("/bin/sh");
        let done = shell.args(["-c", line]).current_dir(folder.path()).output().unwrap();
        assert!(done.status.success(), "{line}: {done:?}");
        let file = format!("{name}.pem");
        let judged = doctor(&["--chain", &file, "--roots", "root"]);
        assert_eq!(judged.status.code(), Some(0), "{line}: {judged:?}");
    }
}
