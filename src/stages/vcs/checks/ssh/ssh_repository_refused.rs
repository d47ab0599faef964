//! The server lets the key in, and gives no repository.

use crate::{
    findings::{Found, check, view::View},
    stages::vcs::trouble::{self, Trouble},
    trace::SshSpoke,
};

check! {
    /// The server took the key and gave no repository. The key is somebody's who may not read it (an account, or a
    /// deploy key of another repository), the repository is deleted or misspelt, single sign-on is not confirmed for
    /// the key, or the server has no git. The words behind the login are the server's own.
    ///
    /// A key that is not taken is `ssh-key-refused`. Over https the same is `git-repo-not-found`.
    ///
    /// See as whom the server greets the key, and ask the owner of the repository to let that account read it.
    "ssh-repository-refused", Error, quiet in "repo-ssh-key-refused"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::Refused)?;
    let repo = view.failed_command()?.repo.without_login();
    let title = match (spoke.status, words(spoke)) {
        (Some(127), _) => format!("The ssh server {} has no git.", spoke.host),
        (_, Some(words)) => {
            format!("{} takes the key, and gives it no {repo}: {words}", spoke.host)
        }
        (_, None) => {
            format!("{} takes the key, gives it no {repo}, and does not say why.", spoke.host)
        }
    };
    let taken = spoke.offered.iter().find(|key| key.accepted);
    let taken = taken.map(|key| format!("taken: {}", key.key));
    let found = taken.into_iter().fold(trouble::found(view, title), Found::seen);
    let found = spoke.server.iter().fold(found, Found::seen);
    Some(found.fix(format!("ssh -T {}", trouble::at(view, spoke))))
}

/// What was said behind the login, where it says something.
fn words(spoke: &SshSpoke) -> Option<&str> {
    let words = spoke.server.iter().map(|line| line.trim_start_matches("remote:").trim());
    let mut words = words.filter(|line| line.contains(char::is_alphabetic));
    words.next()
}
