//! How go reaches a checksum database: by a proxy that passes it on, or directly.

use super::Database;
use crate::go::{
    cmd::proxy_list::{Entry, FallsThrough, ProxyListError, Source},
    std::net::url::Url,
};

/// The search for the way, made once by a process, before its first request to the database. It does no I/O.
///
/// Source: modules.md §14.3, 4.3.
#[derive(Clone, Debug)]
pub struct Route {
    name: String,
    direct: Url,
    list: Result<Vec<Entry>, String>,
    /// The element that is asked now.
    at: usize,
    best: Option<Best>,
    base: Option<Url>,
}

/// How far the search came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RouteStep {
    /// A URL that must be asked for; tell [`Route::answer`] what came of it.
    Ask(Url),
    /// Everything is asked below this URL; or no lookup succeeds, for this reason.
    Done(Result<Url, String>),
}

/// What a proxy said to the question whether it passes a database on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// 200, whatever is in it.
    Yes,
    /// 404 or 410, or a file that is not there.
    NotFound,
    /// Anything else, with go's text.
    Error(String),
}

/// The error that counts most so far.
#[derive(Clone, Debug)]
struct Best {
    rank: Rank,
    /// `None` for what is not found.
    error: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    NotFound,
    Proxy,
    Direct,
}

impl Route {
    /// The search for `database` along the list of GOPROXY, as it was read.
    pub fn new(database: &Database, list: Result<Vec<Entry>, ProxyListError>) -> Self {
        Self {
            name: database.verifier.name().to_owned(),
            direct: database.direct.clone(),
            list: list.map_err(|error| error.to_string()),
            at: 0,
            best: None,
            base: database.base.clone(),
        }
    }

    /// Carries the search on.
    pub fn step(&mut self) -> RouteStep {
        if let Some(base) = &self.base {
            return RouteStep::Done(Ok(base.clone()));
        }
        let list = match &self.list {
            Ok(list) => list.clone(),
            Err(error) => return RouteStep::Done(Err(error.clone())),
        };
        for entry in list.iter().skip(self.at) {
            match &entry.source {
                Source::Proxy(proxy) => return RouteStep::Ask(self.supported(proxy)),
                Source::Direct => self.note(Rank::Direct, None),
                Source::Off | Source::NoProxy => self.note(Rank::NotFound, None),
            }
            self.at += 1;
        }
        let error = self.best.clone().and_then(|best| best.error);
        RouteStep::Done(error.map_or(Ok(self.direct.clone()), Err))
    }

    /// Takes what came of the URL that was asked for last.
    pub fn answer(&mut self, reply: Reply) {
        let entry = self.list.as_ref().ok().and_then(|list| list.get(self.at)).cloned();
        let Some(Entry { source: Source::Proxy(proxy), falls_through }) = entry else { return };
        self.at += 1;
        match reply {
            Reply::Yes => self.base = Some(proxy.below(&format!("sumdb/{}", self.name))),
            Reply::NotFound => self.note(Rank::NotFound, None),
            Reply::Error(error) => {
                self.note(Rank::Proxy, Some(error));
                if falls_through == FallsThrough::NotFound {
                    self.at = usize::MAX;
                }
            }
        }
    }

    fn supported(&self, proxy: &Url) -> Url {
        proxy.below(&format!("sumdb/{}/supported", self.name))
    }

    /// Keeps the last error of the highest rank.
    fn note(&mut self, rank: Rank, error: Option<String>) {
        if self.best.as_ref().is_none_or(|best| best.rank <= rank) {
            self.best = Some(Best { rank, error });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::{cmd::proxy_list, version::Version};

    /// What is asked and what comes of it, where each proxy answers the status in its host's name.
    fn walked(goproxy: &str, gosumdb: &str) -> (Vec<String>, String) {
        let database = Database::parse(gosumdb, Version::NEWEST).unwrap();
        let list = proxy_list::parse(goproxy, "");
        let mut route = Route::new(&database, list);
        let mut asked = Vec::new();
        loop {
            match route.step() {
                RouteStep::Done(done) => {
                    return (asked, done.map_or_else(|e| e, |url| url.to_string()));
                }
                RouteStep::Ask(url) => {
                    let host = String::from_utf8(url.host().to_vec()).unwrap();
                    route.answer(match host.split('.').next().unwrap() {
                        "p200" => Reply::Yes,
                        "p404" | "p410" => Reply::NotFound,
                        status => Reply::Error(status.to_owned()),
                    });
                    asked.push(url.to_string());
                }
            }
        }
    }

    /// `[sumdb-via]` of module-cases.jsonl.
    #[test]
    fn the_first_proxy_that_passes_it_on_is_taken() {
        let by = |list: &str| walked(list, "sum.golang.org").1;
        let direct = "https://sum.golang.org";
        let second = "https://p200.test/sumdb/sum.golang.org";
        for (list, to) in [
            ("p200.test", second),
            ("p404.test,p410.test,p200.test/", second),
            ("p404.test", direct),
            ("p404.test,off", direct),
            ("off", direct),
            ("direct", direct),
            ("p403.test,p200.test", "p403"),
            ("p500.test|p200.test", second),
            ("p500.test|p404.test", "p500"),
            ("p500.test|off", "p500"),
            ("p500.test|direct", direct),
            ("p500.test|p502.test", "p502"),
            ("p404.test|p500.test", "p500"),
            (",", "GOPROXY list is not the empty string, but contains no entries"),
        ] {
            assert_eq!(by(list), to, "{list}");
        }
    }

    #[test]
    fn a_url_of_gosumdb_is_taken_unasked() {
        let (asked, to) = walked("p200.test", "sum.golang.org https://own.test/x");
        assert!(asked.is_empty() && to == "https://own.test/x");
    }

    #[test]
    fn the_question_names_the_database() {
        let (asked, _) = walked("https://u:p@p404.test/a/", "sum.golang.org");
        assert_eq!(asked, ["https://u:xxxxx@p404.test/a/sumdb/sum.golang.org/supported"]);
    }
}
