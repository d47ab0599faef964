//! The way to the server over https: names, proxies, certificates.

use crate::findings::checks;

checks![
    http_proxy_auth_required_git,
    git_direct_no_egress,
    git_dns_no_such_host,
    git_tls_hostname_mismatch,
    goinsecure_does_not_reach_git,
    git_tls_ca_differs_from_go,
];
