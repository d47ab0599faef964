//! The page of the tag's prefix.

use crate::findings::checks;

checks![
    meta_root_404,
    meta_root_has_no_tag,
    meta_root_disagrees,
    meta_root_unparsable,
    meta_root_unreachable,
];
