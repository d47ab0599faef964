//! What is counted, and its text as `OpenMetrics`.

use std::{
    fmt::Write as _,
    sync::atomic::{AtomicI64, AtomicU64, Ordering::Relaxed},
    time::Duration,
};

/// The statuses that are answered; anything else is counted with the last.
const STATUSES: [u16; 8] = [200, 302, 304, 400, 404, 405, 414, 421];

/// What is counted.
#[derive(Default)]
pub(super) struct Metrics {
    go: [AtomicU64; STATUSES.len()],
    people: [AtomicU64; STATUSES.len()],
    micros: AtomicU64,
    connections: AtomicU64,
    handshakes_failed: AtomicU64,
    reloads: AtomicU64,
    reloads_failed: AtomicU64,
    loaded_at: AtomicI64,
}

impl Metrics {
    pub(super) fn new(now: i64) -> Self {
        Self { loaded_at: AtomicI64::new(now), ..Self::default() }
    }

    /// A request that was answered: whether go asked, the status, and how long it took.
    pub(super) fn request(&self, is_go: bool, status: u16, took: Duration) {
        let last = STATUSES.len() - 1;
        let place = STATUSES.iter().position(|known| *known == status).unwrap_or(last);
        let counts = if is_go { &self.go } else { &self.people };
        if let Some(count) = counts.get(place) {
            count.fetch_add(1, Relaxed);
        }
        self.micros.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Relaxed);
    }

    pub(super) fn connection(&self) {
        self.connections.fetch_add(1, Relaxed);
    }

    pub(super) fn handshake_failed(&self) {
        self.handshakes_failed.fetch_add(1, Relaxed);
    }

    pub(super) fn loaded(&self, well: bool, now: i64) {
        if well {
            self.loaded_at.store(now, Relaxed);
            self.reloads.fetch_add(1, Relaxed);
        } else {
            self.reloads_failed.fetch_add(1, Relaxed);
        }
    }

    /// All of it; `packages`, `open` and `unlogged` are what others know.
    pub(super) fn text(&self, packages: usize, open: usize, unlogged: u64) -> String {
        let mut text = String::new();
        let mut total = 0;
        text.push_str("# HELP goget_doctor_serve_requests Requests that were answered.\n# TYPE goget_doctor_serve_requests counter\n");
        for (client, counts) in [("go", &self.go), ("browser", &self.people)] {
            for (status, count) in STATUSES.iter().zip(counts) {
                let count = count.load(Relaxed);
                total += count;
                // Writing to a String does not fail.
                let _ = writeln!(
                    text,
                    "goget_doctor_serve_requests_total{{client=\"{client}\",status=\"{status}\"}} {count}"
                );
            }
        }
        let micros = self.micros.load(Relaxed);
        let _ = write!(
            text,
            "# HELP goget_doctor_serve_request_seconds How long answers took to make.\n\
             # TYPE goget_doctor_serve_request_seconds summary\n# UNIT goget_doctor_serve_request_seconds seconds\n\
             goget_doctor_serve_request_seconds_count {total}\n\
             goget_doctor_serve_request_seconds_sum {}.{:06}\n",
            micros / 1_000_000,
            micros % 1_000_000
        );
        for (name, kind, help, value) in [
            (
                "connections_accepted",
                "counter",
                "Connections that were accepted.",
                self.connections.load(Relaxed),
            ),
            ("connections_open", "gauge", "Connections that are open.", open as u64),
            (
                "handshakes_failed",
                "counter",
                "TLS handshakes that failed.",
                self.handshakes_failed.load(Relaxed),
            ),
            (
                "reloads",
                "counter",
                "Times that the configuration was read again.",
                self.reloads.load(Relaxed),
            ),
            (
                "reloads_failed",
                "counter",
                "Times that the one before was kept.",
                self.reloads_failed.load(Relaxed),
            ),
            ("log_lines_lost", "counter", "Lines of the log that could not be written.", unlogged),
            ("packages", "gauge", "Repositories that the configuration names.", packages as u64),
        ] {
            let end = if kind == "counter" { "_total" } else { "" };
            let _ = write!(
                text,
                "# HELP goget_doctor_serve_{name} {help}\n# TYPE goget_doctor_serve_{name} {kind}\ngoget_doctor_serve_{name}{end} {value}\n"
            );
        }
        let _ = write!(
            text,
            "# HELP goget_doctor_serve_loaded_timestamp_seconds When the configuration in force was read.\n\
             # TYPE goget_doctor_serve_loaded_timestamp_seconds gauge\n# UNIT goget_doctor_serve_loaded_timestamp_seconds seconds\n\
             goget_doctor_serve_loaded_timestamp_seconds {}\n# EOF\n",
            self.loaded_at.load(Relaxed)
        );
        text
    }
}
