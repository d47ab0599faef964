//! The commands, one file each: carries an action out.

mod certs;
mod check;
mod diff;
mod env;
mod explain;
#[cfg(feature = "serve")]
mod export;
mod finding;
mod fix;
pub(crate) mod generate;
#[cfg(feature = "lab")]
mod lab;
mod merge;
mod meta;
mod netrc;
mod proxy;
mod redacted;
mod resolve;
mod round;
#[cfg(feature = "serve")]
mod serve;
mod versions;

use std::sync::Arc;

use super::{
    action::{Action, Job},
    console::Console,
    exit::Exit,
    runtime::{internal, print_bytes},
};
use crate::{problem::Problem, world::World};

/// Does what `job` asks for in `world`, prints the result, and says how the command ends.
pub(super) fn run(job: Job, world: World, console: &Console) -> Result<Exit, Problem> {
    let Job { action, manner } = job;
    let world = Arc::new(manner.apply(world));
    match action {
        Action::Completions(shell) => print_bytes(console, &generate::completions(shell)),
        Action::Certs(asked) => certs::run(&world, &asked, &manner, console),
        Action::Diff(asked) => diff::run(&world, &asked, &manner, console),
        Action::Env(asked) => env::run(&world, &asked, &manner, console),
        Action::Netrc { host } => netrc::run(&world, host.as_deref(), &manner, console),
        Action::Fix(asked) => fix::run(&world, &asked, &manner, console),
        Action::Explain(asked) => explain::run(&asked, &world, &manner, console),
        #[cfg(feature = "lab")]
        Action::Lab(asked) => lab::run(asked, &world, &manner, console),
        Action::Man(of) if !of.is_empty() => print_bytes(console, &generate::man_page_of(&of)?),
        Action::Man(_) => {
            let page = generate::man_page();
            print_bytes(console, &page.map_err(|error| internal("the manual page", &error))?)
        }
        Action::Schema => print_bytes(console, &generate::schema(manner.format)?),
        Action::Merge(asked) => merge::run(&world, &asked, &manner, console),
        Action::Meta(asked) => meta::run(&world, &asked, &manner, console),
        Action::Proxy(asked) => proxy::run(&world, &asked, &manner, console),
        Action::Check(asked) => check::run(&world, asked, &manner, console),
        Action::Replay(asked) => resolve::replay(&world, &asked, &manner, console),
        Action::Versions => versions::list(&manner, console),
        Action::Round(asked) => round::run(&world, &asked, &manner, console),
        #[cfg(feature = "serve")]
        Action::Export(asked) => export::run(&world, &asked, &manner, console),
        #[cfg(feature = "serve")]
        Action::Serve(asked) => serve::run(&world, &asked, &manner, console),
        Action::Resolve(asked) => resolve::resolve(&world, &asked, &manner, console),
    }
}
