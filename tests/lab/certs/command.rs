//! The built command: what it prints, how it ends, and what it says to bad input.

use std::{
    fs,
    io::Write as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::support::child::doctor;
use serde_json::Value;

use super::{CHAINS, chains::is_same};
#[cfg(feature = "lab")]
use crate::support::schema as closed;

struct Dir(tempfile::TempDir);

impl Dir {
    /// A directory with the chain and the roots of a recorded case.
    fn of(case: &Value) -> Self {
        let dir = Self(tempfile::tempdir().unwrap());
        for name in ["chain", "roots"] {
            dir.put(&format!("{name}.pem"), case[name].as_str().unwrap());
        }
        dir
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), text).unwrap();
    }

    /// Runs the command where no roots are but those of `vars`.
    fn run(&self, args: &[&str], vars: &[(&str, &str)]) -> Output {
        let mut command = self.command(args);
        command.envs(vars.iter().copied()).stdin(Stdio::null()).output().unwrap()
    }

    fn piped(&self, args: &[&str], input: &str) -> Output {
        let mut command = self.command(args);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = doctor();
        command.arg("certs").args(args).current_dir(self.path());
        // The directory itself is none of those that hold the files.
        command.env("SSL_CERT_FILE", "no-file").env("SSL_CERT_DIR", "no-folder");
        command
    }
}

fn cases() -> impl Iterator<Item = Value> {
    CHAINS.lines().map(|line| serde_json::from_str(line).unwrap())
}

fn case(name: &str) -> Value {
    cases().find(|case| case["name"] == name).unwrap()
}

fn json(output: &Output) -> Value {
    let text = String::from_utf8_lossy(&output.stdout);
    let value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    closed::hold(closed::strict(), &value);
    value
}

#[test]
fn files_get_the_verdict_of_go() {
    let mut count = 0;
    let sample = cases().filter(|case| case["handshake_only"] != true).step_by(5);
    for (case, release) in sample.zip(["1.27", "1.21", "1.24", "1.19"].into_iter().cycle()) {
        let dir = Dir::of(&case);
        let host = case["host"].as_str().unwrap();
        let args = ["--chain", "chain.pem", "--roots", "roots.pem", "--host", host];
        let more = ["--at", "2026-11-21", "--go", release, "--format", "json"];
        let output = dir.run(&[&args[..], &more].concat(), &[]);
        let view = json(&output);
        let expected = case["go"][release].as_str().unwrap();
        let found = view["error"].as_str().unwrap_or("OK");
        assert!(is_same(expected, found), "{} {release}: {found}", case["name"]);
        assert_eq!(output.status.code(), Some(i32::from(expected != "OK")), "{}", case["name"]);
        count += 1;
    }
    assert!(count > 10, "{count}");
}

#[test]
fn people_see_the_chain_most_of_all_where_it_fails() {
    let dir = Dir::of(&case("03-missing-intermediate"));
    let args = ["--chain", "chain.pem", "--roots", "roots.pem", "--host", "proxy.test"];
    let output = dir.run(&[&args[..], &["--at", "2026-11-21", "--go", "1.27"]].concat(), &[]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!("refused", String::from_utf8_lossy(&output.stdout));
    let dir = Dir::of(&case("01-ok-direct"));
    let output = dir.run(&[&args[..], &["--at", "2036-11-10", "--go", "1.27"]].concat(), &[]);
    assert_eq!(output.status.code(), Some(0));
    insta::assert_snapshot!("trusted", String::from_utf8_lossy(&output.stdout));
    let output = dir.run(&[&args[..], &["--at", "2026-11-21", "--go", "1.27", "-q"]].concat(), &[]);
    insta::assert_snapshot!("quiet", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn machines_get_all_of_it() {
    let dir = Dir::of(&case("01-ok-direct"));
    let args = ["--chain", "chain.pem", "--roots", "roots.pem", "--host", "proxy.test"];
    let more = ["--at", "2026-11-21T12:00:00+01:00", "--go", "1.27", "--format"];
    let output = dir.run(&[&args[..], &more, &["json"]].concat(), &[]);
    json(&output);
    insta::assert_snapshot!("json", String::from_utf8_lossy(&output.stdout));
    let line = dir.run(&[&args[..], &more, &["jsonl"]].concat(), &[]);
    assert_eq!(json(&line), json(&output));
    assert_eq!(String::from_utf8_lossy(&line.stdout).lines().count(), 1);
}

#[test]
fn one_of_the_two_files_may_be_standard_input() {
    let case = case("01-ok-direct");
    let dir = Dir::of(&case);
    let rest = ["--host", "proxy.test", "--at", "2026-11-21"];
    for (chain, roots, piped) in [("-", "roots.pem", "chain"), ("chain.pem", "-", "roots")] {
        let args = [&["--chain", chain, "--roots", roots], &rest[..]].concat();
        let output = dir.piped(&args, case[piped].as_str().unwrap());
        assert_eq!(output.status.code(), Some(0), "{piped}");
    }
    let args = [&["--chain", "-", "--roots", "-"], &rest[..]].concat();
    assert_eq!(dir.piped(&args, "").status.code(), Some(2));
}

#[test]
fn roots_alone_say_what_is_wrong_with_them() {
    let dir = Dir::of(&case("01-ok-direct"));
    let root = case("01-ok-direct")["roots"].as_str().unwrap().to_owned();
    let trusted = root.replace(" CERTIFICATE", " TRUSTED CERTIFICATE");
    let headers = root.replace("CERTIFICATE-----\nMII", "CERTIFICATE-----\nA: b\n\nMII");
    dir.put("bundle.pem", format!("\u{feff}{root}{trusted}{headers}"));
    let output = dir.run(&["--format", "json"], &[("SSL_CERT_FILE", "bundle.pem")]);
    let view = json(&output);
    assert_eq!((&view["server"], &view["roots"]), (&Value::Null, &0.into()));
    assert_eq!(view["error"], "x509: certificate signed by unknown authority");
    assert_eq!((&view["ok"], output.status.code()), (&false.into(), Some(1)));
    let whys: Vec<_> = view["files"][0]["skipped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["why"].clone())
        .collect();
    assert!(whys[0].as_str().unwrap().contains("not at the start"), "{whys:?}");
    assert!(whys[1].as_str().unwrap().contains("TRUSTED CERTIFICATE"), "{whys:?}");
    assert!(whys[2].as_str().unwrap().contains("colon"), "{whys:?}");
    let openssl = &view["examined"]["readers"][0]["file"];
    assert!(openssl["error"].as_str().unwrap().contains("OpenSSL takes nothing"), "{openssl}");
}

#[test]
fn roots_that_will_not_do_are_named() {
    let dir = Dir::of(&case("01-ok-direct"));
    let args = ["--at", "2040-01-01", "--roots", "roots.pem", "--format", "json"];
    let output = dir.run(&args, &[]);
    assert_eq!(output.status.code(), Some(0));
    let odd = &json(&output)["examined"]["odd"][0];
    assert_eq!((&odd["subject"], &odd["why"]), (&"CN=Test Root".into(), &"expired".into()));
    dir.put("der.pem", b"\x30\x82\x01\x00abc");
    dir.put("empty.pem", "");
    for (file, why) in [("der.pem", "DER"), ("empty.pem", "is empty")] {
        let view = json(&dir.run(&["--format", "json"], &[("SSL_CERT_FILE", file)]));
        let skipped = &view["files"][0]["skipped"][0];
        assert!(skipped["why"].as_str().unwrap().contains(why), "{skipped}");
    }
    let broken = dir.run(&["--format", "json"], &[("SSL_CERT_FILE", ".")]);
    let text = "x509: failed to load system roots and no roots provided; read .: is a directory";
    assert_eq!((&json(&broken)["error"], broken.status.code()), (&text.into(), Some(1)));
}

#[test]
fn bad_input_is_named_with_a_way_on() {
    let dir = Dir::of(&case("01-ok-direct"));
    dir.put("empty.pem", "");
    dir.put("key.pem", "-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n");
    dir.put("der.pem", b"\x30\x82\x01\x00abc");
    let host = ["--host", "proxy.test"];
    let chain = |file| [&["--chain", file], &host[..]].concat();
    for (args, said) in [
        (chain("nowhere.pem"), "nowhere.pem"),
        (chain("empty.pem"), "it is empty"),
        (chain("key.pem"), "PRIVATE KEY"),
        (chain("der.pem"), "openssl x509 -inform der"),
        (vec!["--chain", "chain.pem"], "--host"),
        (vec!["--host", "proxy.test"], "--chain"),
        (vec!["proxy.test", "--chain", "chain.pem", "--host", "proxy.test"], "cannot be used"),
        (vec!["proxy.test:0"], "65535"),
        (vec![""], "no host"),
        (vec!["--roots", "nowhere.pem"], "nowhere.pem"),
        (vec!["--at", "tomorrow"], "2026-11-21"),
        (vec!["--format", "sarif"], "certs has no format sarif"),
        (vec!["--go", "all"], "certs has no --go all"),
    ] {
        let output = dir.run(&args, &[]);
        let text =
            String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {text}");
        assert!(text.contains(said), "{args:?}: {text}");
    }
}

#[test]
fn offline_says_what_is_missing() {
    let dir = Dir::of(&case("01-ok-direct"));
    let output = dir.run(&["proxy.test", "--offline", "--format", "json"], &[]);
    assert_eq!(output.status.code(), Some(3));
    let view = json(&output);
    assert_eq!((&view["ok"], &view["error"]), (&Value::Null, &Value::Null));
    assert!(view["missing"].as_str().unwrap().contains("--offline"));
}

/// The command in the lab, with the lab's roots.
#[cfg(feature = "lab")]
#[test]
fn a_server_of_the_lab_is_looked_at() {
    let dir = tempfile::tempdir().unwrap();
    let lab = |name: &str, host: &str| {
        let mut command = doctor();
        let program = env!("CARGO_BIN_EXE_goget-doctor");
        command.args(["lab", "run", name, "--", program, "certs", host, "--format"]);
        command.arg("json").current_dir(dir.path()).output().unwrap()
    };
    let good = lab("own-ca-trusted", "tonybai.com");
    let view = json(&good);
    assert_eq!((good.status.code(), &view["ok"]), (Some(0), &true.into()));
    assert_eq!(view["connection"]["complete"], true);
    let unknown = lab("unknown-ca", "go.example.com");
    let text = "tls: failed to verify certificate: x509: certificate signed by unknown authority";
    assert_eq!((unknown.status.code(), &json(&unknown)["error"]), (Some(1), &text.into()));
    assert_eq!(json(&unknown)["chain"][0]["dns_names"][0], "go.example.com");
}
