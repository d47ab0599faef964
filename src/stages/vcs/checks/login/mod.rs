//! The login over https, and what the server makes of it.

use crate::findings::checks;

checks![
    git_login_not_filled_in,
    git_token_as_username_without_password,
    git_login_lost_at_redirect,
    git_login_scheme_unknown,
    git_netrc_variable_ignored,
    git_netrc_machine_has_port,
    git_netrc_no_password,
    git_insteadof_other_capitals,
    git_credential_helper_missing,
    git_credential_manager_noninteractive,
    git_login_refused,
    git_login_lacks_right,
    git_login_sees_no_repository,
    git_https_no_credentials,
    bitbucket_server_prefix_probe,
    git_repo_not_found,
    git_http_403,
    git_http_500,
    vcs_suffix_ping_error_swallowed,
];
