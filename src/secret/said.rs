//! What tools print, without the heads of requests that they trace.

use super::MASK;

/// `said`, the output of git, ssh or another tool, without traces of HTTP and the values of fields that log somebody in.
///
/// `GIT_TRACE_CURL`, `GIT_CURL_VERBOSE` and the like print each head as it is sent, a `http.extraHeader` among them.
pub fn without_traces(said: Vec<u8>) -> Vec<u8> {
    if !said.iter().any(|byte| matches!(byte, b'=' | b'>' | b'<' | b':')) {
        return said;
    }
    let mut shown = Vec::with_capacity(said.len());
    for line in said.split_inclusive(|byte| *byte == b'\n') {
        if is_trace(line) {
            continue;
        }
        match value_of_login(line) {
            Some(at) => {
                shown.extend_from_slice(&line[..at]);
                shown.extend_from_slice(MASK.as_bytes());
                shown.extend(line.ends_with(b"\n").then_some(b'\n'));
            }
            None => shown.extend_from_slice(line),
        }
    }
    shown
}

/// Whether a line is one of curl's traces: of a head or a body, sent or received.
fn is_trace(line: &[u8]) -> bool {
    const MARKS: [&[u8]; 4] = [b"=> Send ", b"<= Recv ", b"http.c:", b"trace: run_command: "];
    let says = |mark: &[u8]| line.windows(mark.len()).any(|part| part == mark);
    line.starts_with(b"> ") || line.starts_with(b"< ") || MARKS.into_iter().any(says)
}

/// Where the value begins of a field that logs somebody in.
fn value_of_login(line: &[u8]) -> Option<usize> {
    const NAMES: [&str; 4] = ["authorization", "cookie", "token", "api-key"];
    let lower = line.to_ascii_lowercase();
    let ends = NAMES.iter().filter_map(|name| {
        let mark = format!("{name}: ");
        let at = lower.windows(mark.len()).position(|part| part == mark.as_bytes())?;
        Some(at + mark.len())
    });
    ends.min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traces_go_and_words_stay() {
        let said = "fatal: repository not found\n\
            20:00:00.123 http.c:715 => Send header: Authorization: Basic bWU6\n\
            > Authorization: Basic bWU6\n< Set-Cookie: id=1\n\
            remote: Authorization: Bearer t0ken\nremote: x-auth-token: t0ken\n\
            remote: invalid credentials\n";
        let shown = String::from_utf8(without_traces(said.into())).unwrap();
        let expected = "fatal: repository not found\nremote: Authorization: …\n\
            remote: x-auth-token: …\nremote: invalid credentials\n";
        assert_eq!(shown, expected);
        assert_eq!(without_traces(b"no\xff: end".to_vec()), b"no\xff: end");
    }
}
