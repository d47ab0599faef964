//! What a server for import paths answers, and where; and which pages were written: the reports of `serve` and `export`.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::trace::SCHEMA;

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

/// Pages that were written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportView {
    /// Always [`SCHEMA`].
    pub schema: u32,
    /// Always `export`.
    pub command: Cow<'static, str>,
    /// The configuration.
    pub config: String,
    /// The folder.
    pub folder: String,
    /// The hosts, the file's own first.
    pub hosts: Vec<String>,
    /// The files that were written, below the folder.
    pub files: Vec<String>,
    /// Lines for the server that was named, where they are no file of the folder.
    pub lines: Option<String>,
    /// What a server of files, or the one that was named, cannot do.
    pub cannot: Vec<String>,
    /// What is odd about the configuration: the place and what is said of it.
    pub odd: Vec<[String; 2]>,
    /// Commands to try next.
    pub next: Vec<String>,
}

impl ExportView {
    /// Nothing yet, of `config` into `folder`.
    pub fn new(config: String, folder: String) -> Self {
        Self {
            schema: SCHEMA,
            command: "export".into(),
            config,
            folder,
            hosts: Vec::new(),
            files: Vec::new(),
            lines: None,
            cannot: Vec::new(),
            odd: Vec::new(),
            next: Vec::new(),
        }
    }
}
