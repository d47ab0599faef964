//! `env` and `netrc` from outside, and that no secret comes out of any way in.
#![expect(clippy::unwrap_used, reason = "a test may")]
#![expect(clippy::disallowed_methods, reason = "a test starts the command and reads its files")]

use std::{
    fs,
    os::unix::{ffi::OsStringExt as _, fs::PermissionsExt as _},
    path::Path,
    process::Output,
};

use crate::support::child::doctor;
use crate::support::schema as closed;
use serde_json::Value;

/// Stands in the place of every password and token.
const SECRET: &str = "hunter2secret";

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn program(&self, name: &str, body: &str) -> String {
        let path = self.put(name, format!("#!/bin/sh\n{body}\n"));
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    fn run(&self, args: &[&str], vars: &[(&str, &str)]) -> Output {
        let mut command = doctor();
        command.args(args).env("HOME", self.path()).envs(vars.iter().copied());
        command.output().unwrap()
    }

    fn json(&self, args: &[&str], vars: &[(&str, &str)]) -> Value {
        let output = self.run(&[args, &["--format", "json"]].concat(), vars);
        let text = String::from_utf8(output.stdout).unwrap();
        let value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        closed::hold(closed::strict(), &value);
        value
    }
}

fn names(view: &Value) -> Vec<&str> {
    view["findings"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect()
}

#[test]
fn env_says_where_values_come_from() {
    let home = Home::new();
    home.put(".config/go/env", "GOPROXY=https://a.test\nGOPRIVATE=*.corp.test\n");
    let view = home.json(&["env"], &[("GOPROXY", "direct")]);
    let setting = |name: &str| {
        let mut all = view["settings"].as_array().unwrap().iter();
        all.find(|setting| setting["name"] == name).unwrap().clone()
    };
    assert_eq!(
        (&setting("GOPROXY")["value"], &setting("GOPROXY")["origin"]),
        (&"direct".into(), &"environment".into())
    );
    assert_eq!(setting("GOPROXY")["shadows"][0]["value"], "https://a.test");
    assert!(setting("GOPRIVATE")["origin"].as_str().unwrap().ends_with("/go/env, line 2"));
    assert_eq!(setting("GONOSUMDB")["origin"], "from GOPRIVATE");
    assert_eq!(names(&view), ["goproxy-env-not-effective"]);
}

#[test]
fn env_of_a_path_answers_four_questions() {
    let home = Home::new();
    let vars =
        [("GOPRIVATE", "*.corp.test"), ("GOINSECURE", "git.corp.test/x"), ("GOVCS", "private:git")];
    let view = home.json(&["env", "git.corp.test/x/y"], &vars);
    for (name, variable, pattern) in [
        ("private", "GOPRIVATE", "*.corp.test"),
        ("noproxy", "GOPRIVATE", "*.corp.test"),
        ("nosumdb", "GOPRIVATE", "*.corp.test"),
        ("insecure", "GOINSECURE", "git.corp.test/x"),
    ] {
        let expected = serde_json::json!({"value": true, "variable": variable, "pattern": pattern});
        assert_eq!(view[name], expected, "{name}");
    }
    assert_eq!(view["route"]["kind"], "direct");
    assert_eq!(view["vcs"][0]["allowed"], true);
    assert_eq!(view["vcs"][1]["allowed"], false);
    let other = home.json(&["env", "github.com/x/y"], &vars);
    assert_eq!(other["private"]["value"], false);
    assert_eq!(other["route"]["proxy"], "https://proxy.golang.org");
}

#[test]
fn env_ends_with_the_status_of_what_it_found() {
    let home = Home::new();
    let status = |args: &[&str], vars: &[(&str, &str)]| home.run(args, vars).status.code();
    assert_eq!(status(&["env"], &[]), Some(0));
    assert_eq!(status(&["env"], &[("GOINSECURE", "1")]), Some(0));
    assert_eq!(status(&["env", "--deny", "warnings"], &[("GOINSECURE", "1")]), Some(1));
    let denied = ["env", "--allow", "all", "--deny", "pattern-is-a-switch"];
    assert_eq!(status(&denied, &[("GOINSECURE", "1")]), Some(1));
    assert_eq!(status(&["env"], &[("GOPROXY", "DIRECT")]), Some(1));
    assert_eq!(status(&["env"], &[("GO111MODULE", "off")]), Some(1));
    assert_eq!(status(&["env", "--fix", "--format", "json"], &[]), Some(2));
}

#[test]
fn the_lines_of_fix_are_for_a_shell() {
    let home = Home::new();
    home.put(".config/go/env", "GOSUMDB=off\r\n");
    let vars = [("GOPRIVATE", "https://a.test, b.test"), ("GONOSUMDE", "x")];
    let output = home.run(&["env", "--fix"], &vars);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
    for line in ["export GOPRIVATE=a.test,b.test", "unset GONOSUMDE", "go env -w GOSUMDB=off"] {
        assert!(lines.contains(&line), "{line}: {text}");
    }
}

#[test]
fn values_that_are_not_utf8_do_no_harm() {
    let home = Home::new();
    home.put(".config/go/env", b"GOPRIVATE=a\xffb\n\xff\nGOPROXY=\x1b[31mred\n");
    home.put(".netrc", b"machine a\xff login \xfe password \xfd\n");
    let odd = std::ffi::OsString::from_vec(b"x\xff\x1b]0;t\x07".to_vec());
    for args in [&["env"][..], &["env", "a.test"], &["env", "--fix"], &["netrc", "a.test"]] {
        let mut command = doctor();
        command.args(args).env("HOME", home.path()).env("GOINSECURE", &odd);
        let output = command.env("GOAUTH", &odd).output().unwrap();
        assert_ne!(output.status.code(), None);
        assert!(!output.stdout.contains(&0x1b) && !output.stderr.contains(&0x1b), "{args:?}");
    }
    drop(home.json(&["env"], &[]));
    drop(home.json(&["netrc", "a.test"], &[]));
}

#[test]
fn netrc_says_what_is_sent() {
    let home = Home::new();
    home.put(".netrc", "machine a.test login u password p\nmachine a.test:8443 login v password q\ndefault login d password r\n");
    let view = home.json(&["netrc", "a.test:8443"], &[]);
    assert_eq!((&view["sent"]["login"], &view["sent"]["line"]), (&"v".into(), &2.into()));
    assert_eq!(view["asked"]["curl"], "u");
    assert_eq!(names(&view), ["netrc-default-ignored"]);
    let view = home.json(&["netrc", "b.test"], &[]);
    assert_eq!((&view["sent"], &view["asked"]["curl"]), (&Value::Null, &"d".into()));
    let other = home.put("other", "");
    let view = home.json(&["netrc"], &[("NETRC", &other)]);
    assert_eq!(
        (view["file"].as_str().unwrap(), &view["because"]),
        (&*other, &"NETRC names it".into())
    );
    let folder = home.path().display().to_string();
    let view = home.json(&["netrc"], &[("NETRC", &folder)]);
    assert_eq!(
        (&view["error"], names(&view)),
        (&"is a directory".into(), vec!["netrc-unreadable"])
    );
    let elsewhere = home.json(&["netrc"], &[("NETRC", "/no/such")]);
    assert_eq!(names(&elsewhere), ["netrc-elsewhere"]);
}

/// Every way in for a secret, every format, saved runs and errors.
#[test]
fn no_secret_comes_out() {
    let home = Home::new();
    let url = format!("https://me:{SECRET}@proxy.test");
    home.put(".netrc", format!("machine a.test login u password {SECRET}\nmachine b.test login v password \"{SECRET}\"\nmachine c.test password {SECRET}\n{SECRET}\n"));
    home.put(
        ".config/go/env",
        format!("GOPROXY=\"{url}\"\nGOSUMDB=sum.golang.org {url}\r\nHTTPS_PROXY={url}\n"),
    );
    let bearer = format!("printf 'https://a.test\\n\\nAuthorization: Bearer {SECRET}\\n\\n'");
    let says = home.program("says", &format!("{bearer}; echo {SECRET} >&2"));
    let breaks = home.program("breaks", &format!("echo '{SECRET}'"));
    let fails = home.program("fails", &format!("echo {SECRET} >&2; exit 3"));
    let saved = home.path().join("run.jsonl").display().to_string();
    let goauths = [
        "netrc".to_owned(),
        format!("{says};{fails};{breaks};netrc"),
        format!("{says} --token {SECRET}"),
        format!("{says} '{SECRET}"),
        format!("no-such-program {SECRET}"),
        format!("netrc;;{says} {SECRET}"),
        format!("git {}", home.path().display()),
        format!("git {}/{SECRET}", home.path().display()),
    ];
    let mut seen = 0;
    for goauth in &goauths {
        for goproxy in
            [format!("{url},direct"), format!("direct,{url}"), format!("{url}:x"), "direct".into()]
        {
            let private = format!("{url}/x, b");
            let vars = [
                ("GOAUTH", goauth.as_str()),
                ("GOPROXY", &goproxy),
                ("HTTPS_PROXY", &format!("http://me:{SECRET}@127.0.0.1:1")),
                ("GOINSECURE", &private),
                ("GOPRIVATE", &private),
                ("GOFLAGS", "-insecure"),
                ("PATH", "/usr/bin:/bin"),
            ];
            for args in [
                &["env"][..],
                &["env", "a.test/x"],
                &["env", "--fix"],
                &["netrc", "a.test"],
                &["netrc", "b.test:443"],
                &["resolve", "a.test/x", "--save", &saved],
                &["resolve", "a.test/x", "-v", "--module"],
                &["replay", &saved],
                &["meta", &format!("https://me:{SECRET}@a.test/x")],
            ] {
                let formats = if args.contains(&"--fix") {
                    &["human"][..]
                } else {
                    &["human", "json", "jsonl"]
                };
                for format in formats {
                    let output = home.run(&[args, &["--format", format]].concat(), &vars);
                    let text = [output.stdout, output.stderr].concat();
                    let text = String::from_utf8_lossy(&text);
                    // A path or argument that the user types is no secret to him; a masked URL is.
                    let text = text.replace(&format!("{}/{SECRET}", home.path().display()), "");
                    assert!(
                        !text.contains(SECRET),
                        "{args:?} {format} {goauth} {goproxy}:\n{text}"
                    );
                    seen += usize::from(!text.is_empty());
                }
            }
            let run = fs::read_to_string(&saved).unwrap();
            let run = run.replace(&format!("{}/{SECRET}", home.path().display()), "");
            assert!(!run.contains(SECRET), "saved: {goauth}: {run}");
        }
    }
    assert!(seen > 500, "{seen}");
}
