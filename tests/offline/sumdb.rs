//! Checksum databases asked by a run: the recorded cases of go's own client (`sums.jsonl`), one lookup after the other and
//! all at once.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::{
    go::{
        cmd::{
            fault::{Fault, Stop},
            fetched::Answer,
        },
        std::strconv::text::lossy,
        version::Version,
    },
    pipeline::{
        module::Database as _,
        sumdb::{Get, Kept, Known, Request, SumDb},
    },
    trace::{Recorder, SumsAsked, Told as _, WayBy, WaySought},
    world::{Laid, World},
};
use serde_json::Value;

use crate::golden;

/// The database of a case, and what was asked of it.
#[derive(Clone)]
struct Served {
    case: Arc<Value>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Get for Served {
    async fn get(&self, request: Request<'_>) -> Result<Answer, Stop> {
        let path = lossy(request.url.path());
        self.asked.lock().unwrap().push(path.clone());
        tokio::task::yield_now().await;
        let remote = &self.case["remote"][&path];
        Ok(match (remote, remote["err"].as_str()) {
            (Value::Null, _) => Answer::Nothing(format!("reading {path}: 404 Not Found")),
            (_, Some(error)) => Answer::Nothing(error.to_owned()),
            (_, None) => Answer::Body(bytes(&remote["body"])),
        })
    }
}

fn bytes(value: &Value) -> Vec<u8> {
    value.as_str().map(|text| STANDARD.decode(text).unwrap()).unwrap_or_default()
}

/// A run that has asked nothing yet.
struct Play {
    served: Served,
    database: Arc<SumDb<Served>>,
    recorder: Recorder,
}

impl Play {
    fn new(case: &Value, version: Version) -> Self {
        let key = case["key"].as_str().unwrap();
        let name = key.split('+').next().unwrap();
        let mut world = World::empty();
        world.lay(format!("/go/pkg/sumdb/{name}/latest"), Laid::Content(bytes(&case["latest"])));
        for (file, content) in case["cache"].as_object().into_iter().flatten() {
            let path = format!("/mod/cache/download/sumdb/{file}");
            world.lay(path, Laid::Content(bytes(content)));
        }
        let kept = Kept::of(Arc::new(world), "/go:/other", "/mod");
        let known =
            Known::new(&format!("{key} http://h.test"), Ok(Vec::new()), Some(kept), version);
        let served = Served { case: Arc::new(case.clone()), asked: Arc::default() };
        let recorder = Recorder::new(Arc::new(World::empty()), None);
        let database = SumDb::new(Arc::new(known), served.clone(), recorder.clone());
        Self { served, database: Arc::new(database), recorder }
    }

    async fn lines(&self, lookup: &Value) -> Result<Vec<String>, Fault> {
        let (module, version) = (lookup[0].as_str().unwrap(), lookup[1].as_str().unwrap());
        Ok(self.database.lines(module, version).await?.lines)
    }

    fn take_asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut *self.served.asked.lock().unwrap());
        asked.sort_unstable();
        asked
    }
}

/// Each recorded database by each release with what go made of it.
fn recorded() -> Vec<(Value, Version, Value)> {
    let mut all = Vec::new();
    for line in golden::lines("sums.jsonl") {
        let case: Value = serde_json::from_str(&line).unwrap();
        if case["kind"] != "sumdb" {
            continue;
        }
        let go = case["go"].as_object().unwrap();
        for (release, theirs) in go {
            let theirs = theirs.as_str().map_or(theirs, |same| &go[same]);
            all.push((case.clone(), release.parse().unwrap(), theirs.clone()));
        }
    }
    assert!(all.len() > 7 * 70, "{}", all.len());
    all
}

fn strings(list: &Value) -> Vec<String> {
    let strings = list.as_array().into_iter().flatten().filter_map(Value::as_str);
    strings.map(str::to_owned).collect()
}

#[tokio::test]
async fn lookups_of_a_run_are_gos() {
    let mut ways = BTreeMap::new();
    for (case, version, theirs) in recorded() {
        let play = Play::new(&case, version);
        let results = theirs["results"].as_array().unwrap();
        for (lookup, expected) in case["lookups"].as_array().unwrap().iter().zip(results) {
            let ours = play.lines(lookup).await;
            let expected_lines = match (expected["security"].as_str(), expected["err"].as_str()) {
                (Some(text), _) => Err(Fault::Fatal(text.to_owned())),
                (None, Some(text)) => Err(Fault::Other(text.to_owned())),
                (None, None) => Ok(strings(&expected["lines"])),
            };
            assert_eq!(ours, expected_lines, "{} in {version}", case["name"]);
            let asked = play.take_asked();
            assert_eq!(asked, strings(&expected["asked"]), "{} in {version}", case["name"]);
            let events = play.recorder.take();
            let seen: Vec<&SumsAsked> = events.iter().told().collect();
            let [seen] = seen[..] else { panic!("one record of a lookup") };
            assert_eq!(seen.asked.len(), asked.len());
            assert_eq!(seen.error.is_some(), ours.is_err());
            assert_eq!(seen.misbehaves, matches!(ours, Err(Fault::Fatal(_))));
            assert!(ours.is_err() || seen.record.is_some() && seen.head.is_some());
            for way in events.iter().told::<WaySought>() {
                assert_eq!(way.by, Some(WayBy::Setting));
                *ways.entry(version).or_insert(0) += 1;
            }
        }
    }
    assert!(ways.values().all(|count| *count > 30), "{ways:?}");
}

/// The heads that the lookups of a case answer.
fn heads(case: &Value) -> BTreeSet<String> {
    let remote = case["remote"].as_object().into_iter().flatten();
    let lookups = remote.filter(|(path, _)| path.starts_with("/lookup/"));
    let head = |text: &str| text.split_once("\n\n").map(|(_, head)| head.to_owned());
    lookups.filter_map(|(_, answer)| head(&lossy(&bytes(&answer["body"])))).collect()
}

/// Where all answers have one head, the order of lookups does not matter, and nothing is asked twice.
#[tokio::test]
async fn lookups_side_by_side_share_what_is_asked() {
    let mut played = 0;
    for (case, version, theirs) in recorded() {
        let results = theirs["results"].as_array().unwrap();
        let succeed = results.iter().all(|result| result["lines"].is_array());
        if results.len() < 2 || !succeed || heads(&case).len() != 1 {
            continue;
        }
        let play = Arc::new(Play::new(&case, version));
        let lookups = case["lookups"].as_array().unwrap().clone();
        let running: Vec<_> = lookups
            .into_iter()
            .map(|lookup| {
                let play = play.clone();
                tokio::spawn(async move { play.lines(&lookup).await })
            })
            .collect();
        let mut outcomes = Vec::new();
        for running in running {
            outcomes.push(running.await.unwrap());
        }
        for (ours, expected) in outcomes.into_iter().zip(results) {
            assert_eq!(ours, Ok(strings(&expected["lines"])), "{} in {version}", case["name"]);
        }
        let asked = play.take_asked();
        let mut once = asked.clone();
        once.dedup();
        assert_eq!(asked, once, "{} in {version}", case["name"]);
        played += 1;
    }
    assert!(played > 70, "{played}");
}
