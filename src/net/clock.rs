//! How long a request may take, and what is said when the time is up.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::{Limits, Mode, fault};
use crate::trace::{Failure, Fault, Limit, Phase};

/// The end of a request's time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    end: Instant,
    whose: Whose,
}

#[derive(Clone, Copy, Debug)]
enum Whose {
    Go,
    Own { limit: Duration },
}

impl Clock {
    pub(super) fn start(limits: &Limits, mode: &Mode) -> Self {
        let own = Instant::now() + limits.request;
        match mode {
            Mode::Unverified { deadline } if *deadline < own => {
                Self { end: *deadline, whose: Whose::Go }
            }
            _ => Self { end: own, whose: Whose::Own { limit: limits.request } },
        }
    }

    /// When the time is up.
    pub(super) fn end(self) -> std::time::Instant {
        self.end.into_std()
    }

    /// The clock with all of our own time before it again; go's does not stop.
    pub(super) fn renewed(self) -> Self {
        match self.whose {
            Whose::Go => self,
            Whose::Own { limit } => Self { end: Instant::now() + limit, ..self },
        }
    }

    /// Runs `work`, the head or the body of an answer, while there is time.
    pub(super) async fn bound<T>(
        self,
        phase: Phase,
        work: impl Future<Output = Result<T, Failure>>,
    ) -> Result<T, Failure> {
        timeout_at(self.end, work).await.unwrap_or_else(|_| Err(self.failure(phase)))
    }

    fn failure(self, phase: Phase) -> Failure {
        let text = match (self.whose, phase) {
            (Whose::Own { limit }, _) => {
                return Failure::Limit(Limit::Request(limit.as_secs()));
            }
            (Whose::Go, Phase::Body) => "Client.Timeout or context cancellation while reading body",
            (Whose::Go, _) => "Client.Timeout exceeded while awaiting headers",
        };
        fault::go(Fault::Timeout(phase), format!("context deadline exceeded ({text})"))
    }
}
