//! What a proxy says of a version: the answers of `.info` and `@latest` (modules.md §6.2, 6.3).

use crate::go::{
    std::{
        encoding::json::{self, Kind, Member},
        strconv::text::lossy,
        time::Time,
    },
    version::{Change, Version},
};

/// A version and when it was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// The version. Whatever the answer says; empty where it says none.
    pub version: String,
    /// Its time; the year 1 where the answer has none.
    pub time: Time,
    /// The time as the answer writes it.
    pub written: Option<String>,
}

/// Reads an answer as go does: names of fields in any case, the last duplicate counts, what is unknown is ignored. The
/// error is go's text behind `invalid response from proxy "…": `.
pub fn read(body: &[u8], release: Version) -> Result<Info, String> {
    json::check(body, release)?;
    match json::kind(body) {
        Kind::Object => {}
        Kind::Null => return Ok(Info::default()),
        other => return Err(mismatch(other, "Go value of type modfetch.RevInfo")),
    }
    let (mut info, mut mismatched) = (Info::default(), None);
    for member in json::members(body) {
        let fault = match folded(&member.name).as_str() {
            "version" => take_version(&member, &mut info),
            "time" => take_time(&member, &mut info, release)?,
            "origin" => origin(&member, release),
            _ => None,
        };
        mismatched = mismatched.or(fault);
    }
    mismatched.map_or(Ok(info), Err)
}

/// A name without case: `ſ` is an `s`.
fn folded(name: &str) -> String {
    name.to_lowercase().replace('ſ', "s")
}

/// A value of the wrong kind is an error of the end, unlike a bad time, which is one at once.
fn take_version(member: &Member<'_>, info: &mut Info) -> Option<String> {
    match json::kind(member.value) {
        Kind::Null => {}
        Kind::String => info.version = json::string(member.value),
        other => return Some(mismatch(other, "Go struct field RevInfo.Version of type string")),
    }
    None
}

/// Until 1.26 the time was read from the string as it is written, escapes and all.
fn take_time(
    member: &Member<'_>,
    info: &mut Info,
    release: Version,
) -> Result<Option<String>, String> {
    let new = release.has(Change::JsonVersionTwo);
    match json::kind(member.value) {
        Kind::Null => {}
        Kind::String => {
            let text = if new { json::string(member.value) } else { lossy(member.value) };
            let written = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
            let written = written.filter(|_| !new).unwrap_or(&text);
            info.time = Time::parse(written)?;
            info.written = Some(written.to_owned());
        }
        other if new => {
            return Ok(Some(mismatch(other, "Go struct field RevInfo.Time of type time.Time")));
        }
        _ => return Err("Time.UnmarshalJSON: input is not a JSON string".into()),
    }
    Ok(None)
}

/// The fields of `Origin`, all of them strings.
const ORIGIN: [&str; 8] = ["VCS", "URL", "Subdir", "Hash", "TagPrefix", "TagSum", "Ref", "RepoSum"];

/// `Origin` has to be an object of strings; what it says does not count here.
fn origin(member: &Member<'_>, release: Version) -> Option<String> {
    match json::kind(member.value) {
        Kind::Null => None,
        Kind::Object => json::members(member.value).iter().find_map(|it| of_origin(it, release)),
        other => Some(mismatch(other, "Go struct field RevInfo.Origin of type codehost.Origin")),
    }
}

fn of_origin(member: &Member<'_>, release: Version) -> Option<String> {
    let name = folded(&member.name);
    let field = ORIGIN.into_iter().find(|field| field.eq_ignore_ascii_case(&name))?;
    let holder = if release.has(Change::JsonVersionTwo) { "RevInfo" } else { "Origin" };
    match json::kind(member.value) {
        Kind::Null | Kind::String => None,
        other => Some(mismatch(
            other,
            &format!("Go struct field {holder}.Origin.{field} of type string"),
        )),
    }
}

fn mismatch(kind: Kind, into: &str) -> String {
    format!("json: cannot unmarshal {} into {into}", kind.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_now(body: &str) -> Result<Info, String> {
        read(body.as_bytes(), Version::NEWEST)
    }

    #[test]
    fn fields() {
        let info =
            read_now(r#"{"version":"v1","VERSION":"v2","Time":"2020-01-01T00:00:00Z","x":[]} "#);
        let info = info.unwrap();
        assert_eq!(info.version, "v2");
        assert_eq!(info.written.as_deref(), Some("2020-01-01T00:00:00Z"));
        assert_eq!(read_now("null"), Ok(Info::default()));
        assert_eq!(read_now(r#"{"Version":null,"Time":null,"Origin":{}}"#), Ok(Info::default()));
    }

    #[test]
    fn words_of_errors() {
        for (body, expected) in [
            ("[]", "json: cannot unmarshal array into Go value of type modfetch.RevInfo"),
            (
                r#"{"Version":1}"#,
                "json: cannot unmarshal number into Go struct field RevInfo.Version of type string",
            ),
            (
                r#"{"Time":2,"Version":1}"#,
                "json: cannot unmarshal number into Go struct field RevInfo.Time of type time.Time",
            ),
            (
                r#"{"Origin":{"vcs":1}}"#,
                "json: cannot unmarshal number into Go struct field RevInfo.Origin.VCS of type string",
            ),
            ("", "unexpected end of JSON input"),
        ] {
            assert_eq!(read_now(body).unwrap_err(), expected);
        }
        let older = |body: &str| read(body.as_bytes(), "1.26".parse().unwrap()).unwrap_err();
        let not_a_string = "Time.UnmarshalJSON: input is not a JSON string";
        assert_eq!(older(r#"{"Version":1,"Time":2}"#), not_a_string);
        let field =
            "json: cannot unmarshal array into Go struct field Origin.Origin.Hash of type string";
        assert_eq!(older(r#"{"Origin":{"Hash":[]}}"#), field);
    }
}
