//! netrc files with passwords that mean something to a shell: each cure is pasted, and keeps the password.

#![expect(clippy::disallowed_methods, reason = "a test reads what it laid")]

use std::{fs, path::Path};

use goget_doctor::{report::Finding, stages};

use super::{environment, shell};

const PASSWORDS: &[&str] = &[
    "p",
    "p$x",
    "$(touch x)",
    "`touch x`",
    "p;touch_x",
    "p#q",
    "p\\q",
    "p&q",
    "p|q",
    "p/q",
    "p*",
    "p%20q",
    "p!q",
    "\u{fc}",
];

fn found(vars: &[(String, String)]) -> Vec<Finding> {
    let mut found = stages::settings_findings(&environment(vars));
    found.retain(|finding| finding.name.starts_with("netrc-"));
    found
}

/// The file after its cures were pasted, in order, until none is left that a machine can do.
fn cured(text: &str) -> (String, usize) {
    let home = tempfile::tempdir().unwrap();
    shell::furnish(home.path());
    let file = home.path().join(".netrc");
    fs::write(&file, text).unwrap();
    let vars = vars(home.path());
    let mut done = 0;
    loop {
        let of_machine = |line: &&String| {
            !line.contains("EDITOR") && !line.contains("PASSWORD") && !line.contains("VALUE")
        };
        let next =
            found(&vars).into_iter().find(|it| it.fix.first().as_ref().is_some_and(of_machine));
        let Some(finding) = next else { break };
        let line = &finding.fix[0];
        assert!(!line.contains("\\n"), "{line}");
        shell::pasted(line, home.path(), &vars)
            .unwrap_or_else(|said| panic!("{text:?}: {line}: {said}"));
        done += 1;
        assert!(done < 6, "{text:?}: {line}");
    }
    assert!(!home.path().join("x").exists(), "{text:?}: a password was run");
    (fs::read_to_string(file).unwrap(), done)
}

fn vars(home: &Path) -> Vec<(String, String)> {
    let own = [("HOME", home.to_owned()), ("GOENV", home.join("env")), ("TOKEN", "t0ken".into())];
    own.map(|(name, value)| (name.to_owned(), value.display().to_string())).to_vec()
}

#[test]
fn passwords_are_kept() {
    for password in PASSWORDS {
        for (broken, whole) in [
            (
                format!("machine a.example login u password \"{password}\"\n"),
                format!("machine a.example login u password {password}\n"),
            ),
            (
                format!("machine a.example login u password '{password}'\n"),
                format!("machine a.example login u password {password}\n"),
            ),
            (
                format!("machine a.example\\nlogin u\\npassword {password}\n"),
                format!("machine a.example login u password {password}\n"),
            ),
            (
                format!(
                    "machine b.example login u password {password}\n#machine a.example login x password y\n"
                ),
                format!("machine b.example login u password {password}\n"),
            ),
        ] {
            let (text, done) = cured(&broken);
            let is_kept = text.trim_end() == whole.trim_end() || done == 0 && text == broken;
            assert!(is_kept, "{broken:?} became {text:?} by {done} cures");
        }
    }
}

/// What has a blank in it is never cut, and nobody is told to take its quotes away: git's store takes it.
#[test]
fn a_password_with_a_blank_goes_to_git() {
    let home = tempfile::tempdir().unwrap();
    shell::furnish(home.path());
    fs::write(home.path().join(".netrc"), "machine a.example login u password \"p q\"\n").unwrap();
    let vars = vars(home.path());
    let line = found(&vars).remove(0).fix.remove(0);
    let filled = line.replace("USER", "u").replace("PASSWORD", "p%20q");
    shell::pasted(&filled, home.path(), &vars).unwrap();
    let ask = "printf 'protocol=https\\nhost=a.example\\n\\n' | git credential fill >said";
    shell::pasted(ask, home.path(), &vars).unwrap();
    let said = fs::read_to_string(home.path().join("said")).unwrap();
    assert!(said.contains("username=u\npassword=p q\n"), "{said}");
    let env = fs::read_to_string(home.path().join("env")).unwrap();
    assert_eq!(env, format!("GOAUTH=netrc;git {}\n", home.path().display()));
}

#[test]
fn a_reference_is_filled_in() {
    // Not every machine has gettext.
    if !["/usr/bin/envsubst", "/bin/envsubst"].iter().any(|file| Path::new(file).exists()) {
        return;
    }
    let (text, done) = cured("machine a.example login u password ${TOKEN}\n");
    assert_eq!((text.as_str(), done), ("machine a.example login u password t0ken\n", 1));
}
