//! The recorded chains, issued anew with keys of the same kinds.

use goget_doctor::{go::std::encoding::pem, world::World};
use serde_json::Value;
use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339, macros::datetime};

use super::{
    Outcome, Recorded, Tally, can_play,
    reissue::Issuer,
    stage::{Stage, chain_server, leaf_file, openssl_server},
};
use crate::support::der::pem as armour;

const CASES: &str = include_str!("../../../testdata/golden/x509-cases.jsonl");

/// The day of the recording.
const RECORDED: OffsetDateTime = datetime!(2026-11-21 12:00 UTC);

/// What openssl takes that no policy of its own forbids.
pub(crate) const LOWEST: [&str; 2] = ["-cipher", "ALL:@SECLEVEL=0"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn recorded_chains_come_out_the_same_in_a_handshake() {
    if !can_play("recorded chains") {
        return;
    }
    let mut tally = Tally::default();
    for line in CASES.lines() {
        let case = Case::read(line);
        let recorded = case.recorded();
        let Some(played) = case.play().await else { continue };
        tally.ask(&case.name, &played.stage, "", &recorded).await;
    }
    tally.settle(0);
}

/// A recorded chain with keys.
pub(crate) struct Case {
    pub(crate) name: String,
    host: String,
    chain: Vec<Vec<u8>>,
    roots: Vec<Vec<u8>>,
    go: Value,
    days: i64,
}

/// A server that shows the chain, and the way there.
pub(crate) struct Played {
    pub(crate) stage: Stage,
    _server: Option<tokio::process::Child>,
}

impl Case {
    fn read(line: &str) -> Self {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = |field: &str| case[field].as_str().unwrap().to_owned();
        Self {
            name: text("name"),
            host: text("host"),
            chain: blocks(&text("chain")),
            roots: blocks(&text("roots")),
            go: case["go"].clone(),
            days: (World::real().now() - RECORDED).whole_days(),
        }
    }

    /// The case whose name begins with `number`.
    pub(crate) fn of(number: &str) -> Self {
        let case = CASES.lines().map(Self::read).find(|case| case.name.starts_with(number));
        case.unwrap_or_else(|| panic!("no case {number}"))
    }

    /// With a negative serial number in the root.
    pub(crate) fn with_negative_root(mut self) -> Self {
        let (root, serial) = (&mut self.roots[0], [2, 2, 3]);
        let at = root.windows(3).position(|bytes| bytes == serial).unwrap();
        root[at + 2] |= 0x80;
        self
    }

    fn recorded(&self) -> Recorded {
        let mut recorded = Recorded::read(&self.go);
        // Its parser was another one.
        recorded.0.retain(|release, _| release.minor() > 16);
        for outcome in recorded.0.values_mut() {
            if let Outcome::Failed(text) = outcome {
                *text = self.later(text);
            }
        }
        recorded
    }

    /// The text with the dates of certificates moved.
    fn later(&self, text: &str) -> String {
        let Some((front, date)) = text.split_once("<now> is ") else { return text.to_owned() };
        let (word, date) = date.split_once(' ').unwrap();
        let date = OffsetDateTime::parse(date, &Rfc3339).unwrap() + Duration::days(self.days);
        format!("{front}<now> is {word} {}", date.format(&Rfc3339).unwrap())
    }

    /// Serves the chain; none where this machine has no such address.
    pub(crate) async fn play(&self) -> Option<Played> {
        let mut issuer = Issuer::new(self.days);
        let all = [&self.chain[..], &self.roots[..]].concat();
        let chain: Vec<_> = self.chain.iter().map(|der| issuer.issue(der, &all)).collect();
        let roots: String = self.roots.iter().map(|der| armour(&issuer.issue(der, &all))).collect();
        let key = issuer.key_of(&self.chain[0]);
        let (server, address) = if key.kind.is_usual() {
            (None, chain_server(chain, &key, self.host.starts_with('[')).await?)
        } else {
            let (server, address) = openssl_server(&leaf_file(&chain[0]), &key, &LOWEST).await;
            (Some(server), address)
        };
        let stage = Stage::new(&self.host, address, &roots).await;
        Some(Played { stage, _server: server })
    }
}

fn blocks(text: &str) -> Vec<Vec<u8>> {
    pem::pieces(text.as_bytes()).filter_map(|piece| Some(piece.content.ok()?.bytes)).collect()
}
