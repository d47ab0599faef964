//! Every request of any stage: names, connections, TLS, HTTP.

pub(crate) mod checks;
mod errors_handshake;
mod errors_network;
pub(crate) mod words;
pub(crate) mod words_chain;
mod words_probe;

use super::stage::Stage;
use crate::{
    findings::{
        Group,
        text::table::{Table, Turn},
    },
    trace::Step,
};

pub(crate) const STAGE: Stage = Stage {
    checks: &[
        Group::at(Step::ProxyConnect, checks::proxy::ALL),
        Group::at(Step::Connect, checks::connect::ALL),
        Group::at(Step::Tls, checks::tls::ALL),
        Group::at(Step::Fetch, checks::http::ALL),
    ],
    texts: &[
        Table::new(Turn::Way, errors_network::THROUGH_PROXY),
        Table::new(Turn::Network, errors_network::ROWS),
        Table::new(Turn::Network, errors_handshake::ROWS),
        Table::new(Turn::Rest, errors_network::REFUSED_CONNECT),
    ],
    ..Stage::NONE
};
