//! Cures made from hostile input and from what people paste: what is printed goes into a real shell, and what comes of it is judged
//! again.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test may")]

mod arguments;
mod netrc;
mod settings;
mod shell;

use std::{ffi::OsStr, sync::Arc};

use goget_doctor::{
    pipeline::{self, Options},
    report::{Finding, env::EnvView},
    stages,
    trace::Trace,
    world::World,
};

/// Chance with a seed (xorshift).
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// A world without network, with these variables.
fn world(vars: &[(String, String)]) -> Arc<World> {
    let mut world = World::empty();
    world.detour_mut().closed = true;
    for (name, value) in vars {
        world.set(name, value);
    }
    Arc::new(world)
}

fn on_runtime<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// What is found about an argument, without a request.
fn about_argument(argument: &str) -> Vec<Finding> {
    let vars = [("HOME".to_owned(), "/nonexistent".to_owned())];
    let options = Options { offline: true, no_probe: true, ..Options::default() };
    let resolved = pipeline::resolve(world(&vars), OsStr::new(argument), &options);
    stages::findings(&on_runtime(resolved).unwrap())
}

/// The settings of a machine with these variables.
fn environment(vars: &[(String, String)]) -> Trace {
    let options = Options::default();
    on_runtime(pipeline::environment(&world(vars), OsStr::new(""), &options)).unwrap()
}

/// What is found about settings.
fn about_settings(vars: &[(String, String)]) -> Vec<Finding> {
    EnvView::of(&environment(vars)).findings
}
