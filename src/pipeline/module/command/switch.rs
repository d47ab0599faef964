//! A module that wants a newer go: go hands its work to that one where it may (modules.md §11.2).

use crate::go::cmd::{
    fault::{Fault, Stop, TooNew},
    gover::{self, TOOLCHAIN},
};

use super::Outcome;
use crate::{
    pipeline::module::{Modules, Source, told::Told},
    trace::Sought,
};

impl<S: Source> Modules<S> {
    /// Tells of `too_new`, behind `way` in the error: the error, or the release that go switches to, whose own answer
    /// nobody knows.
    pub(in crate::pipeline::module) async fn too_new(
        &self,
        too_new: TooNew,
        way: &str,
        mut outcome: Outcome,
    ) -> Outcome {
        let what = format!("{way}{}", too_new.what);
        let error = Fault::TooNew(TooNew { what, ..too_new.clone() });
        if !self.settings.running.may_switch {
            return outcome.failed(error);
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
                outcome = outcome.failed(error);
                outcome.shown.line(&why);
                outcome
            }
        }
    }

    /// The newer release that go takes.
    async fn newer(&self, wants: &str) -> Result<String, Fault> {
        let mut walk = self.walk()?;
        while let Some(entry) = walk.turn() {
            let versions = self.repo(entry, TOOLCHAIN).versions("").await;
            let told = Told::of_list(TOOLCHAIN, Sought::Releases);
            if let Some(versions) = self.settle(&mut walk, entry, told, versions) {
                let releases = versions.iter().filter_map(|it| gover::of_download(it)).collect();
                let none = || Fault::Other(format!("no releases found for go >= {wants}"));
                return gover::newer(wants, releases).ok_or_else(none);
            }
        }
        Err(walk.end())
    }
}
