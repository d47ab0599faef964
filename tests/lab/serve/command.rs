//! The command: its screen, reload, metrics, log, and its end.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::Stdio,
};

use super::running::{CONFIG, Running, get, replace, url_of};
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
    running.replace(format!("{CONFIG}  /y:\n    repo: https://github.com/o/y\n"));
    assert!(running.told().contains("was read again: 2 repositories"));
    assert_eq!(running.get("/y").0, 200);
    running.replace("host: go.example.com\npaths:\n  /z:\n    repo: git@h.test:o/z.git\n");
    let told = running.told();
    assert!(
        told.starts_with("kept") && told.contains("vanity.yaml:3: go cannot use the repository"),
        "{told}"
    );
    while !running.told().contains("is served on") {}
    assert_eq!((running.get("/y").0, running.get("/z").0), (200, 404));
    running.replace(CONFIG);
    running.signal("HUP");
    assert!(running.told().contains("was read again: 1 repository"));
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
    replace(&tls.key, "none");
    let mut told = running.told();
    while !told.contains("is used on") {
        told += &running.told();
    }
    assert!(told.starts_with("kept") && told.contains("key.pem"), "{told}");
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

/// systemd's way to give a listener: the third file of the process, by environment variables.
#[cfg(target_os = "linux")]
#[test]
fn the_listener_of_a_socket_unit_is_taken() {
    const GIVES: &str = "import os, socket, sys\ns = socket.socket()\ns.bind(('127.0.0.1', 0))\ns.listen()\n\
        os.dup2(s.fileno(), 3)\nos.set_inheritable(3, True)\nos.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1')\n\
        print(s.getsockname()[1], flush=True)\nos.execv(sys.argv[1], sys.argv[1:])\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("v.yaml"), CONFIG).unwrap();
    let mut command = crate::support::child::child("python3");
    command.current_dir(folder.path()).args([
        "-c",
        GIVES,
        env!("CARGO_BIN_EXE_goget-doctor"),
        "serve",
        "v.yaml",
        "--log",
        "none",
    ]);
    let Ok(mut child) = command.stdout(Stdio::piped()).spawn() else {
        return crate::support::judge::skipped("socket activation", "python3");
    };
    let mut port = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut port).unwrap();
    let address = format!("127.0.0.1:{}", port.trim()).parse().unwrap();
    // The connection waits for the server.
    assert_eq!(get(address, "/x", "go.example.com").0, 200);
    child.kill().unwrap();
    child.wait().unwrap();
}
