//! What a dependency's go.mod says, and whether it is the go.mod of that module (modules.md §10, 11).

use std::sync::Arc;

use crate::go::{
    cmd::{
        fault::{Fault, TooNew},
        gover::query::Line,
    },
    xmod::{
        modfile::{self, Interval, Retract, words::auto_quote},
        semver,
    },
};

use super::{Modules, Source};

/// What counts of a dependency's go.mod.
#[derive(Clone, Debug, Default)]
pub(super) struct Summary {
    /// The path that it declares; `None` for none.
    pub module: Option<String>,
    /// What its author says of the module's end; empty for nothing.
    pub deprecated: String,
    /// Its go line.
    pub go: Option<String>,
    /// What it requires.
    pub requires: Vec<(String, String)>,
    /// What it retracts.
    pub retracts: Vec<Retract>,
    /// Why it cannot be used by the go that runs; it still retracts.
    pub too_new: Option<TooNew>,
}

impl Summary {
    /// What is said of `version` where it is retracted: a text for each line that does, empty for none.
    pub(super) fn rationales(&self, version: &str) -> Vec<String> {
        let within = |interval: &Interval| {
            semver::compare(&interval.low, version).is_le()
                && semver::compare(version, &interval.high).is_le()
        };
        let all = self.retracts.iter().filter(|it| within(&it.interval));
        all.map(|it| it.rationale.to_string()).collect()
    }
}

impl<S: Source> Modules<S> {
    /// What the go.mod of a version says, whatever module it declares.
    pub(super) async fn summary(&self, module: &str, version: &str) -> Result<Arc<Summary>, Fault> {
        let key = (module.to_owned(), version.to_owned());
        if let Some(known) = self.summaries.get(&key) {
            return known;
        }
        let summary = self.summarise(module, version).await.map(Arc::new);
        self.summaries.keep(key, summary)
    }

    async fn summarise(&self, module: &str, version: &str) -> Result<Summary, Fault> {
        if version.is_empty() {
            return Err(Fault::Other(self.no_such_folder(module)));
        }
        if Line::of(module).is_some() {
            // go makes one up.
            return Ok(Summary { module: Some(module.to_owned()), ..Summary::default() });
        }
        if !semver::is_valid(version) {
            let named = format!("{module}@{version}");
            let text = format!("go: internal error: {named}: unexpected invalid semantic version");
            return Err(Fault::Fatal(text));
        }
        let text = self.go_mod(module, version).await?;
        let file = modfile::parse_lax("go.mod", &text, self.settings.release, None);
        let file = file.map_err(|error| {
            Fault::Other(format!("parsing go.mod: {error}")).about(module, version)
        })?;
        let what = format!("module {module}@{version}");
        let go = file.go.map(|go| go.version);
        let too_new = go.as_ref().and_then(|go| self.settings.running.refuses(&what, go));
        let (path, deprecated) = file.module.map(|it| (it.path, it.deprecated)).unzip();
        let requires = file.require.into_iter().map(|it| (it.module.path, it.module.version));
        Ok(Summary {
            module: path,
            deprecated: deprecated.flatten().unwrap_or_default(),
            go,
            requires: requires.collect(),
            retracts: file.retract,
            too_new,
        })
    }

    /// What go says where a proxy's answer names no version: it takes the module path for a folder next to the main module.
    fn no_such_folder(&self, module: &str) -> String {
        let folder = &self.settings.main.folder;
        let file = format!("{module}/go.mod");
        format!("reading {file}: open {folder}/{file}: no such file or directory")
    }

    /// What the go.mod of a version says, as a member of a graph: it has to be readable by the go that runs and to
    /// declare the module.
    pub(super) async fn member(&self, module: &str, version: &str) -> Result<Arc<Summary>, Fault> {
        self.member_as(module, version, module).await
    }

    /// What the go.mod of a member says that may declare the path `other` as well: that of a module which it replaces.
    pub(super) async fn member_as(
        &self,
        module: &str,
        version: &str,
        other: &str,
    ) -> Result<Arc<Summary>, Fault> {
        let summary = self.summary(module, version).await?;
        if let Some(too_new) = &summary.too_new {
            return Err(Fault::TooNew(too_new.clone()));
        }
        let fault = match &summary.module {
            None => Fault::Other("parsing go.mod: missing module line".to_owned()),
            Some(declared) if declared == module || declared == other => return Ok(summary),
            Some(declared) => {
                Fault::Misnamed { declared: declared.clone(), module: module.to_owned() }
            }
        };
        Err(fault.about(module, version))
    }

    /// Whether a version has a go.mod of its own: not the one that is made up where there is none.
    pub(super) async fn has_go_mod(&self, module: &str, version: &str) -> Result<bool, Fault> {
        let text = self.go_mod(module, version).await?;
        Ok(*text != *made_up(module).as_bytes())
    }
}

/// The go.mod of a version that has none.
fn made_up(module: &str) -> String {
    format!("module {}\n", auto_quote(module))
}
