//! The go-import meta tag that go took, or would take.

use crate::findings::checks;

mod cured;
mod port;

checks![
    meta_four_fields_go_too_old,
    meta_content_wrong_field_count,
    meta_multiple_matching_tags,
    meta_prefix_has_scheme,
    meta_prefix_has_port,
    meta_prefix_trailing_slash,
    meta_prefix_wrong_case,
    meta_prefix_host_mismatch,
    meta_prefix_other_path,
    meta_repo_url_scp_syntax,
    meta_repo_url_no_scheme,
    meta_repo_url_file_scheme,
    meta_repo_url_below_repository,
    meta_subdir_invalid,
    meta_vcs_removed_bzr_1_27,
    meta_unknown_vcs,
    gitlab_subgroup_private_meta_guess,
    meta_mod_is_no_proxy,
    meta_repo_url_http,
    go_source_malformed,
    meta_repo_url_has_login,
    meta_tag_with_error_status,
];
