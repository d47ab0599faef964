//! Sums: what was computed, what go.sum lists, what the checksum database was asked and has.

use serde::{Deserialize, Serialize};

use crate::secret::UrlText;

facts_of_stage! { WaySought in Box, SumsAsked in Box, SumCompared in Box }

/// The way to the checksum database, sought once in a run: through a module proxy that passes it on, or directly.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaySought {
    /// The name of the database.
    pub database: String,
    /// Each proxy that was asked whether it passes the database on, in order.
    #[serde(default)]
    pub asked: Vec<SumRequest>,
    /// Where it is asked; `None` where no lookup can succeed.
    #[serde(default)]
    pub base: Option<UrlText>,
    /// How that came; `None` where no lookup can succeed.
    #[serde(default)]
    pub by: Option<WayBy>,
    /// go's text, where there is no way.
    #[serde(default)]
    pub error: Option<String>,
}

/// What decided the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WayBy {
    /// No proxy passes it on: the database's own host.
    Direct,
    /// The first proxy that passes it on.
    Proxy,
    /// GOSUMDB has a URL.
    Setting,
}

/// A request on the way to the checksum database, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumRequest {
    /// The URL.
    pub url: UrlText,
    /// The status; `None` without an answer.
    #[serde(default)]
    pub status: Option<u16>,
    /// go's text, where it fails.
    #[serde(default)]
    pub error: Option<String>,
    /// Whether the answer says that the database may not read the module's repository, or finds none.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
}

/// A version that the checksum database was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumsAsked {
    /// The name of the database.
    pub database: String,
    /// Its key as a signature names it: `sum.golang.org+033de0ae`.
    pub key: String,
    /// The module path.
    pub module: String,
    /// The version, with `/go.mod` behind it where it is about go.mod alone.
    pub version: String,
    /// The requests that this lookup waited for, in order: the record, then tiles. What the run knew already is not asked.
    #[serde(default)]
    pub asked: Vec<SumRequest>,
    /// Files that were read for it from what earlier runs left, where that is believed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<String>,
    /// The record that was answered, proved or not.
    #[serde(default)]
    pub record: Option<SumRecord>,
    /// The newest head that was accepted in this run so far.
    #[serde(default)]
    pub head: Option<SumHead>,
    /// The head that an earlier run left, where one is believed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<SumHead>,
    /// The lines for this version, once they are proved.
    #[serde(default)]
    pub lines: Vec<String>,
    /// go's text, where the lookup fails.
    #[serde(default)]
    pub error: Option<String>,
    /// Whether the database told two stories, with which go ends.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub misbehaves: bool,
}

/// A record of a checksum database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumRecord {
    /// Its number in the log.
    pub id: i64,
    /// Its lines, for both go.mod and zip.
    pub lines: Vec<String>,
    /// The head that came with it; `None` where none by the database's key can be read.
    #[serde(default)]
    pub head: Option<SumHead>,
}

/// The signed head of a checksum database's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumHead {
    /// The number of records.
    pub size: i64,
    /// The hash over them, in base64.
    pub hash: String,
}

/// The sum of a download, held against go.sum and the checksum database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumCompared {
    /// The module path.
    pub module: String,
    /// Its version.
    pub version: String,
    /// What the sum is of.
    pub of: SumOf,
    /// The sum that was computed: `h1:…`.
    pub computed: String,
    /// What go.sum lists for it; `None` where there is no go.sum to look into.
    #[serde(default)]
    pub go_sum: Option<SumsListed>,
    /// The line on which go.sum cannot be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub malformed: Option<SumsMalformed>,
    /// What the database has for it; `None` where it was not asked, or did not say.
    #[serde(default)]
    pub database: Option<SumsRecorded>,
    /// Who decided.
    pub by: SumBy,
    /// go's text, where the download is refused.
    #[serde(default)]
    pub error: Option<String>,
}

/// What a sum is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SumOf {
    /// The go.mod alone.
    #[default]
    #[serde(rename = "go.mod")]
    GoMod,
    /// The whole module.
    #[serde(rename = "zip")]
    Zip,
}

/// What go.sum lists for a download.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumsListed {
    /// The absolute path of the main module's file, or of a workspace's.
    pub file: String,
    /// Its lines, in its order, and behind them those of a workspace's modules.
    pub lines: Vec<SumLine>,
}

/// A go.sum that cannot be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumsMalformed {
    /// The absolute path of the file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// How many fields it has, in place of three.
    pub fields: usize,
}

/// A line of go.sum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumLine {
    /// The absolute path of its file, where that is another than the main one: a workspace module's own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// From 1.
    pub line: usize,
    /// The sum: `h1:…`.
    pub hash: String,
}

/// What a checksum database has for a download.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SumsRecorded {
    /// The name of the database.
    pub name: String,
    /// The sums.
    pub hashes: Vec<String>,
}

/// Who decided about a sum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "kebab-case")]
pub enum SumBy {
    /// go.sum.
    GoSum,
    /// The checksum database, or that it could not be asked.
    Database,
    /// Nobody: GOSUMDB is `off`.
    #[default]
    Off,
    /// Nobody: a pattern of GONOSUMDB, or of GOPRIVATE, matches.
    Matched {
        /// The pattern.
        pattern: String,
    },
}
