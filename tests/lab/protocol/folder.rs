//! Plain files, as the module cache has them: served by a server that knows nothing of modules, and read as a folder.

use std::{fmt::Write as _, fs, path::Path};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use goget_doctor::{Options, lab::ModuleVersion};

use super::{TOOL, lab, names, seen, started, view};

/// The files of a version below `cache/download`, by path.
pub(super) fn files(version: &ModuleVersion, spelt: &str) -> Vec<(String, Vec<u8>)> {
    let number = version.version.get_ref();
    let info = format!(r#"{{"Version":"{number}","Time":"2024-01-01T00:00:00Z"}}"#);
    let file = |name: &str| format!("{spelt}/@v/{name}");
    vec![
        (file("list"), format!("{number}\n").into_bytes()),
        (file(&format!("{number}.info")), info.into_bytes()),
        (file(&format!("{number}.mod")), version.go_mod().into_bytes()),
        (file(&format!("{number}.zip")), version.zip()),
        (file(&format!("{number}.ziphash")), version.sum().into_bytes()),
    ]
}

#[tokio::test]
async fn of_a_folder_behind_a_plain_server_nothing_is_said() {
    let tool = lab("").await.scenario().version[1].clone();
    let mut text = String::from(
        "about = 'x'\npath = 'a.test/b'\n[[host]]\nname = 'proxy.example.com'\nhttps = {}\n",
    );
    for (path, bytes) in files(&tool, TOOL) {
        let bytes = STANDARD.encode(bytes);
        let kind = "headers = { Content-Type = 'application/octet-stream' }";
        write!(text, "[[host.route]]\npath = '/{path}'\n{kind}\nbase64 = '{bytes}'\n").unwrap();
    }
    let lab = started(&(text + "[expect]\nok = true\n")).await;
    let view = seen(&lab, Some(TOOL)).await;
    assert_eq!((names(&view), view.exit), (vec![], 0));
    assert_eq!(view.version.as_deref(), Some("v1.2.0"));
}

#[tokio::test]
async fn of_a_folder_nothing_is_said_until_a_file_lacks() {
    let lab = lab("").await;
    let dir = tempfile::tempdir().unwrap();
    for (path, bytes) in files(&lab.scenario().version[2], "go.example.com/!azure/!s!d!k") {
        // A version is spelt like a path.
        lay(dir.path(), &path.replace("RC", "!r!c"), &bytes);
    }
    let url = format!("file://{}", dir.path().display());
    let module = Some("go.example.com/Azure/SDK");
    let good = view(lab.world(), &url, module, &Options::default()).await;
    assert_eq!((names(&good), good.exit), (vec![], 0));
    assert_eq!(good.version.as_deref(), Some("v1.0.0-RC.1"));
    let file = "go.example.com/!azure/!s!d!k/@v/v1.0.0-!r!c.1.mod";
    fs::remove_file(dir.path().join(file)).unwrap();
    let bad = view(lab.world(), &url, module, &Options::default()).await;
    assert_eq!((names(&bad), bad.exit), (vec!["protocol-mod-missing"], 1));
}

pub(super) fn lay(dir: &Path, path: &str, bytes: &[u8]) {
    let file = dir.join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
}
