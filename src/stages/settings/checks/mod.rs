//! Checks of the settings: those that explain a lookup, and those that need none, for `env` and
//! `netrc`.

use crate::findings::checks;

mod goauth_failures;
mod goproxy_value;
pub(crate) mod lints;
pub(crate) mod netrc_lines;

checks![
    settings_refused,
    env_home_missing,
    goproxy_off,
    mod_vendor_disables_lookup,
    toolchain_language_version_not_release,
    goproxy_bad_value_quotes,
    goproxy_bad_value_pasted_markdown,
    goproxy_bad_value_path_not_file_url,
    goproxy_bad_value,
    goauth_misconfigured,
    goauth_command_failed,
    goauth_git_credential_fill_failed,
    goenv_line_ignored,
    netrc_entry_incomplete,
    netrc_default_ignored,
    goinsecure_5s_timeout_then_http,
    goinsecure_not_a_pattern,
    goinsecure_credentials_unverified,
    goprivate_pattern_has_scheme,
    private_module_asked_of_public_proxy,
];
