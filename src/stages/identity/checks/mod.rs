//! Versions that do not answer, and go.mod files that name another module.

use crate::findings::checks;

mod named;
mod releases;
mod replaced;
mod seen;

checks![
    goproxy_skipped_by_gonoproxy,
    goproxy_list_ends_with_off,
    version_tag_without_v_prefix,
    version_tag_of_another_folder,
    version_revision_form,
    version_commit_not_found,
    major_version_suffix_missing,
    version_not_found,
    no_version_at_path,
    gomod_path_mismatch_renamed,
    gomod_path_mismatch_author_error,
    gomod_path_mismatch_use_vanity_path,
    gomod_declares_other_path,
    gomod_names_no_module,
    gomod_not_in_folder,
    replace_placeholder_leaked_into_release,
    dependency_relies_on_replace,
    toolchain_local_too_old,
    toolchain_goproxy_off,
    toolchain_not_on_proxy,
    version_retracted,
    version_incompatible_passed_over,
    proxy_negative_cache_new_tag,
];
