//! What go does for a path, in go's order. Everything that is seen on the way becomes an event;
//! a failure of go or of the network is one too, never an `Err`.

mod apart;
pub mod checkout;
mod discovery;
pub mod module;
mod options;
mod package;
mod protocol;
mod run;
mod session;
pub mod source;
pub mod sumdb;

use std::{ffi::OsStr, sync::Arc};

use crate::{
    problem::Problem,
    trace::{Target, Trace},
    world::World,
};

pub use options::Options;
pub use protocol::{ProxySubject, protocol};
pub use run::{
    across::across,
    batch::Run,
    beside::beside,
    certs::{Bundle, Inspection, Subject, certs},
    environment::{access, environment},
    listed::{Told, told},
    netrc::netrc,
    page::{ServedPage, fetch},
    round::round,
    server::Server,
};
pub use session::release::release;
pub(crate) use session::{Halt, Session};

/// Walks what go does for `path` and returns all that was seen and decided.
///
/// An `Err` says that the doctor could not do its work, such as with a release whose rules it
/// does not know. Whatever go or the network does wrong is in the trace.
pub async fn resolve(world: Arc<World>, path: &OsStr, options: &Options) -> Result<Trace, Problem> {
    let target = Target::of(path, options.module);
    Ok(Run::open(world, options).await?.resolve(&target).await)
}
