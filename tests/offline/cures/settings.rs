//! Near misses in settings, and hostile ones: each cure is pasted, until nothing is found that has one.

use std::fs;

use super::{Chance, about_settings, shell};
use crate::support::rounds::{rounds, seed};

const PATTERNS: &[&str] = &[
    "git.corp.example",
    "*.corp.example",
    "github.com/acme/...",
    "git@github.com:acme/lib",
    "\"git.corp.example\"",
    "git.corp.example/x.git",
    "github.com/acme/lib@v1.2.0",
    "GitHub.com/acme",
    "https://git.corp.example",
    "git.corp.example:8443",
    "a.example, b.example",
    "a.example;b.example",
    "a.example/",
    "[a",
    "1",
    "true",
    "*",
    "$(touch x).example",
    "a'b.example",
    "a`b.example",
    "\u{201c}a.example\u{201d}",
];

const VALUES: &[(&str, &[&str])] = &[
    ("GOPRIVATE", PATTERNS),
    ("GONOPROXY", PATTERNS),
    ("GONOSUMDB", PATTERNS),
    ("GOINSECURE", PATTERNS),
    (
        "GOSUMDB",
        &[
            "on",
            "1",
            "OFF",
            "off ",
            "'off'",
            "goproxy.cn",
            "https://sum.golang.org",
            "sum.golang.org",
            "off",
            "$(touch x)",
        ],
    ),
    (
        "GOPROXY",
        &[
            "direct",
            "off",
            "https://proxy.golang.org",
            "proxy.golang.org",
            "'https://proxy.golang.org,direct'",
            "http://u:p@h.example,direct",
            "[x](https://p.example)",
            "/var/proxy",
            "https://p.example,https://q.example,direct",
            "x",
            "$(touch x)",
            "https://p.example;touch x",
        ],
    ),
    ("GOVCS", &["github.com:git", "x", "public:git,", "*:all", "$(touch x)"]),
    ("GOAUTH", &["netrc", "git", "x", "off", "git /x;netrc", "$(touch x)"]),
    ("GOFLAGS", &["-insecure", "-mod=mod -insecure", "-x", "-nosuch", "'-x", "-mod=mod;touch x"]),
    (
        "HTTP_PROXY",
        &[
            "http://p.example:3128",
            " http://p.example",
            "http://u:p@p.example",
            "http://p.example/$(touch x)",
        ],
    ),
    (
        "HTTPS_PROXY",
        &["http://p.example:3128", " http://p.example", "p.example", "http://p.example/'x"],
    ),
    ("ALL_PROXY", &["socks5://p.example", "socks5://p.example/`touch x`"]),
    ("GOPROXYS", &["direct", "a b"]),
    ("GONOSUMCHECK", &["1", "*"]),
];

/// What a reader has to fill in, or to decide.
const FOR_READERS: &[&str] = &["git.example.com", "VALUE", "xxxxx", "goget-doctor ", "EDITOR"];

#[test]
fn each_cure_of_settings_cures() {
    let mut chance = Chance::new(seed());
    let mut cured = 0;
    for _ in 0..rounds(60) {
        let home = tempfile::tempdir().unwrap();
        shell::furnish(home.path());
        let file = home.path().join("env");
        let mut vars = vec![
            ("GOENV".to_owned(), file.display().to_string()),
            ("HOME".to_owned(), home.path().display().to_string()),
        ];
        let mut text = String::new();
        for _ in 0..=chance.below(3) {
            let (name, values) = VALUES[chance.below(VALUES.len())];
            let value = chance.pick(values);
            if chance.below(3) == 0 {
                text += &[name, "=", value, "\n"].concat();
            } else if vars.iter().all(|(known, _)| known != name) {
                vars.push((name.to_owned(), value.to_owned()));
            }
        }
        fs::write(&file, &text).unwrap();
        cured += cure(home.path(), &vars, &text);
        assert!(!home.path().join("x").exists(), "seed {}: a value was run", seed());
    }
    assert!(cured >= 40, "{cured} cures");
}

/// Pastes the first cure until none is left; how many there were.
fn cure(home: &std::path::Path, start: &[(String, String)], text: &str) -> usize {
    let (mut vars, mut done) = (start.to_vec(), 0);
    loop {
        let found = about_settings(&vars);
        let of_machine = |line: &&String| FOR_READERS.iter().all(|word| !line.contains(word));
        let next = found.iter().find_map(|it| Some((it, it.fix.first().filter(of_machine)?)));
        let Some((finding, line)) = next else { return done };
        let context = || format!("seed {}: {start:?} {text:?}: {}: {line}", seed(), finding.name);
        vars =
            shell::pasted(line, home, &vars).unwrap_or_else(|said| panic!("{}: {said}", context()));
        let again = about_settings(&vars);
        assert!(
            !again.iter().any(|it| it.name == finding.name && it.evidence == finding.evidence),
            "{}",
            context()
        );
        done += 1;
        assert!(done < 20, "{}", context());
    }
}
