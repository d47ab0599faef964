//! One lookup: carried on by go's own client, which says what it must know.

use super::{
    Get, Request, SumDb,
    known::{Asking, Onward, Open, Told},
    seen::{Read, head_of, read, record_in},
};
use crate::{
    go::{
        cmd::fault::Fault,
        xmod::sumdb::client::{Failure, Want},
    },
    pipeline::module::together,
    secret::redact_url,
    trace::SumsAsked,
};

impl<G: Get + Send + Sync> SumDb<G> {
    /// The lines for a version, proved; and a record of how that came.
    pub(super) async fn look_up(
        &self,
        open: &Open,
        module: &str,
        version: &str,
    ) -> Result<Result<Vec<String>, Failure>, Fault> {
        let mut seen = SumsAsked {
            database: open.name().to_owned(),
            key: open.key(),
            module: module.to_owned(),
            version: version.to_owned(),
            ..SumsAsked::default()
        };
        let done = self.carry(open, &mut seen).await;
        seen.record = open.record(module, plain(version));
        seen.head = open.head();
        match &done {
            Ok(Ok(lines)) => seen.lines.clone_from(lines),
            Ok(Err(failure)) => {
                seen.misbehaves = matches!(failure, Failure::Misbehaviour(_));
                seen.error = Some(redact_url(&failure.to_string()));
            }
            Err(_) => {}
        }
        self.record(module, seen);
        done
    }

    async fn carry(
        &self,
        open: &Open,
        seen: &mut SumsAsked,
    ) -> Result<Result<Vec<String>, Failure>, Fault> {
        loop {
            let wants = match open.step(&seen.module, &seen.version) {
                Onward::Done(done) => return Ok(done),
                Onward::Ask(wants) => wants,
            };
            let told = together(
                wants.iter().map(|(want, asking)| self.told(open, &seen.module, want, asking)),
            );
            for ((want, _), told) in wants.iter().zip(told.await) {
                let told = told?;
                open.answer(want.clone(), &told);
                take(open, want, told, seen);
            }
        }
    }

    /// What is told of `want`, by whoever asks for it first.
    async fn told(
        &self,
        open: &Open,
        module: &str,
        want: &Want,
        asking: &Asking,
    ) -> Result<Told, Fault> {
        asking.get_or_init(|| self.ask(open, module, want)).await.clone()
    }

    async fn ask(&self, open: &Open, module: &str, want: &Want) -> Result<Told, Fault> {
        let kept = open.kept.as_ref();
        let content = match want {
            Want::Latest(file) => kept.map_or(Ok(Vec::new()), |kept| kept.head(file)),
            Want::Cached(file) => kept.map_or(Ok(Vec::new()), |kept| kept.file(file)),
            Want::Remote(path) | Want::RemoteFull { path, .. } => {
                return self.sent(open, module, path).await;
            }
        };
        Ok(Told { content: content.map(Into::into), request: None })
    }

    async fn sent(&self, open: &Open, module: &str, path: &str) -> Result<Told, Fault> {
        let base = match self.base(open, module).await? {
            Ok(base) => base,
            Err(text) => return Ok(Told { content: Err(text), request: None }),
        };
        let url = base.below(path);
        let request = Request { module, url: &url, base: &base.to_string(), path };
        let answer = self.get.get(request).await.map_err(Fault::Stop)?;
        let Read { request, content } = read(&url, answer)?;
        Ok(Told { content, request: Some(request) })
    }
}

/// Takes what came of `want` into the record of the lookup.
fn take(open: &Open, want: &Want, told: Told, seen: &mut SumsAsked) {
    seen.asked.extend(told.request);
    let Ok(content) = told.content else { return };
    if content.is_empty() {
        return;
    }
    let verifier = &open.database.verifier;
    match want {
        Want::Latest(file) => {
            seen.known = head_of(&content, verifier);
            seen.read.push(file.clone());
        }
        Want::Cached(file) => seen.read.push(file.clone()),
        Want::Remote(_) | Want::RemoteFull { .. } => {}
    }
    let (Want::Cached(path) | Want::Remote(path)) = want else { return };
    if let Some(record) = record_in(&content, verifier).filter(|_| path.contains("/lookup/")) {
        open.keep_record(&seen.module, plain(&seen.version), record);
    }
}

/// The version without what says that it is about go.mod alone.
fn plain(version: &str) -> &str {
    version.strip_suffix("/go.mod").unwrap_or(version)
}
