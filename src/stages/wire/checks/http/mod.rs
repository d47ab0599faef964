//! The answer as HTTP.

use crate::findings::checks;

checks![
    http_only_server_needs_goinsecure,
    http_intercepted_portal_or_dns_hijack,
    http_plaintext_on_443_middlebox,
    http_redirect_downgrade,
    http_redirect_loop,
    http_redirect_drops_path,
    http_response_not_http,
    http_closed_without_answer,
    http_redirect_drops_query,
    http_empty_body,
    http_body_cut_off,
    http_body_not_gzip,
    http_close_to_a_limit,
];
