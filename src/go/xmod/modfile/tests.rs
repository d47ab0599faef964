use super::{fix::FixError, *};

fn newest(text: &str) -> Result<GoMod, String> {
    parse("go.mod", text.as_bytes(), Version::NEWEST, None).map_err(|e| e.to_string())
}

fn lax(text: &str) -> Result<GoMod, String> {
    parse_lax("go.mod", text.as_bytes(), Version::NEWEST, None).map_err(|e| e.to_string())
}

fn said(text: &str, release: &str) -> String {
    let read = parse("go.mod", text.as_bytes(), release.parse().unwrap(), None);
    read.unwrap_err().to_string()
}

fn of(path: &str, version: &str) -> ModuleVersion {
    ModuleVersion { path: path.into(), version: version.into() }
}

#[test]
fn directives_have_their_lines() {
    let read = newest(
        "module a.b/m\n\ngo 1.21\ntoolchain go1.21.3\ngodebug a=b=c\nrequire (\n\ta.b/c v1.0.0\n\n\
         \t\"a.b/d\" v1.1.0 // indirect\n)\nexclude a.b/c v1.2\nreplace a.b/c => ../c\n\
         replace a.b/d v1.1.0 => a.b/e v1.0.0\nretract [v1.0.0, v1.1.0] // bad\ntool a.b/c/cmd\n\
         ignore ./x",
    );
    let read = read.unwrap();
    assert_eq!(read.module.map(|it| (it.path, it.line)), Some(("a.b/m".into(), 1)));
    assert_eq!(read.go.map(|it| (it.version, it.line)), Some(("1.21".into(), 3)));
    assert_eq!(read.toolchain.map(|it| (it.name, it.line)), Some(("go1.21.3".into(), 4)));
    let godebug = Godebug { key: "a".into(), value: "b=c".into(), line: 5 };
    assert_eq!(read.godebug, [godebug]);
    let require = |module, indirect, line| Require { module, indirect, line };
    let wanted =
        [require(of("a.b/c", "v1.0.0"), false, 7), require(of("a.b/d", "v1.1.0"), true, 9)];
    assert_eq!(read.require, wanted);
    assert_eq!(read.exclude, [Exclude { module: of("a.b/c", "v1.2.0"), line: 11 }]);
    let replace = |old, new, line| Replace { old, new, line };
    let wanted = [
        replace(of("a.b/c", ""), of("../c", ""), 12),
        replace(of("a.b/d", "v1.1.0"), of("a.b/e", "v1.0.0"), 13),
    ];
    assert_eq!(read.replace, wanted);
    let interval = Interval { low: "v1.0.0".into(), high: "v1.1.0".into() };
    assert_eq!(read.retract, [Retract { interval, rationale: "bad".into(), line: 14 }]);
    assert_eq!(read.tool, [Tool { path: "a.b/c/cmd".into(), line: 15 }]);
    assert_eq!(read.ignore, [Ignore { path: "./x".into(), line: 16 }]);
}

#[test]
fn every_fault_has_a_line() {
    let text = "module\nrequire a.b/c latest\n  go one\nrequire (\n\ta.b/c v2.0.0\n)\nretract [v1\nfoo (\n)\n";
    let want = "go.mod:1: usage: module module/path\n\
                go.mod:2: require a.b/c: version \"latest\" invalid: must be of the form v1.2.3\n\
                go.mod:3:3: invalid go version 'one': must match format 1.23.0\n\
                go.mod:5:2: require a.b/c: version \"v2.0.0\" invalid: should be v0 or v1, not v2\n\
                go.mod:7: expected ',' after version\n\
                go.mod:8: unknown block type: foo";
    assert_eq!(newest(text), Err(want.into()));
}

#[test]
fn syntax_faults_end_the_reading() {
    for (text, want) in [
        ("foo\nx /* y */", "2:3: mod files must use // comments (not /* */ comments)"),
        ("foo \"a\nb\"", "1:7: unexpected newline in string"),
        ("é `a", "1:3: unexpected EOF in string"),
        ("foo \"a\\", "1:5: unexpected EOF in string"),
        ("\u{feff}module m", "1: unexpected input character '\\ufeff'"),
        ("module \0", "1:8: unexpected input character '\\x00'"),
        ("require (\n) x y\n", "2:4: syntax error (expected newline after closing paren)"),
        ("\n x (\na\n", "4: syntax error (unterminated block started at go.mod:2:2)"),
        ("require (\n) \0", "2:3: unexpected input character '\\x00'"),
    ] {
        assert_eq!(newest(text), Err(format!("go.mod:{want}")), "{text:?}");
    }
}

#[test]
fn directives_came_one_by_one() {
    let unknown = |verb: &str| format!("go.mod:1: unknown directive: {verb}");
    for (text, since) in [
        ("retract v1.0.0", 16),
        ("toolchain go1.21", 21),
        ("godebug a=b", 23),
        ("tool a.b/c", 24),
        ("ignore x", 25),
    ] {
        let verb = text.split(' ').next().unwrap_or_default();
        assert_eq!(said(text, &format!("1.{}", since - 1)), unknown(verb));
        let release = format!("1.{since}").parse().unwrap();
        assert!(parse("go.mod", text.as_bytes(), release, None).is_ok(), "{text}");
    }
    assert_eq!(said("use .", "1.27"), unknown("use"));
}

#[test]
fn texts_changed_with_the_releases() {
    let go = |form| format!("go.mod:1: invalid go version 'x': must match format {form}");
    assert_eq!((said("go x", "1.21"), said("go x", "1.22")), (go("1.23"), go("1.23.0")));
    let toolchain =
        |form| format!("go.mod:1: invalid toolchain version 'x': must match format {form}");
    assert_eq!(said("toolchain x", "1.21"), toolchain("go1.23 or local"));
    assert_eq!(said("toolchain x", "1.22"), toolchain("go1.23.0 or local"));
    assert_eq!(said("toolchain x", "1.23"), toolchain("go1.23.0 or default"));
    let work = |release: &str| parse_work("go.work", b"go x", release.parse().unwrap(), None);
    let text = |release| work(release).unwrap_err().to_string();
    assert_eq!(text("1.22"), "go.work:1: invalid go version 'x': must match format 1.23");
    assert_eq!(text("1.23"), "go.work:1: invalid go version 'x': must match format 1.23.0");
    let dot = "go.mod:1: replacement module without version must be directory path (rooted or \
               starting with ./ or ../)";
    assert_eq!(said("replace a.b => .", "1.21"), dot);
    assert!(newest("replace a.b => .").is_ok());
}

#[test]
fn dependencies_are_read_laxly() {
    let read = lax(
        "module m\nfoo bar (\nx\n)\nreplace x\ntool\ngo v1.18.x\nretract foo bar\nretract [v1\n\
         require a.b/c v1.0.0",
    );
    let read = read.unwrap();
    assert_eq!(read.go.map(|go| go.version), Some("1.18".into()));
    assert_eq!((read.retract.len(), read.require.len(), read.tool.len()), (1, 1, 0));
    let faults = "go.mod:1: usage: require module/path v1.2.3\n\
                  go.mod:2: ignore directive expects exactly one argument";
    assert_eq!(lax("require x\nignore\n"), Err(faults.into()));
}

#[test]
fn comments_belong_to_lines() {
    let read = newest(
        "// Deprecated: use n\n// or o\nmodule m // please\n\n// far\n\n// block\nretract (\n\tv1.0.0\n\
         \n\tv1.0.1 // own\n\t// two\n\n\tv1.0.2\n\n\tv1.0.3\n)\n",
    );
    let read = read.unwrap();
    let deprecated = read.module.and_then(|module| module.deprecated);
    assert_eq!(deprecated.as_deref(), Some("use n\nor o\nplease"));
    let rationales: Vec<_> = read.retract.iter().map(|it| &*it.rationale).collect();
    assert_eq!(rationales, ["block", "own", "two", ""]);
}

/// A backslash at the end of a line inside a string: go gives the comment behind it to a line above.
#[test]
fn comments_behind_folded_lines_go_up() {
    let read = lax(
        "// of the block\nretract (\n\tv1.0.0 // a\n\tv1.0.1\n\tx \"\\\n\" // b\n\tx \"\\\n\" // c\n)\n\
         foo \"\\\n\" // d\nrequire a.b v1.0.0\nfoo \"\\\n\" // indirect\n",
    );
    let read = read.unwrap();
    let rationales: Vec<_> = read.retract.iter().map(|it| &*it.rationale).collect();
    assert_eq!(rationales, ["a", "b\nc", "of the block", "of the block"]);
    assert!(read.require[0].indirect);
}

#[test]
fn a_fixer_reads_versions() {
    let mut asked = Vec::new();
    let mut fixer = |path: &str, version: &str| {
        asked.push(format!("{path}@{version}"));
        match version {
            "gone" => Err(FixError::Module("no such version".into())),
            "off" => Err(FixError::Other("lookup disabled".into())),
            _ => Ok("v1.9.0".into()),
        }
    };
    let text =
        "retract v1\nmodule m.b\nrequire a.b main\nexclude a.b gone\nreplace a.b off => c.d x\n";
    let read = parse("go.mod", text.as_bytes(), Version::NEWEST, Some(&mut fixer));
    let want = "go.mod:4: exclude a.b: no such version\ngo.mod:5: lookup disabled";
    assert_eq!(read.unwrap_err().to_string(), want);
    assert_eq!(asked, ["a.b@main", "a.b@gone", "a.b@off", "m.b@v1"]);
    let read = parse(
        "go.mod",
        b"retract v1",
        Version::NEWEST,
        Some(&mut |_: &str, it: &str| Ok(it.into())),
    );
    let none = "go.mod:1: no module directive found, so retract cannot be used";
    assert_eq!(read.unwrap_err().to_string(), none);
}

#[test]
fn workspaces_name_directories() {
    let text = "go 1.21\nuse (\n\t.\n\t\"./a b\"\n)\nreplace a.b/c => ./c\n";
    let read = parse_work("go.work", text.as_bytes(), Version::NEWEST, None).unwrap();
    let uses: Vec<_> = read.uses.iter().map(|it| (it.path.as_str(), it.line)).collect();
    assert_eq!((uses, read.replace.len()), (vec![(".", 3), ("./a b", 4)], 1));
    let text = "require a.b v1.0.0\nuse\ntool (\n)\n";
    let faults = parse_work("go.work", text.as_bytes(), Version::NEWEST, None).unwrap_err();
    let want = "go.work:1: unknown directive: require\ngo.work:2: usage: use local/dir\n\
                go.work:3: unknown block type: tool";
    assert_eq!(faults.to_string(), want);
}

/// Neither depth nor length is a danger: brackets do not nest, each byte is read once, and what
/// many lines share is kept once.
#[test]
fn huge_lines_are_read() {
    let brackets = "(".repeat(1 << 18);
    let strange = "\u{2028}".repeat(3);
    let words = "é ".repeat(1 << 16);
    assert!(lax(&format!("module m\nfoo {brackets} x\nbar {words}\n")).is_ok());
    assert!(lax(&format!("foo {words}{strange}")).is_err());
    let folded = "foo \"\\\n\" // c\n".repeat(1 << 16);
    assert!(lax(&format!("module m\n{folded}")).is_ok());
    let comment = "long ".repeat(1 << 16);
    let many = lax(&format!("//{comment}\nretract (\n{})\n", "v1.0.0\n".repeat(1 << 16)));
    assert_eq!(many.unwrap().retract.len(), 1 << 16);
}
