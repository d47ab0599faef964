//! The wire against OpenSSL servers that rustls alone does not get along with.

#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::{net::SocketAddr, process::Stdio};

use crate::support::{
    child::child,
    server::{fetch, limits, request, wire, world},
};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};

/// `openssl s_server` with these options; `None` where there is no openssl.
async fn openssl(options: &[&str], dir: &std::path::Path) -> Option<(Child, SocketAddr)> {
    let signed = rcgen::generate_simple_self_signed(["a.test".to_owned()]).unwrap();
    let (cert, key) = (dir.join("cert.pem"), dir.join("key.pem"));
    std::fs::write(&cert, signed.cert.pem()).unwrap();
    std::fs::write(&key, signed.signing_key.serialize_pem()).unwrap();
    let mut command = Command::from(child("openssl"));
    command.args(["s_server", "-www", "-accept", "127.0.0.1:0", "-cert"]).arg(cert);
    command.arg("-key").arg(key).args(options);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.kill_on_drop(true).spawn().ok()?;
    let mut lines = BufReader::new(child.stdout.take()?).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        if let Some(address) = line.strip_prefix("ACCEPT ") {
            return Some((child, address.parse().ok()?));
        }
    }
    None
}

/// What the wire says to such a server.
async fn said(options: &[&str]) -> Option<Result<(), String>> {
    let dir = tempfile::tempdir().unwrap();
    let Some((_child, address)) = openssl(options, dir.path()).await else {
        let skipped = "SKIPPED: this test needs `openssl s_server`\n";
        std::io::Write::write_all(&mut std::io::stderr(), skipped.as_bytes()).unwrap();
        return None;
    };
    let (wire, recorder) = wire(world("a.test", &[(443, Some(address))]), limits());
    Some(fetch(&wire, &request("a.test"), &recorder).await.0.map(|_| ()))
}

#[tokio::test]
async fn groups_that_go_offers() {
    for group in ["P-521", "P-384", "X25519"] {
        if let Some(outcome) = said(&["-tls1_3", "-groups", group]).await {
            assert_eq!(outcome, Ok(()), "{group}");
        }
        if let Some(outcome) = said(&["-tls1_2", "-groups", group]).await {
            assert_eq!(outcome, Ok(()), "TLS 1.2, {group}");
        }
    }
}

#[tokio::test]
async fn a_suite_that_go_speaks_and_rustls_does_not_is_undetermined() {
    let Some(outcome) = said(&["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA"]).await else {
        return;
    };
    let text = outcome.unwrap_err();
    assert!(text.starts_with("undetermined: TLS that go speaks"), "{text}");
    assert!(text.ends_with("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"), "{text}");
}

#[tokio::test]
async fn what_go_does_not_speak_either_fails_in_its_words() {
    let failure = Err("remote error: tls: handshake failure".to_owned());
    let old = Err("remote error: tls: protocol version not supported".to_owned());
    let required = Err("remote error: tls: certificate required".to_owned());
    let cases: [(&[&str], _); 6] = [
        (&["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-SHA256"], &failure),
        (&["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-CCM"], &failure),
        (&["-tls1_3", "-groups", "X448"], &failure),
        (&["-tls1_2", "-Verify", "1", "-verify_return_error"], &failure),
        (&["-tls1_3", "-Verify", "1", "-verify_return_error"], &required),
        (&["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"], &old),
    ];
    for (options, expected) in cases {
        if let Some(outcome) = said(options).await {
            assert_eq!(outcome, *expected, "{options:?}");
        }
    }
}
