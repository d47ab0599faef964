//! Faults of a module proxy, each found by its rule.

use std::collections::BTreeSet;

use goget_doctor::{Options, Version, net::Limits, stages::protocol};
use tokio::io::AsyncWriteExt as _;

use super::{HEAD, PROXY, TAIL, TOOL, lab, names, says, seen, started, view};
use crate::support::server::{self, finish, limits, listen, read_head};

/// A fault: the rule that finds it, and all others that see it too; the module that is asked about; the routes in front of
/// those of a good proxy.
struct Fault {
    rules: &'static [&'static str],
    module: &'static str,
    routes: &'static str,
}

const fn fault(rules: &'static [&'static str], routes: &'static str) -> Fault {
    Fault { rules, module: TOOL, routes }
}

const NOWHERE: &str = "go.example.com/none";

const FAULTS: &[Fault] = &[
    fault(
        &["protocol-login-wanted"],
        "[[host.route]]\npath = '/*'\nauth = { user = 'me', password = 'secret' }\n",
    ),
    fault(
        &["protocol-login-wanted", "protocol-list-missing"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/list'\nstatus = 403\n",
    ),
    fault(
        &["protocol-redirect-refused"],
        "[[host.route]]\npath = '/*'\nredirect = 'http://other.example.com/'\n",
    ),
    fault(
        &["protocol-redirect-refused", "protocol-zip-missing"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.zip'\nredirect = 'v1.2.0.zip'\n",
    ),
    fault(
        &["protocol-zip-missing"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.zip'\nredirect = 'https://other.example.com/x'\n",
    ),
    fault(
        &["protocol-body-broken-off"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.zip'\nbody = 'PK and more'\ncut = 4\n",
    ),
    fault(
        &["protocol-body-broken-off"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.mod'\nbody = 'module x'\nheaders = { Content-Encoding = 'gzip' }\n",
    ),
    fault(
        &["protocol-encoding"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/list'\nbody = \"v1.2.0\\n\"\nheaders = { Content-Encoding = 'br' }\n",
    ),
    fault(
        &["protocol-encoding", "protocol-list-not-versions", "protocol-latest-missing"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/list'\nbase64 = 'H4sIAAAAAAAC/ysz1DPSM+ACAC/7YfQHAAAA'\n\
         [[host.route]]\npath = '/go.example.com/tool/@latest'\nstatus = 404\n",
    ),
    fault(
        &["protocol-missing-status"],
        "[[host.route]]\npath = '/goget-doctor.invalid/*'\nstatus = 403\n",
    ),
    fault(
        &["protocol-missing-status"],
        "[[host.route]]\npath = '/goget-doctor.invalid/no-such-module/@v/list'\nstatus = 500\n",
    ),
    fault(
        &["protocol-missing-is-a-page"],
        "[[host.route]]\npath = '/goget-doctor.invalid/*'\nbody = '<!doctype html>'\n",
    ),
    fault(
        &["protocol-missing-is-a-page"],
        "[[host.route]]\npath = '/goget-doctor.invalid/no-such-module/@v/v1.0.0.mod'\nbody = ''\n",
    ),
    fault(
        &["protocol-missing-version"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v0.0.0-goget-doctor.*'\nstatus = 500\n",
    ),
    fault(&["protocol-sumdb-supported"], "[[host.route]]\npath = '/sumdb/*'\nstatus = 403\n"),
    fault(&["protocol-sumdb-head"], "[[host.route]]\npath = '/sumdb/*'\nbody = '<html>'\n"),
    Fault { rules: &["protocol-list-missing"], module: NOWHERE, routes: "" },
    fault(
        &["protocol-list-not-versions"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/list'\nbody = \"v1.2.0\\n1.1.0\\n\"\n",
    ),
    fault(
        &["protocol-list-not-versions"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/list'\nbody = '[\"v1.2.0\"]'\n",
    ),
    fault(
        &["protocol-list-other-major"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/list'\nbody = \"v1.2.0\\nv2.0.0\\n\"\n",
    ),
    Fault {
        rules: &["protocol-list-incomplete"],
        module: "go.example.com/tool@v1.2.0",
        routes: "[[host.route]]\npath = '/go.example.com/tool/@v/list'\nbody = \"v1.1.0\\n\"\n",
    },
    fault(
        &["protocol-list-cached"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/list'\nbody = \"v1.2.0\\n\"\nheaders = { Cache-Control = 'public, max-age=31536000' }\n",
    ),
    fault(
        &["protocol-latest-missing"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/list'\nbody = \"\\n\"\n\
         [[host.route]]\npath = '/go.example.com/tool/@latest'\nstatus = 404\n",
    ),
    fault(
        &["protocol-latest-missing", "protocol-latest-unreadable"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/list'\nbody = \"\\n\"\n\
         [[host.route]]\npath = '/go.example.com/tool/@latest'\nbody = '{}'\n",
    ),
    fault(
        &["protocol-latest-unreadable"],
        "[[host.route]]\npath = '/go.example.com/tool/@latest'\nbody = '<html>'\n",
    ),
    Fault {
        rules: &["protocol-info-missing", "protocol-mod-missing", "protocol-zip-missing"],
        module: "go.example.com/tool@v1.3.0",
        routes: "",
    },
    fault(
        &["protocol-info-missing", "protocol-listed-without-info"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.info'\nstatus = 404\n",
    ),
    fault(
        &["protocol-listed-without-info"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.1.0.info'\nstatus = 410\n",
    ),
    fault(
        &["protocol-info-unreadable"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.info'\nbody = '<html>'\n",
    ),
    fault(
        &["protocol-info-unreadable"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.info'\nbody = '{\"Version\":\"v1.2.0\",\"Time\":\"yesterday\"}'\n",
    ),
    fault(
        &["protocol-info-other-version"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.info'\nbody = '{\"Version\":\"v1.1.0\",\"Time\":\"2024-01-01T00:00:00Z\"}'\n",
    ),
    fault(
        &["protocol-info-without-time"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.info'\nbody = '{\"Version\":\"v1.2.0\"}'\n",
    ),
    fault(
        &["protocol-mod-missing"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.mod'\nstatus = 404\n",
    ),
    fault(
        &["protocol-mod-unreadable", "protocol-zip-other-go-mod"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.mod'\nbody = '<!doctype html>'\n",
    ),
    fault(
        &["protocol-mod-empty", "protocol-zip-other-go-mod"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.mod'\nbody = ''\n",
    ),
    fault(
        &["protocol-mod-other-module", "protocol-zip-other-go-mod"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.mod'\nbody = \"module go.example.com/tools\\n\"\n",
    ),
    fault(
        &["protocol-zip-missing"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.zip'\nstatus = 404\n",
    ),
    fault(
        &["protocol-zip-unreadable"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.zip'\nbody = '<!doctype html>'\n",
    ),
    fault(
        &["protocol-zip-other-go-mod"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.mod'\nbody = \"module go.example.com/tool\\n\"\n",
    ),
    fault(
        &["protocol-range"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.zip'\ngoproxy = 'public'\nbase = '/'\ntimes = 1\n\
         [[host.route]]\npath = '/go.example.com/tool/@v/v1.2.0.zip'\nstatus = 416\n",
    ),
    fault(
        &["protocol-case-folded"],
        "[[host.route]]\npath = '/go.example.com/tool/@v/!v1.2.0.info'\nbody = '{\"Version\":\"v1.2.0\",\"Time\":\"2024-01-01T00:00:00Z\"}'\n",
    ),
    Fault {
        rules: &["protocol-list-missing", "protocol-capital-not-escaped"],
        module: "go.example.com/Tool",
        routes: "[[host.route]]\npath = '/go.example.com/Tool/@v/list'\nbody = \"v1.2.0\\n\"\n",
    },
];

#[tokio::test]
async fn each_is_found_by_its_rule_and_nothing_else_is_said() {
    let mut wrong = Vec::new();
    for Fault { rules, module, routes } in FAULTS {
        let lab = lab(routes).await;
        let view = seen(&lab, Some(module)).await;
        let found: BTreeSet<&str> = names(&view).into_iter().collect();
        if found != rules.iter().copied().collect() {
            wrong.push(format!("{routes}  expected {rules:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rules whose fault needs more than other answers, each with a test of its own.
const APART: &[&str] = &[
    "protocol-percent-not-decoded",
    "protocol-sum-other-in-database",
    "protocol-sum-other-in-gosum",
    "protocol-unreachable",
    "protocol-zip-refused",
];

#[test]
fn every_rule_has_a_fault() {
    let found: BTreeSet<&str> = FAULTS.iter().flat_map(|fault| fault.rules).copied().collect();
    let apart = APART.iter().copied();
    let all: BTreeSet<&str> = protocol::ALL.iter().map(|rule| rule.name).collect();
    assert_eq!(found.into_iter().chain(apart).collect::<BTreeSet<_>>(), all);
    assert!(FAULTS.len() > 30);
}

#[tokio::test]
async fn nothing_listens() {
    let text = "about = 'x'\npath = 'a.test/b'\n[[host]]\nname = 'proxy.example.com'\n[expect]\nok = true\n";
    let view = seen(&started(text).await, Some(TOOL)).await;
    assert_eq!((names(&view), view.exit), (vec!["protocol-unreachable"], 1));
    assert!(view.findings[0].evidence[0].ends_with(": connect: connection refused"));
    let passed = view.rules.iter().filter(|row| row.verdict == goget_doctor::StepVerdict::Pass);
    assert_eq!(passed.count(), 0);
    assert_eq!(view.asked.len(), 1);
}

#[tokio::test]
async fn a_zip_with_names_that_go_refuses() {
    let version = "[[version]]\nmodule = 'go.example.com/forge'\nversion = 'v1.0.0'\n";
    let go_mod = r#"'go.mod' = "module go.example.com/forge\n""#;
    let files = |more: &str| format!("files = {{ {go_mod}, 'a.go' = '', {more} }}");
    for (more, title) in [
        (format!("zip_prefix = 'forge-1.0.0/'\n{}", files("")), "unexpected file forge-1.0.0/a.go"),
        (files("'A.go' = ''"), "file name collision"),
        (files("'sub/go.mod' = ''"), "not in module root directory"),
    ] {
        let lab = lab(&format!("{version}{more}\n")).await;
        let view = seen(&lab, Some("go.example.com/forge")).await;
        assert_eq!(names(&view), ["protocol-zip-refused"], "{more}");
        assert!(view.findings[0].title.contains(title), "{}", view.findings[0].title);
    }
}

/// A time with an escape in it, which releases read as it is written until 1.26.
#[tokio::test]
async fn releases_that_mind_are_named() {
    let route = r#"
[[host.route]]
path = '/go.example.com/tool/@v/v1.2.0.info'
body = '{"Version":"v1.2.0","Time":"2024-01-01T00:00:00\u005a"}'
"#;
    let view = seen(&lab(route).await, Some(TOOL)).await;
    assert_eq!(names(&view), ["protocol-info-unreadable"]);
    let minded = "minded by go 1.11 to 1.26".to_owned();
    assert!(view.findings[0].evidence.contains(&minded), "{:?}", view.findings[0].evidence);
}

/// A scenario with `top` among its first fields and `routes` in front of those of a good proxy.
fn scenario(top: &str, routes: &str) -> String {
    format!("{}{routes}{TAIL}", HEAD.replace("\n[[host]]", &format!("\n{top}\n[[host]]")))
}

#[tokio::test]
async fn another_sum_in_go_sum() {
    let sums = |sum: &str| {
        let go_mod = format!("{TOOL} v1.2.0/go.mod {{sum {TOOL} v1.2.0/go.mod}}");
        scenario(&format!("go_sum = '''\n{TOOL} v1.2.0 {sum}\n{go_mod}\n'''"), "")
    };
    let good = started(&sums("{sum go.example.com/tool v1.2.0}")).await;
    let view = seen(&good, Some(TOOL)).await;
    assert_eq!(names(&view), Vec::<&str>::new());
    assert!(says(&view, "protocol-sum-other-in-gosum").starts_with(".mod h1:"));
    let view = seen(&started(&sums("h1:AAAA")).await, Some(TOOL)).await;
    assert_eq!(names(&view), ["protocol-sum-other-in-gosum"]);
    assert!(view.findings[0].evidence[0].contains("go.sum:1 h1:AAAA"), "{:?}", view.findings);
}

/// The database is asked by way of the proxy, and only where go's settings would ask it.
#[tokio::test]
async fn another_sum_in_the_database() {
    let told = |tree: &str, env: &str| {
        let routes = format!(
            "[[host.route]]\npath = '/sumdb/sum.example.com'\nsumdb = 'sum.example.com'\n\
             [[sumdb]]\nname = 'sum.example.com'\nbefore = 300\ntree = '{tree}'\n\
             [[version]]\nmodule = '{TOOL}'\nversion = 'v1.2.0'\ntree = 'other'\nfiles = {{}}\n"
        );
        scenario(&format!("env = {{ GOSUMDB = '{{key sum.example.com}}', {env} }}"), &routes)
    };
    let view = seen(&started(&told("public", "")).await, Some(TOOL)).await;
    assert_eq!(names(&view), Vec::<&str>::new());
    let same = "the database has recorded the same";
    assert_eq!(says(&view, "protocol-sum-other-in-database"), same);
    let view = seen(&started(&told("other", "")).await, Some(TOOL)).await;
    assert_eq!(names(&view), ["protocol-sum-other-in-database"]);
    let private = started(&told("other", "GOPRIVATE = 'go.example.com'")).await;
    assert_eq!(names(&seen(&private, Some(TOOL)).await), Vec::<&str>::new());
    let asked = &private.counts()["proxy.example.com"].requests;
    assert!(asked.iter().all(|request| !request.target.contains("/lookup/")));
}

/// A server that compares the path as it was sent.
#[tokio::test]
async fn a_proxy_that_does_not_decode_percent() {
    let address = listen(|mut stream| async move {
        let head = read_head(&mut stream).await;
        let line = match head.split(' ').nth(1) {
            Some("/go.example.com/!tool/@v/list") => "200 OK\r\nContent-Length: 7\r\n\r\nv1.2.0\n",
            _ => "404 Not Found\r\nContent-Length: 0\r\n\r\n",
        };
        let _ = stream.write_all(format!("HTTP/1.1 {line}").as_bytes()).await;
        finish(stream).await;
    })
    .await;
    let world = server::world("p.test", &[(80, Some(address))]);
    let options = Options { go: Some(Version::NEWEST), limits: limits(), ..Options::default() };
    let view = view(world, "http://p.test", Some("go.example.com/Tool"), &options).await;
    assert_eq!(names(&view), ["protocol-list-missing", "protocol-percent-not-decoded"]);
}

/// What is too large for a limit of ours is no fault of the proxy's, and no success.
#[tokio::test]
async fn a_limit_is_no_verdict() {
    let zip = "/go.example.com/tool/@v/v1.2.0.zip";
    let route = format!("[[host.route]]\npath = '{zip}'\nbody = 'endless '\nendless = true\n");
    let lab = lab(&route).await;
    let limits = Limits { zip: 1000, ..Limits::default() };
    let options = Options { limits, ..Options::default() };
    let view = view(lab.world(), PROXY, Some(TOOL), &options).await;
    assert_eq!((names(&view), view.exit), (vec![], 3));
    assert_eq!(says(&view, "protocol-zip-missing"), "limit of the doctor: zip 1000 bytes");
}

/// A login is sent, and shown nowhere.
#[tokio::test]
async fn a_login_in_the_url_is_kept() {
    let auth = "auth = { user = 'me', password = 'secret' }";
    let lab = lab(&format!("[[host.route]]\npath = '/'\ngoproxy = 'public'\n{auth}\n")).await;
    let options = Options::default();
    let of = |login: &str| format!("https://me:{login}@proxy.example.com");
    let good = view(lab.world(), &of("secret"), Some(TOOL), &options).await;
    assert_eq!(names(&good), Vec::<&str>::new());
    let bad = view(lab.world(), &of("no-secret"), Some(TOOL), &options).await;
    assert_eq!(names(&bad), ["protocol-login-wanted"]);
    for view in [good, bad] {
        let text = serde_json::to_string(&view).unwrap();
        assert!(!text.contains("secret"), "{text}");
    }
}
