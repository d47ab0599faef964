//! What `check` says of a real nginx before `serve` that is set up wrong.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;

use crate::support::{
    child::doctor,
    tunnel::{Place, tunnel},
    vanity::{certificate, run_nginx, serve},
};

const CONFIG: &str = "host: a.example.com\npaths:\n  /x:\n    repo: https://github.com/o/x\n";

/// Mistakes: what is wrong, the words of the listener, the lines of the server, and the finding; none where it does no harm.
const MISTAKES: &[(&str, &str, &str, Option<&str>)] = &[
    ("nothing", "ssl", "location / { proxy_pass UP; proxy_set_header Host $host; }", None),
    ("the host of the server behind it", "ssl", "location / { proxy_pass UP; }", None),
    (
        "another host",
        "ssl",
        "location / { proxy_pass UP; proxy_set_header Host inner; }",
        Some("vanity-page-missing"),
    ),
    (
        "the path is rewritten",
        "ssl",
        "location /x { proxy_pass UP/; proxy_set_header Host $host; }",
        Some("meta-absent"),
    ),
    (
        "the query is dropped",
        "ssl",
        "location / { proxy_pass UP$uri; proxy_set_header Host $host; }",
        None,
    ),
    (
        "paths below have no place",
        "ssl",
        "location = /x { proxy_pass UP; } location = / { proxy_pass UP; }",
        Some("meta-missing-on-subpath"),
    ),
    (
        "https leads to http",
        "ssl",
        "return 301 http://$host$request_uri;",
        Some("http-redirect-downgrade"),
    ),
    (
        "it says gzip and sends none",
        "ssl",
        "location / { proxy_pass UP; add_header Content-Encoding gzip; }",
        Some("http-body-not-gzip"),
    ),
    (
        "the port has no TLS",
        "",
        "location / { proxy_pass UP; }",
        Some("http-plaintext-on-443-middlebox"),
    ),
    (
        "the server behind it is away",
        "ssl",
        "location / { proxy_pass http://127.0.0.1:1; }",
        Some("vanity-host-5xx"),
    ),
    (
        "the certificate of another server",
        "ssl",
        "OTHER location / { proxy_pass UP; }",
        Some("tls-default-certificate"),
    ),
    (
        "who asks has to log in",
        "ssl",
        "location / { auth_basic on; auth_basic_user_file /dev/null; proxy_pass UP; }",
        Some("meta-endpoint-needs-credentials"),
    ),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_mistake_before_the_server_is_told() {
    let mut wrong = Vec::new();
    for (what, listen, lines, wanted) in MISTAKES {
        let folder = tempfile::tempdir().unwrap();
        let Some(found) = found(folder.path(), listen, lines).await else { return };
        let told =
            wanted.map_or(found.is_empty(), |wanted| found.iter().any(|name| name == wanted));
        if !told {
            wrong.push(format!("{what}: {found:?}, wanted {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The findings of `check` for the file that is served behind the mistake; `None` without nginx.
async fn found(folder: &Path, listen: &str, lines: &str) -> Option<Vec<String>> {
    let file = folder.join("vanity.yaml");
    fs::write(&file, CONFIG).unwrap();
    let (address, _) = serve(&file, None, None, true);
    let tls = certificate(folder);
    let socket = folder.join("nginx.sock");
    let own = format!(
        "ssl_certificate {}; ssl_certificate_key {};",
        tls.certificate.display(),
        tls.key.display()
    );
    let (own, lines) = match lines.strip_prefix("OTHER ") {
        Some(lines) => (other_certificate(folder), lines),
        None => (own, lines),
    };
    let (dir, up) = (folder.display(), format!("http://{address}"));
    let config = format!(
        "daemon off;\nmaster_process off;\npid {dir}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\nroot {dir}/none;\n\
         client_body_temp_path {dir}/t1;\nproxy_temp_path {dir}/t2;\nfastcgi_temp_path {dir}/t3;\nuwsgi_temp_path {dir}/t4;\nscgi_temp_path {dir}/t5;\n\
         server {{ listen unix:{} {listen}; {own} {} }}\n}}\n",
        socket.display(),
        lines.replace("UP", &up)
    );
    let mut nginx = run_nginx(folder, &config, &socket)?;
    let proxy =
        tunnel(BTreeMap::from([("a.example.com".to_owned(), Place::Unix(socket))]), None).await;
    let roots = folder.join("roots.pem");
    let other = fs::read_to_string(folder.join("other.pem")).unwrap_or_default();
    fs::write(&roots, fs::read_to_string(&tls.certificate).unwrap() + &other).unwrap();
    let mut command = doctor();
    command
        .args(["check", "--direct", "--json"])
        .arg(&file)
        .env("HTTPS_PROXY", format!("http://{proxy}"));
    command.env("SSL_CERT_FILE", roots).env("PATH", "/usr/bin:/bin");
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    nginx.kill().unwrap();
    nginx.wait().unwrap();
    let value: Value = serde_json::from_slice(&output.stdout).unwrap();
    let results = value["results"].as_array().unwrap().iter();
    let findings = results.flat_map(|result| result["findings"].as_array().unwrap());
    Some(findings.map(|finding| finding["name"].as_str().unwrap().to_owned()).collect())
}

/// A certificate that names another host, of an authority that is known.
fn other_certificate(folder: &Path) -> String {
    let signed = rcgen::generate_simple_self_signed(["www.example.org".to_owned()]).unwrap();
    let (cert, key) = (folder.join("other.pem"), folder.join("other.key"));
    fs::write(&cert, signed.cert.pem()).unwrap();
    fs::write(&key, signed.signing_key.serialize_pem()).unwrap();
    format!("ssl_certificate {}; ssl_certificate_key {};", cert.display(), key.display())
}
