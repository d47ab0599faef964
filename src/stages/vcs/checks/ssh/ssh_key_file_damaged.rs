//! The text of a key is damaged.

use crate::{
    findings::{
        Found, check,
        view::{View, word},
    },
    stages::vcs::trouble::{self, Trouble},
    trace::KeyFlaw,
};

check! {
    /// ssh has a file for a key, and its text is damaged: `error in libcrypto`, or `invalid format`, whatever became
    /// of it. In CI a variable lost the key's last line end, got line ends of Windows, became one line or quotes, was
    /// empty on a branch that is not protected, or held the name of a file.
    ///
    /// Rights that are too wide are `ssh-key-unusable`; a passphrase is `ssh-key-needs-passphrase`. Keys in the old
    /// form (`BEGIN RSA PRIVATE KEY`) bear missing and foreign line ends.
    ///
    /// Write the key again, whole; the line that is shown mends the file at hand.
    "ssh-key-file-damaged", Error, quiet in "repo-ssh-key-mode"
}

fn find(view: &View<'_>) -> Option<Found> {
    let spoke = trouble::with(view, Trouble::KeyDamaged)?;
    let key = spoke.unusable.first()?;
    let seen = trouble::host(view).into_iter().flat_map(|host| &host.identities);
    let same = |path: &str| key.file.ends_with(path.trim_start_matches('~'));
    let flaw = seen.filter(|it| same(&it.path)).find_map(|it| it.flaw);
    let what = flaw.map_or("is damaged", became);
    let title = format!("The text of ssh's key {} {what}.", key.file);
    let found = trouble::found(view, title).seen(format!("{}: {}", key.file, key.why));
    let line = flaw.and_then(|flaw| mended(flaw, &word(&key.file)));
    Some(found.fix(line.unwrap_or_else(|| format!("ssh-keygen -y -f {}", word(&key.file)))))
}

/// What became of the text.
fn became(flaw: KeyFlaw) -> &'static str {
    match flaw {
        KeyFlaw::Base64 => "is in base64",
        KeyFlaw::Crlf => "has line ends of Windows",
        KeyFlaw::Empty => "is empty: the variable was not set where it was written",
        KeyFlaw::Escaped => "has \\n in the place of line ends",
        KeyFlaw::NoLineEnd => "has no line end at its end",
        KeyFlaw::OneLine => "is in one line",
        KeyFlaw::Path => "is the name of a file, not the key in it",
        KeyFlaw::Public => "is the public half",
        KeyFlaw::Quoted => "is in quotation marks",
    }
}

/// The line that mends `file`, where what is in it is enough.
fn mended(flaw: KeyFlaw, file: &str) -> Option<String> {
    Some(match flaw {
        KeyFlaw::Base64 => format!("key=$(base64 -d {file}) && printf '%s\\n' \"$key\" >{file}"),
        KeyFlaw::Crlf => format!("sed -i 's/\\r$//' {file}"),
        KeyFlaw::Escaped => format!("sed -i 's/\\\\n/\\n/g' {file}"),
        KeyFlaw::NoLineEnd => format!("echo >>{file}"),
        KeyFlaw::OneLine => {
            format!("sed -i -e 's/KEY----- /KEY-----\\n/' -e 's/ -----END/\\n-----END/' {file}")
        }
        KeyFlaw::Path => format!("key=$(cat \"$(cat {file})\") && printf '%s\\n' \"$key\" >{file}"),
        KeyFlaw::Quoted => format!("sed -i 's/\"//g' {file}"),
        KeyFlaw::Empty | KeyFlaw::Public => return None,
    })
}
