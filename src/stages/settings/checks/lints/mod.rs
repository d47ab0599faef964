//! Checks of the settings and of netrc, which need no lookup: for `env` and `netrc`.

use crate::{
    findings::Check,
    stages::{
        discovery::checks::govcs::govcs_malformed,
        settings::checks::{
            goauth_misconfigured, goprivate_pattern_has_scheme, goproxy_bad_value,
            private_module_asked_of_public_proxy, settings_refused,
        },
    },
};

pub(crate) mod lists;

/// The module of a check; a twin is in the file of the check of lookups that has its name and its page.
macro_rules! module {
    (twin $module:ident) => {};
    ($module:ident) => {
        pub(crate) mod $module;
    };
}

macro_rules! constant {
    (twin $module:ident) => {
        $module::IN_SETTINGS
    };
    ($module:ident) => {
        $module::CHECK
    };
}

macro_rules! settings_checks {
    ($($($word:ident)+),+ $(,)?) => {
        $(module!($($word)+);)+

        /// Every check of the settings.
        pub(crate) const ALL: &[Check] = &[$(constant!($($word)+)),+];
    };
}

settings_checks![
    checksum_database_off,
    env_variable_unknown,
    goenv_line_overridden,
    goenv_value_taken_literally,
    goflags_insecure,
    goinsecure_names_proxy,
    twin goproxy_bad_value,
    goproxy_credentials_over_http,
    goproxy_comma_stops,
    goproxy_entry_unreachable,
    goproxy_env_not_effective,
    env_empty_value_ignored,
    twin goprivate_pattern_has_scheme,
    gosumdb_bad_value,
    twin govcs_malformed,
    twin goauth_misconfigured,
    pattern_ends_in_slash,
    pattern_has_blank,
    pattern_has_port,
    pattern_is_a_switch,
    pattern_malformed,
    pattern_never_matches,
    twin private_module_asked_of_public_proxy,
    private_module_sumdb_lookup,
    twin settings_refused,
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
