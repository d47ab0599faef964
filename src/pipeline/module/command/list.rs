//! `go list -m MODULE@QUERY`.

use crate::go::{
    cmd::{
        argument::{self, Mode, Target},
        fault::Fault,
        fetched::info::Info,
        gover::query::Line,
        outer,
        proxy_list::Entry,
        query::Query,
    },
    version::Change,
    xmod::module::check_module,
};

use super::{Named, Outcome};
use crate::{
    pipeline::module::{
        Modules, Source,
        query::{Allowed, Asked},
        releases::names_release,
        told::Told,
    },
    trace::{Sought, Stage},
};

/// What go says to `-versions` with `-mod=vendor`.
const NO_VERSIONS: &str = "can't determine available versions using the vendor directory\n\t(Use -mod=mod or -mod=readonly to bypass.)";

impl<S: Source> Modules<S> {
    /// `go list -m ARGUMENT`, with `-versions` where `versions` says so; `ARGUMENT` has an `@`.
    pub async fn list(&self, arg: &str, versions: bool) -> Outcome {
        self.list_module(arg, versions).await.behind(&self.warnings())
    }

    async fn list_module(&self, arg: &str, versions: bool) -> Outcome {
        let outcome = Outcome::default();
        let read = self.mod_flag(versions).and_then(|()| self.argument(arg, Mode::Module));
        let (module, query) = match read {
            Ok(read) => read,
            Err(fault) => return outcome.failed(fault),
        };
        if self.settings.mod_flag == "vendor" {
            let fault = Fault::Other("cannot query module due to -mod=vendor".to_owned());
            return outcome.failed(outer::of_module(fault, &module, &query));
        }
        let named = self.selected(&module, &query).await;
        let last = named.as_ref().is_err_and(Fault::is_final);
        // The list is asked for even where the query failed.
        let all = if versions && !last { self.all_versions(&module).await } else { Ok(Vec::new()) };
        match (named, all) {
            (Ok(named), Ok(versions)) => {
                // go prints nothing of what it does not ask for.
                let error = self.beyond(&named).await.err();
                Outcome { named: Some(Named { versions, ..named }), error, ..outcome }
            }
            (Err(fault), _) | (_, Err(fault)) => outcome.failed(fault),
        }
    }

    /// `go list -m -versions MODULE`, for a module that is not required.
    pub async fn list_versions(&self, module: &str) -> Outcome {
        let outcome = Outcome::default();
        let listed = match self.mod_flag(true) {
            Ok(()) => self.all_versions(module).await,
            Err(fault) => Err(fault),
        };
        match listed {
            Ok(versions) => {
                let named = Named { module: module.to_owned(), versions, ..Named::default() };
                Outcome { named: Some(named), ..outcome }
            }
            Err(fault) => outcome.failed(fault),
        }
    }

    /// The version that the query selects, looked at as `list -m` does: once more by its own name, and its go.mod,
    /// whose failure does not count.
    pub(super) async fn listed(&self, arg: &str, mode: Mode) -> Result<Named, Fault> {
        let (module, query) = self.argument(arg, mode)?;
        self.selected(&module, &query).await
    }

    /// What go says to `-mod` before it reads an argument.
    fn mod_flag(&self, versions: bool) -> Result<(), Fault> {
        match self.settings.mod_flag.as_str() {
            "vendor" if versions => Err(Fault::Other(NO_VERSIONS.to_owned())),
            "" | "mod" | "readonly" | "vendor" => Ok(()),
            other => Err(Fault::Fatal(format!(
                "-mod={other} not supported (can be '', 'mod', 'readonly', or 'vendor')"
            ))),
        }
    }

    /// The module and the query that an argument names.
    fn argument(&self, arg: &str, mode: Mode) -> Result<(String, String), Fault> {
        let target = argument::argument(arg.as_bytes(), mode, self.settings.release);
        match target.map_err(|error| Fault::Other(error.to_string()))? {
            Target::Lookup { path, version, .. } => Ok((path, version.unwrap_or_default())),
            _ => Err(Fault::Other(format!("{arg} names no module"))),
        }
    }

    async fn selected(&self, module: &str, query: &str) -> Result<Named, Fault> {
        let one = match Line::of(module) {
            Some(line) => names_release(line, query, self.settings.release),
            None => Query::names_revision(query),
        };
        let allowed = if one { Allowed::Any } else { Allowed::Sound };
        let relative = matches!(query, "upgrade" | "patch");
        let current = if relative { self.current(module) } else { "" };
        let asked = Asked { module, query, current, allowed, sought: Sought::Version };
        let info =
            self.query(asked).await.map_err(|fault| outer::of_module(fault, module, query))?;
        let selected = info.version.clone();
        let again = if selected.is_empty() {
            Ok(info.clone())
        } else {
            self.again(module, &selected).await
        };
        // Its go.mod is read whatever came of that.
        let go_on = again.as_ref().err().is_none_or(|fault| !fault.is_final());
        if go_on && Line::of(module).is_none() {
            self.look_into(module, &selected, again.as_ref().unwrap_or(&info)).await?;
        }
        let info = again?;
        Ok(Named {
            module: module.to_owned(),
            version: info.version.clone(),
            info: Some(info),
            ..Named::default()
        })
    }

    /// What `go list -m` does not ask for, as far as the run is to go: the module's identity, its zip.
    async fn beyond(&self, named: &Named) -> Result<(), Fault> {
        let (module, version) = (&named.module, &named.version);
        if self.until >= Some(Stage::Module) {
            self.member(module, version).await?;
        }
        if self.until >= Some(Stage::Package) {
            self.content(module, version).await?;
        }
        Ok(())
    }

    /// The version by its own name; the error comes as it is.
    async fn again(&self, module: &str, version: &str) -> Result<Info, Fault> {
        self.query(Asked::any(module, version, Sought::Again)).await
    }

    async fn look_into(&self, module: &str, selected: &str, info: &Info) -> Result<(), Fault> {
        let first = self.settings.release.has(Change::SelectedVersionRead);
        let version = if first { selected } else { &info.version };
        match self.summary(module, version).await {
            Err(fault) if fault.is_final() => Err(fault),
            _ => Ok(()),
        }
    }

    async fn all_versions(&self, module: &str) -> Result<Vec<String>, Fault> {
        let mut walk = self.walk()?;
        while let Some(entry) = walk.turn() {
            let versions = self.versions_at(entry, module).await;
            let told = Told::of_list(module, Sought::Versions);
            if let Some(versions) = self.settle(&mut walk, entry, told, versions) {
                return Ok(versions);
            }
        }
        Err(walk.end())
    }

    async fn versions_at(&self, entry: &Entry, module: &str) -> Result<Vec<String>, Fault> {
        if let Some(line) = Line::of(module) {
            return self.release_versions_at(line, entry, module).await;
        }
        check_module(module.as_bytes()).map_err(Fault::Path)?;
        let mut kept = Vec::new();
        for version in self.repo(entry, module).versions("").await? {
            match self.check_allowed(module, &version, Allowed::Sound).await {
                Ok(()) => kept.push(version),
                Err(fault) if fault.is_disallowed() => {}
                Err(fault) => return Err(fault),
            }
        }
        Ok(kept)
    }
}
