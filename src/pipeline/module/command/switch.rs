//! A module that wants a newer go: go hands its work to that one where it may (modules.md §11.2).

use crate::go::cmd::{
    fault::{Fault, Stop, TooNew},
    gover::{self, TOOLCHAIN},
};

use super::Outcome;
use crate::pipeline::module::{Modules, Source};

impl<S: Source> Modules<S> {
    /// Tells of `too_new`: the error, or the release that go switches to, whose own answer nobody knows.
    pub(super) async fn too_new(&self, too_new: TooNew, mut outcome: Outcome) -> Outcome {
        if !self.settings.running.may_switch {
            return outcome.failed(Fault::TooNew(too_new));
        }
        let TooNew { what, wants, .. } = &too_new;
        match self.newer(wants).await {
            Ok(release) => {
                let line = format!("go: {what} requires go >= {wants}; switching to {release}");
                outcome.shown.line(&line);
                let unknown = format!("what {release} says, which go switches to");
                outcome.error = Some(Fault::Stop(Stop::Unknown(unknown)));
                outcome
            }
            Err(why) => {
                let why = format!("go: switching to go >= {wants}: {why}");
                outcome = outcome.failed(Fault::TooNew(too_new));
                outcome.shown.line(&why);
                outcome
            }
        }
    }

    /// The newer release that go takes.
    async fn newer(&self, wants: &str) -> Result<String, Fault> {
        let mut walk = self.walk()?;
        while let Some(entry) = walk.next() {
            match self.repo(entry, TOOLCHAIN).versions("").await {
                Ok(versions) => {
                    let releases = versions.iter().filter_map(|it| gover::of_download(it)).collect();
                    let none = || Fault::Other(format!("no releases found for go >= {wants}"));
                    return gover::newer(wants, releases).ok_or_else(none);
                }
                Err(fault) => walk.failed(entry, fault),
            }
        }
        Err(walk.end())
    }
}
