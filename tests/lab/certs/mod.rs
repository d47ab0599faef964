//! `certs`: recorded chains and roots, a lab server's real handshakes, and the command from outside.
#![expect(clippy::unwrap_used, reason = "a test may")]

mod chains;
mod command;
#[cfg(feature = "lab")]
mod live;
mod odd;
#[cfg(feature = "lab")]
mod roots;
mod systems;
mod trust;

use std::sync::Arc;

use goget_doctor::{
    go::std::encoding::pem,
    pipeline::{self, Bundle, Inspection, Options, Server, Subject},
    report::certs::CertsView,
    world::{Laid, World},
};
use time::macros::datetime;

const CHAINS: &str = include_str!("../../../testdata/golden/x509-cases.jsonl");

/// A machine without any roots on the day of the recordings.
fn bare() -> World {
    let mut world = World::empty();
    for path in ["/etc", "/usr/lib/ssl", "/usr/local", "/usr/share/ca-certificates"] {
        world.lay(path, Laid::Absent);
    }
    world.stop_clock(datetime!(2026-11-21 00:00 UTC));
    world
}

fn blocks(text: &str) -> Vec<Vec<u8>> {
    pem::pieces(text.as_bytes()).filter_map(|piece| Some(piece.content.ok()?.bytes)).collect()
}

/// What `certs --chain … --host … --roots … --go …` shows in `world`.
async fn judged(
    world: World,
    chain: &str,
    roots: Option<&str>,
    host: &str,
    release: &str,
) -> CertsView {
    let bundle = |text: &str| Bundle { name: "roots.pem".into(), bytes: text.into() };
    let subject = Subject::Chain(Server::parse(host).unwrap(), blocks(chain));
    let inspection = Inspection { subject, roots: roots.map(bundle) };
    let options = Options { go: Some(release.parse().unwrap()), ..Options::default() };
    let trace = pipeline::certs(Arc::new(world), &inspection, &options).await.unwrap();
    CertsView::of(&trace)
}
