//! `export` and `check DIR`: pages as files, judged without a server and behind one of files.

use std::{collections::BTreeMap, ffi::OsStr, fs, path::Path, sync::Arc};

use goget_doctor::{
    pipeline::{self, Options},
    report::Report,
    trace::Stage,
    world::World,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;

use crate::support::{
    child::doctor,
    schema::{hold, strict},
    tunnel::{Place, tunnel},
    vanity::{CONFIGS, certificate, rows, text},
};

/// The exported pages of the configuration `name`, and what the command said of them.
fn exported(folder: &Path, name: &str, words: &[&str]) -> serde_json::Value {
    let (_, config, host) = CONFIGS.iter().find(|(known, ..)| *known == name).unwrap();
    fs::write(folder.join(name), text(config)).unwrap();
    let mut command = doctor();
    command.current_dir(folder).args(["export", name, "pages", "--json"]).args(words);
    let output = command.args(host.iter().flat_map(|host| ["--host", host])).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let value = serde_json::from_slice(&output.stdout).unwrap();
    hold(strict(), &value);
    value
}

fn checked(folder: &Path, host: &str) -> (Option<i32>, String) {
    let mut command = doctor();
    command
        .current_dir(folder)
        .args(["check", "--host", host, "pages", "-v"])
        .env("PATH", "/usr/bin:/bin");
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_pages_of_every_form_pass_the_check_of_their_folder() {
    for (name, _, host) in CONFIGS {
        let folder = tempfile::tempdir().unwrap();
        let said = exported(folder.path(), name, &[]);
        let own = host.unwrap_or_else(|| said["hosts"][0].as_str().unwrap());
        let several = said["hosts"].as_array().unwrap().len() > 1;
        if several {
            fs::rename(folder.path().join("pages").join(own), folder.path().join("own")).unwrap();
            fs::remove_dir_all(folder.path().join("pages")).unwrap();
            fs::rename(folder.path().join("own"), folder.path().join("pages")).unwrap();
        }
        let (code, text) = checked(folder.path(), own);
        assert_eq!(code, Some(0), "{name}: {text}");
    }
}

#[test]
fn a_page_that_go_cannot_use_fails_the_check() {
    let folder = tempfile::tempdir().unwrap();
    exported(folder.path(), "a.yaml", &["--for", "github-pages"]);
    let page = folder.path().join("pages/x/index.html");
    let text = fs::read_to_string(&page).unwrap();
    fs::write(&page, text.replace("<head>", "<head></head><body>")).unwrap();
    let (code, said) = checked(folder.path(), "a.example.com");
    assert!(code == Some(1) && said.contains("meta-tag-in-body"), "{said}");
    fs::remove_file(folder.path().join("pages/CNAME")).unwrap();
    let output = doctor().current_dir(folder.path()).args(["check", "pages"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "no host is named");
}

#[test]
fn packages_of_a_tree_have_pages() {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in [
        ("go.mod", "module a.example.com/x\n"),
        ("sub/s.go", "package sub\n"),
        ("v2/go.mod", "module a.example.com/x/v2\n"),
        ("v2/p/p.go", "package p\n"),
    ] {
        let file = folder.path().join("tree").join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    let said = exported(folder.path(), "a.yaml", &["--tree", "a.example.com/x=tree"]);
    let files: Vec<_> =
        said["files"].as_array().unwrap().iter().filter_map(|it| it.as_str()).collect();
    for file in [
        "index.html",
        "404.html",
        "x/index.html",
        "x/sub/index.html",
        "x/v2/index.html",
        "x/v2/p/index.html",
    ] {
        assert!(files.contains(&file), "{file}: {files:?}");
    }
    assert_eq!(checked(folder.path(), "a.example.com").0, Some(0));
}

/// A server of files as GitHub Pages is one: a folder is its index.html behind a redirect, all else is 404.html.
async fn serve_files(root: std::path::PathBuf, tls: TlsAcceptor) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (root, tls) = (root.clone(), tls.clone());
            tokio::spawn(async move {
                let mut stream = tls.accept(stream).await?;
                let mut head = Vec::new();
                while !head.ends_with(b"\r\n\r\n") {
                    head.push(stream.read_u8().await?);
                }
                let head = String::from_utf8_lossy(&head).into_owned();
                let path = head.split([' ', '?']).nth(1).unwrap_or("/").to_owned();
                let index = root.join(path.trim_matches('/')).join("index.html");
                let (status, more, body) = match fs::read(&index) {
                    Ok(_) if !path.ends_with('/') => {
                        ("301 Moved Permanently", format!("Location: {path}/\r\n"), Vec::new())
                    }
                    Ok(page) => ("200 OK", String::new(), page),
                    Err(_) => ("404 Not Found", String::new(), fs::read(root.join("404.html"))?),
                };
                let head = format!(
                    "HTTP/1.1 {status}\r\n{more}Content-Type: text/html\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
                    body.len()
                );
                stream.write_all(head.as_bytes()).await?;
                stream.write_all(&body).await?;
                stream.shutdown().await
            });
        }
    });
    address
}

/// Every path of the table, but for those that lie in one another, is found as from `serve`: by its page, or by 404.html.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plain_server_of_files_answers_as_serve_does() {
    let folder = tempfile::tempdir().unwrap();
    let tls = certificate(folder.path());
    exported(folder.path(), "vangen.json", &[]);
    let mut config = rustls_config(&tls);
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let address =
        serve_files(folder.path().join("pages"), TlsAcceptor::from(Arc::new(config))).await;
    let proxy =
        tunnel(BTreeMap::from([("d.example.com".to_owned(), Place::Tcp(address))]), None).await;
    let mut world = World::empty();
    world.set("HTTPS_PROXY", format!("http://{proxy}"));
    world.set("SSL_CERT_FILE", &tls.certificate);
    let world = Arc::new(world);
    for (path, wanted) in rows().iter().filter(|(path, _)| path.starts_with("d.example.com")) {
        let options = Options {
            module: true,
            until: Some(Stage::Root),
            direct: true,
            no_probe: true,
            ..Options::default()
        };
        let trace = pipeline::resolve(world.clone(), OsStr::new(path), &options).await.unwrap();
        let verdict = Report::of(&trace).verdict;
        let found = verdict.root().map(|root| format!("{} {} {}", root.path, root.vcs, root.repo));
        assert_eq!(found, *wanted, "{path}: {:?}", verdict.error());
    }
}

fn rustls_config(tls: &goget_doctor::serve::http::TlsFiles) -> rustls::ServerConfig {
    use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _};
    let chain = vec![CertificateDer::from_pem_file(&tls.certificate).unwrap()];
    let key = PrivateKeyDer::from_pem_file(&tls.key).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap();
    config.with_no_client_auth().with_single_cert(chain, key).unwrap()
}
