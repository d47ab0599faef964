//! What `git credential fill` says, as go reads it (env-auth-proxy-tls.md §4.5).

use super::Field;
use crate::{
    go::std::{
        net::url::Url,
        strconv::{byte_string::ByteString, text::lossy},
    },
    secret::Secret,
};

/// A login that git knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The URL that it is for, and all below.
    pub prefix: Url,
    /// The `Authorization` that it makes.
    pub field: Field,
}

/// A login for another place than the one asked for: the URL asked for, and git's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("requested a credential for {0}, but 'git credential fill' provided one for {1}")]
pub struct Elsewhere(ByteString, ByteString);

impl Elsewhere {
    /// The text without passwords.
    pub fn masked(&self) -> String {
        crate::secret::redact_url(&self.to_string())
    }
}

/// Reads the output of `git credential fill` for `url`.
pub fn read(output: &[u8], url: &Url) -> Result<Filled, Elsewhere> {
    let mut prefix = Url::default();
    let (mut user, mut password) = (Vec::new(), Vec::new());
    for line in output.split(|b| *b == b'\n') {
        let Some(equals) = line.iter().position(|b| *b == b'=') else { continue };
        let (key, value) = (&line[..equals], line[equals + 1..].trim_ascii());
        match key {
            b"protocol" => prefix = prefix.with_scheme(&lossy(value)),
            b"host" => prefix = prefix.with_host(value),
            b"path" => prefix = prefix.with_path(value),
            b"username" => user = value.to_vec(),
            b"password" => password = value.to_vec(),
            b"url" => prefix = Url::parse(value).unwrap_or(prefix),
            _ => {}
        }
    }
    let (asked, given) = (url.expose(), prefix.expose());
    if !asked.starts_with(&given) {
        return Err(Elsewhere(asked.into(), given.into()));
    }
    Ok(Filled { prefix, field: Field::basic(&user, &Secret::new(password)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefix(output: &str) -> Result<String, String> {
        let url = Url::parse("https://two.test/m/n?go-get=1").unwrap();
        let filled = read(output.as_bytes(), &url).map_err(|error| error.to_string())?;
        Ok(lossy(&filled.prefix.expose()))
    }

    /// Seen with go 1.27.3 and git 2.47.
    #[test]
    fn the_prefix_has_to_be_one() {
        let login = "protocol=https\nhost=two.test\nusername=u\npassword=a=b\n";
        assert_eq!(prefix(login).unwrap(), "https://two.test");
        assert_eq!(prefix(&format!("{login}path=m/\njunk")).unwrap(), "https://two.test/m/");
        for (output, given) in [
            (format!("{login}path=m/n?go-get=1"), "https://two.test/m/n%3Fgo-get=1"),
            (format!("{login}path=x"), "https://two.test/x"),
            (format!("{login}protocol=http"), "http://two.test"),
            ("host=two.test".into(), "//two.test"),
            ("protocol=https\nhost=two.test/".into(), "https://two.test%2F"),
            ("url=https://zz@two.test/m".into(), "https://zz@two.test/m"),
        ] {
            let text = format!(
                "requested a credential for https://two.test/m/n?go-get=1, but 'git credential fill' provided one for {given}"
            );
            assert_eq!(prefix(&output).unwrap_err(), text);
        }
    }

    #[test]
    fn the_login_is_basic() {
        let url = Url::parse("https://h/").unwrap();
        let filled = read(b"protocol=https\nhost=h\nusername=r\r\npassword=a=b \n", &url).unwrap();
        assert_eq!(filled.field.value.expose(), b"Basic cjphPWI=");
    }
}
