//! The ten commonest texts of go: from the text to the cure by one command, on one screen.

use goget_doctor::{
    explain::{Groups, explain},
    render::{Detail, explain as screen},
};

use super::terminal;

/// As many lines people read.
const MOST_LINES: usize = 12;

const TEXTS: &[&str] = &[
    "go: module github.com/acme/lib: git ls-remote -q --end-of-options origin in /home/u/go/pkg/mod/cache/vcs/6371a33229db1ac4a5dae9f14a444f329dc03cc3772708d41f966119e4716928: exit status 128:
\tfatal: could not read Username for 'https://github.com': terminal prompts disabled
Confirm the import path was entered correctly.
If this is a private repository, see https://golang.org/doc/faq#git_https for additional information.",
    "go: git.acme.io/team/lib@v1.2.0: verifying module: git.acme.io/team/lib@v1.2.0: reading https://sum.golang.org/lookup/git.acme.io/team/lib@v1.2.0: 404 Not Found
\tserver response:
\tnot found: git.acme.io/team/lib@v1.2.0: invalid version: git ls-remote -q origin in /tmp/gopath/pkg/mod/cache/vcs/0f4e: exit status 128:
\t\tfatal: could not read Username for 'https://git.acme.io': terminal prompts disabled",
    "go: github.com/acme/lib@v1.0.0: Get \"https://proxy.golang.org/github.com/acme/lib/@v/v1.0.0.mod\": tls: failed to verify certificate: x509: certificate signed by unknown authority",
    "go: github.com/acme/lib@v1.0.0: Get \"https://proxy.golang.org/github.com/acme/lib/@v/v1.0.0.mod\": dial tcp 142.251.43.17:443: i/o timeout",
    "main.go:4:2: no required module provides package github.com/acme/lib; to add it:
\tgo get github.com/acme/lib",
    "main.go:4:2: missing go.sum entry for module providing package github.com/acme/lib; to add:
\tgo mod download github.com/acme/lib",
    "verifying github.com/acme/lib@v1.0.0: checksum mismatch
\tdownloaded: h1:FuurwuTKN4J1Od6Fmdiv/h5r9ZvNxkcq/EANj7ibnyU=
\tgo.sum:     h1:v6nnznFTs4bppib/NyU1PQxobwDHwCXXl15P7DV5Zgo=

SECURITY ERROR
This download does NOT match an earlier download recorded in go.sum.
The bits may have been replaced on the origin server, or an attacker may
have intercepted the download attempt.

For more information, see 'go help module-auth'.",
    "go: github.com/acme/lib@v1.9.0: parsing go.mod:
\tmodule declares its path as: github.com/acme-labs/lib
\t        but was required as: github.com/acme/lib",
    "go: unrecognized import path \"go.acme.io/lib\": parse https://go.acme.io/lib?go-get=1: no go-import meta tags ()",
    "go: github.com/acme/lib@v1.2.9: invalid version: unknown revision v1.2.9",
];

#[test]
fn the_cure_is_on_one_screen() {
    let mut screens = String::new();
    for text in TEXTS {
        let mut groups = Groups::default();
        explain(text.as_bytes()).map(Result::unwrap).for_each(|message| groups.put(message));
        let groups = groups.take();
        let [group] = &groups[..] else { panic!("{} errors in {text}", groups.len()) };
        let shown = screen::human(group, None, Detail::Normal, &terminal(80));
        let shown = shown.trim_end();
        let widest =
            shown.lines().filter(|line| !line.contains("  ")).map(|line| line.chars().count());
        assert!(widest.max().unwrap_or(0) <= 80, "{shown}");
        assert!(shown.lines().count() <= MOST_LINES, "{}\n{shown}", shown.lines().count());
        assert!(shown.contains("\ncure "), "{shown}");
        screens += shown;
        screens += "\n\n";
    }
    insta::assert_snapshot!("commonest", screens);
}
