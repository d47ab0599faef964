//! A saved run that can be shared: hosts, paths, users and addresses are replaced one to one, each by one of the same
//! length and shape, wherever they are: in texts, pages, outputs of commands and certificates. Names that rules depend
//! on, such as public forges, stay, and so do versions, sums and times.

mod address;
mod der;
mod keys;
mod names;
mod pseudonym;
mod words;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::Value;

use address::Addresses;
use keys::Keys;
use names::Names;
use pseudonym::Pseudonyms;

/// A saved run, or several, as `Trace::save` wrote them, without its names.
///
/// An `Err` says which line is none of a saved run.
pub fn redact(saved: &[u8]) -> Result<Vec<u8>, String> {
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(saved.split(|byte| *byte == b'\n')) {
        if !line.trim_ascii().is_empty() {
            let value: Value =
                serde_json::from_slice(line).map_err(|error| format!("line {number}: {error}"))?;
            lines.push(value);
        }
    }
    let mut names = Names::default();
    for line in &lines {
        names.collect(line);
    }
    let mut redactor = Redactor {
        pseudonyms: Pseudonyms::of(&names),
        addresses: Addresses::default(),
        keys: Keys::default(),
    };
    for line in &lines {
        redactor.keys(line);
    }
    let mut out = Vec::new();
    for mut line in lines {
        redactor.value(&mut line);
        out.extend(line.to_string().into_bytes());
        out.push(b'\n');
    }
    Ok(out)
}

/// Replaces names and addresses.
struct Redactor {
    pseudonyms: Pseudonyms,
    addresses: Addresses,
    keys: Keys,
}

impl Redactor {
    /// Notes the keys of databases in a value.
    fn keys(&mut self, value: &Value) {
        match value {
            Value::String(text) => {
                self.keys.collect(text, |name| self.pseudonyms.replace(name, str::to_owned));
            }
            Value::Array(members) => members.iter().for_each(|member| self.keys(member)),
            Value::Object(members) => members.values().for_each(|member| self.keys(member)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn value(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(members) => members.iter_mut().for_each(|member| self.value(member)),
            Value::Object(members) => {
                for (key, member) in members.iter_mut() {
                    match member.as_str().filter(|_| key == "base64") {
                        Some(text) => *member = self.packed(text).into(),
                        // The kind of a fact, a stage: words of this program.
                        None if names::is_kind(key, member) => {}
                        None => self.value(member),
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn text(&mut self, text: &str) -> String {
        let text = self.addresses.replace(text);
        let signed = |token: &str| self.keys.signature(token);
        self.keys.replace(&text, |text| self.pseudonyms.replace(text, signed))
    }

    /// Bytes in base64. What is text in them keeps its length, so that a certificate stays one.
    fn packed(&mut self, text: &str) -> String {
        let Ok(bytes) = STANDARD.decode(text) else { return String::new() };
        let mut bytes = self.addresses.replace_packed(bytes);
        if !der::is_structure(&bytes) {
            return STANDARD.encode(self.texts(&bytes));
        }
        for place in der::strings(&bytes) {
            let own = &mut bytes[place];
            let other = self.texts(own);
            if other.len() == own.len() { own.copy_from_slice(&other) } else { own.fill(b'x') }
        }
        STANDARD.encode(bytes)
    }

    /// The bytes with what is text among them replaced.
    fn texts(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        for piece in bytes.chunk_by(|one, other| is_text(*one) == is_text(*other)) {
            match str::from_utf8(piece).ok().filter(|piece| piece.len() >= SHORTEST) {
                Some(piece) => out.extend(self.text(piece).into_bytes()),
                None => out.extend_from_slice(piece),
            }
        }
        out
    }
}

/// How long a text among other bytes is at least: fewer letters come by chance.
const SHORTEST: usize = 3;

fn is_text(byte: u8) -> bool {
    (b' '..=b'~').contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(line: &str) -> String {
        String::from_utf8(redact(line.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn names_are_replaced_wherever_they_are() {
        let line = r#"{"fact":"x","url":"https://Ann.Smith@git.acmecorp.example/tools/fetch/v2.git?go-get=1","error":"fetch of acmecorp failed at 10.20.30.40:443: /home/asmith/x","page":"<b>ACMECORP fetch</b>"}"#;
        let out = redacted(line);
        for name in ["ann", "smith", "acmecorp", "tools", "20.30.40"] {
            assert!(!out.to_lowercase().contains(name), "{name}: {out}");
        }
        for kept in [
            "https://",
            "@git.",
            ".example/",
            "/v2.git?go-get=1",
            "fetch of ",
            " failed at 10.",
            ":443: /home/",
            " fetch</b>",
        ] {
            assert!(out.contains(kept), "{kept}: {out}");
        }
        assert_eq!(out.len(), line.len() + 1);
    }

    #[test]
    fn public_names_stay_and_one_name_has_one_other() {
        let line = r#"{"path":"github.com/acmecorp/widget","module":"gopkg.in/acmecorp/yaml.v3","text":"acmecorp widget v1.2.3 h1:acmecorp+widget="}"#;
        let out: Value = serde_json::from_str(&redacted(line)).unwrap();
        let path = out["path"].as_str().unwrap();
        let [org, name] =
            path.strip_prefix("github.com/").unwrap().split('/').collect::<Vec<_>>()[..]
        else {
            panic!("{path}")
        };
        assert!(org != "acmecorp" && name != "widget" && org != name);
        assert!(out["module"].as_str().unwrap().starts_with(&format!("gopkg.in/{org}/")));
        assert_eq!(out["module"].as_str().unwrap().rsplit_once('.').unwrap().1, "v3");
        assert_eq!(out["text"], format!("{org} {name} v1.2.3 h1:acmecorp+widget="));
    }

    /// A key or a signature may spell a name, and is none.
    #[test]
    fn of_a_certificate_the_strings_are_replaced() {
        let name = b"git.acmecorp.example";
        let header = [0x82, u8::try_from(name.len()).unwrap()];
        let inside = [&b"\x03\x0d\x00\x91acmecorp\xf3\xc2"[..], &header, name].concat();
        let der = [&[0x30, 0x82, 0, u8::try_from(inside.len()).unwrap()][..], &inside].concat();
        let line = format!(
            r#"{{"host":"acmecorp.example","der":{{"base64":"{}"}}}}"#,
            STANDARD.encode(&der)
        );
        let out: Value = serde_json::from_str(&redacted(&line)).unwrap();
        let out = STANDARD.decode(out["der"]["base64"].as_str().unwrap()).unwrap();
        assert_eq!(out.len(), der.len());
        assert_eq!(out[..20], der[..20], "the key is as it was");
        assert!(!out[20..].windows(8).any(|it| it == b"acmecorp"), "{out:?}");
    }

    #[test]
    fn what_is_no_saved_run_is_told() {
        assert!(redact(b"{}\nx").unwrap_err().starts_with("line 2: "));
    }
}
