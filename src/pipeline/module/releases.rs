//! Releases of go itself, which go finds in the module `golang.org/toolchain` (modules.md §11.4).

use crate::go::{
    cmd::{
        fault::{Fault, Stop, TooNew},
        fetched::info::Info,
        gover::{
            self, TOOLCHAIN,
            query::{Line, Query, Search},
        },
        outer::Wanted,
        proxy_list::Entry,
    },
    version::Version,
};

use super::{
    Modules, Source,
    command::{Named, Outcome},
    query::{Allowed, Asked},
};
use crate::trace::Sought;

/// What the patch of the main module's own release hangs on.
const GO_LINE: &str = "the go line of the main module";

/// Whether a query names one release, so that `list -m` answers it without a look at what is newest.
pub(super) fn names_release(line: Line, query: &str, version: Version) -> bool {
    !matches!(Query::read(line, query, version), Ok(Query::Search(_))) && query != "patch"
}

impl<S: Source> Modules<S> {
    /// The release that a query selects at `entry`.
    pub(super) async fn release_at(
        &self,
        line: Line,
        entry: &Entry,
        asked: Asked<'_>,
    ) -> Result<Info, Fault> {
        if asked.query == "patch" {
            // go tells of an entry that fails before it looks at the line.
            self.releases_at(entry).await?;
            return Err(Fault::Stop(Stop::Unknown(GO_LINE.to_owned())));
        }
        let release = match Query::read(line, asked.query, self.settings.release)? {
            Query::Exact(release) => release,
            Query::Search(search) => self.search_release(line, entry, &asked, &search).await?,
        };
        self.release(line, entry, &release).await
    }

    async fn search_release(
        &self,
        line: Line,
        entry: &Entry,
        asked: &Asked<'_>,
        search: &Search,
    ) -> Result<String, Fault> {
        let mut fitting = self.releases_at(entry).await?;
        fitting.retain(|release| search.fits(release));
        if let Some(last) = fitting.last() {
            self.mind_retractions(asked.module, &line.spelt(last), asked.allowed).await?;
        }
        let none = || Fault::NoMatch { query: asked.query.to_owned(), current: String::new() };
        search.choose(&fitting).map(str::to_owned).ok_or_else(none)
    }

    /// Asks for what is newest, as go does for retractions, of which releases have none.
    async fn mind_retractions(
        &self,
        module: &str,
        version: &str,
        allowed: Allowed<'_>,
    ) -> Result<(), Fault> {
        // The query for what is newest asks for nothing of the kind itself.
        match Box::pin(self.check_allowed(module, version, allowed)).await {
            Err(fault) if fault.is_final() => Err(fault),
            _ => Ok(()),
        }
    }

    /// A release that is there: what the go that runs does not know has to be at `entry`.
    async fn release(&self, line: Line, entry: &Entry, release: &str) -> Result<Info, Fault> {
        let version = line.spelt(release);
        if line.knows(release, &self.settings.running.release) {
            return Ok(Info { version, ..Info::default() });
        }
        let download = gover::download(release);
        let info = self.repo(entry, TOOLCHAIN).stat(&download).await?;
        Ok(Info { version, ..info })
    }

    /// The releases that `entry` has, with the one that runs, oldest first.
    async fn releases_at(&self, entry: &Entry) -> Result<Vec<String>, Fault> {
        let downloads = self.repo(entry, TOOLCHAIN).versions("").await?;
        let named = downloads.iter().filter_map(|download| gover::named_by(download));
        let running = self.settings.running.release.as_str();
        let mut releases: Vec<String> = named.chain([running]).map(str::to_owned).collect();
        releases.sort_by(|one, other| gover::compare(one, other));
        releases.dedup();
        Ok(releases)
    }

    /// The versions that `list -m -versions` names.
    pub(super) async fn release_versions_at(
        &self,
        line: Line,
        entry: &Entry,
        module: &str,
    ) -> Result<Vec<String>, Fault> {
        let releases = self.releases_at(entry).await?;
        let versions: Vec<String> = releases.iter().map(|release| line.spelt(release)).collect();
        if let Some(last) = versions.last() {
            self.mind_retractions(module, last, Allowed::Sound).await?;
        }
        Ok(versions)
    }

    /// `go get go@QUERY`, `go get toolchain@QUERY`: a line of go.mod that the go that runs has to be able to read.
    pub(super) async fn get_release(
        &self,
        line: Line,
        wanted: &Wanted,
        outcome: Outcome,
    ) -> Outcome {
        let (module, query) = (wanted.pattern.as_str(), wanted.version());
        let allowed = Allowed::Asked(query);
        let asked = Asked { module, query, current: "", allowed, sought: Sought::Version };
        let version = match self.query(asked).await {
            Ok(info) => info.version,
            Err(fault) => return outcome.not_found(wanted, fault),
        };
        if let Err(fault) = self.mind_retractions(module, &version, Allowed::Sound).await {
            return outcome.not_found(wanted, fault);
        }
        if let Some(too_new) = self.too_new_for_line(line, &version) {
            return self.too_new(too_new, "", outcome).await;
        }
        let named = Named { module: module.to_owned(), version, ..Named::default() };
        Outcome { named: Some(named), ..outcome }
    }

    /// Why go cannot write the line; a toolchain line it writes whatever it names.
    fn too_new_for_line(&self, line: Line, version: &str) -> Option<TooNew> {
        let running = &self.settings.running;
        if line == Line::Go { running.refuses("updating go.mod", version) } else { None }
    }
}
