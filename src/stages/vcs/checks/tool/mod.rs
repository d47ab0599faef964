//! The tools themselves.

use crate::findings::checks;

checks![vcs_binary_missing, git_too_old];
