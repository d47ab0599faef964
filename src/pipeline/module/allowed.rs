//! Which versions may be answered: the main module's `exclude`, and retractions (modules.md §8).

use crate::{go::cmd::fault::Fault, trace::Sought};

use super::{
    Modules, Source,
    query::{Allowed, Asked},
};

impl<S: Source> Modules<S> {
    /// Fails where `version` may not be answered, or where it cannot be found out.
    pub(super) async fn check_allowed(
        &self,
        module: &str,
        version: &str,
        allowed: Allowed<'_>,
    ) -> Result<(), Fault> {
        match allowed {
            Allowed::Any => Ok(()),
            Allowed::Asked(asked) if asked == version => self.check_excluded(module, version),
            Allowed::Asked("upgrade" | "patch") if self.current(module) == version => Ok(()),
            Allowed::Sound | Allowed::Asked(_) => {
                self.check_excluded(module, version)?;
                self.check_retracted(module, version).await
            }
        }
    }

    /// The version of `module` that the main module requires; empty for none.
    pub(super) fn current(&self, module: &str) -> &str {
        let required = self.settings.main.requires.iter().find(|(path, _)| path == module);
        required.map_or("", |(_, version)| version)
    }

    fn check_excluded(&self, module: &str, version: &str) -> Result<(), Fault> {
        let is = |(path, excluded): &(String, String)| path == module && excluded == version;
        if self.settings.main.excludes.iter().any(is) {
            return Err(Fault::Excluded.about(module, version));
        }
        Ok(())
    }

    /// Fails where the module's author retracted `version`, or where that cannot be found out.
    pub(super) async fn check_retracted(&self, module: &str, version: &str) -> Result<(), Fault> {
        if version.is_empty() {
            return Ok(());
        }
        let rationales = match self.retractions(module, version).await {
            Ok(Some(rationales)) => rationales,
            Ok(None) => return Ok(()),
            Err(fault) if fault.is_final() => return Err(fault),
            Err(fault) => {
                let of = format!("{module}@{version}");
                return Err(Fault::Retractions { of, why: fault.into() });
            }
        };
        Err(Fault::Retracted(rationales).about(module, version))
    }

    /// What the newest go.mod says of `version`, where it retracts it.
    async fn retractions(&self, module: &str, version: &str) -> Result<Option<Vec<String>>, Fault> {
        let newest = self.newest_for_retractions(module).await?;
        let summary = self.summary(module, &newest).await?;
        let rationales = summary.rationales(version);
        let said = rationales.iter().filter(|text| !text.is_empty()).cloned().collect();
        Ok((!rationales.is_empty()).then_some(said))
    }

    /// What the newest go.mod says of the module's end; empty for nothing.
    pub(super) async fn deprecation(&self, module: &str) -> Result<String, Fault> {
        let newest = self.newest_for_retractions(module).await?;
        Ok(self.summary(module, &newest).await?.deprecated.clone())
    }

    /// The version whose go.mod speaks for the whole module: the newest one, were nothing retracted.
    async fn newest_for_retractions(&self, module: &str) -> Result<String, Fault> {
        let key = module.to_owned();
        if let Some(known) = self.unretracted.get(&key) {
            return known;
        }
        // The query that asks for this asks for nothing of the kind itself.
        let newest = Box::pin(self.query(Asked::any(module, "latest", Sought::Newest))).await;
        self.unretracted.keep(key, newest.map(|info| info.version))
    }
}
