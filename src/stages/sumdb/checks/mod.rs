//! Sums that are refused, and databases that do not answer.

use crate::findings::checks;

mod odd;
mod seen;

checks![
    gosum_malformed,
    gosumdb_bad_value,
    sum_bad_gomod_hash_empty_file,
    gosum_line_wrong,
    sum_tag_moved,
    sum_git_changes_files,
    sumdb_differs_from_all,
    sum_proxy_served_different_bits,
    sum_differs_from_gosum,
    sum_direct_differs_from_proxy,
    sumdb_record_incomplete,
    tls_mitm_sumdb_only,
    sumdb_wrong_key,
    sumdb_answer_unproved,
    upstream_repo_deleted_still_in_proxy,
    sumdb_lacks_version,
    private_module_sumdb_lookup,
    private_module_sumdb_next,
    sumdb_proxy_endpoint_broken,
    sumdb_third_party_outage,
    sumdb_unreachable_proxy_lacks_sumdb,
    sumdb_blocked,
];
