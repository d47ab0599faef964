//! What needs a git repository's history: base tags, ancestors, everything fetched; and archives.

use std::fs::File;

use crate::go::cmd::{codehost::command::End, fault::Fault};

use super::{
    Refused, Runner,
    git::{Asking, Fetched},
};

impl<R: Runner> Asking<'_, R> {
    /// Fetches everything that branches and tags reach, once.
    pub(super) async fn fetch_all(&mut self) -> Result<(), Refused> {
        if self.state.fetched == Fetched::All {
            return Ok(());
        }
        self.succeed(&self.repo.git.fetch_all()).await?;
        if self.repo.runner.holds("shallow") {
            self.succeed(&self.repo.git.unshallow()).await?;
        }
        self.state.fetched = Fetched::All;
        Ok(())
    }

    /// The tags that begin with `prefix` among those that the commit `rev` descends from, as far as
    /// history is there.
    pub(super) async fn merged_tags(
        &mut self,
        rev: &str,
        prefix: &str,
    ) -> Result<Vec<String>, Refused> {
        let commit = self.stat(rev).await?;
        let done = self.succeed(&self.repo.git.merged_refs(&commit.name)).await?;
        let listed = String::from_utf8_lossy(&done.stdout);
        let tags = listed.lines().filter_map(|line| line.trim().strip_prefix("refs/tags/"));
        Ok(tags.filter(|tag| tag.starts_with(prefix)).map(str::to_owned).collect())
    }

    /// Whether the commit `rev` descends from `tag`. git may say no of a shallow commit where the
    /// whole history would say yes.
    pub(super) async fn descends_from(&mut self, rev: &str, tag: &str) -> Result<bool, Refused> {
        let question = self.repo.git.is_ancestor(tag, rev);
        if self.run(&question).await?.end.is_success() {
            return Ok(true);
        }
        if self.refs().await?.tags(tag).next().is_none() {
            return Ok(false);
        }
        self.look_for(rev).await?;
        self.fetch_all().await?;
        let done = self.run(&question).await?;
        match done.end {
            End::Exited(0) => Ok(true),
            End::Exited(1) => Ok(false),
            _ => Err(Fault::from(self.failed(&question, &done)).into()),
        }
    }

    /// A commit, or its folder `dir`, packed by git.
    pub(super) async fn archive(&mut self, rev: &str, dir: &str) -> Result<File, Refused> {
        let commit = self.stat(rev).await?;
        self.lay_attributes()?;
        let command = self.repo.git.archive(&commit.name, dir);
        let done = self.run(&command).await?;
        if !done.end.is_success() {
            let error = self.failed(&command, &done);
            let none = error.stderr.contains("did not match any files");
            let absent = || Fault::NotFound("file does not exist".into());
            return Err(if none { absent() } else { error.into() }.into());
        }
        done.spooled.ok_or_else(|| Fault::Other("git archive wrote nothing".into()).into())
    }

    /// Lets no file say that it is left out of archives, or changed in them.
    fn lay_attributes(&mut self) -> Result<(), Refused> {
        if !self.state.attributes {
            let laid = self.repo.runner.append("info/attributes", ATTRIBUTES);
            laid.map_err(|error| {
                Fault::Other(crate::go::std::strconv::text::system_reason(&error))
            })?;
            self.state.attributes = true;
        }
        Ok(())
    }
}

const ATTRIBUTES: &str = "\n* -export-subst -export-ignore\n";
