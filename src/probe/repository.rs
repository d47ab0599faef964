//! The server of a repository that git could not read: what it says to somebody without a login.

use super::{Prober, access, http::Agent};
use crate::{
    secret::UrlText,
    trace::{CommandRan, Event, Pinged, Probed, Question, RanEnd, Recorder, Step, Trace},
};

impl Prober {
    /// What the server says to git's first question, what git and ssh would use, and what ssh says, where a failed
    /// command in the repository is why go fails. `error` is go's text.
    pub(crate) async fn ask_repository(&self, trace: &Trace, error: &str) -> Vec<Event> {
        let failed = trace.all::<CommandRan>().filter(|(_, ran)| ran.is_told_in(error)).last();
        let Some((event, ran)) = failed else { return Vec::new() };
        let recorder = Recorder::new(self.world.clone(), event.path.clone());
        if let Some(url) = refs(ran) {
            recorder.note_probe(Step::Repository, self.refs_without_login(url).await);
        }
        if ran.ran.argv.first().is_some_and(|tool| tool == "git") {
            self.access(&recorder, &ran.repo).await;
        }
        recorder.take()
    }

    /// What git's HTTP library does for the repository that go pinged over https, where that failed.
    pub(crate) async fn ask_pinged(&self, trace: &Trace) -> Option<Vec<Event>> {
        let failed = |pinged: &Pinged| pinged.ran.end == RanEnd::Exited { status: Some(128) };
        let mut pinged = trace.all::<Pinged>();
        let found = pinged.find(|(_, it)| failed(it) && it.url.starts_with("https://"));
        let (event, pinged) = found?;
        let repo = UrlText::from(pinged.url.clone());
        let recorder = Recorder::new(self.world.clone(), event.path.clone());
        let seen = access::look(&self.world, self.version, Some(&repo)).await;
        if let Some(curl) = access::trace(&self.world, self.version, &repo, &seen).await {
            recorder.note_probe(Step::VcsSuffix, curl);
        }
        Some(recorder.take())
    }

    /// What git's HTTP library does for the repository in which git listed nothing: a web page is taken for that, too.
    pub(crate) async fn ask_listed(&self, trace: &Trace) -> Option<Vec<Event>> {
        let (event, ran) =
            trace.all::<CommandRan>().filter(|(_, ran)| lists_nothing(ran)).last()?;
        let recorder = Recorder::new(self.world.clone(), event.path.clone());
        let seen = access::look(&self.world, self.version, Some(&ran.repo)).await;
        if let Some(curl) = access::trace(&self.world, self.version, &ran.repo, &seen).await {
            recorder.note_probe(Step::Repository, curl);
        }
        Some(recorder.take())
    }

    async fn refs_without_login(&self, url: String) -> Probed {
        let start = self.world.micros();
        let (seen, error) = match self.page(&url, Agent::Git, None).await {
            Ok(seen) => (Some(seen), None),
            Err(error) => (None, Some(error)),
        };
        let micros = self.world.micros().saturating_sub(start);
        Probed { question: Question::Refs, url, seen, error, micros }
    }

    /// Records what git and ssh would use for `repo`, and where that is by ssh, what ssh says.
    async fn access(&self, recorder: &Recorder, repo: &UrlText) {
        let seen = access::look(&self.world, self.version, Some(repo)).await;
        let spoke = access::speak(&self.world, self.version, repo, &seen).await;
        let curl = access::trace(&self.world, self.version, repo, &seen).await;
        recorder.note_probe(Step::Repository, seen);
        if let Some(spoke) = spoke {
            recorder.note_probe(Step::Repository, spoke);
        }
        if let Some(curl) = curl {
            recorder.note_probe(Step::Repository, curl);
        }
    }
}

/// Whether git listed the refs of a repository, and there was none.
fn lists_nothing(ran: &CommandRan) -> bool {
    let lists = ran.ran.argv.iter().any(|word| word == "ls-remote");
    let done = ran.ran.end == RanEnd::Exited { status: Some(0) };
    lists && done && ran.ran.stdout.0.is_empty()
}

/// The URL of git's first question, where that is one over http and without a login.
fn refs(ran: &CommandRan) -> Option<String> {
    let url = ran.repo.expose();
    let over_http = url.starts_with("https://") || url.starts_with("http://");
    let asked = over_http && ran.repo.is_open() && ran.ran.argv.first()? == "git";
    asked.then(|| format!("{}/info/refs?service=git-upload-pack", url.trim_end_matches('/')))
}
