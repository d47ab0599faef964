//! The HTTP or SOCKS proxy on the way.

use crate::findings::checks;

mod refusals;

checks![
    http_proxy_bad_value_ignored,
    http_proxy_set_but_https_proxy_unset,
    http_proxy_name_unresolvable,
    http_proxy_loopback_inside_container,
    http_proxy_refused,
    http_proxy_url_scheme_https_should_be_http,
    http_proxy_wrong_kind_socks_given_as_http,
    http_proxy_auth_required,
    http_proxy_connect_403,
    http_proxy_connect_5xx,
    ldpreload_proxy_ignored_by_static_go_binary,
];
