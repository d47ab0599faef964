//! The repository and the tools that read it.

use crate::findings::checks;

mod login;

checks![vcs_binary_missing, git_https_no_credentials, vcs_suffix_ping_error_swallowed,];
