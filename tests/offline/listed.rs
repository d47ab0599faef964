//! `env --from`: settings that somebody pasted, judged for the release and the system that they name.

use std::process::Output;

use serde_json::Value;

use crate::support::child::doctor;

/// A report of a bug with the list in it, as it is on a page.
const REPORT: &str = "\
### What version of Go are you using (`go version`)?
<pre>
$ go version
go version go1.21.5 linux/amd64
</pre>
<details><summary><code>go env</code> Output</summary><br><pre>
$ go env
GO111MODULE=&#39;&#39;
GOARCH='amd64'
GOENV='/home/u/.config/go/env'
GOFLAGS='-insecure'
GOMODCACHE='/home/u/go/pkg/mod'
GONOPROXY='git.corp.example/...'
GONOSUMDB='git.corp.example/...'
GOPATH='/home/u/go'
GOPRIVATE='git.corp.example/...'
GOPROXY='https://proxy.golang.org,direct'
GOROOT='/usr/local/go'
GOSUMDB='on'
GOTOOLCHAIN='auto'
</pre></details>
";

/// The list, the release by whose rules it is judged, and what is found.
const LISTS: &[(&str, &str, &[&str])] = &[
    (REPORT, "1.21.5", &["pattern-never-matches", "gosumdb-bad-value", "goflags-insecure"]),
    (
        "GOPROXY=\"direct\"\nGOSUMDB=\"sum.golang.org\"\nGOVERSION=\"go1.20.3\"\n",
        "1.20.3",
        &["private-module-sumdb-lookup"],
    ),
    (
        "set GOENV=C:\\Users\\u\\AppData\\Roaming\\go\\env\r\nset GOPATH=C:\\Users\\u\\go\r\nset GOINSECURE=1\r\nset GOHOSTOS=windows\r\n\
         set GOPROXY=https://proxy.golang.org,direct\r\nset GOVERSION=go1.24.1\r\n",
        "1.24.1",
        &["pattern-is-a-switch"],
    ),
    (
        "{\n\t\"GOPROXY\": \"https://proxy.golang.org,direct\",\n\t\"GOSUMDB\": \"off\",\n\t\"GOVERSION\": \"go1.27.3\"\n}\n",
        "1.27.3",
        &["checksum-database-off"],
    ),
    (
        "$env:GOPROXY = \"https://proxy.golang.org,direct\"\n$env:GOVCS = \"x\"\n",
        "1.27",
        &["govcs-malformed"],
    ),
    ("GOPROXY='https://proxy.golang.org,direct'\nGOSUMDB='sum.golang.org'\n", "1.27", &[]),
];

fn asked(list: &str, arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("list");
    std::fs::write(&file, list).unwrap();
    // What is set here is not asked.
    let mut command = doctor();
    command.env("GOPRIVATE", "[").arg("env").arg("--from").arg(file).args(arguments);
    command.output().unwrap()
}

#[test]
fn a_list_is_judged_as_the_release_that_wrote_it_does() {
    for (list, release, due) in LISTS {
        let output = asked(list, &["--json"]);
        let view: Value = serde_json::from_slice(&output.stdout).unwrap();
        let found = view["findings"].as_array().unwrap().iter();
        let mut names: Vec<_> = found.map(|it| it["name"].as_str().unwrap()).collect();
        names.sort_unstable();
        let mut due = due.to_vec();
        due.sort_unstable();
        assert_eq!((view["go"].as_str(), names), (Some(*release), due), "{list}");
        assert!(!String::from_utf8_lossy(&output.stdout).contains("\"environment\""), "{list}");
    }
}

#[test]
fn a_path_is_judged_by_the_list() {
    let output = asked(
        "GOPRIVATE='*.corp.example'\nGOPROXY='https://proxy.golang.org,direct'\n",
        &["git.corp.example/x", "--json"],
    );
    let view: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(view["private"]["value"], true);
}

#[test]
fn a_text_without_settings_is_named() {
    let output = asked("no list\n", &[]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("there is no line of settings in it")
            && said.contains("goget-doctor env --from"),
        "{said}"
    );
}
