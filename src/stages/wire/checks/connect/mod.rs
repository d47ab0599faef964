//! Names, addresses and connections.

use crate::findings::checks;

mod private;

checks![
    dns_no_such_host,
    net_one_address_broken,
    net_private_address,
    net_connect_timeout,
    net_ipv6_only_answer_no_ipv6_route,
    connect_refused,
    net_connection_reset_middlebox,
    net_connection_closed_middlebox,
    net_address_family_dead,
];
