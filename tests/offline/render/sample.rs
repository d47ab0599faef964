//! Reports made by hand that every format is tested on.

use goget_doctor::{
    explain::{Message, explain},
    go::version::Version,
    render::{
        explain::Document,
        lab::{LabRun, Played},
    },
    report::{
        Batch, By, Candidate, Certificate, Chain, Data, Details, Finding, HostTime, Item, Line,
        Phase, Report, Request, Root, SCHEMA, Severity, Source, StepReport, StepVerdict,
        meta::MetaView,
    },
    trace::{Got, Step, Verdict},
};
use serde_json::json;

/// A certificate of an own authority whose file is where go does not look.
pub(crate) fn failing() -> Report {
    let error = "unrecognized import path \"tonybai.com/gowechat\": https fetch: Get \
                 \"https://tonybai.com/gowechat?go-get=1\": tls: failed to verify certificate: \
                 x509: certificate signed by unknown authority";
    Report {
        go_because: "go.mod: toolchain go1.27.3".to_owned(),
        verdict: Verdict::Fails(error.to_owned()),
        candidates: vec![failed("tonybai.com/gowechat", error)],
        steps: vec![
            step(Step::Path, StepVerdict::Pass, "valid module path"),
            StepReport {
                aside: "~/.config/go/env, line 3".to_owned(),
                ..step(Step::Route, StepVerdict::Pass, "direct: GOPRIVATE=tonybai.com matches")
            },
            step(Step::StaticTable, StepVerdict::Skip, "no row for tonybai.com"),
            step(
                Step::VcsSuffix,
                StepVerdict::Skip,
                "no element ends in .git, .hg, .svn or .fossil",
            ),
            fetch(),
            step(Step::Meta, StepVerdict::Skip, "not reached"),
        ],
        findings: vec![own_authority()],
        ..empty("tonybai.com/gowechat")
    }
}

/// A path whose root a go-import tag names, with a warning.
pub(crate) fn success() -> Report {
    let root = root("rsc.io/quote", "https://github.com/rsc/quote");
    Report {
        verdict: Verdict::Gets(Got { root: Some(root.clone()) }),
        candidates: vec![Candidate {
            path: "rsc.io/quote".to_owned(),
            root: Some(root),
            error: None,
        }],
        steps: vec![
            step(Step::Path, StepVerdict::Pass, "valid module path"),
            StepReport {
                micros: 1_249_000,
                ..step(Step::Fetch, StepVerdict::Warn, "https://rsc.io/quote?go-get=1")
            },
            step(Step::Meta, StepVerdict::Pass, "1 go-import tag"),
            step(Step::Root, StepVerdict::Pass, "git https://github.com/rsc/quote"),
        ],
        findings: vec![Finding {
            name: "page-slow".into(),
            severity: Severity::Warning,
            usual: None,
            title: "The page took longer than a second.".to_owned(),
            evidence: vec!["1.2 s for https://rsc.io/quote?go-get=1".to_owned()],
            fix: Vec::new(),
            not: Vec::new(),
            step: Step::Fetch,
            look: None,
        }],
        ..empty("rsc.io/quote")
    }
}

/// A run that sent nothing.
pub(crate) fn undetermined() -> Report {
    Report {
        verdict: Verdict::unknown(
            "--offline: the page https://rsc.io/quote?go-get=1 was not fetched",
        ),
        steps: vec![
            step(Step::Path, StepVerdict::Pass, "valid module path"),
            step(Step::Fetch, StepVerdict::Skip, "would ask https://rsc.io/quote?go-get=1"),
        ],
        ..empty("rsc.io/quote")
    }
}

/// A page that is longer than the doctor reads.
pub(crate) fn limit() -> Report {
    Report {
        verdict: Verdict::Stopped("body 16777216 bytes".to_owned()),
        steps: vec![step(Step::Fetch, StepVerdict::Fail, "https://big.test/x?go-get=1")],
        ..empty("big.test/x")
    }
}

/// A path with three candidates, the middle one of which wins.
pub(crate) fn several() -> Report {
    let missing = "unrecognized import path \"example.com/a/b/c\": reading \
                   https://example.com/a/b/c?go-get=1: 404 Not Found";
    let refused = "unrecognized import path \"example.com/a\": https fetch: Get \
                   \"https://example.com/a?go-get=1\": dial tcp 192.0.2.1:443: connect: connection refused";
    let root = root("example.com/a/b", "https://git.example.com/b");
    let winner =
        Candidate { path: "example.com/a/b".to_owned(), root: Some(root.clone()), error: None };
    Report {
        verdict: Verdict::Gets(Got { root: Some(root) }),
        candidates: vec![
            failed("example.com/a/b/c", missing),
            winner,
            failed("example.com/a", refused),
        ],
        steps: vec![
            step(Step::Path, StepVerdict::Pass, "valid import path"),
            of("example.com/a/b/c", step(Step::Fetch, StepVerdict::Fail, "404 Not Found")),
            of("example.com/a/b", step(Step::Fetch, StepVerdict::Pass, "200 OK")),
            of("example.com/a/b", step(Step::Meta, StepVerdict::Pass, "1 go-import tag")),
            of("example.com/a", step(Step::Fetch, StepVerdict::Fail, "connection refused")),
        ],
        decides: Some("example.com/a/b".to_owned()),
        ..empty("example.com/a/b/c")
    }
}

/// A batch with a path of each kind, drawn.
pub(crate) fn batch() -> Batch {
    let at = |line, report| Item {
        source: Some(Source { file: "go.mod".to_owned(), line }),
        ..Item::new(report)
    };
    let fault = Finding { step: Step::Path, ..own_authority() };
    let line = Report { findings: vec![fault], ..failing() };
    let items = vec![
        Item { details: Some(details()), hosts: hosts(), ..at(5, failing()) },
        at(6, success()),
        at(7, undetermined()),
        Item { known: true, ..at(8, limit()) },
        Item { known: true, ..at(9, line) },
        Item::new(several()),
    ];
    Batch::new(items)
}

fn hosts() -> Vec<HostTime> {
    let host = |host: &str, requests, micros| HostTime { host: host.to_owned(), requests, micros };
    vec![host("tonybai.com", 1, 42_000), host("rsc.io", 3, 1_249_000)]
}

fn details() -> Details {
    let phase = |name, start, micros| Phase { name, start, micros };
    let request = Request {
        url: "https://tonybai.com/gowechat?go-get=1".to_owned(),
        phases: vec![
            phase("resolve", 0, 1_200),
            phase("connect", 1_200, 3_000),
            phase("tls", 4_200, 21_000),
        ],
        end: "x509: certificate signed by unknown authority".to_owned(),
        failed: true,
    };
    let certificate = |subject: &str, issuer: &str| Certificate {
        subject: subject.to_owned(),
        issuer: issuer.to_owned(),
        names: vec![subject.to_owned()],
        valid: "2025-01-01 to 2030-01-01".to_owned(),
        ends: None,
        in_time: true,
    };
    let chain = Chain {
        host: "tonybai.com".to_owned(),
        certificates: vec![
            certificate("CN=tonybai.com", "CN=*.tonybai.com"),
            certificate("CN=*.tonybai.com", "CN=*.tonybai.com"),
        ],
        error: Some("x509: certificate signed by unknown authority".to_owned()),
    };
    Details { requests: vec![request], chains: vec![chain] }
}

/// All of them.
pub(crate) fn all() -> Vec<Report> {
    vec![failing(), success(), undetermined(), limit(), several()]
}

/// A page on which a browser sees more than go.
pub(crate) fn page() -> MetaView {
    const PAGE: &str = "<html><head>\n\
        <meta name=\"go-import\" content=\"example.com/a git https://git.example.com/a\">\n\
        </head>\n<body>\n\
        <meta name=\"go-import\" content=\"example.com/b git https://git.example.com/b\">\n\
        </body></html>\n";
    MetaView::of("index.html", PAGE.as_bytes(), Some("example.com/b"), Version::NEWEST)
}

/// A scenario that came out as it says, and whose cure did not help.
pub(crate) fn lab_run() -> LabRun {
    let good = Played {
        about: "A page that is too long.".to_owned(),
        as_said: true,
        unstated: None,
        differs: Vec::new(),
        report: limit(),
        settings: Vec::new(),
    };
    let cure = Played {
        about: "Make it shorter.".to_owned(),
        as_said: false,
        unstated: None,
        differs: vec!["go would fail, not succeed".to_owned()],
        report: limit(),
        settings: vec![own_authority()],
    };
    LabRun::new("too-long", good, vec![cure])
}

/// A report on `path` that says nothing yet.
pub(crate) fn empty(path: &str) -> Report {
    Report {
        schema: SCHEMA,
        go: Version::NEWEST,
        go_because: "newest known".to_owned(),
        path: path.to_owned(),
        verdict: Verdict::unknown("not known"),
        asked_first: None,
        candidates: Vec::new(),
        steps: Vec::new(),
        findings: Vec::new(),
        decides: None,
        played: None,
        allowed: Vec::new(),
        releases: Vec::new(),
        disagree: Vec::new(),
        log: Vec::new(),
        decided: "root".into(),
    }
}

/// A step without details.
pub(crate) fn step(step: Step, verdict: StepVerdict, says: &str) -> StepReport {
    StepReport {
        step,
        path: String::new(),
        verdict,
        says: says.to_owned(),
        aside: String::new(),
        micros: 12,
        lines: Vec::new(),
        data: Data::default(),
    }
}

fn of(path: &str, step: StepReport) -> StepReport {
    StepReport { path: path.to_owned(), ..step }
}

fn failed(path: &str, error: &str) -> Candidate {
    Candidate { path: path.to_owned(), root: None, error: Some(error.to_owned()) }
}

fn root(path: &str, repo: &str) -> Root {
    Root {
        path: path.to_owned(),
        vcs: "git".to_owned(),
        repo: repo.into(),
        subdir: String::new(),
        by: By::Meta,
    }
}

fn fetch() -> StepReport {
    StepReport {
        micros: 42_000,
        lines: vec![
            timed("resolve", "10.11.36.23", 1_200),
            timed("connect", "10.11.36.23:443", 3_000),
            timed("tls", "1.3, X25519MLKEM768", 21_000),
            remark("chain", "0  tonybai.com", "names tonybai.com, valid for 1,412 days"),
            remark(
                "",
                "1  *.tonybai.com",
                "a CA that signs itself; in none of the roots that go read",
            ),
            remark(
                "roots",
                "/etc/ssl/certs/ca-certificates.crt",
                "first file that could be read, 142 certificates",
            ),
            remark("", "4 more files", "not reached"),
            remark("", "/etc/ssl/certs/", "read, nothing new"),
            remark("", "/etc/ssl/cert/rootCA.pem", "holds this CA; go reads no such folder"),
        ],
        data:
            json!({ "url": "https://tonybai.com/gowechat?go-get=1", "addresses": ["10.11.36.23"] })
                .into(),
        ..step(Step::Fetch, StepVerdict::Fail, "https://tonybai.com/gowechat?go-get=1")
    }
}

fn own_authority() -> Finding {
    Finding {
        name: "tls-roots-in-unsearched-location".into(),
        severity: Severity::Error,
        usual: None,
        title: "The server's certificate is signed by a CA of your own, and that CA's file stands \
                where go does not look."
            .to_owned(),
        evidence: vec!["/etc/ssl/cert/rootCA.pem holds the CA that signed the chain".to_owned()],
        fix: vec![
            "sudo cp /etc/ssl/cert/rootCA.pem /usr/local/share/ca-certificates/tonybai.crt && sudo \
             update-ca-certificates"
                .to_owned(),
            "SSL_CERT_FILE=/etc/ssl/cert/rootCA.pem go get tonybai.com/gowechat".to_owned(),
        ],
        not: vec![
            "http.sslVerify, GIT_SSL_NO_VERIFY: those are git's; this request is go's own"
                .to_owned(),
        ],
        step: Step::Fetch,
        look: None,
    }
}

fn timed(label: &str, text: &str, micros: u64) -> Line {
    Line { micros: Some(micros), ..remark(label, text, "") }
}

fn remark(label: &str, text: &str, aside: &str) -> Line {
    Line { label: label.to_owned(), text: text.to_owned(), aside: aside.to_owned(), micros: None }
}

/// What a log with an error that is settled, one that is not, and one that nobody knows says.
pub(crate) fn messages() -> Vec<Message> {
    let log = "\
#7 [4/6] RUN go mod download
#7 1.203 go: vanity.test/two@latest: unrecognized import path \"vanity.test/two\": parse //vanity.test/two?go-get=1: multiple meta tags match import path \"vanity.test/two\"
#7 2.717 go: vanity.test/priv@v1.0.0: invalid version: git ls-remote -q --end-of-options https://git.test/priv in /go/pkg/mod/cache/vcs/6371a332: exit status 128:
#7 2.717 \tfatal: could not read Username for 'https://git.test': terminal prompts disabled
#7 2.801 go: vanity.test/x@v1.0.0: a text that no release has
";
    explain(log.as_bytes()).map(Result::unwrap).collect()
}

/// The document of these messages, with a report.
pub(crate) fn explained(pretty: bool) -> String {
    let mut document = Document::new(pretty);
    let head = document.head();
    let pieces: String = messages().iter().map(|message| document.piece(message)).collect();
    head + &pieces + &document.tail(&[], &[failing()])
}
