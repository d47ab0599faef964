//! TLS offers that go does not make: everything there is, and go's own without the large keys.

use tokio::time::timeout;

use super::{LIMIT, Prober};
use crate::{
    go::std::crypto::tls::{
        flight::Flight,
        names,
        offer::{Offer, X25519_KYBER, X25519_MLKEM},
    },
    net,
    trace::Offered,
};

impl Prober {
    /// What `host` answers to everything that TLS has.
    pub(crate) async fn offer_everything(&self, host: &str) -> Offered {
        let flight = self.offer(host, &everything()).await;
        seen(false, flight.unwrap_or_default())
    }

    /// What `host` answers to go's offer without the post-quantum keys; `None` where go sends none,
    /// or nothing came.
    pub(crate) async fn offer_small(&self, host: &str) -> Option<Offered> {
        let large = |offer: &Offer| {
            offer.shares.iter().any(|group| [X25519_KYBER, X25519_MLKEM].contains(group))
        };
        let small = Offer::of(self.version.under("tlsmlkem=0,tlskyber=0"));
        if !large(&Offer::of(self.version)) || large(&small) {
            return None;
        }
        Some(seen(true, self.offer(host, &small).await?)).filter(is_answer)
    }

    async fn offer(&self, host: &str, offer: &Offer) -> Option<Flight> {
        let asked = async {
            let stream = self.connect(host).await?;
            net::first_flight(stream, host, offer).await
        };
        timeout(LIMIT, asked).await.ok().flatten()
    }
}

/// Whether a TLS server answered: it chose something, or said why not.
fn is_answer(offered: &Offered) -> bool {
    let alert = |error: &String| error.starts_with("remote error: tls: ");
    offered.version.is_some() || offered.error.as_ref().is_some_and(alert)
}

fn seen(small: bool, flight: Flight) -> Offered {
    let hello = flight.hello.unwrap_or_default();
    let chosen = |number: u16| Some(number).filter(|number| *number != 0);
    Offered {
        small,
        version: chosen(hello.version),
        suite: chosen(hello.suite),
        group: hello.group.or(flight.curve),
        error: flight.error,
    }
}

fn everything() -> Offer {
    Offer {
        versions: vec![0x304, 0x303, 0x302, 0x301],
        suites: names::suites().collect(),
        groups: names::groups().filter(|group| *group != X25519_KYBER).collect(),
        shares: vec![0x1d, 0x17],
        schemes: SCHEMES.to_vec(),
        certificate_schemes: None,
        http2: true,
        broken: None,
    }
}

/// With Ed448, the brainpool curves, DSA and SHA-1, which go does not offer.
const SCHEMES: [u16; 21] = [
    0x0804, 0x0403, 0x0807, 0x0808, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501, 0x0601,
    0x0503, 0x0603, 0x081a, 0x081b, 0x081c, 0x0402, 0x0201, 0x0203, 0x0202,
];
