//! What ssh writes under git, and what a server says to a key that it took.

use crate::{
    findings::text::{
        row::{Row, at},
        seen::Seen,
    },
    trace::Step,
};

pub(crate) const ROWS: &[Row] = &[
    at(
        Step::Repository,
        &[
            "REMOTE HOST IDENTIFICATION HAS CHANGED",
            "REVOKED HOST KEY",
            "Host key for * has changed",
        ],
        &["ssh-host-key-changed", "ssh-host-key-of-another-kind"],
    ),
    at(
        Step::Repository,
        &["UNPROTECTED PRIVATE KEY FILE", "Load key \"*\": bad permissions", "no such identity: "],
        &["ssh-key-unusable"],
    )
    .settled(),
    at(
        Step::Repository,
        &["error in libcrypto", "Load key \"*\": invalid format"],
        &["ssh-key-file-damaged"],
    )
    .settled(),
    at(
        Step::Repository,
        &["incorrect passphrase supplied", "Enter passphrase for key", "read_passphrase: "],
        &["ssh-key-needs-passphrase"],
    )
    .settled(),
    at(
        Step::Repository,
        &[
            "Bad configuration option: ",
            "Bad owner or permissions on ",
            "bad configuration options",
        ],
        &["ssh-config-refused"],
    )
    .settled(),
    at(Step::Repository, &["Too many authentication failures"], &["ssh-too-many-keys"]).settled(),
    at(
        Step::Repository,
        &["Unable to negotiate with ", "no matching host key type", "no matching key exchange"],
        &["ssh-no-common-algorithm"],
    )
    .settled(),
    at(
        Step::Repository,
        &["cannot run ssh", "ssh: not found", "ssh: command not found", "error: cannot run : "],
        &["ssh-not-installed"],
    )
    .settled(),
    at(
        Step::Repository,
        &[
            "kex_exchange_identification: ",
            "during banner exchange",
            "ssh_exchange_identification: ",
        ],
        &["ssh-server-hangs-up", "ssh-port-speaks-no-ssh", "ssh-server-unreachable"],
    ),
    at(
        Step::Repository,
        &["bad line length character: "],
        &["ssh-server-prints-first", "git-repo-not-found"],
    ),
    at(
        Step::Repository,
        &["ssh: connect to host *: Connection refused", "ssh: connect to host *: No route"],
        &["ssh-server-unreachable", "git-direct-no-egress", "vanity-host-down"],
    ),
    at(
        Step::Repository,
        &["you were looking for could not be found", "you were looking for could not be read"],
        &["gitlab-subgroup-private-meta-guess", "ssh-repository-refused", "git-repo-not-found"],
    )
    .when(|seen| is_by_ssh(seen) && is_of_shorter_tag(seen)),
    at(
        Step::Repository,
        &[
            "ERROR: Repository not found",
            "SAML SSO",
            "you were looking for could not be found",
            "fatal: '/*' does not appear to be a git repository",
            "git-upload-pack: not found",
        ],
        &["ssh-repository-refused", "path-typo-or-repo-nonexistent", "git-repo-not-found"],
    )
    .when(is_by_ssh),
    at(
        Step::Repository,
        &["Permission denied ("],
        &[
            "git-insteadof-ssh-no-key",
            "ssh-key-needs-passphrase",
            "ssh-key-refused",
            "ssh-no-key-offered",
            "path-typo-or-repo-nonexistent",
        ],
    ),
    at(
        Step::Repository,
        &["Host key verification failed", "host key is known for "],
        &["git-insteadof-ssh-no-key", "ssh-host-key-unknown", "ssh-looks-in-another-home"],
    ),
];

/// Whether git came by ssh: only then does it say that it could not read.
fn is_by_ssh(seen: &Seen<'_>) -> bool {
    seen.says("Could not read from remote repository")
        || seen.says("ERROR: ") && !seen.says("remote: ERROR: ")
}

/// Whether a tag of the page that go read names a prefix above the module, as GitLab's guess does.
fn is_of_shorter_tag(seen: &Seen<'_>) -> bool {
    let Some(path) = seen.path else { return false };
    seen.context.tags().any(|tag| path.strip_prefix(tag).is_some_and(|rest| rest.starts_with('/')))
}
