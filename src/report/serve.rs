//! What a server for import paths answers, and where: the report of the `serve` command.

/// A server that has begun.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServeView {
    /// The file.
    pub file: String,
    /// The hosts, the file's own first.
    pub hosts: Vec<String>,
    /// The first repositories: import path, VCS, URL.
    pub packages: Vec<[String; 3]>,
    /// How many repositories there are in all.
    pub total: usize,
    /// The patterns of rules: path and repository.
    pub rules: Vec<[String; 2]>,
    /// What is odd about the file: the place and what is said of it.
    pub odd: Vec<[String; 2]>,
    /// Where it listens, as URLs.
    pub listens: Vec<String>,
    /// Where health and metrics are.
    pub admin: Option<String>,
    /// What still keeps go from being answered.
    pub lacks: Vec<String>,
    /// Commands to try next.
    pub next: Vec<String>,
}
