//! The cures that `check --lint go.sum` prints, pasted: the real go builds with the file again.

use std::{ffi::OsStr, fs, path::Path};

use goget_doctor::{
    go::version::Version,
    lab::{self, Lab, Scenario},
    world::World,
};
use serde_json::Value;

use super::{exported, judges};

/// What is wrong with a file: a name, what `sed` makes of a good one, and whether go fails because of it.
const FAULTS: [(&str, &str, bool); 9] = [
    ("a line of two fields", "$a x y", true),
    ("two such lines, and one of four", "1i x\n$a x y\n$a a b c d", true),
    ("marks of a merge", "1i <<<<<<< HEAD\n$a =======\\n>>>>>>> theirs", true),
    ("a hash that is none", "s#v1.2.0 h1:.*#v1.2.0 h1:AAA=#", true),
    ("another algorithm", "s#v1.2.0 h1:#v1.2.0 h9:#", true),
    ("two hashes", "s#^\\(.* v1.2.0 h1:\\).\\(.*\\)#&\\n\\1z\\2#", false),
    (
        "the hash of nothing",
        "s#/go.mod h1:.*#/go.mod h1:G7mAYYxgmS0lVkHyy2hEOLQCFB0DlQFTMLWggykrydY=#",
        true,
    ),
    ("no line for go.mod", "/go.mod/d", true),
    (
        "a version that is none",
        "s#^\\(.*\\) v1.2.0 h1:.*#&\\n\\1 v1.2 h1:KntupUO+Z+pzCMGTjCih2AaOTTFEI0BAG/16Bpob0ew=#",
        false,
    ),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pasted_cures_of_files_of_sums_help() {
    let scenario = Scenario::parse("goproxy-good", lab::find("goproxy-good").unwrap()).unwrap();
    for judges in judges() {
        let lab = Lab::start(&scenario, &World::real()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let module = Module { world: world(&lab, &judges.go), folder: folder.path() };
        module.write("go.mod", "module m.test\n\ngo 1.21\n\nrequire go.example.com/tool v1.2.0\n");
        module.write("m.go", "package m\n\nimport _ \"go.example.com/tool\"\n");
        module.succeeds("go mod tidy").await;
        module.succeeds("cp go.sum good.sum").await;
        for (about, edit, fatal) in FAULTS {
            module.succeeds("cp good.sum go.sum").await;
            module.write("edit", edit);
            module.succeeds("sed -i -f edit go.sum").await;
            // Until go 1.21 a malformed line ends the file in silence.
            let newest = judges.release == Version::NEWEST;
            assert!(!newest || module.builds().await != fatal, "{about}");
            let cures = module.cures().await;
            assert!(!cures.is_empty(), "{about}");
            for cure in cures {
                module.succeeds(&cure).await;
            }
            assert!(module.builds().await, "go {}, {about}", judges.release);
            assert_eq!(module.cures().await, Vec::<String>::new(), "{about}");
        }
    }
}

/// The lab's world, in which `go` is the command that judges.
fn world(lab: &Lab, go: &Path) -> World {
    let mut world = exported(lab);
    let mut path = go.parent().unwrap().as_os_str().to_owned();
    path.push(":");
    path.push(world.var("PATH").unwrap_or_default());
    world.set("PATH", path);
    world
}

struct Module<'a> {
    world: World,
    folder: &'a Path,
}

impl Module<'_> {
    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.join(name), text).unwrap();
    }

    async fn succeeds(&self, line: &str) {
        let output = self.run(OsStr::new("sh"), &["-c", line]).await;
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }

    async fn builds(&self) -> bool {
        self.run(OsStr::new("go"), &["build", "-mod=readonly", "./..."]).await.status.success()
    }

    /// Each line that is printed for what is wrong, once.
    async fn cures(&self) -> Vec<String> {
        let doctor = OsStr::new(env!("CARGO_BIN_EXE_goget-doctor"));
        let output = self.run(doctor, &["check", "--lint", "go.sum", "--format", "json"]).await;
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        let items = report["results"].as_array().unwrap().iter();
        let findings = items.flat_map(|item| item["findings"].as_array().unwrap());
        let wrong = findings.filter(|finding| finding["name"] != "gosum-only-looked-over");
        let lines = wrong.flat_map(|finding| finding["fix"].as_array().unwrap());
        let mut cures = Vec::new();
        for line in lines.map(|line| line.as_str().unwrap().to_owned()) {
            if !cures.contains(&line) {
                cures.push(line);
            }
        }
        cures
    }

    async fn run(&self, program: &OsStr, arguments: &[&str]) -> std::process::Output {
        let mut command = self.world.command(program);
        command.args(arguments).current_dir(self.folder).output().await.unwrap()
    }
}
