//! What can be wrong with a go.sum as it is.
//!
//! Source: modules.md §13; `go build`, `go mod tidy` and `go mod verify` of go 1.21.13 and 1.27.3 with each.

use super::rule::{Rule, rule};
use crate::findings::Severity::{Error, Note, Warning};

/// A line that has not three fields.
pub const MALFORMED: Rule = rule(
    "gosum-line-malformed",
    Error,
    "A line of go.sum has not three fields: a path, a version, a hash. Most often marks of a merge conflict \
     (`<<<<<<<`) were left in it. go stops at the first download that it would check, whichever module that is; \
     until go 1.21 it read in silence as far as that line and no further.\n\n\
     Look-alikes: `gosum-malformed` is the same, met by a run. A line with three fields and a hash that no download \
     has is `gosum-hash-impossible`.\n\n\
     Cure: Take the marks out and keep the lines of both sides, and delete any other such line: `go mod tidy` alone \
     passes over them and leaves them where nothing else is to be written.\n\n    \
     sed -i '/^[<=>|]\\{7\\}/d' go.sum && go mod tidy\n",
);

/// A sum that no download has.
pub const IMPOSSIBLE: Rule = rule(
    "gosum-hash-impossible",
    Error,
    "A hash of go.sum begins with `h1:`, and what follows is not the base64 of 32 bytes. No download has such a hash: \
     where the build needs the version, go ends with `checksum mismatch` and `SECURITY ERROR`, whatever was \
     downloaded. The line was cut or changed by hand.\n\n\
     Look-alikes: A hash that is well formed and wrong cannot be told from the file alone; a run tells it \
     (`sum-differs-from-gosum`). Hashes of another kind are `gosum-hash-unknown`.\n\n\
     Cure: Delete the version's lines and let go add them; the checksum database vouches for the new ones:\n\n    \
     sed -i '\\#^example\\.com/mod v1\\.2\\.3[ /]#d' go.sum\n    \
     go mod tidy\n",
);

/// A sum by an algorithm that go does not know.
pub const ALGORITHM: Rule = rule(
    "gosum-hash-unknown",
    Warning,
    "A hash of go.sum does not begin with `h1:`. go knows no other kind: it passes over the line, so that nothing is \
     checked by it, and warns (`unknown hashes in go.sum`) when it adds its own. With `-mod=readonly`, the default, a \
     build says `missing go.sum entry`.\n\n\
     Look-alikes: `H1:` in capitals is such a kind too. A hash that begins with `h1:` and cannot be one is \
     `gosum-hash-impossible`.\n\n\
     Cure: Delete the version's lines and let go add them:\n\n    \
     sed -i '\\#^example\\.com/mod v1\\.2\\.3[ /]#d' go.sum\n    \
     go mod tidy\n",
);

/// The sum of an empty go.mod.
pub const EMPTY: Rule = rule(
    "gosum-hash-of-empty-go-mod",
    Warning,
    "The hash is that of an empty file. Old releases of go wrote it by mistake for a go.mod; go takes such a line for \
     none, and a build says `missing go.sum entry for go.mod file`.\n\n\
     Look-alikes: Where a download is empty it is `sum-bad-gomod-hash-empty-file`: then go.sum is right. Without \
     any line for the go.mod it is `gosum-go-mod-missing`.\n\n\
     Cure: Let go write the lines that the build needs:\n\n    \
     go mod tidy\n",
);

/// Two sums for one thing.
pub const TWO: Rule = rule(
    "gosum-two-hashes",
    Warning,
    "go.sum has two different hashes for one version. One of them is wrong. go takes the first alone: right before \
     wrong passes unseen, wrong before right ends every build with `checksum mismatch`. Most often a merge kept both \
     sides after a tag was moved.\n\n\
     Look-alikes: The same line twice does no harm. A version has two lines, one with `/go.mod` behind it. Hashes of \
     other kinds are `gosum-hash-unknown`.\n\n\
     Cure: Do not choose by hand. Delete the version's lines and let go add them; the checksum database vouches for the \
     new ones:\n\n    \
     sed -i '\\#^example\\.com/mod v1\\.2\\.3[ /]#d' go.sum\n    \
     go mod tidy\n",
);

/// A sum of a zip without that of its go.mod.
pub const NO_GO_MOD: Rule = rule(
    "gosum-go-mod-missing",
    Warning,
    "go.sum has the hash of a module and none of its go.mod (`VERSION/go.mod`). go always writes both; where the build \
     needs the version, it says `missing go.sum entry for go.mod file`.\n\n\
     Look-alikes: A `/go.mod` line alone is usual: go read that go.mod for the module graph and needed no more. \
     go.work.sum has only what the modules' own files lack, and is not held to this.\n\n\
     Cure: Let go write the lines that the build needs:\n\n    \
     go mod tidy\n",
);

/// A version that go.mod requires and go.sum does not list.
pub const ENTRY_MISSING: Rule = rule(
    "gosum-entry-missing",
    Note,
    "go.mod requires a version, and the go.sum beside it is there and has no line for the go.mod of this one. A build \
     that reads it says `missing go.sum entry`: go writes none by itself, for since 1.16 the default is `-mod=readonly`. \
     `go mod download` and `goget-doctor check` are not bound by it. It is no matter of network.\n\n\
     Look-alikes: A line that is there and does not fit is `sum-differs-from-gosum`. A go.mod that lacks the requirement \
     itself is `package-not-required` or `go-mod-out-of-date`. If it comes in CI only, go.sum was not committed, or is not \
     copied into the image.\n\n\
     Cure: Let go complete both files, and commit them. `-mod=mod` in GOFLAGS hides the state of the files; it does not \
     mend it.\n\n    \
     go mod tidy\n    \
     git add go.mod go.sum\n",
);

/// A line that go never looks for.
pub const VERSION: Rule = rule(
    "gosum-version-unusable",
    Warning,
    "The line names a version that is not in canonical form (`v1.2`, `1.2.3`, `master`), or a module path that go would \
     not ask for, or a version that does not fit the path. go never looks for such a line, so nothing is checked by \
     it.\n\n\
     Look-alikes: Pseudo-versions and `+incompatible` are canonical. A version that is right and that no build needs any \
     more is not found here.\n\n\
     Cure: `go mod tidy` drops the lines that are not needed:\n\n    \
     go mod tidy\n",
);

/// What the file alone cannot tell.
pub const UNASKED: Rule = rule(
    "gosum-only-looked-over",
    Note,
    "`check --lint` reads go.sum as it is. Nobody is asked: whether the hashes are those of the modules, whether the \
     checksum database has the same, and which lines the build needs is left open.\n\n\
     Look-alikes: `goget-doctor check go.mod` downloads what the build requires and compares; what it says of a sum is an \
     observation.\n\n\
     Cure: Compare the sums with what is served now:\n\n    \
     goget-doctor check go.mod\n",
);
