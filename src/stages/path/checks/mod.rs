//! What is wrong with the path itself: nothing was asked.

use crate::findings::checks;

checks![
    path_has_scheme,
    path_is_clone_address,
    path_with_port_not_module_path,
    path_missing_host,
    path_malformed,
    path_github_git_suffix,
    path_github_needs_two_elements,
    path_static_table_rejects,
];
