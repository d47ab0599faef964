//! The command: its screen, reload, metrics, log, and its end.

use std::{fs, io::BufRead as _};

use super::running::{CONFIG, Running, get, url_of};
use crate::support::{child::doctor, openmetrics, vanity::certificate};

#[test]
fn a_stranger_sees_what_is_served_and_what_to_try() {
    let running = Running::start(CONFIG, &["--log", "requests.log"]);
    for part in [
        "go.example.com/x",
        "git  https://github.com/o/x",
        "1 repository",
        "goget-doctor serve --check vanity.yaml",
    ] {
        assert!(running.screen.contains(part), "{part}: {}", running.screen);
    }
    let curl = running.screen.lines().find(|line| line.contains("curl -s")).unwrap();
    assert!(curl.contains(&format!("go.example.com:80:{}", running.address)), "{curl}");
    let (status, page) = running.get("/x/sub?go-get=1");
    assert!(
        status == 200 && page.contains("content=\"go.example.com/x git https://github.com/o/x\""),
        "{page}"
    );
    running.get("/y\u{1b}[31m?token=secret");
    let (code, rest, folder) = running.end();
    assert_eq!((code, rest.as_str()), (Some(0), ""));
    let log = fs::read_to_string(folder.path().join("requests.log")).unwrap();
    assert!(log.contains("\"GET /x/sub?go-get=1\" 200 "), "{log}");
    assert!(!log.contains("secret") && !log.contains('\u{1b}'), "{log}");
}

#[test]
fn a_changed_file_is_read_and_a_broken_one_is_not() {
    let mut running = Running::start(CONFIG, &["--log", "none", "--admin", "127.0.0.1:0"]);
    let admin = url_of(&running.screen, "admin").strip_prefix("http://").unwrap().parse().unwrap();
    fs::write(&running.file, format!("{CONFIG}  /y:\n    repo: https://github.com/o/y\n")).unwrap();
    assert!(running.told().contains("was read again: 2 repositories"));
    assert_eq!(running.get("/y").0, 200);
    fs::write(&running.file, "host: go.example.com\npaths:\n  /z:\n    repo: git@h:z\n").unwrap();
    let told = running.told();
    assert!(
        told.starts_with("kept") && told.contains("vanity.yaml:3: go cannot use the repository"),
        "{told}"
    );
    while !running.told().contains("is served on") {}
    assert_eq!((running.get("/y").0, running.get("/z").0), (200, 404));
    fs::write(&running.file, CONFIG).unwrap();
    running.signal("HUP");
    assert!(running.told().contains("was read again: 1 repositories"));
    assert_eq!(running.get("/y").0, 404);
    let (status, metrics) = get(admin, "/-/metrics", "any");
    let text = metrics.split_once("\r\n\r\n").unwrap().1;
    openmetrics::metrics(text);
    for line in [
        "reloads_failed_total 1",
        "requests_total{client=\"browser\",status=\"404\"} 2",
        "packages 1",
    ] {
        assert!(status == 200 && text.contains(line), "{line}: {text}");
    }
    assert_eq!(
        (get(admin, "/-/health", "any").0, running.get("/-/health").0, running.get("/-/metrics").0),
        (200, 200, 404)
    );
}

#[test]
fn a_new_certificate_is_taken_and_a_broken_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let tls = certificate(folder.path());
    let (cert, key) = (tls.certificate.display().to_string(), tls.key.display().to_string());
    let mut running =
        Running::start(CONFIG, &["--tls-cert", &cert, "--tls-key", &key, "--log", "none"]);
    assert!(running.screen.contains("listens  https://"), "{}", running.screen);
    fs::write(&tls.key, "none").unwrap();
    let told = running.told();
    assert!(told.starts_with("kept") && told.contains("key.pem"), "{told}");
    let mut rest = String::new();
    while !rest.contains("is used on") {
        running.err.read_line(&mut rest).unwrap();
    }
    certificate(folder.path());
    while !running.told().contains("the certificate was read again") {}
}

#[test]
fn it_asks_itself_as_go_would() {
    let folder = tempfile::tempdir().unwrap();
    let tls = certificate(folder.path());
    fs::write(folder.path().join("v.yaml"), CONFIG.replace("go.example", "a.example")).unwrap();
    let words = ["serve", "--check", "v.yaml", "--json"];
    let run = |more: &[&str]| {
        let mut command = doctor();
        command
            .current_dir(folder.path())
            .args(words)
            .args(more)
            .env("SSL_CERT_FILE", &tls.certificate)
            .env("PATH", "/usr/bin:/bin");
        let output = command.output().unwrap();
        let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (
            output.status.code(),
            value["summary"]["passed"].as_u64(),
            value["summary"]["failed"].as_u64(),
        )
    };
    assert_eq!(run(&[]), (Some(0), Some(3), Some(0)));
    assert_eq!(
        run(&["--tls-cert", "cert.pem", "--tls-key", "key.pem"]),
        (Some(0), Some(3), Some(0))
    );
    // A certificate for another host is found as go finds it.
    fs::write(folder.path().join("v.yaml"), CONFIG.replace("go.example", "z.example")).unwrap();
    assert_eq!(run(&["--tls-cert", "cert.pem", "--tls-key", "key.pem"]).0, Some(1));
}

#[test]
fn what_cannot_be_served_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let said = |text: &str, words: &[&str]| {
        fs::write(folder.path().join("v.yaml"), text).unwrap();
        let output = doctor()
            .current_dir(folder.path())
            .args(["serve", "v.yaml"])
            .args(words)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(
        said("paths:\n  /x:\n    repo: https://h.test/x.git\n", &[])
            .contains("v.yaml:1: the file names no host")
    );
    assert!(
        said("host: a.test\npaths:\n  /x:\n    repo: git@h.test:x\n", &[])
            .contains("v.yaml:3: go cannot use")
    );
    assert!(
        said(CONFIG, &["--tls-cert", "absent.pem", "--tls-key", "absent.key"])
            .contains("absent.pem")
    );
    assert!(said(CONFIG, &["--json"]).is_empty(), "machines are told on standard output");
}
