//! The server of a repository that git could not read: what it says to somebody without a login.

use super::{Prober, http::Agent};
use crate::trace::{CommandRan, Event, Probed, Question, Recorder, Step, Trace};

impl Prober {
    /// What the server says to git's first question, where a failed command in the repository is why
    /// go fails. `error` is go's text.
    pub(crate) async fn ask_repository(&self, trace: &Trace, error: &str) -> Vec<Event> {
        let failed = trace.all::<CommandRan>().filter(|(_, ran)| ran.is_told_in(error)).last();
        let Some((event, url)) = failed.and_then(|(event, ran)| Some((event, refs(ran)?))) else {
            return Vec::new();
        };
        let start = self.world.micros();
        let (seen, error) = match self.page(&url, Agent::Git, None).await {
            Ok(seen) => (Some(seen), None),
            Err(error) => (None, Some(error)),
        };
        let micros = self.world.micros().saturating_sub(start);
        let recorder = Recorder::new(self.world.clone(), event.path.clone());
        let probed = Probed { question: Question::Refs, url, seen, error, micros };
        recorder.note_probe(Step::Repository, probed);
        recorder.take()
    }
}

/// The URL of git's first question, where that is one over http and without a login.
fn refs(ran: &CommandRan) -> Option<String> {
    let url = ran.repo.expose();
    let over_http = url.starts_with("https://") || url.starts_with("http://");
    let asked = over_http && ran.repo.is_open() && ran.ran.argv.first()? == "git";
    asked.then(|| format!("{}/info/refs?service=git-upload-pack", url.trim_end_matches('/')))
}
