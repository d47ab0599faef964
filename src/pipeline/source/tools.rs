//! The version control tools of a run: the programs of its world, with the environment that go's
//! children have, and every run of one an event.

use std::{
    ffi::OsString,
    io,
    path::Path,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::process;

use crate::{
    go::{
        cmd::{
            codehost::environment::may_prompt,
            fault::{Fault, Stop},
        },
        std::strconv::text::lossy,
    },
    pipeline::{
        Halt, Session,
        checkout::{Located, Machine, Run},
        discovery::suffix::child_env,
        session::get::Client,
    },
    secret::UrlText,
    trace::{CacheOf, CacheRead, CommandRan, GoneAsked, Ran, RanEnd, Step},
    world::World,
};

use super::scope::Asker;

/// The tools for one repository.
pub(crate) struct Tools {
    world: Arc<World>,
    variables: Vec<(String, String)>,
    repo: UrlText,
    /// The value of `GIT_TERMINAL_PROMPT` by which go would let git ask on this terminal.
    prompts: Option<String>,
    /// Whether GODEBUG leaves go a network.
    network: Result<(), Fault>,
    /// What others than the one for whom it ran may want to know.
    ran: Mutex<Vec<Arc<CommandRan>>>,
}

impl Tools {
    /// The tools of the world of `session` for the repository `at`.
    pub(super) fn new(session: &Session, at: &Located) -> Self {
        let Session { world, env, version, .. } = session;
        let mut variables = child_env(world, env, *version);
        let prompts = prompts(world);
        if prompts.is_some() {
            variables.push((TERMINAL.to_owned(), "0".to_owned()));
        }
        if at.url.contains("ssh://") && world.has_terminal() && world.var("SSH_ASKPASS").is_none() {
            variables.extend(MUTE_SSH.map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
        let (world, repo) = (world.clone(), at.url.as_str().into());
        let network = session.may_use_network().map_err(|halt| match halt {
            Halt::Fatal(text) => Fault::Fatal(text),
            other => Fault::Other(other.to_string()),
        });
        Self { world, variables, repo, prompts, network, ran: Mutex::default() }
    }

    /// Tells who asks now what its answer rests on, whoever it ran for: the listing of the refs, and what failed with a
    /// text that is in `error`.
    pub(super) fn tell(&self, error: Option<&str>) {
        let Some(asker) = Asker::current() else { return };
        let ran = self.ran.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = |it: &CommandRan| error.is_some_and(|error| it.is_told_in(error));
        ran.iter().filter(|it| lists(it) || failed(it)).for_each(|it| asker.tell(it));
    }

    /// Whether the server says of `url` that there is no such thing (404, 410). On the heap and
    /// without its type, since the future of a request is large.
    fn says_gone<'a>(
        url: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<bool, Halt>> + Send + 'a>> {
        Box::pin(async move {
            let Some(Asker { scope, lookup }) = Asker::current() else { return Ok(false) };
            let session = &scope.session;
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
        let mut command = self.world.command(file);
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    fn path(&self) -> Option<OsString> {
        self.world.var("PATH").map(ToOwned::to_owned)
    }

    fn read(&self, file: &Path) -> io::Result<Vec<u8>> {
        self.world.read(file, MOST_INFO)
    }

    fn network(&self) -> Result<(), Fault> {
        self.network.clone()
    }

    fn had(&self, dir: &str) {
        if let Some(Asker { lookup, .. }) = Asker::current() {
            let (module, file) = (lookup.path.clone(), dir.to_owned());
            let (version, what, refused) = (String::new(), CacheOf::Repository, None);
            let read = CacheRead { module, version, what, file, refused };
            lookup.recorder.note(Step::Repository, read);
        }
    }

    fn withheld(&self, said: &[u8]) -> Option<String> {
        let value = self.prompts.as_deref()?;
        let is_asked = lossy(said).contains("terminal prompts disabled");
        is_asked.then(|| {
            format!("a login, for which go would let git ask on this terminal ({TERMINAL}={value})")
        })
    }

    fn note(&self, run: Run<'_>) {
        let ran = Arc::new(CommandRan { repo: self.repo.clone(), ran: Ran::from(&run) });
        if let Some(asker) = Asker::current() {
            asker.tell(&ran);
        }
        if lists(&ran) || ran.ran.end != (RanEnd::Exited { status: Some(0) }) {
            self.ran.lock().unwrap_or_else(PoisonError::into_inner).push(ran);
        }
    }

    async fn is_gone(&self, url: &str) -> Result<bool, Stop> {
        let gone = Self::says_gone(url).await.map_err(|halt| match halt {
            Halt::Limit(limit) => Stop::Limit(limit),
            other => Stop::Unknown(other.to_string()),
        })?;
        if let Some(asker) = Asker::current() {
            let fact = GoneAsked { repo: self.repo.clone(), gone };
            asker.lookup.recorder.note(Step::Repository, fact);
        }
        Ok(gone)
    }
}

/// The variable by which git is told whether it may ask.
const TERMINAL: &str = "GIT_TERMINAL_PROMPT";

/// What keeps ssh from asking on a terminal: it then fails as it does without one (ssh(1), `SSH_ASKPASS_REQUIRE`).
const MUTE_SSH: [(&str, &str); 2] = [("SSH_ASKPASS", "false"), ("SSH_ASKPASS_REQUIRE", "force")];

/// The value of `GIT_TERMINAL_PROMPT` where there is a terminal, and go leaves git free to ask on it.
fn prompts(world: &World) -> Option<String> {
    let value = world.var(TERMINAL)?.to_string_lossy();
    (may_prompt(&value) && world.has_terminal()).then(|| value.into_owned())
}

/// How large the file may be that says what a repository's folder is of, in bytes.
const MOST_INFO: u64 = 64 << 10;

/// Whether a command lists the refs of the repository.
fn lists(ran: &CommandRan) -> bool {
    ran.ran.argv.iter().any(|word| word == "ls-remote")
}
