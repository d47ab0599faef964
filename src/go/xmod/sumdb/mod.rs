//! The checksum database: signed notes, the log of records and its client, as golang.org/x/mod/sumdb has them.
//!
//! The ported crates `signed_note` and `tlog_tiles` were looked at: their texts are not go's, they know no release, and they
//! bring a second Ed25519 and SHA-256. The cryptography is aws-lc's, as everywhere here.
//!
//! Source: modules.md §14; env-auth-proxy-tls.md §3; answers of go 1.21.13 to 1.27.3 (testdata/golden/sums.jsonl).

pub mod client;
pub mod note;
pub mod tlog;
