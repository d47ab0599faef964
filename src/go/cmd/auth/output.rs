//! What a program named in GOAUTH says, and what it is told (env-auth-proxy-tls.md §4.4).

use crate::{
    go::std::{
        net::url::{ParseError, Url},
        strconv::byte_string::ByteString,
    },
    secret::Secret,
};

/// A header field that a program wants to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name, `Authorization`, as HTTP/1 writes it.
    pub name: String,
    /// Its value.
    pub value: Secret,
}

/// One block of the output: header fields for some URLs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grant {
    /// The URLs and all below them.
    pub urls: Vec<Url>,
    /// The fields; none takes back what was granted before.
    pub fields: Vec<Field>,
}

/// Why go takes nothing from an output.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutputError {
    /// A line in the place of a URL that is none: the line, and why.
    #[error("could not parse URL {0}: {1}")]
    BadUrl(ByteString, UrlError),
    /// A line without `: `, or with a name or value that HTTP does not allow.
    #[error("invalid format: invalid header line")]
    HeaderLine,
    /// The output ends among the header lines.
    #[error("invalid format: missing empty line after headers")]
    HeadersNotEnded,
    /// The output ends among the URLs.
    #[error("invalid format: missing empty line after URLs")]
    UrlsNotEnded,
}

/// Why a line is no URL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// No URL at all.
    #[error(transparent)]
    Parse(#[from] ParseError),
    /// Neither a whole URL nor a path that begins with `/`.
    #[error("parse {}: invalid URI for request", crate::go::std::strconv::text::quote(.0))]
    Relative(ByteString),
}

impl OutputError {
    /// go's text without the line that it quotes, which may hold a secret.
    pub fn masked(&self) -> String {
        match self {
            Self::BadUrl(..) => format!("could not parse URL {}", crate::secret::MASK),
            other => other.to_string(),
        }
    }
}

/// Reads an output: URLs, an empty line, header lines, an empty line, and so on. One fault spoils all of it.
pub fn parse(output: &[u8]) -> Result<Vec<Grant>, OutputError> {
    let mut rest = output;
    let mut grants = Vec::new();
    while !rest.is_empty() {
        let (urls, behind) = block(rest, |line| {
            request_url(line).map_err(|error| OutputError::BadUrl(line.into(), error))
        })?;
        let urls = urls.ok_or(OutputError::UrlsNotEnded)?;
        let (fields, behind) = block(behind, |line| field(line).ok_or(OutputError::HeaderLine))?;
        let fields = fields.ok_or(OutputError::HeadersNotEnded)?;
        grants.push(Grant { urls, fields });
        rest = behind;
    }
    Ok(grants)
}

/// The standard input of a program that is asked again after a 4xx: the response's status line and
/// header, fields of the same name in one line.
pub fn response_text<'a>(
    protocol: &str,
    status: &str,
    headers: impl IntoIterator<Item = &'a (String, String)>,
) -> String {
    let mut fields: Vec<(String, String)> = Vec::new();
    for (name, value) in headers {
        let name = canonical(name);
        match fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.extend([", ", value]),
            None => fields.push((name, value.clone())),
        }
    }
    let mut text = format!("{protocol} {status}\n");
    for (name, value) in &fields {
        text.extend([name, ": ", value, "\n"]);
    }
    text + "\n"
}

/// `x-extra-field` as `X-Extra-Field`.
pub(crate) fn canonical(name: &str) -> String {
    let word = |word: &str| {
        let (first, rest) = word.split_at(word.len().min(1));
        first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
    };
    name.split('-').map(word).collect::<Vec<_>>().join("-")
}

/// Reads the lines in front of an empty one, and returns what is behind it; `None` where the text ends first.
fn block<T>(
    text: &[u8],
    read: impl Fn(&[u8]) -> Result<T, OutputError>,
) -> Result<(Option<Vec<T>>, &[u8]), OutputError> {
    let (mut items, mut rest) = (Vec::new(), text);
    while let Some(end) = rest.iter().position(|b| *b == b'\n') {
        let (line, behind) = rest.split_at(end);
        rest = behind.get(1..).unwrap_or_default();
        if line.is_empty() {
            return Ok((Some(items), rest));
        }
        items.push(read(line)?);
    }
    Ok((None, rest))
}

/// A URL as a request line may have it: whole, or a path, and `#` is no more than a character.
fn request_url(line: &[u8]) -> Result<Url, UrlError> {
    let relative = || UrlError::Relative(line.into());
    if line.contains(&b'#') {
        let escaped = line.split(|b| *b == b'#').collect::<Vec<_>>().join(&b"%23"[..]);
        return Ok(Url::parse(escaped)?);
    }
    let url = Url::parse(line)?;
    let whole = !url.scheme().is_empty() && url.opaque().is_empty();
    if whole || line.starts_with(b"/") { Ok(url) } else { Err(relative()) }
}

/// `Name: value`; blanks around the value do not count.
fn field(line: &[u8]) -> Option<Field> {
    let colon = line.windows(2).position(|pair| pair == b": ")?;
    let name = str::from_utf8(line.get(..colon)?).ok()?;
    let value = line.get(colon + 2..)?.trim_ascii();
    let is_token = !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b));
    let is_value = value.iter().all(|b| *b == b'\t' || !b.is_ascii_control());
    (is_token && is_value).then(|| Field { name: canonical(name), value: Secret::new(value) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each grant as `urls: fields`.
    fn shown(output: &str) -> Result<Vec<String>, String> {
        let grants = parse(output.as_bytes()).map_err(|error| error.to_string())?;
        let field = |f: &Field| format!("{}={}", f.name, String::from_utf8_lossy(f.value.expose()));
        let show = |grant: &Grant| {
            let urls: Vec<_> =
                grant.urls.iter().map(|url| String::from_utf8(url.expose()).unwrap()).collect();
            let fields: Vec<_> = grant.fields.iter().map(field).collect();
            format!("{} {}", urls.join(","), fields.join(","))
        };
        Ok(grants.iter().map(show).collect())
    }

    /// Seen with go 1.27.3.
    #[test]
    fn reads_what_go_reads() {
        for (output, read) in [
            ("", &[][..]),
            ("https://a\n\nAuthorization:  c  \n\n", &["https://a Authorization=c"]),
            ("https://a\n\nx-a: b\r\nX-A: a: b\n\n", &["https://a X-A=b,X-A=a: b"]),
            ("HTTPS://a\nhttps://b/\n\n\n", &["https://a,https://b/ "]),
            ("\nA: c\n\n", &[" A=c"]),
            ("https://a\n\nA: c\n\n\n\n", &["https://a A=c", " "]),
        ] {
            assert_eq!(shown(output).unwrap(), read, "{output}");
        }
    }

    #[test]
    fn faults_are_told_in_gos_words() {
        const URLS: &str = "invalid format: missing empty line after URLs";
        const HEADERS: &str = "invalid format: missing empty line after headers";
        const LINE: &str = "invalid format: invalid header line";
        for (output, text) in [
            ("https://a", URLS),
            ("https://a\n", URLS),
            ("https://a\n\n", HEADERS),
            ("https://a\n\nA: b\n", HEADERS),
            ("\n", HEADERS),
            ("https://a\n\nA:b\n\n", LINE),
            ("https://a\n\n A: c\n\n", LINE),
            ("https://a\n\nbad name: c\n\n", LINE),
            ("https://a\n\n: c\n\n", LINE),
            ("https://a\n\nA: a\u{1}b\n\n", LINE),
            ("a\n\nA: b\n\n", "could not parse URL a: parse \"a\": invalid URI for request"),
            (
                "https://a\r\n\r\nA: b\r\n\r\n",
                "could not parse URL https://a\r: parse \"https://a\\r\": net/url: invalid control character in URL",
            ),
        ] {
            assert_eq!(shown(output).unwrap_err(), text, "{output}");
        }
    }

    #[test]
    fn the_response_has_one_line_a_name() {
        let headers = [("A", "b"), ("zz-z", "d"), ("a", "e")].map(|(n, v)| (n.into(), v.into()));
        assert_eq!(
            response_text("HTTP/1.1", "401 X", &headers),
            "HTTP/1.1 401 X\nA: b, e\nZz-Z: d\n\n"
        );
    }
}
