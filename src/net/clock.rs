//! How long a request may take, and what is said when the time is up.

use tokio::time::{Instant, timeout_at};

use super::{Limits, Mode, fault};
use crate::trace::Failure;

/// The end of a request's time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    end: Instant,
    whose: Whose,
}

#[derive(Clone, Copy, Debug)]
enum Whose {
    Go,
    Own { seconds: u64 },
}

/// Where a request is when its time is up.
#[derive(Clone, Copy, Debug)]
pub(super) enum Phase {
    Head,
    Body,
}

impl Clock {
    pub(super) fn start(limits: &Limits, mode: &Mode) -> Self {
        let own = Instant::now() + limits.request;
        match mode {
            Mode::Unverified { deadline } if *deadline < own => {
                Self { end: *deadline, whose: Whose::Go }
            }
            _ => Self { end: own, whose: Whose::Own { seconds: limits.request.as_secs() } },
        }
    }

    /// Runs `work` while there is time.
    pub(super) async fn bound<T>(
        self,
        phase: Phase,
        work: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        timeout_at(self.end, work).await.unwrap_or_else(|_| Err(self.failure(phase)))
    }

    fn failure(self, phase: Phase) -> Failure {
        let text = match (self.whose, phase) {
            (Whose::Own { seconds }, _) => {
                return Failure::Limit { limit: format!("request {seconds} s") };
            }
            (Whose::Go, Phase::Head) => "Client.Timeout exceeded while awaiting headers",
            (Whose::Go, Phase::Body) => "Client.Timeout or context cancellation while reading body",
        };
        fault::go(format!("context deadline exceeded ({text})"))
    }
}
