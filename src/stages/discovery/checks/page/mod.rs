//! The page that was answered.

use crate::findings::checks;

mod below;
mod body;

checks![
    meta_only_without_go_get,
    html_declared_charset_unsupported,
    html_body_is_binary,
    html_body_not_utf8,
    html_not_parseable_before_meta,
    meta_tag_in_body,
    meta_behind_early_stop,
    meta_uses_property_not_name,
    meta_name_misspelt,
    meta_typographic_quotes,
    meta_tag_in_comment,
    meta_tag_escaped,
    meta_rendered_by_script,
    meta_missing_on_module_page,
    meta_missing_on_subpath,
    meta_absent,
];
