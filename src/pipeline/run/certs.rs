//! Certificates and roots without a lookup: one handshake, or files; for the `certs` command.

use std::{path::Path, sync::Arc};

use crate::{
    go::std::{crypto::x509::Chain, net::http::redirect::Hops},
    net::{Agent, Mode, Trust as _},
    pipeline::{
        Halt, Options, Session,
        session::{lookup::Lookup, release::release, trust::useless_key},
    },
    problem::Problem,
    trace::{
        Asked, Blob, Concluded, Conclusion, Failure, Header, Judged, NotAsked, Recorder,
        RequestFailed, Stage, Step, Target, Told as _, Trace,
    },
    world::World,
};

use super::server::Server;

/// What is looked at, and by which roots.
#[derive(Clone, Debug)]
pub struct Inspection {
    /// What is looked at.
    pub subject: Subject,
    /// The only roots that there are; `None` for those that go would read.
    pub roots: Option<Bundle>,
}

/// What is looked at.
#[derive(Clone, Debug)]
pub enum Subject {
    /// The roots alone.
    Roots,
    /// What a server presents.
    Server(Server),
    /// Certificates as `Server` would present them, DER, its own first. Nothing is sent.
    Chain(Server, Vec<Vec<u8>>),
}

/// A file of roots that was read.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Subject {
    fn server(&self) -> Option<&Server> {
        match self {
            Self::Roots => None,
            Self::Server(server) | Self::Chain(server, _) => Some(server),
        }
    }
}

/// Looks at what `inspection` says as go would, and then at what go does not look at.
///
/// The path of the trace, and of the events that belong to a server, is `HOST:PORT`; it is empty
/// where there is no server. An `Err` says that the doctor cannot do its work.
pub async fn certs(
    world: Arc<World>,
    inspection: &Inspection,
    options: &Options,
) -> Result<Trace, Problem> {
    let (go, because) = release(&world, options).await?;
    let server = inspection.subject.server();
    let path = server.map(Server::to_string).unwrap_or_default();
    let target = Target::module(path.clone());
    let header = Header::new(&world, &target, go, because, options.offline, Stage::Root);
    let shared = Recorder::new(world.clone(), None);
    let session = Session::open(world.clone(), go, options, shared.clone(), None);
    let (settings, refused) = session.godebug_fact();
    shared.note(Step::Settings, settings);
    let own = Recorder::new(world, server.map(|_| path.as_str().into()));
    if refused.is_none() {
        session.inspect(inspection, &own).await;
    }
    let mut trace = Trace { header, events: [shared.take(), own.take()].concat().into() };
    let prober = session.prober();
    let built = session.built(&trace);
    trace.events.push(prober.inspect(&trace, session.trust.roots(), &built));
    trace.events.push(prober.look_at_git(&trace));
    if !options.no_probe {
        let send = !options.offline && matches!(inspection.subject, Subject::Server(_));
        trace.events.push(prober.ask_about_chain(&trace, send).await);
    }
    Ok(trace)
}

impl Session {
    async fn inspect(&self, inspection: &Inspection, recorder: &Recorder) {
        if let Some(Bundle { name, bytes }) = &inspection.roots {
            self.trust.read_only(Path::new(name), bytes);
        }
        let outcome = match &inspection.subject {
            Subject::Roots => {
                self.trust.roots();
                return;
            }
            Subject::Server(server) => self.shake(server, recorder).await,
            Subject::Chain(server, chain) => self.judge(server, chain, recorder),
        };
        let conclusion = outcome.map_or_else(Conclusion::from, |()| Conclusion::HandshakeOnly);
        recorder.note(Step::Fetch, Concluded { conclusion });
    }

    /// The chains that go builds of what the server presented; none where it refuses it.
    fn built(&self, trace: &Trace) -> Vec<Chain> {
        let judged = trace.events.iter().rev().told::<Judged>().next();
        let verdict = judged.map(|judged| {
            let chain = judged.chain.der();
            self.trust.presented(&chain, &judged.host).verdict
        });
        verdict.and_then(Result::ok).unwrap_or_default()
    }

    /// The handshake that go would make for a page of `server`.
    async fn shake(&self, server: &Server, recorder: &Recorder) -> Result<(), Halt> {
        let lookup = Lookup::new(server.to_string(), false, recorder.clone());
        let url = server.url().map_err(|error| Halt::Go(self.parse_error(&error)))?;
        let hops = Hops::new(url, true, self.version);
        let request = self.request(&hops, Agent::Library, Mode::Verified, &lookup)?;
        if self.options.offline {
            self.trust.roots();
            recorder.note(Step::Fetch, NotAsked { url: request.url });
            return Err(Halt::Unknown(format!("the certificates of {server} (--offline)")));
        }
        let shaken = self.wire.shake(&request, recorder, Step::Fetch).await;
        // Read by now, where certificates came.
        self.trust.roots();
        shaken.map_err(Halt::from)
    }

    /// go's verdict on `chain`, if `server` presented it.
    fn judge(&self, server: &Server, chain: &[Vec<u8>], recorder: &Recorder) -> Result<(), Halt> {
        let url = format!("https://{server}/");
        recorder.note_of(Step::Fetch, 1, Asked { url, ..Asked::default() });
        let host = server.host();
        let useless = || chain.first().and_then(|leaf| useless_key(leaf, self.version));
        let trusted = self.trust.judge(chain, Some(host));
        // A server could not come to the end of a handshake with it.
        let verdict = trusted.and_then(|()| useless().map_or(Ok(()), Err));
        let failure = verdict.as_ref().err().cloned();
        recorder.note_of(
            Step::Fetch,
            1,
            Judged {
                host: host.to_owned(),
                chain: chain.iter().cloned().map(Blob::from).collect(),
                error: failure.as_ref().map(ToString::to_string),
                why: failure.as_ref().and_then(Failure::refusal).cloned(),
            },
        );
        if let Some(failure) = failure {
            recorder.note_of(Step::Fetch, 1, RequestFailed { failure });
        }
        verdict.map_err(Halt::from)
    }
}
