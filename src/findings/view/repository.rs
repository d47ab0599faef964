//! The repository in which a command failed, where that is why go fails.

use super::View;
use crate::trace::{
    AccessSeen, CommandRan, CurlSpoke, Probed, Question, RanEnd, Seen, SshSpoke, Told as _,
};

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

    fn commands(&self) -> impl Iterator<Item = &'a CommandRan> {
        self.trace.all::<CommandRan>().map(|(_, ran)| ran)
    }
}
