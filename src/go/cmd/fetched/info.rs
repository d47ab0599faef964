//! What a proxy says of a version: the answers of `.info` and `@latest` (modules.md §6.2, 6.3).

use crate::go::{
    std::{
        encoding::json::{self, Kind, Member},
        strconv::text::lossy,
        time::Time,
    },
    version::Version,
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
        let fault = match member.name.to_lowercase().as_str() {
            "version" => take_version(&member, &mut info),
            "time" => take_time(&member, &mut info)?,
            "origin" => origin(&member),
            _ => None,
        };
        mismatched = mismatched.or(fault);
    }
    mismatched.map_or(Ok(info), Err)
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

fn take_time(member: &Member<'_>, info: &mut Info) -> Result<Option<String>, String> {
    match json::kind(member.value) {
        Kind::Null => {}
        Kind::String => {
            let inside = lossy(member.value);
            let written = inside.trim_matches('"');
            info.time = Time::parse(written)?;
            info.written = Some(written.to_owned());
        }
        _ => return Err("Time.UnmarshalJSON: input is not a JSON string".into()),
    }
    Ok(None)
}

/// `Origin` has to be an object; what it says does not count here.
fn origin(member: &Member<'_>) -> Option<String> {
    match json::kind(member.value) {
        Kind::Null | Kind::Object => None,
        other => Some(mismatch(other, "Go struct field RevInfo.Origin of type codehost.Origin")),
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
            (r#"{"Version":1,"Time":2}"#, "Time.UnmarshalJSON: input is not a JSON string"),
            ("", "unexpected end of JSON input"),
        ] {
            assert_eq!(read_now(body).unwrap_err(), expected);
        }
    }
}
