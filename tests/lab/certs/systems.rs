//! Windows and macOS, as far as go's rules can be told without their verifiers.

use goget_doctor::{
    pipeline::{self, Inspection, Options, Subject},
    report::certs::CertsView,
    world::{Laid, World},
};
use serde_json::Value;

use super::{CHAINS, bare, judged};

fn case(name: &str) -> Value {
    let mut cases = CHAINS.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    cases.find(|case| case["name"].as_str().unwrap().starts_with(name)).unwrap()
}

/// A machine of `goos` with the roots of the good case in a file.
fn machine(goos: &'static str, vars: &[(&str, &str)]) -> World {
    let mut world = bare();
    world.run_on(goos);
    let roots = case("01-")["roots"].as_str().unwrap().to_owned();
    world.lay("/company.pem", Laid::Content(roots.into_bytes()));
    for (name, value) in vars {
        world.set(*name, *value);
    }
    world
}

async fn view(goos: &'static str, vars: &[(&str, &str)], chain: &str, release: &str) -> CertsView {
    let chain = case(chain)["chain"].as_str().unwrap().to_owned();
    judged(machine(goos, vars), &chain, None, "proxy.test", release).await
}

const FILE: (&str, &str) = ("SSL_CERT_FILE", "/company.pem");

#[tokio::test]
async fn the_verdict_of_the_system_is_not_guessed() {
    for goos in ["windows", "darwin", "ios"] {
        for (vars, release) in [
            (&[][..], "1.27"),
            (&[("SSL_CERT_FILE", "")], "1.27"),
            (&[FILE], "1.26"),
            (&[FILE, ("GODEBUG", "x509sslcertoverrideplatform=0")], "1.27"),
        ] {
            let view = view(goos, vars, "01-", release).await;
            assert_eq!((view.ok, view.error), (None, None), "{goos} {release} {vars:?}");
            assert!(view.missing.unwrap().contains("the system's own verifier"));
            assert_eq!((view.files.len(), view.dirs.len(), view.findings.len()), (0, 0, 0));
        }
    }
}

#[tokio::test]
async fn a_variable_takes_its_place_since_1_27() {
    for goos in ["windows", "darwin", "linux"] {
        assert_eq!(view(goos, &[FILE], "01-", "1.27").await.ok, Some(true), "{goos}");
        let none = view(goos, &[("SSL_CERT_FILE", "/none.pem")], "01-", "1.27").await;
        let unknown = "x509: certificate signed by unknown authority";
        assert!(none.error.unwrap().ends_with(unknown), "{goos}");
        assert_eq!(none.findings[0].name, "tls-ssl-cert-file-missing", "{goos}");
    }
    assert_eq!(view("linux", &[FILE], "01-", "1.26").await.ok, Some(true));
}

#[tokio::test]
async fn a_chain_that_go_cannot_read_fails_everywhere() {
    let view = view("darwin", &[], "65-", "1.27").await;
    assert!(view.error.unwrap().ends_with("x509: negative serial number"));
}

#[tokio::test]
async fn the_roots_of_the_system_are_not_known() {
    let inspection = Inspection { subject: Subject::Roots, roots: None };
    for (vars, ok) in [(&[][..], None), (&[FILE], Some(true))] {
        let world = machine("darwin", vars);
        let trace = pipeline::certs(world.into(), &inspection, &Options::default()).await.unwrap();
        let view = CertsView::of(&trace);
        assert_eq!((view.ok, view.missing.is_some()), (ok, ok.is_none()));
        assert!(view.findings.is_empty(), "{:?}", view.findings);
    }
}
