//! Module proxies that do not answer, refuse, or answer what is no answer.

use crate::findings::checks;

mod entries;
mod lacking;
mod seen;
mod tried;

checks![
    goproxy_unreachable_comma_no_fallback,
    goproxy_unreachable,
    goproxy_file_missing,
    goproxy_5xx,
    goproxy_rate_limited,
    goproxy_401_credentials_missing,
    goproxy_403_gcp_vpc_service_controls,
    goproxy_403_after_redirect_to_storage,
    goproxy_403_policy_block,
    goproxy_truncated_body,
    goproxy_corrupt_encoding,
    goproxy_answers_non_protocol_body,
    goproxy_zip_not_a_zip,
    goproxy_zip_wrong_root,
    goproxy_wrong_version_info,
    goproxy_list_without_info,
    goproxy_404_upstream_failure_hidden,
    goproxy_capitals_not_escaped,
    goproxy_hosted_repo_not_a_proxy,
    goproxy_lacks_module,
    goproxy_lacks_file,
    goproxy_fell_through,
    goproxy_blocked_region,
    goproxy_list_lacks_version,
];
