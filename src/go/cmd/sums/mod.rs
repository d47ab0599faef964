//! How the go command checks the sum of what it downloaded: against go.sum, then against the checksum database
//! (`cmd/go/internal/modfetch`).
//!
//! Source: modules.md §13 and 14; env-auth-proxy-tls.md §3.

mod database;
mod go_sum;
mod needed;
mod route;
mod verdict;

pub use self::{
    database::{Database, DatabaseError},
    go_sum::{Listing, Mismatch, SumFiles},
    needed::{Needed, SumSettings, go_sum_is_enough, needed},
    route::{Reply, Route, RouteStep},
    verdict::{Download, Rejected, failed_lookup, judge},
};
