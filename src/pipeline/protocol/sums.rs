//! The sums of what a proxy served, against go.sum and the checksum database that the proxy passes on.

use std::sync::Arc;

use super::asker::Asker;
use crate::{
    go::{
        cmd::{
            fault::Stop,
            fetched::Answer,
            proxy_list::{Entry, FallsThrough, Source},
            sums::{Database as Named, Download, Needed, SumSettings, needed},
        },
        std::net::url::Url,
        xmod::gosum::{self, GoSum},
    },
    pipeline::{
        module::Database as _,
        source::ModuleProxies,
        sumdb::{Get, Known, Request, SumDb},
    },
    trace::{
        Recorder,
        protocol::{About, Endpoint, Recorded, SumSeen},
    },
};

/// How large a go.sum may be, in bytes.
const MAX_FILE: u64 = 64 << 20;

/// What else knows the sums of a version.
pub(super) struct Others<'a> {
    asker: &'a Asker,
    proxy: &'a Url,
    go_sum: GoSum,
}

impl<'a> Others<'a> {
    /// The go.sum of the folder in which the command runs, and the database behind `proxy`.
    pub(super) fn new(asker: &'a Asker, proxy: &'a Url) -> Self {
        let world = &asker.session.world;
        let file = world.directory().map(|folder| folder.join("go.sum"));
        let text = file.and_then(|file| world.read(&file, MAX_FILE).ok()).unwrap_or_default();
        let go_sum = gosum::parse("go.sum", &text, asker.session.version, true);
        Self { asker, proxy, go_sum: go_sum.unwrap_or_default() }
    }

    /// What they say of a download, of which `served` is the sum.
    pub(super) async fn say(&self, download: Download<'_>, served: String) -> SumSeen {
        let version = download.sum_version();
        let mut lines = self.go_sum.of(download.module, &version);
        let listed = lines.find(|sum| sum.hash.starts_with("h1:"));
        let listed = listed.map(|sum| (sum.line, sum.hash.clone()));
        let recorded = match &listed {
            Some(_) => Recorded::Unasked("go.sum has its sum, which is enough for go".to_owned()),
            None => self.recorded(download).await,
        };
        SumSeen { of_go_mod: download.is_go_mod, served, listed, recorded }
    }

    async fn recorded(&self, download: Download<'_>) -> Recorded {
        match self.reason(download.module) {
            Some(reason) => Recorded::Unasked(reason),
            None => self.looked_up(download).await,
        }
    }

    /// Why the database is not asked: go's settings, or that another server than the proxy would be.
    fn reason(&self, module: &str) -> Option<String> {
        let (env, world) = (&self.asker.session.env, &self.asker.session.world);
        let agent = world.var("GIT_HTTP_USER_AGENT").and_then(|value| value.to_str());
        let settings = SumSettings {
            gosumdb: env.get("GOSUMDB"),
            gonosumdb: env.get("GONOSUMDB"),
            goproxy: env.get("GOPROXY"),
            git_user_agent: agent.unwrap_or_default(),
        };
        match needed(module, settings, self.asker.session.version) {
            Needed::Yes | Needed::Always => {}
            Needed::Off => return Some("GOSUMDB=off".to_owned()),
            Needed::Matched(pattern) => return Some(format!("GONOSUMDB or GOPRIVATE: {pattern}")),
            Needed::Unknown => return Some("this release knows no checksum database".to_owned()),
        }
        match Named::parse(env.get("GOSUMDB"), self.asker.session.version) {
            Err(error) => return Some(error.to_string()),
            Ok(Named { base: Some(_), .. }) => {
                return Some("GOSUMDB names a URL; no server but the proxy is asked".to_owned());
            }
            Ok(_) => {}
        }
        let supported = self.asker.replied(About::Database, Endpoint::Supported);
        let passed_on = supported.is_some_and(|reply| reply.body().is_some());
        let reason = "the proxy passes it not on; no server but the proxy is asked";
        (!passed_on).then(|| reason.to_owned())
    }

    async fn looked_up(&self, download: Download<'_>) -> Recorded {
        let session = &self.asker.session;
        let source = Source::Proxy(Box::new(self.proxy.clone()));
        let list = vec![Entry { source, falls_through: FallsThrough::NotFound }];
        let known = Known::new(session.env.get("GOSUMDB"), Ok(list), None, session.version);
        let get = Behind { proxies: &self.asker.proxies, proxy: self.proxy };
        let unread = Recorder::new(session.world.clone(), None);
        let database = SumDb::new(Arc::new(known), get, unread);
        let version = download.sum_version();
        let lines = match database.lines(download.module, &version).await {
            Ok(recorded) => recorded.lines,
            Err(fault) => return Recorded::Failed(fault.to_string()),
        };
        let start = format!("{} {version} ", download.module);
        let sum = lines.iter().find_map(|line| line.strip_prefix(&start));
        sum.map_or_else(
            || Recorded::Failed("its record has no such sum".to_owned()),
            |sum| Recorded::Sum(sum.to_owned()),
        )
    }
}

/// The wire of the proxy, which asks nobody else.
struct Behind<'a> {
    proxies: &'a ModuleProxies,
    proxy: &'a Url,
}

impl Get for Behind<'_> {
    async fn get(&self, request: Request<'_>) -> Result<Answer, Stop> {
        let own = self.proxy.below("sumdb/").to_string();
        if !request.url.to_string().starts_with(&own) {
            return Err(Stop::Unknown("the database itself, which is not asked".to_owned()));
        }
        self.proxies.get(request).await
    }
}
