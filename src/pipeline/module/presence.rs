//! Whether a zip is there, without loading it: a question of ours, put as go puts its own.

use super::{Modules, Source, repo::Repo, told::Told};
use crate::{go::cmd::fault::Fault, trace::Sought};

impl<S: Source> Modules<S> {
    /// Fails where go would find no zip of the version, with its text. Of what comes only the beginning is read; a
    /// repository that has the version has its files.
    pub(super) async fn has_zip(&self, module: &str, version: &str) -> Result<(), Fault> {
        let told = Told::of_version(module, version, Sought::Zip);
        let mut walk = self.walk()?;
        while let Some(entry) = walk.turn() {
            let there = self.repo(entry, module).has_zip(version).await;
            if self.settle(&mut walk, entry, told, there).is_some() {
                return Ok(());
            }
        }
        Err(walk.end())
    }
}

impl<S: Source> Repo<'_, S> {
    async fn has_zip(&self, version: &str) -> Result<(), Fault> {
        let Some(place) = self.place().await? else { return Ok(()) };
        let release = self.run.settings.release;
        let address = place.zip(version, release).map_err(|error| self.refused(version, &error))?;
        let answer = self.run.source.glimpse(&address).await.map_err(Fault::Stop)?;
        answer.body(&address, release).map(drop).map_err(|fault| self.fault(version, fault))
    }
}
