//! The round on machines that are well, and on machines with one thing wrong each.
#![cfg(all(feature = "lab", unix))]

use std::sync::{Arc, Mutex};

use goget_doctor::{
    lab::{Lab, Scenario},
    pipeline::Options,
    render::{Detail, Painter, json, jsonl, round::human, sarif},
    report::{
        Wants,
        round::{Round, RoundView},
    },
    round::round,
    trace::Trace,
};

use crate::{
    plays::caller,
    support::schema::{self, hold, strict, strict_of},
};

/// A machine with nothing wrong: one module proxy, which passes the checksum database on.
const WELL: &str = r#"
about = "A machine with nothing wrong"
path = "go.example.com/tool"
module = false
until = "package"
query = "v1.2.0"
env = { GOPROXY = "https://proxy.example.com", GOSUMDB = "{key sum.example.com}", GOFLAGS = "" }

[[host]]
name = "proxy.example.com"
https = {}

[[host.route]]
path = "/sumdb/sum.example.com"
sumdb = "sum.example.com"

[[host.route]]
path = "/"
goproxy = "public"

[[host]]
name = "sum.example.com"
https = {}

[[host.route]]
path = "/"
sumdb = "sum.example.com"

[[sumdb]]
name = "sum.example.com"
before = 300

[[version]]
module = "go.example.com/tool"
version = "v1.2.0"
files = { "go.mod" = "module go.example.com/tool\n\ngo 1.21\n", "tool.go" = "package tool\n" }

[expect]
ok = true
"#;

/// A machine with one thing wrong: what is changed in the file of one that is well, and the name that is told first.
struct Machine {
    about: &'static str,
    changes: &'static [(&'static str, &'static str)],
    env: &'static [(&'static str, &'static str)],
    first: &'static str,
}

const PROXY: &str = "name = \"proxy.example.com\"\nhttps = {}";
const END: &str = "[expect]";

const MACHINES: &[Machine] = &[
    Machine {
        about: "nobody listens at the HTTP proxy",
        changes: &[],
        env: &[("HTTPS_PROXY", "http://127.0.0.1:1")],
        first: "http-proxy-refused",
    },
    Machine {
        about: "the HTTP proxy wants a login",
        changes: &[(
            END,
            "[[host]]\nname = \"gate.example.com\"\nproxy = { port = 3128, auth = { user = \"me\", password = \"x\" } }\n[expect]",
        )],
        env: &[("HTTPS_PROXY", "http://gate.example.com:3128")],
        first: "http-proxy-auth-required",
    },
    Machine {
        about: "the file of roots may not be read",
        changes: &[(
            "[[host]]\nname = \"proxy",
            "[files]\n\"/etc/ssl/private/roots.pem\" = \"unreadable\"\n[[host]]\nname = \"proxy",
        )],
        env: &[("SSL_CERT_FILE", "/etc/ssl/private/roots.pem")],
        first: "tls-ssl-cert-file-is-directory",
    },
    Machine {
        about: "an entry of netrc has no password",
        changes: &[(
            "[[host]]\nname = \"proxy",
            "[files]\n\"~/.netrc\" = { text = \"machine git.example.com login me\\n\" }\n[[host]]\nname = \"proxy",
        )],
        env: &[],
        first: "netrc-entry-incomplete",
    },
    Machine {
        about: "there is no git, and repositories are asked",
        changes: &[],
        env: &[("PATH", "/nonexistent"), ("GOPROXY", "direct")],
        first: "vcs-binary-missing",
    },
    Machine {
        about: "GOFLAGS holds no flag",
        changes: &[],
        env: &[("GOFLAGS", "mod=mod")],
        first: "settings-refused",
    },
    Machine {
        about: "GOSUMDB is mistyped",
        changes: &[],
        env: &[("GOSUMDB", "sum.golang.orq")],
        first: "gosumdb-bad-value",
    },
    Machine {
        about: "the clock is months behind",
        changes: &[
            ("query = \"v1.2.0\"", "query = \"v1.2.0\"\nclock = \"2026-01-01T00:00:00Z\""),
            (PROXY, "name = \"proxy.example.com\"\nhttps = { days = [30, 700] }"),
        ],
        env: &[],
        first: "tls-clock-behind-or-cert-future",
    },
    Machine {
        about: "the name server knows no such name",
        changes: &[],
        env: &[("GOPROXY", "https://proxy.exampel.com")],
        first: "dns-no-such-host",
    },
    Machine {
        about: "a filter looks into connections, and nobody trusts its authority",
        changes: &[
            (PROXY, "name = \"proxy.example.com\"\nhttps = { issuer = \"filter\" }"),
            (
                "[[host]]\nname = \"proxy",
                "[ca.filter]\nname = \"Filter CA\"\n[[host]]\nname = \"proxy",
            ),
        ],
        env: &[],
        first: "tls-ca-not-trusted",
    },
    Machine {
        about: "GOPROXY has a mistyped word",
        changes: &[],
        env: &[("GOPROXY", "https://proxy.example.com,driect")],
        first: "goproxy-bad-value",
    },
    Machine {
        about: "git goes over ssh, and there is no ssh",
        changes: &[(
            "[[host]]\nname = \"proxy",
            "[files]\n\"~/.gitconfig\" = { text = \"[url \\\"ssh://git@git.example.com/\\\"]\\n\\tinsteadOf = https://git.example.com/\\n\" }\n[[host]]\nname = \"proxy",
        )],
        env: &[("GIT_SSH", "/nonexistent/ssh")],
        first: "ssh-not-installed",
    },
    Machine {
        about: "GOPATH is relative",
        changes: &[],
        env: &[("GOPATH", "go")],
        first: "settings-refused",
    },
    Machine {
        about: "the module proxy wants a login",
        changes: &[(
            "path = \"/sumdb/sum.example.com\"\n",
            "path = \"/*\"\nstatus = 401\n\n[[host.route]]\npath = \"/sumdb/sum.example.com\"\n",
        )],
        env: &[],
        first: "goproxy-401-credentials-missing",
    },
    Machine {
        about: "the module proxy is out of order",
        changes: &[(
            "path = \"/sumdb/sum.example.com\"\n",
            "path = \"/*\"\nstatus = 503\n\n[[host.route]]\npath = \"/sumdb/sum.example.com\"\n",
        )],
        env: &[],
        first: "goproxy-5xx",
    },
];

impl Machine {
    fn scenario(&self) -> String {
        let change = |text: String, (from, to): &(&str, &str)| {
            assert!(text.contains(from), "{}: {from}", self.about);
            text.replacen(from, to, 1)
        };
        self.changes.iter().fold(WELL.to_owned(), change)
    }
}

/// What the round says in a lab, outside of a module.
async fn outside(lab: &Lab, env: &[(&str, &str)], options: &Options) -> Round {
    let mut world = lab.world();
    for (name, value) in env {
        world.set(name, value);
    }
    let nowhere = tempfile::tempdir().unwrap();
    world.enter(nowhere.path());
    Box::pin(round(&Arc::new(world), options, Wants::ALL, |_| {})).await.unwrap()
}

async fn lab(text: &str) -> Lab {
    let scenario =
        Scenario::parse("round.toml", text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    Lab::start(&scenario, &caller()).await.unwrap()
}

fn names(round: &Round) -> Vec<String> {
    round.troubles().iter().map(|trouble| trouble.remark.name.to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_machine_hears_first_what_is_wrong_with_it() {
    let mut wrong = Vec::new();
    for machine in MACHINES {
        let lab = lab(&machine.scenario()).await;
        let round = outside(&lab, machine.env, &Options::default()).await;
        let names = names(&round);
        if names.first().map(String::as_str) != Some(machine.first) {
            wrong.push(format!(
                "{}, due {}: {:#?}",
                machine.about,
                machine.first,
                round.troubles()
            ));
        }
        let troubles = round.troubles();
        let finding = troubles.first().and_then(|trouble| trouble.remark.finding);
        if finding.is_some_and(|finding| finding.fix.is_empty()) {
            wrong.push(format!("{}: nothing to paste", machine.about));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(MACHINES.len() >= 12);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_machine_that_is_well_asks_each_host_once() {
    let lab = lab(WELL).await;
    let well = outside(&lab, &[], &Options::default()).await;
    assert_eq!(names(&well), Vec::<String>::new(), "{:#?}", well.troubles());
    assert_eq!(well.batch().exit(), 0);
    let requests = |host: &str| lab.counts().get(host).map_or(0, |counts| counts.requests.len());
    assert_eq!((requests("proxy.example.com"), requests("sum.example.com")), (1, 0));
    let parts: Vec<&str> = well.parts.iter().map(|part| part.report.path.as_str()).collect();
    assert_eq!(parts, ["settings", "git and ssh", "roots", "proxy.example.com"]);

    let shown = human(&well, &Painter::FILE, Detail::Normal);
    assert_eq!(shown.lines().count(), 1, "{shown}");
    assert!(
        shown.contains("nothing is wrong: settings, git and ssh, roots, proxy.example.com"),
        "{shown}"
    );

    let offline = Options { offline: true, ..Options::default() };
    let silent = outside(&lab, &[], &offline).await;
    assert_eq!(requests("proxy.example.com"), 1, "nothing more was sent");
    assert_eq!(silent.batch().exit(), 3);

    let direct = outside(&lab, &[("GOPROXY", "direct")], &Options::default()).await;
    assert_eq!(direct.batch().exit(), 0, "{:#?}", direct.troubles());
    assert_eq!((requests("proxy.example.com"), requests("sum.example.com")), (1, 1));
}

/// The build of a module, one of whose requirements no proxy has.
#[tokio::test(flavor = "multi_thread")]
async fn a_build_is_checked_and_the_round_is_kept() {
    let go_mod = "go_mod = \"module a.example/b\\n\\ngo 1.21\\n\\nrequire (\\n\\tgo.example.com/tool v1.2.0\\n\\tgo.example.com/none v1.0.0\\n)\\n\"";
    let text = WELL.replacen("query = \"v1.2.0\"", &format!("query = \"v1.2.0\"\n{go_mod}"), 1);
    let lab = lab(&text).await;
    let saved = Arc::new(Mutex::new(Vec::new()));
    let kept = saved.clone();
    let seen = move |trace: &Trace| kept.lock().unwrap().extend(Trace::save([trace]));
    let world = Arc::new(lab.world());
    let options = Options::default();
    let made = Box::pin(round(&world, &options, Wants::ALL, seen)).await.unwrap();
    assert!(made.file.as_ref().is_some_and(|file| file.ends_with("/module/go.mod")));
    let ok: Vec<_> = made.modules.iter().map(|item| item.report.verdict.ok()).collect();
    assert_eq!(ok, [Some(true), Some(false)]);
    let troubles = made.troubles();
    let first = troubles.first().unwrap();
    assert_eq!(first.at, ["go.example.com/none@v1.0.0"], "{troubles:#?}");
    assert_eq!(made.batch().exit(), 1);

    let document = json::document(&RoundView::of(&made));
    hold(&strict_of("round"), &serde_json::from_str(&document).unwrap());
    for item in &made.batch().items {
        hold(strict(), &serde_json::from_str(&jsonl::line(item)).unwrap());
    }
    hold(schema::sarif(), &serde_json::from_str(&sarif::render(&made.batch())).unwrap());

    let traces = Trace::load(&saved.lock().unwrap(), "the round").unwrap();
    let again = Round::of(&traces, Wants::ALL);
    let told = |round: &Round| {
        let troubles = round.troubles();
        let each = troubles.iter().map(|it| (it.remark.name.to_owned(), it.at.len()));
        each.collect::<Vec<_>>()
    };
    assert_eq!(told(&again), told(&made));
}
