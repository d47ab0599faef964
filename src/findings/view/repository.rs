//! The repository in which a command failed, where that is why go fails.

use super::View;
use crate::{
    go::std::strconv::text::lossy,
    secret::UrlText,
    trace::{
        AccessSeen, CommandRan, CurlSpoke, Probed, Question, RanEnd, RevisionSought, Seen,
        SshSpoke, Told as _,
    },
};

/// The refs of a repository, as git lists them.
pub(crate) struct Refs<'a> {
    /// The repository.
    pub(crate) repo: &'a UrlText,
    /// Full names and hashes, in git's order.
    pub(crate) all: Vec<(String, String)>,
}

impl Refs<'_> {
    /// The hash of the ref of this full name.
    pub(crate) fn hash(&self, name: &str) -> Option<&str> {
        let found = self.all.iter().find(|(own, _)| own == name);
        found.map(|(_, hash)| hash.as_str())
    }

    /// The tags, without what git says of the objects behind annotated ones.
    pub(crate) fn tags(&self) -> impl Iterator<Item = (&str, &str)> {
        let tags = self.all.iter().filter_map(|(name, hash)| {
            let tag = name.strip_prefix("refs/tags/")?;
            Some((tag, hash.as_str()))
        });
        tags.filter(|(tag, _)| !tag.ends_with("^{}"))
    }
}

impl<'a> View<'a> {
    /// The command whose failure go tells.
    pub(crate) fn failed_command(&self) -> Option<&'a CommandRan> {
        let error = self.ending.verdict.error()?;
        self.commands().filter(|ran| ran.is_told_in(error)).last()
    }

    /// The command that could not be run, since its program is not there.
    pub(crate) fn missing_tool(&self) -> Option<&'a CommandRan> {
        let fails = self.ending.verdict.error().is_some();
        self.commands().find(|ran| fails && ran.ran.end == RanEnd::Missing)
    }

    /// What the server of that repository says to somebody without a login.
    pub(crate) fn without_login(&self) -> Option<(&'a Probed, &'a Seen)> {
        self.failed_command()?;
        let mut asked = self.trace.events.iter().told::<Probed>();
        let probed = asked.find(|probed| probed.question == Question::Refs)?;
        Some((probed, probed.seen.as_ref()?))
    }

    /// What git and ssh would use for that repository.
    pub(crate) fn access(&self) -> Option<&'a AccessSeen> {
        self.failed_command()?;
        self.trace.events.iter().told::<AccessSeen>().next()
    }

    /// What git's HTTP library did when git asked the repository again.
    pub(crate) fn curl(&self) -> Option<&'a CurlSpoke> {
        self.ending.verdict.error()?;
        self.trace.events.iter().told::<CurlSpoke>().next()
    }

    /// What ssh says of that repository step by step.
    pub(crate) fn ssh(&self) -> Option<&'a SshSpoke> {
        self.failed_command()?;
        self.trace.events.iter().told::<SshSpoke>().next()
    }

    /// The refs of the repository in which a revision was sought in vain, where that is why go fails; none where git could
    /// not list them.
    pub(crate) fn refs(&self) -> Option<Refs<'a>> {
        let sought =
            self.failed().told::<RevisionSought>().filter(|it| it.found.is_none()).last()?;
        let listed = self.succeeded(&sought.repo, "ls-remote").last()?;
        let text = lossy(&listed.ran.stdout.0);
        let lines = text.lines().filter_map(|line| line.split_once('\t'));
        let all = lines.map(|(hash, name)| (name.to_owned(), hash.to_owned())).collect();
        Some(Refs { repo: &sought.repo, all })
    }

    /// The runs of git's command `name` in `repo` that succeeded.
    pub(crate) fn succeeded(
        &self,
        repo: &'a UrlText,
        name: &'a str,
    ) -> impl Iterator<Item = &'a CommandRan> {
        let done = RanEnd::Exited { status: Some(0) };
        self.commands().filter(move |ran| {
            ran.repo == *repo && ran.ran.end == done && ran.ran.argv.iter().any(|it| it == name)
        })
    }

    fn commands(&self) -> impl Iterator<Item = &'a CommandRan> {
        self.trace.all::<CommandRan>().map(|(_, ran)| ran)
    }
}
