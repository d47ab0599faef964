//! When files are read again: after SIGHUP, and when they are others than before.

use std::{sync::Arc, time::Duration};

use tokio::time::{MissedTickBehavior, interval};

use super::{stamps::Stamps, state::State};

/// Reads files again, for as long as it runs.
pub(super) async fn watch(state: Arc<State>) {
    let mut hangup = Hangup::new();
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut seen = state.seen;
    loop {
        let asked = tokio::select! {
            () = hangup.comes() => true,
            _ = ticks.tick() => false,
        };
        if asked {
            state.log.reopen();
        }
        let now = Stamps::of(&state.world, &state.config.file, state.tls.as_ref());
        if asked || now.config != seen.config {
            state.reload();
        }
        if asked || now.certificate != seen.certificate {
            state.reload_certificate();
        }
        seen = now;
    }
}

/// SIGHUP, where the system has it.
#[cfg(unix)]
struct Hangup(Option<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Hangup {
    fn new() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        Self(signal(SignalKind::hangup()).ok())
    }

    async fn comes(&mut self) {
        let came = match &mut self.0 {
            Some(signal) => signal.recv().await,
            None => None,
        };
        if came.is_none() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(not(unix))]
struct Hangup;

#[cfg(not(unix))]
impl Hangup {
    fn new() -> Self {
        Self
    }

    async fn comes(&mut self) {
        std::future::pending().await
    }
}

/// How often files are looked at.
const EVERY: Duration = Duration::from_secs(1);
