//! The way to the database, sought once in a run before the first request (modules.md §14.3).

use super::{
    Get, Request, SumDb,
    known::{Open, Way},
    seen::{Read, read},
};
use crate::{
    go::{
        cmd::{
            fault::Fault,
            fetched::Answer,
            sums::{Reply, Route, RouteStep},
        },
        std::{net::url::Url, strconv::text::lossy},
    },
    secret::redact_url,
    trace::{SumRequest, WayBy, WaySought},
};

impl<G: Get + Send + Sync> SumDb<G> {
    /// Below which URL the database is asked, or go's text.
    pub(super) async fn base(
        &self,
        open: &Open,
        module: &str,
    ) -> Result<Result<Url, String>, Fault> {
        let way = open.way.get_or_init(|| self.way(open, module)).await.clone()?;
        if self.tells_way() {
            self.record(module, way.seen);
        }
        Ok(way.base)
    }

    async fn way(&self, open: &Open, module: &str) -> Result<Way, Fault> {
        let mut route = Route::new(&open.database, open.proxies.clone());
        let mut asked = Vec::new();
        loop {
            match route.step() {
                RouteStep::Done(base) => return Ok(found(open, base, asked)),
                RouteStep::Ask(url) => {
                    let path = format!("sumdb/{}/supported", open.name());
                    let shown = url.to_string();
                    let base = shown.strip_suffix(&path).unwrap_or(&shown);
                    let request = Request { module, url: &url, base, path: &path };
                    let answer = self.get.get(request).await.map_err(Fault::Stop)?;
                    route.answer(reply(&url, answer, &mut asked)?);
                }
            }
        }
    }
}

fn reply(url: &Url, answer: Answer, asked: &mut Vec<SumRequest>) -> Result<Reply, Fault> {
    let missing = matches!(answer, Answer::Status { code: 404 | 410, .. });
    let Read { request, content } = read(url, answer)?;
    asked.push(request);
    Ok(match content {
        Ok(_) => Reply::Yes,
        Err(_) if missing => Reply::NotFound,
        Err(text) => Reply::Error(text),
    })
}

fn found(open: &Open, base: Result<Url, String>, asked: Vec<SumRequest>) -> Way {
    let by = base.as_ref().ok().map(|_| match (&open.database.base, asked.last()) {
        (Some(_), _) => WayBy::Setting,
        (None, Some(last)) if last.error.is_none() => WayBy::Proxy,
        (None, _) => WayBy::Direct,
    });
    let seen = WaySought {
        database: open.name().to_owned(),
        asked,
        base: base.as_ref().ok().map(|url| lossy(&url.redacted()).into()),
        by,
        error: base.as_ref().err().map(|text| redact_url(text)),
    };
    Way { base, seen }
}
