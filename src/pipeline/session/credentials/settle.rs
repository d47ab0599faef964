//! Whether a credential of git works, and that git is told (env-auth-proxy-tls.md §4.5).
//!
//! go finds out at the same time as the request that it makes next, and may end before it knows. Here it is waited for.

use super::{Client, header, program::Asked};
use crate::{
    go::{
        cmd::auth::Filled,
        std::net::{http::redirect::Hops, url::Url},
    },
    net::{Agent, Method},
    pipeline::{
        Halt, Session,
        session::{
            get::{MAX_HOPS, location},
            lookup::Lookup,
        },
    },
    trace::{Recorder, Settled, Step},
};

/// How often go asks a server that says neither yes nor no.
const ATTEMPTS: usize = 3;

impl Session {
    /// Asks the server for the head of what git's credential is for, and tells git to keep the credential after a 200,
    /// to forget it after a 401. Any other status says nothing.
    pub(crate) async fn settle(
        &self,
        asked: &Asked,
        client: Client,
    ) -> Result<Option<Settled>, Halt> {
        let Asked::Filled { filled, output } = asked else { return Ok(None) };
        for _ in 0..ATTEMPTS {
            let (told, settled) = match self.head_of(filled, client).await {
                Some(200) => ("approve", Settled::Approved),
                Some(401) => ("reject", Settled::Rejected),
                _ => continue,
            };
            let mut command = self.world.command("git");
            command.args(["credential", told]);
            let what = format!("git credential {told}");
            // Whether git could do it changes nothing for go.
            drop(self.finish(command, output.expose(), &what).await?);
            return Ok(Some(settled));
        }
        Ok(None)
    }

    /// The status at the end of the redirects; none where go's client gives up.
    async fn head_of(&self, filled: &Filled, client: Client) -> Option<u16> {
        let silent = Recorder::new(self.world.clone(), None);
        let lookup = Lookup::new(String::new(), false, silent.clone());
        let (mode, secure) = (client.mode(), client == Client::Verified);
        // As text it gets the slash that git leaves out in front of a path.
        let url = Url::parse(filled.prefix.expose()).ok()?;
        let mut hops = Hops::new(url, secure, self.version);
        while hops.count() <= MAX_HOPS {
            let mut request = self.request(&hops, Agent::Library, mode, &lookup).ok()?;
            request.method = Method::Head;
            request.headers.retain(|header| header.name == "Referer");
            request.headers.extend(hops.keeps_credentials().then(|| header(&filled.field)));
            let answer = self.wire.send(&request, &silent, Step::Fetch).await.ok()?;
            let Some(to) = location(&answer) else { return Some(answer.status) };
            hops.follow(to.as_bytes()).ok()?;
        }
        None
    }
}
