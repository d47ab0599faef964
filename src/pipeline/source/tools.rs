//! The version control tools of a run: the programs of its world, with the environment that go's
//! children have, and every run of one an event.

use std::{ffi::OsString, path::Path, pin::Pin, sync::Arc};

use tokio::process;

use crate::{
    go::cmd::fault::Stop,
    pipeline::{
        Halt, Session,
        checkout::{Located, Machine, Run},
        discovery::suffix::child_env,
        session::{get::Client, lookup::Lookup},
    },
    secret::UrlText,
    trace::{CommandRan, Fact, GoneAsked, Ran, Step},
};

use super::Scope;

/// The tools for one repository.
pub(crate) struct Tools {
    scope: Arc<Scope>,
    root: String,
    repo: UrlText,
}

impl Tools {
    /// The tools of the world of `scope` for the repository `at`.
    pub(super) fn new(scope: Arc<Scope>, at: &Located) -> Self {
        Self { scope, root: at.root.clone(), repo: at.url.as_str().into() }
    }

    /// The lookup that events belong to: of the module that is asked for, else of the root.
    fn lookup(&self) -> Arc<Lookup> {
        self.scope.asked_for(&self.root)
    }

    fn note(&self, fact: impl Into<Fact>) {
        self.lookup().recorder.note(Step::Repository, fact);
    }

    /// Whether the server says of `url` that there is no such thing (404, 410). On the heap and
    /// without its type, since the future of a request is large.
    fn says_gone<'a>(
        &'a self,
        url: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<bool, Halt>> + Send + 'a>> {
        Box::pin(async move {
            let (session, lookup) = (&self.scope.session, self.lookup());
            let asked = session.get_twice(url, Client::Verified, Step::Repository, &lookup).await;
            match asked {
                Ok(got) => Ok(matches!(got.answer.status, 404 | 410)),
                Err(Halt::Go(_)) => Ok(false),
                Err(halt) => Err(halt),
            }
        })
    }
}

impl Machine for Tools {
    fn command(&self, file: &Path) -> process::Command {
        let Session { world, env, version, .. } = &*self.scope.session;
        let mut command = world.command(file);
        command.envs(child_env(world, env, *version));
        command
    }

    fn path(&self) -> Option<OsString> {
        self.scope.session.world.var("PATH").map(ToOwned::to_owned)
    }

    fn note(&self, run: Run<'_>) {
        self.note(CommandRan { repo: self.repo.clone(), ran: Ran::from(&run) });
    }

    async fn is_gone(&self, url: &str) -> Result<bool, Stop> {
        let gone = self.says_gone(url).await.map_err(|halt| match halt {
            Halt::Limit(limit) => Stop::Limit(limit),
            other => Stop::Unknown(other.to_string()),
        })?;
        self.note(GoneAsked { repo: self.repo.clone(), gone });
        Ok(gone)
    }
}
