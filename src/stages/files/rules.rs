//! What can be wrong with a file of paths, or with a host that does not serve what its file says.

pub use super::rule::Rule;

use super::{rule::rule, sums};
use crate::findings::Severity;

/// A line that cannot be read.
pub const MALFORMED: Rule = rule(
    "input-line-malformed",
    Severity::Error,
    "A line of the file cannot be read, or names nothing that could be asked for. The path on it \
     is not checked.\n\n\
     Look-alikes: A path that is read and that go refuses has a finding of its own, such as \
     `path-malformed`. Here go was not asked.\n\n\
     Cure: Correct the line, then see what is read without asking anyone:\n\n    \
     goget-doctor check --lint go.mod\n",
);

/// A build that is not asked about.
pub const VENDORED: Rule = rule(
    "build-vendored",
    Severity::Note,
    "The build takes its packages from a vendor folder: GOFLAGS says `-mod=vendor`, or there is such a folder and the go line \
     of go.mod is 1.14 or newer (1.22 in a go.work). go asks nobody then, neither module proxies nor repositories, and nor does \
     `check`. Whether the files in the folder are those of the modules is not looked at.\n\n\
     Look-alikes: `vendor-out-of-date` is a folder that go refuses. `go mod tidy`, `go mod vendor` and `go get` ask as if there \
     were no folder.\n\n\
     Cure: Ask about the modules even so, as the next `go mod vendor` will:\n\n    \
     GOFLAGS=-mod=mod goget-doctor check go.mod\n",
);

/// A vendor folder that is not what go.mod says.
pub const VENDOR: Rule = rule(
    "vendor-out-of-date",
    Severity::Error,
    "The vendor directory was made from another go.mod: `inconsistent vendoring`. go compares `vendor/modules.txt` with \
     go.mod before it builds, that of a workspace with its go.work and the go.mod of each module, and asks nobody.\n\n\
     Look-alikes: `mod-vendor-disables-lookup` is a vendor directory that fits, and a module that is not in it. After a merge \
     both files may be half of each side.\n\n\
     Cure: Make the directory again and commit it with go.mod:\n\n    \
     go mod tidy\n    \
     go mod vendor\n    \
     git add go.mod go.sum vendor\n\n\
     In a workspace that is `go work vendor`.\n",
);

/// A replacement that is not there.
pub const FOLDER: Rule = rule(
    "replacement-folder-missing",
    Severity::Error,
    "go.mod or go.work replaces a module that is required by a directory, and there is no go.mod in it. Every build ends with \
     `(replaced by DIRECTORY): reading …: no such file or directory`. Most often the directory is on the author's machine alone, or \
     was not copied into the image or the checkout.\n\n\
     Look-alikes: A directory with a go.mod of another path is taken as it is. A `use` line of go.work whose directory is missing \
     is `input-line-malformed`.\n\n\
     Cure: Bring the directory along, or drop the line, so that the module comes from where it is published:\n\n    \
     go mod edit -dropreplace=example.com/mod\n",
);

/// A file of a build that is only looked over.
pub const UNASKED: Rule = rule(
    "build-only-looked-over",
    Severity::Note,
    "`check --lint` reads go.mod and go.work as they are, by go's grammar and its rules for main modules and workspaces. Nobody is \
     asked: whether the modules are there, and at these versions, and what a branch in the place of a version means, is left \
     open.\n\n\
     Look-alikes: `gosum-only-looked-over` is the same of go.sum. Without `--lint` what `check` says of a module is an \
     observation.\n\n\
     Cure: Ask for the modules:\n\n    \
     goget-doctor check go.mod\n",
);

/// A path that is listed twice.
pub const DUPLICATE: Rule = rule(
    "input-path-twice",
    Severity::Warning,
    "The file names a path a second time. Which of the two lines holds depends on the program \
     that reads the file; leave one.\n\n\
     Look-alikes: A path below another one is no second line for it (`vanity-entry-nested`).\n\n\
     Cure: Take one of the two lines out, then look again:\n\n    \
     goget-doctor check --lint vanity.yaml\n",
);

/// A key that nobody reads.
pub const UNKNOWN_KEY: Rule = rule(
    "input-key-unknown",
    Severity::Warning,
    "The file has a key that the program it is for does not know. It is ignored, or stops the \
     program; most often it is misspelled.\n\n\
     Look-alikes: A key that is known and whose value cannot be read makes the line unreadable \
     (`input-line-malformed`).\n\n\
     Cure: Compare the key with the list of the program's documentation, then look again:\n\n    \
     goget-doctor check --lint vanity.yaml\n",
);

/// A VCS that go does not know.
pub const UNKNOWN_VCS: Rule = rule(
    "vanity-vcs-unknown",
    Severity::Error,
    "The file names a version control system that go does not know, or leaves it open where it \
     cannot be told from the repository's URL. go knows git, hg, svn, fossil and, up to 1.26, bzr; \
     `mod` stands for a module proxy.\n\n\
     Look-alikes: `meta-unknown-vcs` is the same in the tag that the host sends; the file may be right \
     and the host old (`vanity-page-differs`).\n\n\
     Cure: Write one of those words as the entry's `vcs`, then look again:\n\n    \
     goget-doctor check --lint vanity.yaml\n",
);

/// A repository that go cannot use.
pub const REPO: Rule = rule(
    "vanity-repo-unusable",
    Severity::Error,
    "The repository of an entry is no URL with a scheme that go takes. go does not read the short \
     form of ssh (`git@host:path`): write `ssh://git@host/path`.\n\n\
     Look-alikes: `meta-repo-url-scp-syntax` and `meta-repo-url-no-scheme` are the same in the tag that \
     the host sends. A URL that is fine and leads to no repository is not found here.\n\n\
     Cure: Write a URL with https or ssh as the entry's `repo`, and try it:\n\n    \
     git ls-remote ssh://git@git.example.com/team/project.git\n",
);

/// A repository over a scheme that anyone on the way can change.
pub const INSECURE: Rule = rule(
    "vanity-repo-insecure",
    Severity::Warning,
    "The repository is named by a scheme without encryption. go fetches from it only where \
     GOINSECURE matches.\n\n\
     Look-alikes: `meta-repo-url-http` is the same in the tag that the host sends.\n\n\
     Cure: Name the repository by https or ssh, and try it:\n\n    \
     git ls-remote https://git.example.com/team/project\n",
);

/// An entry below another.
pub const NESTED: Rule = rule(
    "vanity-entry-nested",
    Severity::Warning,
    "An entry lies below another one. Packages of the outer module with that name cannot be \
     reached any more: go asks for the page of the longest path, which names the inner \
     repository.\n\n\
     Look-alikes: The same path twice is `input-path-twice`. An inner module is meant where its \
     repository has a go.mod of that path; then the outer one has no package of that name.\n\n\
     Cure: Rename the inner entry, or see that both paths lead where they should:\n\n    \
     goget-doctor resolve example.com/outer example.com/outer/inner\n",
);

/// An entry below another, for the same repository.
pub const SAME_REPO: Rule = rule(
    "vanity-entry-same-repo",
    Severity::Error,
    "An entry lies below another one, and both name one repository at its root. The prefix of a tag is the \
     import path of the repository's root, so one of them is wrong: go finds a go.mod that declares the other path.\n\n\
     Look-alikes: Entries with repositories of their own are `vanity-entry-nested`. A folder that is a module of its \
     own needs no entry: its tags have the folder in front (`util/v1.2.3`).\n\n\
     Cure: Take the inner entry out; or, for go 1.25 and later, give it the folder of its module:\n\n    \
     goget-doctor check --lint vanity.yaml\n    \
     goget-doctor resolve example.com/outer/inner\n",
);

/// Two host names.
pub const TWO_HOSTS: Rule = rule(
    "vanity-two-hosts",
    Severity::Warning,
    "The file names another host than the one that is asked. go takes a go-import tag only where \
     its prefix begins with the host of the import path.\n\n\
     Look-alikes: `meta-prefix-host-mismatch` is the same in the tag that the host sends.\n\n\
     Cure: Write the host of the import paths into the file, or check the file for the host that it \
     names:\n\n    \
     goget-doctor check vanity.yaml\n",
);

/// A page that says something else.
pub const PAGE: Rule = rule(
    "vanity-page-differs",
    Severity::Error,
    "The host answers with another repository root, VCS or repository than its file says. Most \
     often an old deployment still answers, or a proxy keeps an old page.\n\n\
     Look-alikes: No page at all is `vanity-page-missing`; a page that go cannot read has a finding \
     of its own. Ask each address of the host: `meta-differs-by-client-location` is an answer that \
     depends on which one is asked.\n\n\
     Cure: Deploy the file and clear the caches before the host, then look again:\n\n    \
     curl -sSI 'https://example.com/project?go-get=1'\n    \
     goget-doctor check vanity.yaml\n",
);

/// A page below an entry that says nothing.
pub const BELOW: Rule = rule(
    "vanity-page-missing",
    Severity::Error,
    "The file has an entry for this path or for one above it, and go finds nothing there. Pages are \
     needed below an entry too: for a package in a directory go asks for the page of the directory \
     first. With modules it goes on to the page above where there is none; go without modules and \
     other tools do not.\n\n\
     Look-alikes: A page with another answer is `vanity-page-differs`. What was found in the place of \
     the page, a 404, a page without a tag, a failed connection, has a finding of its own.\n\n\
     Cure: Let the host answer for everything below the entry, then look again:\n\n    \
     goget-doctor check vanity.yaml\n",
);

/// A cache time that differs.
pub const CACHE: Rule = rule(
    "vanity-cache-differs",
    Severity::Warning,
    "The page's Cache-Control header is not what the file says. A page that is kept for too long \
     outlives the move of a repository.\n\n\
     Look-alikes: A content delivery network may set a time of its own; the header shows which of \
     them answered.\n\n\
     Cure: Give the page the time of the file, and see what arrives:\n\n    \
     curl -sSI 'https://example.com/project?go-get=1'\n",
);

/// A host's root that does not answer.
pub const ROOT: Rule = rule(
    "vanity-root-unanswered",
    Severity::Warning,
    "The root of the host does not answer with 200. go does not need it; people who open the host \
     in a browser do, and a health check of a load balancer may.\n\n\
     Look-alikes: A host that does not answer for a module either is down, and has a finding for \
     that (`connect-refused`, `vanity-host-5xx`).\n\n\
     Cure: Serve any page with 200 at the root, and see:\n\n    \
     curl -sSI https://example.com/\n",
);

/// Every rule.
pub const ALL: &[Rule] = &[
    MALFORMED,
    VENDORED,
    VENDOR,
    FOLDER,
    UNASKED,
    DUPLICATE,
    UNKNOWN_KEY,
    UNKNOWN_VCS,
    REPO,
    INSECURE,
    NESTED,
    SAME_REPO,
    TWO_HOSTS,
    PAGE,
    BELOW,
    CACHE,
    ROOT,
    sums::MALFORMED,
    sums::IMPOSSIBLE,
    sums::ALGORITHM,
    sums::EMPTY,
    sums::TWO,
    sums::NO_GO_MOD,
    sums::ENTRY_MISSING,
    sums::VERSION,
    sums::UNASKED,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_kebab_case_and_differ() {
        for (index, rule) in ALL.iter().enumerate() {
            assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.name);
            assert!(rule.page.ends_with('\n'), "{}", rule.name);
            assert!(ALL[index + 1..].iter().all(|other| other.name != rule.name), "{}", rule.name);
        }
    }
}
