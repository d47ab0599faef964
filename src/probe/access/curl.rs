//! git's own trace of its HTTP library: what it asked whom, what it sent, and how that ended. Its words follow no locale.
//! (git 2.28 to 2.47; before, a trace has no switch for its data, and is read up to its limit.)

use crate::{
    go::std::strconv::text::lossy,
    secret::{UrlText, redact_said},
    trace::{CurlAsked, CurlSpoke},
};

use super::Programs;

/// How large the trace may be, in bytes.
const MAX_TRACE: u64 = 1 << 20;

/// How many lines and requests are kept.
const MOST: usize = 40;

impl Programs<'_> {
    /// What becomes of git's first question to `repo` over http.
    pub(super) async fn curl(&self, repo: &UrlText) -> CurlSpoke {
        let file = self.place.join("trace");
        let traced = [
            ("GIT_TRACE_CURL", file.to_str().unwrap_or("0")),
            ("GIT_TRACE_CURL_NO_DATA", "1"),
            ("GIT_TRACE_REDACT", "1"),
        ];
        let argv = ["git", "ls-remote", "-q", "--", repo.expose(), "HEAD"];
        let answer = self.ask(&argv, &traced, b"").await;
        let trace = self.world.read(&file, MAX_TRACE).unwrap_or_default();
        let seen =
            CurlSpoke { repo: repo.clone(), listed: answer.is_success(), ..CurlSpoke::default() };
        lossy(&trace).lines().fold(seen, heard)
    }
}

/// `seen` with what `line` of a trace adds.
fn heard(mut seen: CurlSpoke, line: &str) -> CurlSpoke {
    if let Some((_, header)) = line.split_once("=> Send header: ") {
        sent(&mut seen.asked, header.trim_end());
    } else if let Some((_, header)) = line.split_once("<= Recv header: ") {
        seen.asked.last_mut().into_iter().for_each(|asked| received(asked, header.trim_end()));
    } else if let Some((_, told)) = line.split_once("== Info: ")
        && is_kept(told)
        && seen.told.len() < MOST
    {
        seen.told.push(redact_said(told.trim()));
    }
    seen
}

/// Whether a line of the library's tells of names, connections or certificates.
fn is_kept(told: &str) -> bool {
    !["h2h3 ", "[HTTP/", "Using Stream", "Re-using", "Found bundle", "allocate "]
        .iter()
        .any(|start| told.trim_start().starts_with(start))
}

/// A line of a request: its first one begins it.
fn sent(all: &mut Vec<CurlAsked>, header: &str) {
    let mut words = header.split(' ');
    let is_first = words.next_back().is_some_and(|last| last.starts_with("HTTP/"));
    if is_first && all.len() < MOST {
        let method = words.next().unwrap_or_default().to_owned();
        all.push(CurlAsked { method, ..CurlAsked::default() });
    } else if let (Some(asked), Some((name, value))) = (all.last_mut(), field(header)) {
        match name.as_str() {
            "host" => value.clone_into(&mut asked.host),
            "authorization" | "proxy-authorization" => asked.login = true,
            _ => {}
        }
    }
}

/// A line of the head of an answer.
fn received(asked: &mut CurlAsked, header: &str) {
    if header.starts_with("HTTP/") {
        asked.status = header.split(' ').nth(1).and_then(|status| status.parse().ok());
    }
    let Some((name, value)) = field(header) else { return };
    match name.as_str() {
        "www-authenticate" | "proxy-authenticate" => {
            let scheme = value.split([' ', ',']).next().unwrap_or_default();
            asked.schemes.push(scheme.to_ascii_lowercase());
        }
        "location" => asked.location = Some(value.into()),
        "content-type" => asked.kind = Some(redact_said(value)),
        _ => {}
    }
}

/// The name of a field in small letters, and its value.
fn field(header: &str) -> Option<(String, &str)> {
    let (name, value) = header.split_once(':')?;
    Some((name.to_ascii_lowercase(), value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "\
13:40:01.1 http.c:839  == Info: Establish HTTP proxy tunnel to a.test:443
13:40:01.1 http.c:786  => Send header: CONNECT a.test:443 HTTP/1.1
13:40:01.1 http.c:786  => Send header: Host: a.test:443
13:40:01.1 http.c:786  <= Recv header: HTTP/1.1 200 Connection established
13:40:01.1 http.c:786  => Send header, 0000000203 bytes (0x000000cb)
13:40:01.1 http.c:786  => Send header: GET /t.git/info/refs?service=git-upload-pack HTTP/2
13:40:01.1 http.c:786  => Send header: Host: a.test
13:40:01.1 http.c:786  => Send header: authorization: Basic <redacted>
13:40:01.1 http.c:786  <= Recv header: HTTP/2 401
13:40:01.1 http.c:786  <= Recv header: www-authenticate: Basic realm=\"a\"
13:40:01.1 http.c:786  <= Recv header: WWW-Authenticate: Bearer
13:40:01.1 http.c:839  == Info: h2h3 [authorization: Basic <redacted>]
";

    #[test]
    fn requests_and_answers_are_told_apart() {
        let seen = TRACE.lines().fold(CurlSpoke::default(), heard);
        let [way, asked] = seen.asked.as_slice() else { panic!("{seen:?}") };
        assert_eq!((way.method.as_str(), way.status, way.login), ("CONNECT", Some(200), false));
        assert_eq!((asked.host.as_str(), asked.status, asked.login), ("a.test", Some(401), true));
        assert_eq!(asked.schemes, ["basic", "bearer"]);
        assert_eq!(seen.told.len(), 1);
        assert_eq!(seen.refused_by_proxy(), None);
    }

    #[test]
    fn a_way_that_a_proxy_refuses_is_the_last_request() {
        let text = TRACE.lines().take(3).chain(["x <= Recv header: HTTP/1.1 407 No"]);
        let seen = text.fold(CurlSpoke::default(), heard);
        assert_eq!(seen.refused_by_proxy().and_then(|way| way.status), Some(407));
    }
}
