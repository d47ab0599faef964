//! A page by its URL, as written: for people who want to see what go's parser reads from it.

use std::sync::Arc;

use crate::{
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

/// The bytes of the page at `url`, fetched with go's own client, its roots and its redirects.
///
/// Nothing is added to the URL, and the status does not matter. At most the body limit of
/// `options` is read.
pub async fn fetch(world: Arc<World>, url: &str, options: &Options) -> Result<Vec<u8>, Problem> {
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
    session.bytes(url, &lookup).await.map_err(|halt| failed(halt.to_string()))
}

impl Session {
    async fn bytes(&self, url: &str, lookup: &Lookup) -> Result<Vec<u8>, Halt> {
        let mut got = self.get_twice(url, Client::Verified, Step::Fetch, lookup).await?;
        let mut page = Vec::new();
        while let Some(bytes) = got.answer.body.chunk().await? {
            page.extend_from_slice(&bytes);
            if page.len() > MOST {
                return Err(Halt::Limit(format!("body {MOST} bytes")));
            }
        }
        Ok(page)
    }
}

/// The most of a page that is read by itself, in bytes: all of it is held.
const MOST: usize = 8 << 20;
