//! After a sum that go refuses: the same version from others, and what the checksum database has.

use std::sync::Arc;

use super::{Asking, trial::shown};
use crate::{
    go::cmd::proxy_list::{Entry, FallsThrough, Source},
    pipeline::{
        module::Database as _,
        source::{ModuleProxies, Scope, boxed},
        sumdb::{Known, SumDb},
    },
    trace::{
        EntryMet, Met, RecordAsked, Recorder, Sought, Stage, Step, SumBy, SumCompared, SumOf,
        SumsAsked, Told as _, Trial, Tried, WayBy, WaySought,
    },
};

/// How many questions one record of a database is worth.
const MOST: u32 = 20;

impl Asking<'_> {
    pub(super) async fn ask_about_sum(&self, sum: &SumCompared) {
        if sum.malformed.is_some() {
            return;
        }
        if sum.by == SumBy::Database && sum.database.is_none() {
            return self.ask_database_itself(sum).await;
        }
        let recorded = self.recorded(sum).await;
        let giver = self.giver(sum);
        let mut direct = giver.filter(|entry| is_repository(entry)).map(|_| sum.computed.clone());
        let until = if sum.of == SumOf::GoMod { Stage::Module } else { Stage::Package };
        let is_giver =
            |place| self.entries().get(place).is_some_and(|it| Some(shown(it).as_str()) == giver);
        for entry in self.others(&sum.module, is_giver) {
            let tried = self.files(entry, &sum.module, &sum.version, until).await;
            if entry.source == Source::Direct {
                direct = sum_of(&tried, sum.of).map(str::to_owned);
            }
            self.note(Step::Sum, tried);
        }
        // What a proxy and the repository agree on, git did not change here.
        let own = giver.is_some_and(is_repository);
        let odd = |hash: &String| !recorded.contains(hash) && (own || *hash != sum.computed);
        if direct.as_ref().is_some_and(odd) {
            let tried = self.plain_files(&sum.module, &sum.version, until).await;
            self.note(Step::Sum, tried);
        }
    }

    /// The sums that go.sum and the database have; the database is asked where go.sum decided.
    async fn recorded(&self, sum: &SumCompared) -> Vec<String> {
        let listed = sum.go_sum.iter().flat_map(|listed| &listed.lines);
        let mut all: Vec<String> = listed.map(|line| line.hash.clone()).collect();
        all.extend(sum.database.iter().flat_map(|database| database.hashes.clone()));
        if sum.by == SumBy::GoSum && self.may_tell_database(&sum.module) {
            let record = self.record(sum, self.case.session.sums.clone(), false).await;
            if let Some(record) = record {
                all.extend(record.sum(sum.of == SumOf::GoMod).map(str::to_owned));
                self.note(Step::Sum, record);
            }
        }
        all
    }

    /// What the database says where it is asked directly, after a proxy that should pass it on failed.
    async fn ask_database_itself(&self, sum: &SumCompared) {
        let way = self.trace.first::<WaySought>();
        let by_proxy =
            way.is_some_and(|way| !way.asked.is_empty() && way.by != Some(WayBy::Setting));
        let relayed = way.is_some_and(|way| way.by != Some(WayBy::Direct));
        if !(by_proxy && relayed && self.may_tell_database(&sum.module)) {
            return;
        }
        let session = self.case.session;
        let direct = Entry { source: Source::Direct, falls_through: FallsThrough::NotFound };
        let known = Known::new(session.env.get("GOSUMDB"), Ok(vec![direct]), None, session.version);
        if let Some(record) = self.record(sum, Arc::new(known), true).await {
            self.note(Step::Sum, record);
        }
    }

    async fn record(
        &self,
        sum: &SumCompared,
        known: Arc<Known>,
        itself: bool,
    ) -> Option<RecordAsked> {
        let scope = Arc::new(Scope::within(self.apart.clone(), MOST));
        let recorder = Recorder::new(self.apart.world.clone(), None);
        let database = SumDb::new(known, ModuleProxies::new(&scope), recorder.clone());
        let end = if sum.of == SumOf::GoMod { "/go.mod" } else { "" };
        let version = format!("{}{end}", sum.version);
        // What it says is among the events.
        drop(boxed(database.lines(&sum.module, &version)).await);
        let events = recorder.take();
        let sums = events.iter().told::<SumsAsked>().last()?.clone();
        Some(RecordAsked { itself, sums })
    }

    /// Whether go tells `module` to the database that GOSUMDB names.
    fn may_tell_database(&self, module: &str) -> bool {
        let settings = self.case.session.module_settings(self.case.target);
        settings.has_database && !self.is_matched("GONOSUMDB", module)
    }

    /// The entry of GOPROXY that gave what the sum is of.
    fn giver(&self, sum: &SumCompared) -> Option<&str> {
        let sought = if sum.of == SumOf::GoMod { Sought::GoMod } else { Sought::Zip };
        let gave = |met: &EntryMet| {
            let has = matches!(met.met, Met::Found { .. } | Met::Failed { .. });
            has && met.asked.sought == sought && met.asked.query == sum.version
        };
        let met = self.trace.all::<EntryMet>();
        let own =
            met.filter(|(event, met)| event.path.as_deref() == Some(&sum.module) && gave(met));
        own.last().map(|(_, met)| met.entry.as_str())
    }
}

fn is_repository(entry: &str) -> bool {
    matches!(entry, "direct" | "noproxy")
}

/// The sum that a trial came to.
fn sum_of(tried: &Tried, of: SumOf) -> Option<&str> {
    debug_assert!(matches!(tried.how, Trial::Files | Trial::Plain), "the command compares");
    match of {
        SumOf::GoMod => tried.go_mod.as_deref(),
        SumOf::Zip => tried.zip.as_deref(),
    }
}
