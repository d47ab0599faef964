//! An answer from the wire, as go reads those of module proxies (modules.md §5.5).

use std::{ops::ControlFlow, time::Duration};

use crate::{
    go::cmd::{detail::server_response, fault::Stop, fetched::Answer},
    net::{Body, Limits},
    pipeline::{
        Halt, Session,
        session::{get::Got, lookup::Lookup},
    },
    secret::{redact_url, veil},
    trace::{BodyRead, Failure, Step},
};

use super::sink::{Beginning, Sink};

/// How much of a body is kept in the record, in bytes.
const KEPT: usize = 256 << 10;

/// How much of an answer is read that go does not read, for the record, in bytes.
const MORE: u64 = 64 << 10;

/// How long that may take.
const READ_ON: Duration = Duration::from_secs(2);

/// How much more may come over the wire than there is in a body, in bytes.
const PACKING: u64 = 1 << 20;

/// How the reading of a body ended.
enum End {
    /// The sink has all that there is, or enough.
    Whole,
    /// The body broke off; go's reason.
    Broken(String),
    /// The doctor cannot go on.
    Stopped(Stop),
}

impl Session {
    /// What go has of `got`, its body read into an `S`.
    pub(super) async fn read_answer<S: Sink>(
        &self,
        got: Got,
        limits: &Limits,
        step: Step,
        lookup: &Lookup,
    ) -> Result<Answer<S::Kept>, Stop> {
        if got.answer.status != 200 {
            return self.refused(got, step, lookup).await;
        }
        let mut sink = S::new(limits)?;
        let limit = self.limits.body.max(self.limits.zip).saturating_add(PACKING);
        let (end, fact) = self.drain(got.answer.body.patient(limit), &mut sink).await;
        lookup.recorder.note_of(step, got.request, fact);
        match end {
            End::Whole => sink.finish().map(Answer::Body),
            End::Broken(why) => Ok(Answer::Broken(why)),
            End::Stopped(why) => Err(why),
        }
    }

    /// An answer with another status than 200. go reads its body, to the end, only where it quotes from it.
    async fn refused<T>(&self, got: Got, step: Step, lookup: &Lookup) -> Result<Answer<T>, Stop> {
        let kind = got.answer.header("content-type").unwrap_or_default().to_owned();
        let (code, line) = (got.answer.status, got.answer.status_text);
        let mut sink = Beginning::new(&self.limits)?;
        // An empty line is never quoted, so that any text shows whether go quotes from this kind.
        let (end, fact) = if server_response(&kind, b"x").is_some() {
            let limit = self.limits.body.saturating_add(PACKING);
            self.drain(got.answer.body.patient(limit), &mut sink).await
        } else {
            (End::Whole, self.look(got.answer.body).await)
        };
        lookup.recorder.note_of(step, got.request, fact);
        if let End::Stopped(why) = end {
            return Err(why);
        }
        let detail = server_response(&kind, sink.beginning()).unwrap_or_default();
        Ok(Answer::Status { code, line, detail: redact_url(&detail) })
    }

    /// The beginning of a body that go does not read. That it is not all is no loss.
    async fn look(&self, body: Body) -> BodyRead {
        let limits = Limits { body: MORE, ..self.limits };
        let Ok(mut sink) = Beginning::new(&limits) else { return BodyRead::default() };
        let looked = tokio::time::timeout(READ_ON, self.drain(body, &mut sink)).await;
        looked.map_or_else(|_| noted(sink.beginning()), |(_, fact)| fact)
    }

    /// Reads `body` into `sink` to its end.
    async fn drain(&self, mut body: Body, sink: &mut impl Sink) -> (End, BodyRead) {
        let start = self.world.micros();
        let mut fact = BodyRead::default();
        let end = loop {
            match body.chunk().await {
                Ok(Some(bytes)) => match sink.take(&bytes) {
                    Ok(ControlFlow::Continue(())) => {}
                    Ok(ControlFlow::Break(())) => break End::Whole,
                    Err(stop) => break End::Stopped(stop),
                },
                Ok(None) => {
                    fact.complete = true;
                    break End::Whole;
                }
                Err(failure) => break broken(&failure, &mut fact),
            }
        };
        if let End::Stopped(Stop::Limit(what) | Stop::Unknown(what)) = &end {
            fact.error.get_or_insert_with(|| what.clone());
        }
        let BodyRead { complete, error, fault, .. } = fact;
        let micros = self.world.micros().saturating_sub(start);
        let bytes = body.bytes_read();
        let kept = noted(sink.beginning());
        (end, BodyRead { bytes, complete, error, fault, micros, ..kept })
    }
}

fn broken(failure: &Failure, fact: &mut BodyRead) -> End {
    fact.error = Some(failure.to_string());
    fact.fault = failure.error().map(|error| error.kind.clone());
    match failure {
        Failure::Go(error) => End::Broken(error.text.clone()),
        Failure::Limit(limit) => End::Stopped(Stop::Limit(limit.to_string())),
        Failure::Undetermined { what } => End::Stopped(Stop::Unknown(what.clone())),
    }
}

/// The beginning of a body, without passwords, as it is noted.
fn noted(beginning: &[u8]) -> BodyRead {
    let mut page = beginning[..beginning.len().min(KEPT)].to_vec();
    veil(&mut page, &[]);
    BodyRead { bytes: page.len() as u64, page: page.into(), ..BodyRead::default() }
}

/// What go has where no answer came.
pub(super) fn unanswered<T>(halt: Halt) -> Result<Answer<T>, Stop> {
    match halt {
        Halt::Fatal(text) => Ok(Answer::Fatal(text)),
        Halt::Go(text) | Halt::Failed(text, _) => Ok(Answer::Nothing(text)),
        Halt::Limit(limit) => Err(Stop::Limit(limit)),
        Halt::Unknown(missing) => Err(Stop::Unknown(missing)),
    }
}
