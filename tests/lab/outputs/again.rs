//! What was printed, read into the library's types and written again.

use goget_doctor::{
    render::{
        catalog, diff::DiffDocument, explain::Explained, json, jsonl, lab,
        problem::ProblemDocument, releases::Releases,
    },
    report::{
        Item, access::AccessView, certs::CertsView, env, fix::FixView, meta::MetaView,
        netrc::NetrcView, protocol::ProtocolView, round::RoundView, serve::ExportView,
    },
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// The text that comes out where `text`, which says `value`, is read as what `command` prints.
pub(super) fn written(
    command: &str,
    value: &Value,
    text: &str,
    pretty: bool,
) -> Result<String, String> {
    let has = |key: &str| value.get(key).is_some();
    match command {
        _ if has("problem") && !has("results") => as_type::<ProblemDocument<'_>>(text, pretty),
        "resolve" | "check" | "merge" | "replay" | "serve" if has("results") => {
            as_type::<json::Envelope<'_>>(text, pretty)
        }
        "round" if has("parts") => as_type::<RoundView<'_>>(text, pretty),
        "resolve" | "check" | "merge" | "replay" | "round" | "serve" => {
            as_type::<Item>(text, pretty)
        }
        "fix" => as_type::<FixView<'_>>(text, pretty),
        "export" => as_type::<ExportView>(text, pretty),
        "diff" => as_type::<DiffDocument<'_>>(text, pretty),
        "meta" => as_type::<MetaView>(text, pretty),
        "env" if has("changes") => as_type::<Releases>(text, pretty),
        "env" if has("repo") => as_type::<AccessView>(text, pretty),
        "env" if has("settings") => as_type::<env::EnvView>(text, pretty),
        "env" => as_type::<env::PathView>(text, pretty),
        "certs" => as_type::<CertsView>(text, pretty),
        "proxy" => as_type::<ProtocolView>(text, pretty),
        "netrc" => as_type::<NetrcView>(text, pretty),
        "explain" if has("messages") => as_type::<Explained>(text, pretty),
        "explain" if value.is_array() => as_type::<Vec<catalog::Entry>>(text, pretty),
        "explain" => as_type::<catalog::Entry>(text, pretty),
        "lab list" if value.is_array() => as_type::<Vec<lab::Entry>>(text, pretty),
        "lab list" => as_type::<lab::Entry>(text, pretty),
        "lab run" => as_type::<lab::LabRun>(text, pretty),
        _ => Err(format!("nothing is known that {command} prints: {text}")),
    }
}

fn as_type<T: DeserializeOwned + Serialize>(text: &str, pretty: bool) -> Result<String, String> {
    let read: T = serde_json::from_str(text).map_err(|error| format!("{error}: {text}"))?;
    Ok(if pretty { json::document(&read) } else { jsonl::line(&read) })
}
