//! Logs that people paste hold the logins of their URLs.

use std::{io::Write as _, process::Stdio};

use super::SECRET;
use crate::support::child::doctor;

/// Logs as go and git write them; `@` is a login.
const LOGS: [&str; 6] = [
    "go: module go.example.com/tool: reading https://@proxy.example.com/go.example.com/tool/@v/list: 401 Unauthorized",
    "go: go.example.com/tool@v1.0.0: git ls-remote -q https://@git.example.com/tool.git in /root/go/pkg/mod/cache/vcs/ab: exit status 128:\n\
     \tfatal: Authentication failed for 'https://@git.example.com/tool.git/'",
    "unrecognized import path \"go.example.com/tool\": https fetch: Get \"https://@go.example.com/tool?go-get=1\": EOF",
    "go: go.example.com/tool@v1: invalid version: Get \"https://@proxy.example.com/x\": proxyconnect tcp: dial tcp: lookup p: no such host",
    "#8 2.1 go: invalid GOPROXY URL: parse \"https://@proxy.example.com:port\": invalid port \":port\" after host",
    "warning https://@git.example.com/tool and no error of go's",
];

#[test]
fn logins_in_a_pasted_log_do_not_come_out() {
    let mut leaks = Vec::new();
    for log in LOGS {
        let login = format!("user:{SECRET}@");
        let log = log.replace("//@", &format!("//{login}"));
        for options in [
            &[][..],
            &["-v"],
            &["--format", "json"],
            &["--format", "jsonl"],
            &["--resolve", "--offline"],
        ] {
            let out = explained(&log, options);
            if out.contains(SECRET) {
                leaks.push(format!("{options:?}: {out}"));
            }
        }
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

/// All that the command prints about `log`.
fn explained(log: &str, options: &[&str]) -> String {
    let mut child = doctor()
        .args(["explain", "--log", "-"])
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(log.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    let text = [out.stdout, out.stderr].concat();
    assert!(!text.is_empty(), "{options:?} says nothing");
    String::from_utf8_lossy(&text).into_owned()
}
