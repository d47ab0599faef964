//! Two runs of one path with one thing changed between them: the one difference that decides is named.
#![cfg(feature = "lab")]

use goget_doctor::{
    lab::{self, Scenario},
    render::{
        Detail, Painter,
        diff::{self, DiffDocument},
        json,
    },
    report::diff::{Aspect, Diff},
    trace::Trace,
};

use crate::{
    plays::{self, Played},
    support::{scenario, schema},
};

/// A scenario, what is changed in its text, and what decides then. Without a change it is cured.
type Case = (&'static str, &'static [(&'static str, &'static str)], Aspect, &'static str);

const CASES: &[Case] = &[
    ("proxy-407", &[], Aspect::Setting, "HTTPS_PROXY"),
    ("cert-file-missing", &[], Aspect::Roots, "roots"),
    ("netrc-missing", &[], Aspect::Login, ".netrc"),
    ("insecure-pattern-no-match", &[], Aspect::Setting, "GOINSECURE"),
    ("sumdb-private", &[], Aspect::Setting, "GOPRIVATE"),
    ("subdir-go-1.24", &[("\"1.24\"", "\"1.25\"")], Aspect::Release, "go"),
    (
        "page-app-frame",
        &[("go.example.com\"\n", "other.example.com\"\n")],
        Aspect::Name,
        "go.example.com",
    ),
    (
        "gosum-tag-moved",
        &[("\"package tool\\n\"", "\"package tool // as it was\\n\"")],
        Aspect::Repository,
        "tool.git",
    ),
    ("goproxy-closed-port", &[], Aspect::Setting, "GOPROXY"),
    ("gosum-wrong", &[], Aspect::Sums, "go.example.com/tool"),
    ("repo-login-rule-capitals", &[], Aspect::Access, "insteadof"),
    ("clock-ahead", &[("2031-09-01", "2024-06-01")], Aspect::Clock, "now"),
    ("status-500", &[("status = 500\n", "status = 404\n")], Aspect::Answer, "go.example.com"),
    (
        "page-app-frame",
        &[(
            "<title>Tools</title>",
            "<meta name=\"go-import\" content=\"go.example.com/tool git https://git.example.com/tool\">",
        )],
        Aspect::Page,
        "go.example.com/tool",
    ),
    // What go makes of the sum comes of the answer of the database.
    ("sumdb-outage", &[], Aspect::Answer, "https://sum.example.com/lookup/"),
    ("repo-ssh-host-unknown", &[], Aspect::Access, "ssh"),
    ("goflags-mod-vendor", &[], Aspect::Setting, "GOFLAGS"),
];

#[tokio::test(flavor = "multi_thread")]
async fn one_difference_decides() {
    let mut wrong = Vec::new();
    for (name, changes, aspect, subject) in CASES {
        let Some([one, other]) = pair(name, changes).await else { continue };
        for runs in [[&one, &other], [&other, &one]] {
            let diff = Diff::of(&[saved(runs[0])], &[saved(runs[1])]);
            let path = &diff.paths[0];
            let document = json::document(&DiffDocument::new(&diff));
            let held = schema::strict().check(&serde_json::from_str(&document).unwrap());
            assert_eq!(held, Ok(()), "{document}");
            let screen = diff::human(&diff, &Painter::FILE, Detail::Normal);
            assert!(screen.contains("decides"), "{screen}");
            let named = path.decisive.as_ref();
            let is_right =
                named.is_some_and(|it| it.aspect == *aspect && it.subject.contains(subject));
            if path.same || !diff.differs() || !is_right {
                wrong.push(format!("{name}: {named:#?}\n{:?} {:?}", path.first, path.second));
            }
        }
        let same = Diff::of(&[saved(&one)], &[saved(&one)]);
        assert!(!same.differs() && same.paths[0].differences.is_empty(), "{name}");
    }
    assert!(wrong.is_empty(), "{} wrong: {}", wrong.len(), wrong.join("\n"));
}

/// What came of a scenario as it is, and changed; none where this machine lacks what it needs.
async fn pair(name: &'static str, changes: &[(&str, &str)]) -> Option<[Played; 2]> {
    let (_, text) = lab::list().iter().find(|(listed, _)| *listed == name).unwrap();
    let as_it_is = Scenario::parse(name, text).unwrap();
    let other = match (changes, as_it_is.cure.first()) {
        ([], Some(cure)) => as_it_is.cured(cure),
        _ => Scenario::parse(name, &changed(text, changes)).unwrap(),
    };
    if !scenario::is_playable(&as_it_is) || !scenario::is_playable(&other) {
        return None;
    }
    let played = plays::play_all(vec![(name, as_it_is), (name, other)]).await;
    played.try_into().ok()
}

fn changed(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

/// A run as a file has it.
fn saved(played: &Played) -> Trace {
    let bytes = Trace::save([&played.trace]);
    Trace::load(&bytes, "run").unwrap().remove(0)
}
