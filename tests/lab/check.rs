//! `check`, from outside: builds and vanity hosts played by the lab.
#![cfg(all(feature = "lab", unix))]
#![expect(clippy::unwrap_used, reason = "a test may")]
#![expect(clippy::disallowed_methods, reason = "a test starts the command and reads its files")]

use std::fs;

use crate::bench::{Bench, stdout};
use serde_json::Value;

/// A vanity host that serves what its file says, but for what `routes` say first.
fn vanity(routes: &str) -> String {
    format!(
        r#"
about = "A vanity host."
path = "go.test/x"

[[host]]
name = "go.test"
https = {{}}
http = true
{routes}
[[host.route]]
path = "/x*"
import = "go.test/x git https://git.test/x.git"
headers = {{ Cache-Control = "public, max-age=60" }}
[[host.route]]
path = "/y*"
import = "go.test/y git https://git.test/y.git"
headers = {{ Cache-Control = "public, max-age=60" }}
[[host.route]]
path = "/"
body = "hello"

[expect]
ok = true
"#
    )
}

const FILE: &str = "host: go.test\ncache_max_age: 60\npaths:\n  /x:\n    repo: https://git.test/x.git\n\
                    \x20 /y:\n    repo: https://git.test/y.git\n    vcs: git\n";

/// `LINE PATH: NAMES` of every object that is not well.
fn wrong(items: &[Value]) -> Vec<String> {
    let bad = items.iter().filter(|item| {
        item["ok"] != true || !item["findings"].as_array().is_some_and(Vec::is_empty)
    });
    bad.map(|item| {
        let findings = item["findings"].as_array().unwrap();
        let names: Vec<_> = findings.iter().map(|f| f["name"].as_str().unwrap()).collect();
        let line = item["source"]["line"].as_u64().unwrap_or(0);
        format!("{line} {}: {}", item["path"].as_str().unwrap(), names.join(" "))
    })
    .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_good_vanity_host_passes() {
    let bench = Bench::new(&vanity(""), &[("vanity.yaml", FILE)]).await;
    let (status, items) = bench.json(&["vanity.yaml", "--deny", "warnings"]).await;
    assert_eq!((status, wrong(&items)), (0, Vec::new()));
    let paths: Vec<_> = items.iter().map(|item| item["path"].as_str().unwrap()).collect();
    let all =
        ["go.test/x", "go.test/x/some/package", "go.test/y", "go.test/y/some/package", "go.test"];
    assert_eq!(paths, all);
    assert_eq!(items[0]["source"], serde_json::json!({ "file": "vanity.yaml", "line": 4 }));
}

/// `NAME:severity:usual` of every finding, and the names of those that are allowed.
fn levels(items: &[Value]) -> (Vec<String>, Vec<&str>) {
    let findings = items.iter().flat_map(|item| item["findings"].as_array().unwrap());
    let said = findings.map(|it| {
        let [name, severity] = ["name", "severity"].map(|key| it[key].as_str().unwrap());
        format!("{name}:{severity}:{}", it["usual"].as_str().unwrap_or("-"))
    });
    let allowed = items.iter().filter_map(|item| item["allowed"].as_array()).flatten();
    (said.collect(), allowed.map(|name| name.as_str().unwrap()).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn severities_are_what_the_command_line_says() {
    let route = "[[host.route]]\npath = '/x'\nimport = 'go.test/x git https://git.test/x.git'\n";
    let bench = Bench::new(&vanity(route), &[("vanity.yaml", FILE)]).await;
    let cache = "vanity-cache-differs";
    let table: [(&[&str], i32, &str); 6] = [
        (&[], 0, ":warning:-"),
        (&["--deny", "warnings"], 1, ":error:warning"),
        (&["--deny", cache], 1, ":error:warning"),
        (&["--deny", "warnings", "--warn", cache], 0, ":warning:-"),
        (&["--deny", "all", "--allow", cache], 0, ""),
        (&["--allow", "all", "--deny", "meta-absent,vanity-cache-differs"], 1, ":error:warning"),
    ];
    for (options, status, said) in table {
        let (ended, items) = bench.json(&[&["vanity.yaml"], options].concat()).await;
        let (found, allowed) = levels(&items);
        assert_eq!(ended, status, "{options:?}");
        if said.is_empty() {
            assert_eq!((found, allowed), (Vec::new(), vec![cache]), "{options:?}");
        } else {
            assert_eq!((found, allowed), (vec![format!("{cache}{said}")], Vec::new()));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_format_follows_the_severities() {
    let route = "[[host.route]]\npath = '/x'\nimport = 'go.test/x git https://git.test/x.git'\n";
    let bench = Bench::new(&vanity(route), &[("vanity.yaml", FILE)]).await;
    let table = [
        ("sarif", "\"level\": \"error\"", "\"level\": \"warning\""),
        ("github", "::error ", "::warning "),
        ("junit", "<failure ", ""),
    ];
    for (format, denied, usual) in table {
        let run = async |option: &str, value: &str| {
            let output = bench.run(&["vanity.yaml", "--format", format, option, value]).await;
            let text = stdout(&output);
            // The rules of SARIF have levels of their own.
            let results = text.find("\"results\"").unwrap_or(0);
            text[results..].replace("\":\"", "\": \"")
        };
        let text = run("--deny", "vanity-cache-differs").await;
        assert!(text.contains(denied), "{format}: {text}");
        let text = run("--warn", "vanity-cache-differs").await;
        assert!(!text.contains(denied) && text.contains(usual), "{format}: {text}");
        let text = run("--allow", "vanity-cache-differs").await;
        assert!(!text.contains("vanity-cache-differs"), "{format}: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_go_does_is_no_matter_of_severities() {
    let route = "[[host.route]]\npath = '/x*'\nbody = '<head></head>'\n";
    let bench = Bench::new(&vanity(route), &[]).await;
    for option in ["--warn", "--allow"] {
        let (status, items) = bench.json(&["go.test/x", option, "all"]).await;
        assert_eq!((status, &items[0]["ok"]), (1, &Value::Bool(false)), "{option}");
    }
    // A line that names nothing to ask for is a fault of the file alone.
    let bench = Bench::new(&vanity(""), &[("list", "go.test/x\na b\n")]).await;
    assert_eq!(bench.json(&["list"]).await.0, 1);
    assert_eq!(bench.json(&["list", "--allow", "input-line-malformed"]).await.0, 0);
}

/// The same two modules as each program's file names them, and what is asked because of it.
#[tokio::test(flavor = "multi_thread")]
async fn a_good_host_passes_by_any_file() {
    let below = "/some/package";
    let files = [
        (
            "top.yaml",
            "/x:\n  repo: https://git.test/x.git\n/y: https://git.test/y.git\n",
            [below; 2],
        ),
        (
            "sally.yaml",
            "url: go.test\npackages:\n  x:\n    repo: git.test/x.git\n  y:\n    repo: git.test/y.git\n",
            [below; 2],
        ),
        (
            "vangen.json",
            r#"{"domain": "go.test", "docsDomain": "pkg.go.dev", "index": true, "repositories": [
               {"prefix": "x", "subs": ["cmd/tool"], "url": "https://git.test/x.git"},
               {"prefix": "y", "type": "git", "subs": [{"name": "z", "hidden": true}], "url": "https://git.test/y.git"}]}"#,
            ["/cmd/tool", "/z"],
        ),
    ];
    for (name, text, [below_x, below_y]) in files {
        let bench = Bench::new(&vanity(""), &[(name, text)]).await;
        let (status, items) = bench.json(&[name, "--host", "go.test", "--deny", "warnings"]).await;
        assert_eq!((status, wrong(&items)), (0, Vec::new()), "{name}");
        let paths: Vec<_> = items.iter().map(|item| item["path"].as_str().unwrap()).collect();
        let (x, y) = (format!("go.test/x{below_x}"), format!("go.test/y{below_y}"));
        assert_eq!(paths, ["go.test/x", &x, "go.test/y", &y, "go.test"], "{name}");
    }
}

/// What a host answers for /x and below it instead of the page with its tag.
fn planted(path: &str, answer: &str) -> String {
    format!("[[host.route]]\npath = '{path}'\n{answer}\n")
}

/// A page for /x and below it with this text, kept for as long as the file says.
fn page(text: &str) -> String {
    planted("/x*", &format!("body = '{text}'\nheaders = {{ Cache-Control = 'max-age=60' }}"))
}

/// The same with a tag of this content.
fn tagged(content: &str) -> String {
    page(&format!("<head><meta name=\"go-import\" content=\"{content}\"></head>"))
}

/// Each fault of a deployment, what is found at /x, below it and at the root of the host.
#[tokio::test(flavor = "multi_thread")]
async fn every_planted_fault_of_a_vanity_host_is_found() {
    let good = "<meta name=\"go-import\" content=\"go.test/x git https://git.test/x.git\">";
    let import = "import = 'go.test/x git https://git.test/x.git'";
    let both = |name: &'static str| [name, name, ""];
    let faults = [
        (
            "a page below is missing",
            planted("/x/*", "status = 404"),
            ["", "meta-missing-on-subpath", ""],
        ),
        (
            "another repository",
            tagged("go.test/x git https://git.test/old.git"),
            both("vanity-page-differs"),
        ),
        (
            "the prefix of another host",
            tagged("old.test/x git https://git.test/x.git"),
            both("meta-prefix-host-mismatch"),
        ),
        (
            "a prefix with a slash",
            tagged("go.test/x/ git https://git.test/x.git"),
            ["meta-prefix-trailing-slash", "meta-prefix-trailing-slash vanity-page-differs", ""],
        ),
        (
            "a prefix with a scheme",
            tagged("https://go.test/x git https://git.test/x.git"),
            both("meta-prefix-has-scheme"),
        ),
        ("no root", planted("/", "status = 404"), ["", "", "vanity-root-unanswered"]),
        (
            "another time in the cache",
            planted("/x*", &format!("{import}\nheaders = {{ Cache-Control = 'max-age=9' }}")),
            both("vanity-cache-differs"),
        ),
        (
            "a redirect to http",
            planted("/x*", "redirect = 'http://go.test/x'"),
            both("http-redirect-downgrade"),
        ),
        (
            "a redirect to itself",
            planted("/x*", "redirect = '/x?go-get=1'"),
            both("http-redirect-loop"),
        ),
        (
            "the tag in the body",
            page(&format!("<head></head><body>{good}</body>")),
            both("meta-tag-in-body"),
        ),
        (
            "two tags",
            page(&format!("<head>{good}{good}</head>")),
            both("meta-multiple-matching-tags"),
        ),
        (
            "two fields",
            tagged("go.test/x https://git.test/x.git"),
            both("meta-content-wrong-field-count"),
        ),
        (
            "a VCS that is none",
            tagged("go.test/x got https://git.test/x.git"),
            both("meta-unknown-vcs"),
        ),
        (
            "the short form of ssh",
            tagged("go.test/x git git@git.test:x.git"),
            both("meta-repo-url-scp-syntax"),
        ),
        ("an empty page", page(""), both("http-empty-body")),
        (
            "a tag in a comment",
            page(&format!("<head><!-- {good} --></head>")),
            both("meta-tag-in-comment"),
        ),
        ("a server that fails", planted("/x*", "status = 500"), both("vanity-host-5xx")),
    ];
    let paths = ["go.test/x", "go.test/x/some/package", "go.test"];
    for (about, routes, names) in &faults {
        let bench = Bench::new(&vanity(routes), &[("vanity.yaml", FILE)]).await;
        let (status, items) = bench.json(&["vanity.yaml", "--deny", "warnings"]).await;
        let lines =
            paths.iter().zip(names).zip([4, 4, 1]).filter(|((_, name), _)| !name.is_empty());
        let wanted: Vec<_> =
            lines.map(|((path, name), line)| format!("{line} {path}: {name}")).collect();
        assert_eq!((status, wrong(&items)), (1, wanted), "{about}");
    }
    let own: std::collections::BTreeSet<_> = faults
        .iter()
        .filter_map(|(.., names)| names.iter().find(|name| !name.is_empty()))
        .collect();
    assert_eq!(own.len(), faults.len(), "each fault has a finding of its own");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_for_another_host_is_told() {
    let bench = Bench::new(&vanity(""), &[("v.yaml", &FILE.replace("go.test", "old.test"))]).await;
    let (status, items) = bench.json(&["v.yaml", "--host", "go.test", "--deny", "warnings"]).await;
    assert_eq!((status, wrong(&items)), (1, vec!["1 go.test: vanity-two-hosts".to_owned()]));
}

/// Ten modules, of which each is broken in its own way, among ten that are well.
fn build() -> (String, String) {
    let broken = [
        ("status = 404", "a0"),
        ("status = 500", "a1"),
        ("body = ''", "a2"),
        ("import = 'other.test/a3 git https://git.test/x.git'", "a3"),
        ("import = 'go.test/a4/ git https://git.test/x.git'", "a4"),
        ("import = 'go.test/a5 cvs https://git.test/x.git'", "a5"),
        ("import = 'go.test/a6 git git@git.test:x.git'", "a6"),
        ("import = 'go.test/a7 https://git.test/x.git'", "a7"),
        ("redirect = 'http://go.test/a8'", "a8"),
        ("raw = 'no HTTP'", "a9"),
    ];
    let mut scenario = String::from(
        "about = 'A build.'\npath = 'go.test/x'\n[[host]]\nname = 'go.test'\nhttps = {}\n",
    );
    let mut require = Vec::new();
    for (answer, name) in broken {
        let good = name.replace('a', "b");
        let git = format!("go.test/{good} git https://git.test/{good}.git");
        scenario.extend([
            format!("[[host.route]]\npath = '/{name}'\n{answer}\n"),
            format!("[[host.route]]\npath = '/{good}'\nimport = '{git}'\n"),
        ]);
        require.push(format!("\tgo.test/{good} v1.0.0\n\tgo.test/{name} v1.0.0 // indirect\n"));
    }
    let build = format!("module m.test/m\n\ngo 1.24\n\nrequire (\n{})\n", require.concat());
    (scenario + "[expect]\nok = true\n", build)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_build_with_ten_broken_modules_has_ten_failures() {
    let (scenario, gomod) = build();
    let bench = Bench::new(&scenario, &[("go.mod", &gomod)]).await;
    let (status, items) = bench.json(&[]).await;
    let failed: Vec<_> = items.iter().filter(|item| item["ok"] == false).collect();
    assert_eq!((status, items.len(), failed.len()), (1, 20, 10));
    for item in failed {
        let (path, _) = item["path"].as_str().unwrap().split_once('@').unwrap();
        assert!(path.starts_with("go.test/a"), "{path}");
        let line = usize::try_from(item["source"]["line"].as_u64().unwrap()).unwrap();
        assert!(gomod.lines().nth(line - 1).unwrap().contains(path), "{path}, line {line}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_are_written_beside() {
    let (scenario, gomod) = build();
    let bench = Bench::new(&scenario, &[("go.mod", &gomod), ("summary", "before\n")]).await;
    let kinds = ["human", "json", "jsonl", "sarif", "junit", "github", "markdown", "html"];
    let reports: Vec<String> =
        kinds.iter().map(|kind| format!("--report={kind}=out.{kind}")).collect();
    let mut args: Vec<&str> = reports.iter().map(String::as_str).collect();
    args.extend(["--format", "github"]);
    let summary = bench.dir.path().join("summary");
    let output = bench.command(&args).env("GITHUB_STEP_SUMMARY", &summary).output().await.unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty(), "{output:?}");
    let read = |name: &str| fs::read_to_string(bench.dir.path().join(name)).unwrap();
    assert_eq!(stdout(&output), read("out.github"));
    assert!(stdout(&output).starts_with("::error file=go.mod,line=7,title=go.test/a0"));
    assert!(read("summary").starts_with("before\n## goget-doctor: 10 failed, 10 passed\n"));
    assert_eq!(read("out.jsonl").lines().count(), 20);
    let page = read("out.html");
    assert!(page.contains("<ol class=\"waterfall\"") && page.contains("class=\"chain\""));
    let bad = bench.run(&["--report", "sarif=/no/such/dir/x"]).await;
    assert_eq!(bad.status.code(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_known_does_not_fail_again() {
    let (scenario, gomod) = build();
    let bench = Bench::new(&scenario, &[("go.mod", &gomod), ("none.json", "[]")]).await;
    let first = bench.run(&["--format", "jsonl"]).await;
    fs::write(bench.dir.path().join("known.jsonl"), &first.stdout).unwrap();
    let (status, items) = bench.json(&["--baseline", "known.jsonl"]).await;
    let known = items.iter().filter(|item| item["known"] == true).count();
    assert_eq!((status, known), (0, 10));
    let (status, _) = bench.json(&["--baseline", "none.json"]).await;
    assert_eq!(status, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_may_stop_early_and_says_so() {
    let (scenario, gomod) = build();
    let bench = Bench::new(&scenario, &[("go.mod", &gomod)]).await;
    for (args, failures) in [(&["--fail-fast"][..], 1), (&["--max-failures", "3"], 3)] {
        let (status, envelope) = bench.envelope(args).await;
        let what = envelope["problem"]["what"].as_str().unwrap();
        assert!(what.ends_with(" of 20 paths were checked"), "{what}");
        let items = envelope["results"].as_array().unwrap();
        let failed = items.iter().filter(|item| item["ok"] == false).count();
        assert_eq!((status, failed), (1, failures), "{args:?}");
    }
}

/// Pages that never come: the run is ended while it waits, by Ctrl-C or as a cancelled job is.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_known_is_printed_when_the_run_is_ended() {
    let scenario = "about = 'Slow.'\npath = 'go.test/x'\n[[host]]\nname = 'go.test'\nhttps = {}\n\
                    [[host.route]]\npath = '/slow*'\ndelay = 86400\nbody = ''\n\
                    [[host.route]]\npath = '/x'\nimport = 'go.test/x git https://git.test/x.git'\n\
                    [expect]\nok = true\n";
    let bench = Bench::new(scenario, &[("list", "go.test/slow\ngo.test/x\na b\n")]).await;
    for signal in ["-INT", "-TERM"] {
        ended(&bench, signal).await;
    }
}

/// Starts a run, ends it by `signal` when two of its three results are there, and reads what it left.
async fn ended(bench: &Bench, signal: &str) {
    let kinds = ["human", "json", "sarif", "junit", "github", "markdown", "html"];
    let reports = kinds.map(|kind| format!("--report={kind}=out.{kind}"));
    let mut args = vec!["--module", "--timeout", "86400", "--format", "jsonl", "list"];
    args.extend(reports.iter().map(String::as_str));
    let mut command = bench.command(&args);
    let mut child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut printed = {
        use tokio::io::AsyncBufReadExt as _;
        tokio::io::BufReader::new(child.stdout.take().unwrap()).lines()
    };
    let mut lines: Vec<Value> = Vec::new();
    while let Some(line) = printed.next_line().await.unwrap() {
        lines.push(serde_json::from_str(&line).unwrap());
        if lines.len() == 2 {
            let pid = child.id().unwrap().to_string();
            crate::support::child::child("kill").args([signal, &pid]).status().unwrap();
        }
    }
    assert_eq!(child.wait().await.unwrap().code(), Some(1), "{signal}");
    let end = lines.pop().unwrap();
    assert_eq!(end["problem"]["what"], "2 of 3 paths were checked");
    assert_eq!(end["problem"]["why"], "the run was interrupted");
    let mut indices: Vec<_> = lines.iter().map(|item| item["index"].as_u64().unwrap()).collect();
    indices.sort_unstable();
    assert_eq!(indices, [1, 2]);
    for kind in kinds {
        let text = fs::read_to_string(bench.dir.path().join(format!("out.{kind}"))).unwrap();
        assert!(text.contains("2 of 3 paths were checked"), "{signal}, {kind}: {text}");
        fs::remove_file(bench.dir.path().join(format!("out.{kind}"))).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_table_comes_first_and_the_sum_last() {
    let (scenario, gomod) = build();
    let bench = Bench::new(&scenario, &[("go.mod", &gomod)]).await;
    let output = bench.run(&["go.mod"]).await;
    let text = stdout(&output);
    assert!(text.starts_with("✗ go.test/a0@v1.0.0  vanity-page-not-found"), "{text}");
    assert!(text.contains("\n✓ 10 paths"), "{text}");
    assert!(
        text.contains("in all   20 paths: 10 failed, 10 passed; next: goget-doctor explain "),
        "{text}"
    );
    assert!(output.stderr.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn it_can_be_laid_beside_a_log_of_go() {
    let bench = Bench::new(&vanity(""), &[("vanity.yaml", FILE)]).await;
    let output = bench.run(&["vanity.yaml", "--format", "go"]).await;
    let lines: Vec<_> = stdout(&output).lines().collect();
    assert_eq!(lines[0], "# get https://go.test/x?go-get=1");
    assert!(lines[1].starts_with("# get https://go.test/x?go-get=1: 200 OK ("), "{lines:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_can_be_looked_over_without_asking() {
    let bad = FILE.replace("https://git.test/y", "git@git.test:y");
    let bench = Bench::new(&vanity(""), &[("v.yaml", FILE), ("bad.yaml", &bad)]).await;
    let (status, items) = bench.json(&["--lint", "v.yaml"]).await;
    assert_eq!((status, wrong(&items), items.len()), (0, Vec::new(), 3));
    assert!(items.iter().all(|item| item["decided"] == "line"));
    let (status, items) = bench.json(&["--lint", "v.yaml", "bad.yaml"]).await;
    assert_eq!((status, wrong(&items)), (1, vec!["6 go.test/y: vanity-repo-unusable".to_owned()]));
    assert_eq!(bench.lab.counts().values().map(|host| host.requests.len()).sum::<usize>(), 0);
    assert_eq!(bench.run(&["--lint", "go.test/x"]).await.status.code(), Some(2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_go_sum_is_looked_over_without_asking() {
    let hash = |letter: &str| format!("h1:{}A=", letter.repeat(42));
    let good = format!("go.test/x v1.0.0 {0}\ngo.test/x v1.0.0/go.mod {0}\n", hash("A"));
    let bad = format!("{good}go.test/x v1.0.0 {}\n>>>>>>> theirs\n", hash("B"));
    let files = [("go.sum", &*good), ("bad/go.sum", &*bad)];
    let bench = Bench::new(&vanity(""), &files).await;
    let (status, items) = bench.json(&["--lint", "go.sum", "--deny", "warnings"]).await;
    assert_eq!((status, wrong(&items)), (0, vec!["1 go.sum: gosum-only-looked-over".to_owned()]));
    let says =
        "2 lines for 1 version were looked over; whether the hashes are right nobody was asked.";
    assert_eq!(items[0]["findings"][0]["title"], says);
    let (status, items) = bench.json(&["--lint", "bad/go.sum"]).await;
    let told = [
        "1 bad/go.sum: gosum-only-looked-over",
        "3 go.test/x@v1.0.0: gosum-two-hashes",
        "4 >>>>>>> theirs: gosum-line-malformed",
    ];
    assert_eq!((status, wrong(&items)), (1, told.map(str::to_owned).to_vec()));
    for format in ["human", "markdown", "html", "sarif", "junit", "github", "jsonl"] {
        let output = bench.run(&["--lint", "bad/go.sum", "--format", format]).await;
        let text = stdout(&output);
        for name in ["gosum-only-looked-over", "gosum-two-hashes", "gosum-line-malformed"] {
            assert!(text.contains(name), "{format} lacks {name}: {text}");
        }
        assert!(text.contains("nobody was asked"), "{format}: {text}");
    }
    assert_eq!(bench.lab.counts().values().map(|host| host.requests.len()).sum::<usize>(), 0);
    let output = bench.run(&["bad/go.sum"]).await;
    let next = "goget-doctor check bad/go.mod, or look over the file alone with --lint";
    assert!(String::from_utf8_lossy(&output.stderr).contains(next));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_ends_with_2() {
    let bench =
        Bench::new(&vanity(""), &[("v.yaml", "/x: https://git.test/x\n"), ("empty", "")]).await;
    for (args, what) in [
        (&[][..], "cannot read go.mod"),
        (&["v.yaml"], "cannot check v.yaml"),
        (&["empty"], "there is nothing to check"),
    ] {
        let output = bench.run(args).await;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""), "{args:?}");
        assert!(said.starts_with(&format!("error    {what}\n")), "{said}");
        let sarif = bench.run(&[args, &["--format", "sarif"]].concat()).await;
        let sarif: Value = serde_json::from_str(stdout(&sarif)).unwrap();
        assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], false);
    }
}
