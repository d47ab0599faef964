//! Metrics for a monitoring system: `OpenMetrics` text of gauges and a summary, which the older text format of Prometheus
//! has in the same form, so that the textfile collector reads it too.

use std::{
    collections::BTreeMap,
    fmt::{Display, Write as _},
};

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::text::harmless;
use crate::{
    go::std::net::url::authority_of,
    report::{Batch, Item, Status},
};

/// How many paths have series of their own, those that failed first.
const MOST_PATHS: usize = 1000;

/// How many hosts have series of their own, in alphabetical order.
const MOST_HOSTS: usize = 200;

/// How long the value of a label may be, in characters.
const LONGEST: usize = 200;

/// The verdicts, the ends of certificates, and how long requests took by phase.
pub fn render(batch: &Batch) -> String {
    let mut out = String::new();
    let (paths, hosts) = (paths(batch), Hosts::of(batch));
    let dropped = batch.len() - paths.len();
    paths_by_status(&mut out, batch);
    path_metrics(&mut out, batch, &paths);
    host_metrics(&mut out, &hosts, started(batch));
    let series = [("host", hosts.dropped), ("path", dropped)];
    let series = series.map(|(kind, count)| (labels(&[("kind", kind)]), count));
    gauge(&mut out, "dropped", "How many paths and hosts have no series of their own.", series);
    if let Some(started) = started(batch) {
        let help = "When the run began, in seconds since 1970.";
        gauge(
            &mut out,
            "start_timestamp_seconds",
            help,
            [(String::new(), started.unix_timestamp())],
        );
    }
    let whole = u8::from(batch.incomplete.is_none());
    gauge(&mut out, "complete", "Whether the run came to its end.", [(String::new(), whole)]);
    out + "# EOF\n"
}

/// The items that have series of their own, the worst first.
fn paths(batch: &Batch) -> Vec<&Item> {
    let rank = |item: &&Item| Status::ALL.iter().position(|status| *status == batch.status(item));
    let mut items: Vec<&Item> = batch.items.iter().collect();
    items.sort_by_key(rank);
    // A series is there once: a path may be in several files.
    let mut seen = std::collections::BTreeSet::new();
    items.retain(|item| seen.insert(&item.report.path));
    items.truncate(MOST_PATHS);
    items
}

fn paths_by_status(out: &mut String, batch: &Batch) {
    let counts =
        Status::ALL.map(|status| (labels(&[("status", word(status))]), batch.count(status)));
    gauge(out, "paths", "How many paths ended how.", counts);
}

fn path_metrics(out: &mut String, batch: &Batch, paths: &[&Item]) {
    let verdicts = paths.iter().map(|item| {
        let failed = matches!(batch.status(item), Status::Failed | Status::Open);
        let name = item.remarks().first().filter(|_| failed).map(|it| it.name.to_owned());
        let status = word(batch.status(item));
        let labels = [
            ("path", &*item.report.path),
            ("status", status),
            ("finding", name.as_deref().unwrap_or("")),
        ];
        (self::labels(&labels), u8::from(batch.status(item) == Status::Passed))
    });
    gauge(
        out,
        "path_ok",
        "Whether go would succeed for the path, without an error found.",
        verdicts,
    );
    let times = paths.iter().map(|item| {
        let micros = item.hosts.iter().map(|host| host.micros).sum();
        (labels(&[("path", &item.report.path)]), seconds(micros))
    });
    gauge(out, "path_request_seconds", "How long the requests for the path took together.", times);
}

fn host_metrics(out: &mut String, hosts: &Hosts, now: Option<OffsetDateTime>) {
    let ends = || hosts.ends.iter().map(|(host, end)| (labels(&[("host", host)]), *end));
    let help = "When the first certificate of a host's chain ends, in seconds since 1970.";
    gauge(out, "certificate_not_after_timestamp_seconds", help, ends());
    if let Some(now) = now {
        let left = ends().map(|(labels, end)| (labels, days(end - now.unix_timestamp())));
        let help = "How many days the first certificate of a host's chain is still valid.";
        gauge(out, "certificate_days_left", help, left);
    }
    let name = "goget_doctor_phase_seconds";
    head(out, name, "summary", "How long the phases of requests to a host took.");
    for ((host, phase), (count, micros)) in &hosts.phases {
        let labels = labels(&[("host", host), ("phase", phase)]);
        // Writing to a text cannot fail.
        let _ =
            writeln!(out, "{name}_count{labels} {count}\n{name}_sum{labels} {}", seconds(*micros));
    }
}

/// What is known of hosts, by name.
#[derive(Default)]
struct Hosts {
    /// When the first certificate of the chain ends, in seconds since 1970.
    ends: BTreeMap<String, i64>,
    /// How many phases of a kind there were, and how long they took together, in microseconds.
    phases: BTreeMap<(String, &'static str), (u64, u64)>,
    dropped: usize,
}

impl Hosts {
    fn of(batch: &Batch) -> Self {
        let mut hosts = Self::default();
        for details in batch.items.iter().filter_map(|item| item.details.as_ref()) {
            for chain in &details.chains {
                let end = chain.certificates.iter().filter_map(|it| it.ends).min();
                let known = hosts.ends.get(&chain.host).copied();
                if let Some(end) = end.into_iter().chain(known).min() {
                    hosts.ends.insert(chain.host.clone(), end);
                }
            }
            for request in &details.requests {
                let host = authority_of(&request.url).unwrap_or_default();
                for phase in &request.phases {
                    let sum = hosts.phases.entry((host.to_owned(), phase.name)).or_default();
                    *sum = (sum.0 + 1, sum.1 + phase.micros);
                }
            }
        }
        hosts.drop_many();
        hosts
    }

    fn drop_many(&mut self) {
        let names = self.ends.keys().chain(self.phases.keys().map(|(host, _)| host));
        let mut names: Vec<String> = names.cloned().collect();
        names.sort();
        names.dedup();
        let Some(first) = names.get(MOST_HOSTS).cloned() else { return };
        self.dropped = names.len() - MOST_HOSTS;
        self.ends.retain(|host, _| *host < first);
        self.phases.retain(|(host, _), _| *host < first);
    }
}

fn started(batch: &Batch) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(&batch.started, &Rfc3339).ok()
}

fn gauge(
    out: &mut String,
    name: &str,
    help: &str,
    series: impl IntoIterator<Item = (String, impl Display)>,
) {
    let name = format!("goget_doctor_{name}");
    head(out, &name, "gauge", help);
    for (labels, value) in series {
        // Writing to a text cannot fail.
        let _ = writeln!(out, "{name}{labels} {value}");
    }
}

fn head(out: &mut String, name: &str, kind: &str, help: &str) {
    // Writing to a text cannot fail.
    let _ = writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}");
    if name.ends_with("_seconds") {
        let _ = writeln!(out, "# UNIT {name} seconds");
    }
}

fn labels(pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<String> =
        pairs.iter().map(|(name, value)| format!("{name}=\"{}\"", escaped(value))).collect();
    format!("{{{}}}", pairs.join(","))
}

/// A value of a label: as text that cannot end it.
fn escaped(value: &str) -> String {
    let short: String = harmless(value).chars().take(LONGEST).collect();
    short.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Open => "unknown",
        other => other.says(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "times are far below what a float holds exactly")]
fn seconds(micros: u64) -> f64 {
    micros as f64 / 1e6
}

/// Days with a tenth, negative where the end is over.
#[expect(clippy::cast_precision_loss, reason = "times are far below what a float holds exactly")]
fn days(seconds: i64) -> f64 {
    (seconds as f64 / 8640.0).floor() / 10.0
}
