//! Answers for an import path of one's own: a configuration, what it serves, and what is answered to go and to browsers.
//!
//! ```text
//! file ─► site        hosts, repositories, rules          pure
//!         answer      a request's head ─► a response      pure
//! load    file ─► answers, looked over line by line
//! export  the same pages as files, and lines for servers of files
//! http    listeners, connections, reload, what is counted and noted
//! ```

pub mod answer;
pub mod export;
pub mod http;
pub mod load;
pub mod site;
