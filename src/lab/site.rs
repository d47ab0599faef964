//! What a host answers to a request.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use super::{
    counts::Log,
    git::Repos,
    goproxy::Trees,
    hosts::{Host, Route},
    page::page,
    reply::{Ask, Reply, reason, seconds},
    sumdb::Databases,
};

/// What the routes of a scenario can serve below their paths.
pub(super) struct Served {
    pub(super) repos: Repos,
    pub(super) trees: Trees,
    pub(super) databases: Databases,
}

/// A host and what it takes to answer.
pub(super) struct Site {
    host: Host,
    pub(super) log: Arc<Log>,
    served: Arc<Served>,
    answered: Vec<AtomicU32>,
}

impl Site {
    pub(super) fn new(host: Host, served: Arc<Served>, log: Arc<Log>) -> Self {
        let answered = host.route.iter().map(|_| AtomicU32::new(0)).collect();
        Self { host, log, served, answered }
    }

    /// The host's name.
    pub(super) fn name(&self) -> &str {
        self.host.name.get_ref()
    }

    /// The response to a request.
    pub(super) async fn answer(&self, ask: &Ask) -> Reply {
        let Some(route) = self.route(ask) else { return not_found() };
        let mut reply = match route.auth.as_ref().filter(|a| !a.admits(ask.header("authorization")))
        {
            Some(auth) => unauthorized(auth.status.unwrap_or(401)),
            None => self.admitted(route, ask).await,
        };
        reply.delay = seconds(route.delay);
        reply
    }

    async fn admitted(&self, route: &Route, ask: &Ask) -> Reply {
        if let Some(name) = &route.git {
            let mut reply = self.served.repos.serve(name.get_ref(), ask).await;
            reply.body.cut = route.cut;
            return reply;
        }
        let below = route.below(&ask.target).unwrap_or_default();
        match (&route.goproxy, &route.sumdb) {
            (Some(tree), _) => self.served.trees.answer(tree.get_ref(), &below),
            (_, Some(name)) => self.served.databases.answer(name.get_ref(), &below),
            (None, None) => page(route),
        }
    }

    fn route(&self, ask: &Ask) -> Option<&Route> {
        let agent = ask.header("user-agent").unwrap_or_default();
        let login = ask.header("authorization");
        let free = |(route, answered): &(&Route, &AtomicU32)| {
            route.fits(&ask.target)
                && route.agent.as_deref().is_none_or(|part| agent.contains(part))
                && route.sends.as_deref().is_none_or(|part| ask.holds(part))
                && route.login.as_ref().is_none_or(|user| user.admits(login))
                && answered.fetch_add(1, Ordering::Relaxed) < route.times.unwrap_or(u32::MAX)
        };
        self.host.route.iter().zip(&self.answered).find(free).map(|(route, _)| route)
    }
}

fn not_found() -> Reply {
    Reply::new(404, "text/plain; charset=utf-8", "404 page not found\n")
}

fn unauthorized(status: u16) -> Reply {
    let reply = Reply::new(status, "text/plain; charset=utf-8", reason(status) + "\n");
    match status {
        401 => reply.with("WWW-Authenticate", "Basic realm=\"lab\""),
        _ => reply,
    }
}
