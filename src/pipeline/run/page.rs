//! A page by its URL, as written: for people who want to see what go's parser reads from it.

use std::sync::Arc;

use crate::{
    go::cmd::detail::server_response,
    pipeline::{
        Halt, Options, Session,
        session::{get::Client, lookup::Lookup, release},
    },
    problem::Problem,
    secret::redact_url,
    shell,
    trace::{Recorder, Step},
    world::World,
};

/// A page as it was served.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServedPage {
    /// The body, decoded.
    pub bytes: Vec<u8>,
    /// The status code.
    pub code: u16,
    /// The status as sent: `404 Not Found`.
    pub status: String,
    /// What go adds to the status from a body of plain text; empty where it adds none.
    pub detail: String,
}

/// The page at `url`, fetched with go's own client, its roots and its redirects.
///
/// Nothing is added to the URL, and a page is one whatever its status. At most the body limit of
/// `options` is read.
pub async fn fetch(world: Arc<World>, url: &str, options: &Options) -> Result<ServedPage, Problem> {
    let (go, _) = release::release(&world, options).await?;
    let recorder = Recorder::new(world.clone(), None);
    let session = Session::open(world, go, options, recorder.clone(), None);
    let lookup = Lookup::new(url.to_owned(), false, recorder);
    let failed = |why: String| {
        let shown = redact_url(url);
        let next = format!("curl -sSL {} | goget-doctor meta -", shell::word(&shown));
        Problem::new(format!("cannot fetch {shown}"), why, next)
    };
    if options.offline {
        return Err(failed("--offline: nothing is sent".into()));
    }
    session.page_at(url, &lookup).await.map_err(|halt| failed(halt.to_string()))
}

impl Session {
    async fn page_at(&self, url: &str, lookup: &Lookup) -> Result<ServedPage, Halt> {
        let mut got = self.get_twice(url, Client::Verified, Step::Fetch, lookup).await?;
        let mut page = Vec::new();
        while let Some(bytes) = got.answer.body.chunk().await? {
            page.extend_from_slice(&bytes);
            if page.len() > MOST {
                return Err(Halt::Limit(format!("body {MOST} bytes")));
            }
        }
        let answer = got.answer;
        let said = server_response(answer.header("content-type").unwrap_or_default(), &page);
        let detail = redact_url(&said.unwrap_or_default());
        let (code, status) = (answer.status, answer.status_text);
        Ok(ServedPage { bytes: page, code, status, detail })
    }
}

/// The most of a page that is read by itself, in bytes: all of it is held.
const MOST: usize = 8 << 20;
