//! The scenarios of the lab and their cures, each played once for all tests that look at what came of it.
#![expect(clippy::unwrap_used, reason = "a test ends where its ground is missing")]

use std::{borrow::Cow, collections::BTreeMap, ffi::OsStr, sync::Arc};

use goget_doctor::{
    lab::{self, Counts, Lab, Scenario},
    pipeline::{self, Options},
    report::{Finding, Report},
    stages,
    trace::{CommandEnded, Trace, Verdict},
    world::World,
};
use tokio::{
    sync::{OnceCell, Semaphore},
    task::JoinSet,
};

use crate::support::scenario;

/// How many play at a time, whoever asks for them: most of them wait most of the time.
static SLOTS: Semaphore = Semaphore::const_new(6);

/// What came of a scenario, or of one of its cures.
pub(crate) struct Played {
    pub(crate) name: &'static str,
    pub(crate) scenario: Scenario,
    pub(crate) trace: Trace,
    pub(crate) verdict: Verdict,
    pub(crate) findings: Vec<Finding>,
    /// go's text and all that it writes to standard error, with the scenario's own paths.
    pub(crate) error: Option<String>,
    pub(crate) stderr: Option<String>,
    /// What is wrong with the settings alone, where the scenario says what should be.
    pub(crate) settings: Option<Vec<Cow<'static, str>>>,
    /// What the hosts were asked, by name.
    pub(crate) counts: BTreeMap<String, Counts>,
    /// The home of the run, which fixes may name.
    pub(crate) home: String,
}

/// Every scenario, in the order of the names, with our own questions.
pub(crate) async fn scenarios() -> &'static [Played] {
    static PLAYED: OnceCell<Vec<Played>> = OnceCell::const_new();
    PLAYED.get_or_init(|| play_all(parsed().collect())).await
}

/// Every cure, likewise.
pub(crate) async fn cures() -> &'static [Played] {
    static PLAYED: OnceCell<Vec<Played>> = OnceCell::const_new();
    let cured = |(name, scenario): (_, Scenario)| {
        let cures: Vec<_> = scenario.cure.iter().map(|cure| (name, scenario.cured(cure))).collect();
        cures
    };
    PLAYED.get_or_init(|| play_all(parsed().flat_map(cured).collect())).await
}

/// Those for which this machine has what they need.
fn parsed() -> impl Iterator<Item = (&'static str, Scenario)> {
    let parsed =
        lab::list().iter().map(|(name, text)| (*name, Scenario::parse(name, text).unwrap()));
    parsed.filter(|(_, scenario)| scenario::is_playable(scenario))
}

/// Plays what is listed, with our own questions.
pub(crate) async fn play_all(list: Vec<(&'static str, Scenario)>) -> Vec<Played> {
    let plays = list.into_iter().map(|(name, scenario)| play(name, scenario, true));
    side_by_side(plays).await
}

/// What comes of `plays`, in their order, a few at a time.
pub(crate) async fn side_by_side<T: Send + 'static>(
    plays: impl IntoIterator<Item = impl Future<Output = T> + Send + 'static>,
) -> Vec<T> {
    let mut running = JoinSet::new();
    for (place, play) in plays.into_iter().enumerate() {
        running.spawn(async move {
            let _slot = SLOTS.acquire().await;
            (place, play.await)
        });
    }
    let mut all = running.join_all().await;
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, came)| came).collect()
}

/// Plays a scenario; our own questions are asked where `probing`.
pub(crate) async fn play(name: &'static str, scenario: Scenario, probing: bool) -> Played {
    let lab = Lab::start(&scenario, &caller()).await.unwrap();
    let options = Options { no_probe: !probing, ..scenario::options(&scenario) };
    let argument = scenario.argument();
    let world = Arc::new(lab.world());
    let home = world.var("HOME").unwrap().to_str().unwrap().to_owned();
    let trace = pipeline::resolve(world, OsStr::new(&argument), &options).await.unwrap();
    let Report { verdict, findings, .. } = Report::of(&trace);
    let error = verdict.error().map(|error| lab.as_played(error));
    let stderr = trace.first::<CommandEnded>().map(|ended| lab.as_played(&ended.stderr));
    let settings = match scenario.expect.settings {
        Some(_) => Some(wrong_settings(&lab, &options).await),
        None => None,
    };
    let counts = lab.counts();
    Played { name, scenario, trace, verdict, findings, error, stderr, settings, counts, home }
}

/// The names of what is wrong with the scenario's own settings.
async fn wrong_settings(lab: &Lab, options: &Options) -> Vec<Cow<'static, str>> {
    let world = Arc::new(lab.own_world());
    let trace = pipeline::environment(&world, OsStr::new(""), options).await.unwrap();
    stages::settings_findings(&trace).into_iter().map(|finding| finding.name).collect()
}

/// A machine with nothing but its programs.
pub(crate) fn caller() -> World {
    let mut caller = World::empty();
    caller.set("PATH", World::real().var("PATH").unwrap_or_default());
    caller
}
