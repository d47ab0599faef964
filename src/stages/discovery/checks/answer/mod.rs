//! Who answered for the `?go-get=1` page, and how.

use crate::findings::checks;

checks![
    azure_missing_dotgit_or_login_page,
    aws_codecommit_missing_dotgit,
    forge_login_page_instead_of_meta,
    meta_endpoint_needs_credentials,
    meta_endpoint_filters_user_agent,
    meta_endpoint_forbidden_waf,
    vanity_host_rate_limited,
    vanity_host_5xx,
    meta_differs_by_client_location,
    vanity_page_not_found,
    vanity_page_slow,
];
