//! Findings: pure functions of the trace, one file each, in one list.
//!
//! A check prints nothing that it has not seen: no finding without an event that makes it true.
//! To add one, write its file, with its page as the doc comment of `check!` and the scenario of a
//! look-alike in which it stays silent, and add one line to the list below.

mod case;
mod netrc;

use crate::{
    event::Step,
    report::{Finding, Severity},
    secret::redact_url,
    trace::Trace,
};

use case::Case;

/// A check: what it is called, how bad it is, its page, and how it is found.
#[derive(Clone, Copy)]
pub struct Check {
    /// The kebab-case name, which never changes.
    pub name: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it means and what to do about it, in Markdown.
    pub page: &'static str,
    /// A scenario of the lab that looks alike, and in which it is not found.
    pub quiet_in: &'static str,
    find: fn(&Case<'_>) -> Option<Found>,
}

/// Declares the check of a file. The doc comment is its page.
macro_rules! check {
    ($(#[doc = $line:literal])+ $name:literal, $severity:ident, quiet in $lookalike:literal) => {
        $(#[doc = $line])+
        pub(super) const CHECK: $crate::checks::Check = $crate::checks::Check {
            name: $name,
            severity: $crate::report::Severity::$severity,
            page: concat!($($line, "\n"),+),
            quiet_in: $lookalike,
            find,
        };
    };
}

mod roots;
mod settings;

macro_rules! checks {
    ($($module:ident),+ $(,)?) => {
        $(mod $module;)+

        /// Every check; where several find something, the first is shown first.
        pub const ALL: &[Check] = &[$($module::CHECK),+];
    };
}

checks![
    // The path and the settings: nothing was asked.
    path_has_scheme,
    path_with_port_not_module_path,
    path_missing_host,
    path_malformed,
    path_github_git_suffix,
    path_github_needs_two_elements,
    path_static_table_rejects,
    goproxy_off,
    goproxy_bad_value_quotes,
    goproxy_bad_value_pasted_markdown,
    goproxy_bad_value_path_not_file_url,
    goproxy_bad_value,
    goauth_misconfigured,
    goauth_command_failed,
    goenv_line_ignored,
    netrc_entry_incomplete,
    netrc_default_ignored,
    // The proxy on the way.
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
    // Name, connection, TLS.
    insecure_fallback_hides_https_error,
    goinsecure_5s_timeout_then_http,
    goinsecure_not_a_pattern,
    ldpreload_proxy_ignored_by_static_go_binary,
    dns_no_such_host,
    http_only_server_needs_goinsecure,
    http_intercepted_portal_or_dns_hijack,
    net_one_address_broken,
    net_private_address,
    net_connect_timeout,
    net_ipv6_only_answer_no_ipv6_route,
    connect_refused,
    http_plaintext_on_443_middlebox,
    tls_not_spoken_on_443,
    tls_handshake_timeout,
    tls_large_clienthello_middlebox,
    net_connection_reset_middlebox,
    net_connection_closed_middlebox,
    tls_server_too_old,
    tls_no_common_suite,
    tls_unrecognized_name,
    tls_client_cert_required,
    // The certificate chain.
    tls_cert_expired,
    tls_stale_or_missing_roots,
    tls_clock_ahead,
    tls_clock_behind_or_cert_future,
    tls_cert_cn_only,
    tls_hostname_mismatch,
    tls_default_certificate,
    tls_cert_wrong_eku,
    tls_mitm_nonconformant_cert,
    tls_ssl_cert_file_missing,
    tls_ssl_cert_file_no_certs,
    tls_ssl_cert_file_is_directory,
    tls_ssl_cert_file_hides_bundle,
    tls_roots_block_left_out,
    tls_roots_behind_first_bundle,
    tls_roots_in_unsearched_location,
    tls_missing_roots,
    tls_server_missing_intermediate,
    tls_mitm_corporate,
    tls_cert_self_signed,
    tls_cert_signed_with_sha1,
    tls_rsa_key_too_short,
    tls_root_other_key,
    tls_ca_not_trusted,
    tls_cert_expires_soon,
    tls_git_roots_lack_ca,
    // The answer.
    http_redirect_downgrade,
    http_redirect_loop,
    http_redirect_drops_path,
    http_response_not_http,
    http_closed_without_answer,
    azure_missing_dotgit_or_login_page,
    aws_codecommit_missing_dotgit,
    forge_login_page_instead_of_meta,
    meta_endpoint_needs_credentials,
    meta_endpoint_filters_user_agent,
    meta_endpoint_forbidden_waf,
    vanity_host_rate_limited,
    vanity_host_5xx,
    // The page.
    meta_differs_by_client_location,
    http_redirect_drops_query,
    meta_only_without_go_get,
    http_empty_body,
    http_body_cut_off,
    http_body_not_gzip,
    html_declared_charset_unsupported,
    html_body_is_binary,
    html_body_not_utf8,
    html_not_parseable_before_meta,
    meta_tag_in_body,
    meta_behind_early_stop,
    meta_four_fields_go_too_old,
    meta_content_wrong_field_count,
    meta_uses_property_not_name,
    meta_name_misspelt,
    meta_typographic_quotes,
    meta_tag_in_comment,
    meta_tag_escaped,
    meta_rendered_by_script,
    meta_missing_on_module_page,
    meta_missing_on_subpath,
    vanity_page_not_found,
    meta_absent,
    // The tag.
    meta_multiple_matching_tags,
    meta_prefix_has_scheme,
    meta_prefix_has_port,
    meta_prefix_trailing_slash,
    meta_prefix_wrong_case,
    meta_prefix_host_mismatch,
    meta_prefix_other_path,
    meta_root_404,
    meta_root_has_no_tag,
    meta_root_disagrees,
    meta_root_unparsable,
    meta_root_unreachable,
    meta_repo_url_scp_syntax,
    meta_repo_url_no_scheme,
    meta_repo_url_file_scheme,
    meta_subdir_invalid,
    meta_vcs_removed_bzr_1_27,
    meta_unknown_vcs,
    gitlab_subgroup_private_meta_guess,
    govcs_malformed,
    govcs_default_denies_public_svn,
    govcs_denies,
    meta_mod_is_no_proxy,
    // The repository.
    vcs_binary_missing,
    git_https_no_credentials,
    vcs_suffix_ping_error_swallowed,
    // What works, and may not for long or not for everyone.
    vanity_page_slow,
    http_close_to_a_limit,
    net_address_family_dead,
    meta_repo_url_http,
    go_source_malformed,
    goinsecure_credentials_unverified,
    goprivate_pattern_has_scheme,
    tls_mitm_goproxy_goinsecure_does_not_apply,
];

/// What `trace` shows to be wrong, what would cure the failure first.
pub fn findings(trace: &Trace) -> Vec<Finding> {
    let case = Case::new(trace);
    ALL.iter().filter_map(|check| check.finding(&case)).collect()
}

/// What is wrong with the settings themselves, for a run that looked nothing up.
pub fn settings_findings(trace: &Trace) -> Vec<Finding> {
    let case = Case::new(trace);
    let checks = settings::ALL.iter().chain(ALL);
    checks.filter_map(|check| check.finding(&case)).collect()
}

/// What is wrong with the roots alone, for a run that looked at nothing else.
pub fn roots_findings(trace: &Trace) -> Vec<Finding> {
    let case = Case::new(trace);
    roots::ALL.iter().filter_map(|check| check.finding(&case)).collect()
}

/// Every check of the settings, which needs no lookup; some have the name and the page of one that sees what they lead to.
pub const SETTINGS: &[Check] = settings::ALL;

/// Every check of the roots alone; each has the name and the page of one that asks a server.
pub const ROOTS: &[Check] = roots::ALL;

/// Every finding once, by the check that tells most about it.
pub fn pages() -> impl Iterator<Item = &'static Check> {
    let is_new = |check: &&Check| ALL.iter().all(|other| other.name != check.name);
    ALL.iter().chain(SETTINGS.iter().filter(is_new))
}

/// The check with this name.
pub fn by_name(name: &str) -> Option<&'static Check> {
    pages().find(|check| check.name == name)
}

/// The first sentence of a page, in one line.
pub fn first_sentence(page: &str) -> String {
    let text = page.split("\n\n").next().unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.find(". ") {
        Some(end) => text[..=end].to_owned(),
        None => text,
    }
}

impl Check {
    /// The first sentence of the page.
    pub fn summary(&self) -> String {
        first_sentence(self.page)
    }

    fn finding(&self, case: &Case<'_>) -> Option<Finding> {
        let found = (self.find)(case)?;
        // Whatever a check quotes, a setting or go's own text, may hold the password of a URL.
        let masked = |texts: Vec<String>| texts.iter().map(|text| redact_url(text)).collect();
        Some(Finding {
            name: self.name,
            severity: self.severity,
            usual: None,
            title: redact_url(&found.title),
            evidence: masked(found.evidence),
            fix: masked(found.fix),
            not: masked(found.not),
            step: found.step,
            look: case.look().filter(|_| self.name.starts_with("tls-")),
        })
    }
}

/// What a check found.
struct Found {
    step: Step,
    title: String,
    evidence: Vec<String>,
    fix: Vec<String>,
    not: Vec<String>,
}

impl Found {
    fn new(step: Step, title: impl Into<String>) -> Self {
        let (evidence, fix, not) = (Vec::new(), Vec::new(), Vec::new());
        Self { step, title: title.into(), evidence, fix, not }
    }

    fn seen(mut self, evidence: impl Into<String>) -> Self {
        self.evidence.push(evidence.into());
        self
    }

    fn fix(mut self, line: impl Into<String>) -> Self {
        self.fix.push(line.into());
        self
    }

    fn not(mut self, line: impl Into<String>) -> Self {
        self.not.push(line.into());
        self
    }
}
