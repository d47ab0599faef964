//! Checks of the settings and of netrc, which need no lookup: for `env` and `netrc`.

use crate::findings::checks;

pub(crate) mod lists;

checks![
    checksum_database_off,
    env_variable_unknown,
    goenv_line_overridden,
    goenv_value_taken_literally,
    goflags_insecure,
    goinsecure_names_proxy,
    goproxy_bad_value,
    goproxy_credentials_over_http,
    goproxy_comma_stops,
    goproxy_entry_unreachable,
    goproxy_env_not_effective,
    env_empty_value_ignored,
    goprivate_pattern_has_scheme,
    gosumdb_bad_value,
    govcs_malformed,
    goauth_misconfigured,
    pattern_ends_in_slash,
    pattern_has_blank,
    pattern_has_port,
    pattern_is_a_switch,
    pattern_malformed,
    private_module_asked_of_public_proxy,
    private_module_sumdb_lookup,
    settings_refused,
    http_proxy_variable_unusable,
    http_proxy_not_for_https,
    all_proxy_ignored,
    localhost_never_proxied,
    netrc_elsewhere,
    netrc_machine_port,
    netrc_taken_literally,
    netrc_macro_not_ended,
    netrc_unreadable,
];
