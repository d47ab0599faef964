//! What git lists of a repository, and the pack that it gets.

use crate::findings::checks;

checks![
    git_server_answers_with_page,
    git_repo_empty,
    git_head_points_nowhere,
    git_repo_sha256,
    git_pack_fails,
];
