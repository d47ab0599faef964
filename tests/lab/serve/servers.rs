//! The lines that `export --for` prints, by the real servers where this machine has them.

use std::{fs, path::Path, process::Stdio};

use crate::support::{
    child::{child, doctor},
    judge::skipped,
    vanity::{CONFIGS, text},
};

/// The lines for a server, of the configuration with rules; or the file that they are.
fn lines(folder: &Path, server: &str) -> String {
    let (name, config, _) = CONFIGS.iter().find(|(name, ..)| *name == "rules.yaml").unwrap();
    fs::write(folder.join(name), text(config)).unwrap();
    let output = doctor()
        .current_dir(folder)
        .args(["export", name, "pages", "--for", server])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for file in ["_redirects", "CNAME"] {
        if let Ok(text) = fs::read_to_string(folder.join("pages").join(file)) {
            return text;
        }
    }
    String::from_utf8(output.stdout).unwrap()
}

/// Whether the program takes the file; `None` and a loud line where there is no such program.
fn takes(program: &str, words: &[&str]) -> Option<()> {
    let mut command = child(program);
    let sbin = "/usr/sbin:/usr/bin:/sbin:/bin";
    command.args(words).env("PATH", sbin).env("HOME", std::env::temp_dir()).stdin(Stdio::null());
    let Ok(output) = command.output() else {
        skipped("the lines of export", program);
        return None;
    };
    let said = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&said));
    Some(())
}

#[test]
fn nginx_takes_its_lines() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().display();
    let text =
        lines(folder.path(), "nginx").replace("listen 443 ssl", &format!("listen unix:{dir}/s"));
    let whole = format!(
        "pid {dir}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\nclient_body_temp_path {dir}/t1;\nproxy_temp_path {dir}/t2;\nfastcgi_temp_path {dir}/t3;\nuwsgi_temp_path {dir}/t4;\nscgi_temp_path {dir}/t5;\n{text}}}\n"
    );
    let file = folder.path().join("nginx.conf");
    fs::write(&file, whole).unwrap();
    takes(
        "nginx",
        &["-t", "-q", "-e", "stderr", "-p", &dir.to_string(), "-c", &file.display().to_string()],
    );
}

#[test]
fn caddy_takes_its_lines() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("Caddyfile");
    fs::write(&file, lines(folder.path(), "caddy")).unwrap();
    takes(
        "caddy",
        &["validate", "--adapter", "caddyfile", "--config", &file.display().to_string()],
    );
}

#[test]
fn apache_takes_its_lines() {
    let folder = tempfile::tempdir().unwrap();
    let modules = "/usr/lib/apache2/modules";
    let load = ["mpm_event", "authz_core", "rewrite", "dir"]
        .map(|name| format!("LoadModule {name}_module {modules}/mod_{name}.so"))
        .join("\n");
    let dir = folder.path().display();
    let head = format!(
        "ServerRoot \"{dir}\"\nServerName localhost\nListen 127.0.0.1:1\nPidFile \"{dir}/pid\"\nErrorLog /dev/null\nDefaultRuntimeDir \"{dir}\"\n{load}\n"
    );
    let file = folder.path().join("httpd.conf");
    fs::write(&file, head + &lines(folder.path(), "apache")).unwrap();
    takes("apache2", &["-t", "-f", &file.display().to_string()]);
}

#[test]
fn lists_of_redirects_lead_below_every_repository() {
    for (server, line) in [
        ("netlify", "/tool/* /tool/index.html 200"),
        ("cloudflare", "/deep/er/still/one/* /deep/er/still/one/ 200"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let text = lines(folder.path(), server);
        assert!(text.lines().any(|it| it == line), "{server}: {text}");
        let lengths: Vec<_> = text.lines().map(str::len).collect();
        assert!(lengths.is_sorted_by(|a, b| a >= b), "the longest come first: {text}");
    }
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(lines(folder.path(), "github-pages"), "e.example.com\n");
    assert!(
        lines(tempfile::tempdir().unwrap().path(), "traefik").contains("Host(`e.example.com`)")
    );
}
