//! `go list -m MODULE@QUERY`.

use crate::go::{
    cmd::{fault::Fault, fetched::info::Info, outer, query::Query},
    version::Change,
};

use super::{Named, Outcome};
use crate::pipeline::module::{
    Modules, Source,
    allowed::Allowed,
    query::Asked,
};

impl<S: Source> Modules<S> {
    /// `go list -m MODULE@QUERY`, with `-versions` where `versions` says so.
    pub async fn list(&self, module: &str, query: &str, versions: bool) -> Outcome {
        let mut outcome = Outcome::default();
        let mut named = match self.listed(module, query).await {
            Ok(named) => named,
            Err(fault) => return outcome.failed(fault),
        };
        if versions {
            match self.all_versions(module).await {
                Ok(all) => named.versions = all,
                Err(fault) => return outcome.failed(fault),
            }
        }
        outcome.named = Some(named);
        outcome
    }

    /// `go list -m -versions MODULE`, for a module that is not required.
    pub async fn list_versions(&self, module: &str) -> Outcome {
        let outcome = Outcome::default();
        match self.all_versions(module).await {
            Ok(versions) => {
                let named = Named { module: module.to_owned(), versions, ..Named::default() };
                Outcome { named: Some(named), ..outcome }
            }
            Err(fault) => outcome.failed(fault),
        }
    }

    /// The version that the query selects, looked at as `list -m` does: once more by its own name, and its go.mod,
    /// whose failure does not count.
    pub(super) async fn listed(&self, module: &str, query: &str) -> Result<Named, Fault> {
        let allowed = if Query::names_revision(query) { Allowed::Any } else { Allowed::Sound };
        let relative = matches!(query, "upgrade" | "patch");
        let current = if relative { self.current(module) } else { "" };
        let asked = Asked { module, query, current, allowed };
        let info = self.query(asked).await.map_err(|fault| outer::of_module(fault, module, query))?;
        let selected = info.version.clone();
        let info = if selected.is_empty() { info } else { self.again(module, &selected).await? };
        self.look_into(module, &selected, &info).await?;
        Ok(Named {
            module: module.to_owned(),
            version: info.version.clone(),
            info: Some(info),
            ..Named::default()
        })
    }

    /// The version by its own name; the error comes as it is.
    async fn again(&self, module: &str, version: &str) -> Result<Info, Fault> {
        self.query(Asked::any(module, version)).await
    }

    async fn look_into(&self, module: &str, selected: &str, info: &Info) -> Result<(), Fault> {
        let first = self.settings.release.has(Change::SelectedVersionRead);
        let version = if first { selected } else { &info.version };
        match self.summary(module, version).await {
            Err(fault) if fault.is_final() && !version.is_empty() => Err(fault),
            _ => Ok(()),
        }
    }

    async fn all_versions(&self, module: &str) -> Result<Vec<String>, Fault> {
        let mut walk = self.walk()?;
        while let Some((index, entry)) = walk.next() {
            match self.versions_at(index, entry, module).await {
                Ok(versions) => return Ok(versions),
                Err(fault) => walk.failed(entry, fault),
            }
        }
        Err(walk.end())
    }

    async fn versions_at(
        &self,
        index: usize,
        entry: &crate::go::cmd::proxy_list::Entry,
        module: &str,
    ) -> Result<Vec<String>, Fault> {
        crate::go::xmod::module::check_module(module.as_bytes()).map_err(Fault::Path)?;
        let mut kept = Vec::new();
        for version in self.repo(index, entry, module).versions("").await? {
            match self.check_allowed(module, &version, Allowed::Sound).await {
                Ok(()) => kept.push(version),
                Err(fault) if fault.is_disallowed() => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(kept)
    }
}
