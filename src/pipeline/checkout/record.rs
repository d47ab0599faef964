//! What a trace keeps of a command: bounded, and without secrets.

use crate::{
    go::cmd::{codehost::command::End, fault::Stop},
    secret::redact_said,
    trace::{Ran, RanEnd},
    vcs::shown,
};

use super::Run;

impl From<&Run<'_>> for Ran {
    /// The record of a command; what it says is masked here.
    fn from(run: &Run<'_>) -> Self {
        Self {
            argv: run.command.argv.iter().map(|word| redact_said(word)).collect(),
            dir: run.dir.to_owned(),
            end: end(run),
            stdout: shown(run.stdout.to_vec()).into(),
            stderr: shown(run.stderr[..run.stderr.len().min(MOST)].to_vec()).into(),
            bytes: run.bytes,
            micros: run.micros,
        }
    }
}

fn end(run: &Run<'_>) -> RanEnd {
    match run.end {
        Ok(End::Exited(status)) => RanEnd::Exited { status: Some(*status) },
        Ok(End::Signalled(_)) => RanEnd::Exited { status: None },
        Ok(end) if *end == End::not_in_path(run.command.tool.name()) => RanEnd::Missing,
        Ok(End::NotStarted(why)) => RanEnd::NotStarted { why: why.clone() },
        Err(Stop::Limit(limit) | Stop::Unknown(limit)) => RanEnd::Stopped { limit: limit.clone() },
    }
}

/// How much of standard error is kept, in bytes.
const MOST: usize = 64 << 10;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::cmd::{codehost::command::Command, vcs::Vcs};

    fn ran(end: Result<&End, &Stop>) -> Ran {
        let command = Command::new(Vcs::Git, ["ls-remote", "https://ann:s3cret@git.test/m.git"]);
        let said = b"fatal: Authentication failed for 'https://ann:s3cret@git.test/m.git/'\n";
        Ran::from(&Run {
            command: &command,
            dir: "/cache",
            end,
            stdout: b"",
            stderr: said,
            bytes: 70,
            micros: 5,
        })
    }

    #[test]
    fn passwords_are_masked() {
        let ran = ran(Ok(&End::Exited(128)));
        let text = format!("{ran:?}{}", String::from_utf8_lossy(&ran.stderr.0));
        assert!(!text.contains("s3cret") && text.contains("git.test"), "{text}");
        assert_eq!((ran.bytes, ran.end), (70, RanEnd::Exited { status: Some(128) }));
    }

    #[test]
    fn ends() {
        assert_eq!(ran(Ok(&End::not_in_path("git"))).end, RanEnd::Missing);
        assert_eq!(ran(Ok(&End::signalled(9, false))).end, RanEnd::Exited { status: None });
        let stop = Stop::Limit("60 s".into());
        assert_eq!(ran(Err(&stop)).end, RanEnd::Stopped { limit: "60 s".into() });
    }
}
