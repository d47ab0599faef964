use std::sync::Arc;

use super::*;

fn parse(file: &str, text: &str) -> GoMod {
    super::parse(&Reader::default(), file, "go.mod", "/w/go.mod", text)
}

fn asked(work: Option<&GoWork>, mods: &[GoMod]) -> Vec<Entry> {
    let refused =
        mods.iter().flat_map(GoMod::refused).chain(work.into_iter().flat_map(GoWork::refused));
    in_order(
        entries(&Arc::default(), work, mods, &Folders::new()).into_iter().chain(refused).collect(),
    )
}

fn shown(entries: &[Entry]) -> Vec<String> {
    let one = |entry: &Entry| {
        let source = entry.source.as_ref().unwrap();
        let faults: Vec<_> = entry.faults.iter().map(|fault| fault.says.as_str()).collect();
        let kind = match &entry.ask {
            Ask::Required { version, .. } => version.clone(),
            Ask::Package => "package".to_owned(),
            _ => faults.join("; "),
        };
        format!("{}:{} {} {kind}", source.file, source.line, entry.path)
    };
    entries.iter().map(one).collect()
}

#[test]
fn a_build_asks_for_what_is_required_and_not_replaced_by_a_directory() {
    let text = "module a.test/m\ngo 1.24\ntoolchain go1.24.3\nrequire (\n\ta.test/b v1.0.0\n\
                \ta.test/c v1.0.0\n\ta.test/d v1.2.0 // indirect\n)\n\
                replace a.test/b => ../b\nreplace a.test/c v1.0.0 => b.test/fork v1.1.0\n\
                replace a.test/d v1.0.0 => ./d\nexclude a.test/d v1.1.0\n\
                exclude a.test/e v1.0.0\nrequire a.test/e v1.0.0\n\
                tool a.test/d/cmd/x\ntool z.test/tool\n";
    let wanted = [
        "go.mod:7 a.test/d v1.2.0",
        "go.mod:10 b.test/fork v1.1.0",
        "go.mod:16 z.test/tool package",
    ];
    assert_eq!(shown(&asked(None, &[parse("go.mod", text)])), wanted);
}

#[test]
fn a_workspace_is_its_modules_and_its_own_replacements() {
    let work = parse_work(
        &Reader::default(),
        "go.work",
        "go.work",
        "/go.work",
        "go 1.24\nuse (\n./a\n./b\n)\nreplace x.test/y => ./y\nrequire q v1\n",
    );
    let dirs: Vec<_> = work.uses.iter().map(|(source, dir)| (source.line, dir.as_str())).collect();
    assert_eq!(dirs, [(3, "./a"), (4, "./b")]);
    let mods = [
        parse("a/go.mod", "module w.test/a\nrequire w.test/b v0.0.0\nrequire x.test/y v1.0.0\n"),
        parse("b/go.mod", "module w.test/b\nrequire x.test/z v1.0.0\n"),
    ];
    let wanted =
        ["go.work:7 require q v1 unknown directive: require", "b/go.mod:2 x.test/z v1.0.0"];
    let mut shown = shown(&asked(Some(&work), &mods));
    shown.sort();
    let mut wanted: Vec<_> = wanted.iter().map(ToString::to_string).collect();
    wanted.sort();
    assert_eq!(shown, wanted);
}

#[test]
fn malformed_lines_are_named() {
    let text = "modul x\nrequire a.test/b\ngo one\nreplace a.test/b => b.test/c\nfoo bar\n\
                require a.test/d v1.0.0\n";
    let said = shown(&asked(None, &[parse("go.mod", text)]));
    let wanted = [
        "go.mod:1 modul x unknown directive: modul",
        "go.mod:2 require a.test/b usage: require module/path v1.2.3",
        "go.mod:3 go one invalid go version 'one': must match format 1.23.0",
        "go.mod:4 replace a.test/b => b.test/c replacement module without version must be \
         directory path (rooted or starting with . or ..)",
        "go.mod:5 foo bar unknown directive: foo",
        "go.mod:6 a.test/d v1.0.0",
    ];
    assert_eq!(said, wanted);
}

#[test]
fn broken_syntax_hides_the_rest() {
    let said = shown(&asked(None, &[parse("go.mod", "require a.test/b v1.0.0\n\"\n")]));
    assert_eq!(said, ["go.mod:2 \" unexpected newline in string"]);
    let said = shown(&asked(None, &[parse("go.mod", "require (\n")]));
    let open = "syntax error (unterminated block started at /w/go.mod:1:1)";
    assert_eq!(said, [format!("go.mod:2 go.mod {open}")]);
}

#[test]
fn branches_are_looked_up_too() {
    let text = "require a.test/b master\nrequire a.test/c/v2 main\nrequire a.test/d v2.0.0\n\
                require gopkg.in/e.v3 v3\n";
    let wanted = [
        "go.mod:1 a.test/b master",
        "go.mod:2 a.test/c/v2 main",
        "go.mod:3 require a.test/d v2.0.0 version \"v2.0.0\" invalid: should be v0 or v1, not v2",
        "go.mod:4 gopkg.in/e.v3 v3",
    ];
    let mut said = shown(&asked(None, &[parse("go.mod", text)]));
    said.sort();
    assert_eq!(said, wanted);
}
