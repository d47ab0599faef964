use super::{
    workspace::{Place, Used},
    *,
};

fn reader(release: &str) -> Reader {
    let release: Version = release.parse().unwrap();
    let chosen_by = Some("GOTOOLCHAIN=local".to_owned());
    let running =
        Running { release: release.with_patch().to_string(), chosen_by, may_switch: false };
    Reader { release, running, mod_flag: String::new() }
}

fn said(release: &str, text: &str) -> Vec<String> {
    let refusals = reader(release).go_mod("go.mod", "/w/go.mod", text.as_bytes(), None).refusals;
    refusals.iter().map(Refusal::text).collect()
}

#[test]
fn a_go_mod_is_refused_in_gos_words() {
    let table = [
        (
            "1.27",
            "module a.b/m\ngo 1.21\nfoo x\nrequire a.b/c v9.9.9\n",
            "errors parsing go.mod:\ngo.mod:3: unknown directive: foo\ngo.mod:4: require a.b/c: version \"v9.9.9\" invalid: should be v0 or v1, not v9",
        ),
        (
            "1.27",
            "module a.b/m\ngo 1.99\nfoo\n",
            "go.mod requires go >= 1.99 (running go 1.27.3; GOTOOLCHAIN=local)",
        ),
        (
            "1.23",
            "module a.b/m\ngo 1.99\nfoo\n",
            "errors parsing go.mod:\ngo.mod:3: unknown directive: foo",
        ),
        (
            "1.27",
            "go 1.21\n",
            "error reading go.mod: missing module declaration. To specify the module path:\n\tgo mod edit -module=example.com/mod",
        ),
        ("1.27", "module a@b\n", "malformed module path \"a@b\": invalid char '@'"),
        (
            "1.27",
            "module a.b/m\ngodebug foo=1\n",
            "error loading go.mod:\ngo.mod:2: unknown godebug \"foo\"",
        ),
        (
            "1.27",
            "module a.b/m\ngodebug tls10server=1\n",
            "error loading go.mod:\ngo.mod:2: removed GODEBUG \"tls10server\" set to old value \"1\" (https://go.dev/doc/godebug#go-127)",
        ),
        (
            "1.27",
            "module a.b/m\ngodebug default=go1.99\n",
            "error loading go.mod:\ngo.mod:2: default=go1.99 too new (toolchain is go1.27.3)",
        ),
        (
            "1.27",
            "module a.b/m\nreplace a.b/c => b.c/d v1.0.0\nreplace a.b/c => ./d\n",
            "conflicting replacements for a.b/c:\n\tb.c/d@v1.0.0\n\t./d",
        ),
    ];
    for (release, text, wanted) in table {
        assert_eq!(said(release, text), [wanted], "{text}");
    }
    for text in [
        "module example\n",
        "module a.b/m\nreplace a.b/c => ./d\nreplace a.b/c => ./d\n",
        "module a.b/m\ngodebug tls10server=0\n",
    ] {
        assert_eq!(said("1.27", text), Vec::<String>::new(), "{text}");
    }
}

fn used(reader: &Reader, line: usize, dir: &str, text: Option<&str>) -> Used {
    let name = if dir == "." { "go.mod".to_owned() } else { format!("{dir}/go.mod") };
    let go_mod = text.map(|text| reader.go_mod(&name, "/w/x/go.mod", text.as_bytes(), None));
    let go_mod = go_mod.ok_or_else(|| format!("open {name}: no such file or directory"));
    Used { line, shown: dir.to_owned(), folder: format!("/w/{dir}"), go_mod }
}

fn said_of_workspace(release: &str, work: &str, mods: &[Option<&str>]) -> Vec<String> {
    let reader = reader(release);
    let loaded = reader.go_work("go.work", "/w/go.work", work.as_bytes());
    let used: Vec<Used> = [".", "n", "o"]
        .iter()
        .zip(mods)
        .zip(2..)
        .map(|((dir, text), line)| used(&reader, line, dir, *text))
        .collect();
    let told = reader.workspace("go.work", &loaded.file, &used).into_iter().map(|(_, it)| it);
    loaded.refusals.into_iter().chain(told).map(|refusal| refusal.text()).collect()
}

#[test]
fn a_workspace_is_refused_in_gos_words() {
    let module = Some("module a.b/m\ngo 1.21\n");
    let wanted = [
        "malformed module path \"x@y\": invalid char '@'",
        "cannot load module n listed in go.work file: errors parsing n/go.mod:\nn/go.mod:1: usage: module module/path",
        "cannot load module o listed in go.work file: open o/go.mod: no such file or directory",
    ];
    let mods = [Some("module x@y\n"), Some("module a b\n"), None];
    assert_eq!(said_of_workspace("1.27", "go 1.21\nuse .\nuse ./n\nuse ./o\n", &mods), wanted);
    let older = |release| said_of_workspace(release, "use .\n", &[module]);
    let text = "module . listed in go.work file requires go >= 1.21, but go.work";
    assert_eq!(older("1.21"), [format!("{text} lists go 1.18; to update it:\n\tgo work use")]);
    assert_eq!(
        older("1.24"),
        [format!("{text} implicitly requires go 1.18; to update it:\n\tgo work use")]
    );
    assert_eq!(
        older("1.27"),
        [format!(
            "{text} implicitly requires go 1.18; to download and use go 1.21:\n\tgo work use"
        )]
    );
    let again = said_of_workspace("1.27", "go 1.21\n", &[Some("module a.b/m\ngo 1.22\ngo 1.23\n")]);
    let text = "cannot load module . listed in go.work file: errors parsing go.mod:\ngo.mod:3: repeated go statement";
    assert_eq!(again, [text]);
    let twice = ["module a.b/m appears multiple times in workspace"];
    assert_eq!(said_of_workspace("1.27", "go 1.21\n", &[module, module]), twice);
    let wrong = "go 1.21\nfoo\n";
    assert_eq!(
        said_of_workspace("1.21", wrong, &[module]),
        ["reading go.work: /w/go.work:2: unknown directive: foo"]
    );
    assert_eq!(
        said_of_workspace("1.24", wrong, &[module]),
        ["errors parsing go.work:\ngo.work:2: unknown directive: foo"]
    );
    let replaced = |dir: &str| format!("module a.b/{dir}\ngo 1.21\nreplace q.r/s => ./x\n");
    let (one, other) = (replaced("m"), replaced("n"));
    let text = "conflicting replacements for q.r/s:\n\t/w/x\n\t/w/n/x\nuse \"go work edit -replace q.r/s=[override]\" to resolve";
    assert_eq!(said_of_workspace("1.27", "go 1.21\n", &[Some(&one), Some(&other)]), [text]);
    let decided = "go 1.21\nreplace q.r/s => q.r/t v1.0.0\n";
    assert_eq!(
        said_of_workspace("1.27", decided, &[Some(&one), Some(&other)]),
        Vec::<String>::new()
    );
}

#[test]
fn faults_of_a_workspace_have_their_file() {
    let reader = reader("1.27");
    let work = reader.go_work("go.work", "/w/go.work", b"go 1.21\nuse .\nuse ./n\n").file;
    let mods = [used(&reader, 2, ".", Some("module a.b/m\nfoo\n")), used(&reader, 3, "n", None)];
    let places: Vec<(Place, usize)> = reader
        .workspace("go.work", &work, &mods)
        .iter()
        .map(|(place, it)| (*place, it.faults[0].line))
        .collect();
    assert_eq!(places, [(Place::Module(0), 2), (Place::Work, 3)]);
}

fn vendored(release: &str, go_mod: &str, list: &str) -> Vec<String> {
    let reader = reader(release);
    let file = reader.go_mod("go.mod", "/w/go.mod", go_mod.as_bytes(), None).file;
    let text = reader.vendor("/w", &file, list).map(|refusal| refusal.text()).unwrap_or_default();
    let lines = text.lines().skip(1).take_while(|line| !line.is_empty());
    lines.map(|line| line.trim().to_owned()).collect()
}

/// What go 1.27.3 says of a workspace of a and b in /w, each with these lines.
fn vendored_workspace(work: &str, a: &str, b: &str, list: &str) -> Vec<String> {
    let reader = reader("1.27");
    let work = format!("go 1.22\nuse ./a\nuse ./b\n{work}");
    let work = reader.go_work("go.work", "/w/go.work", work.as_bytes()).file;
    let module = |name: &str, lines: &str| {
        used(&reader, 2, name, Some(&format!("module m.test/{name}\ngo 1.22\n{lines}")))
    };
    let used = [module("a", a), module("b", b)];
    let refusal = reader.vendor_of_workspace("/w", ("go.work", &work), &used, list);
    let text = refusal.map(|refusal| refusal.text()).unwrap_or_default();
    assert!(text.is_empty() || text.ends_with("\t\tgo work vendor"), "{text}");
    let lines = text.lines().skip(1).take_while(|line| !line.is_empty());
    lines.map(|line| line.trim().to_owned()).collect()
}

#[test]
fn a_vendor_folder_is_held_to_a_workspace() {
    let list = "## workspace\n# d.test/d v1.0.0 => ./d\n## explicit; go 1.21\nd.test/d\n# d.test/d => ./d\n";
    assert!(vendor::is_of_workspace(list) && !vendor::is_of_workspace("# a.b/c v1.0.0\n"));
    let require = "require d.test/d v1.0.0\n";
    let own = format!("{require}replace d.test/d => ../d\n");
    let none = Vec::<String>::new();
    assert_eq!(vendored_workspace("", &own, "", list), none);
    assert_eq!(
        vendored_workspace("", &own, "require e.test/e v1.0.0\n", list),
        [
            "e.test/e@v1.0.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt"
        ]
    );
    assert_eq!(
        vendored_workspace("", &own.replace("../d", "../d2"), "", list),
        [
            "d.test/d: is replaced by ../d2 in a/go.mod, but marked as replaced by ./d in vendor/modules.txt"
        ]
    );
    assert_eq!(
        vendored_workspace("", require, "", list),
        [
            "d.test/d@v1.0.0: is marked as replaced in vendor/modules.txt, but not replaced in the workspace",
            "d.test/d: is marked as replaced in vendor/modules.txt, but not replaced in the workspace",
        ]
    );
    let of_work = [
        "d.test/d: is replaced by ./d2 in go.work, but marked as replaced by ./d in vendor/modules.txt",
    ];
    for a in [require, &own] {
        assert_eq!(vendored_workspace("replace d.test/d => ./d2\n", a, "", list), of_work);
    }
    assert_eq!(
        vendored_workspace("replace d.test/d v1.0.0 => ./d2\n", &own, "", list),
        [
            "d.test/d@v1.0.0: is replaced by ./d2 in go.work, but marked as replaced by ./d in vendor/modules.txt"
        ]
    );
    assert_eq!(
        vendored_workspace("", "replace d.test/d => ../d\n", "", list),
        [
            "d.test/d@v1.0.0: is marked as explicit in vendor/modules.txt, but not explicitly required in a go.mod"
        ]
    );
    assert_eq!(
        vendored_workspace("replace x.test/x => ./d\n", &own, "", list),
        ["x.test/x: is replaced in go.work, but not marked as replaced in vendor/modules.txt"]
    );
}

#[test]
fn a_vendor_folder_is_held_to_go_mod() {
    let list = "# a.b/c v1.0.0\n## explicit; go 1.21\na.b/c\n";
    let of = |rest: &str| format!("module a.b/m\ngo 1.21\n{rest}");
    let none = Vec::<String>::new();
    assert_eq!(vendored("1.27", &of("require a.b/c v1.0.0\n"), list), none);
    let wanted = [
        "a.b/c@v1.1.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt",
        "a.b/c@v1.0.0: is marked as explicit in vendor/modules.txt, but not explicitly required in go.mod",
    ];
    assert_eq!(vendored("1.27", &of("require a.b/c v1.1.0\n"), list), wanted);
    let old = "module a.b/m\ngo 1.13\nrequire a.b/c v1.1.0\n";
    let indicated = "a.b/c@v1.1.0: is explicitly required in go.mod, but vendor/modules.txt indicates a.b/c@v1.0.0";
    assert_eq!(vendored("1.27", old, list), [indicated, wanted[1]]);
    let other = "# a.b/c v1.0.0 => ./y\n## explicit; go 1.21\na.b/c\n# a.b/c => ./y\n";
    let replaced = of("require a.b/c v1.0.0\nreplace a.b/c => ./x\n");
    let told =
        "a.b/c: is replaced by ./x in go.mod, but marked as replaced by ./y in vendor/modules.txt";
    assert_eq!(vendored("1.27", &replaced, other), [told]);
    assert_eq!(
        vendored("1.21", &replaced, other),
        [
            told,
            "a.b/c@v1.0.0: is marked as replaced by ./y in vendor/modules.txt, but replaced by ./x in go.mod",
            "a.b/c: is marked as replaced by ./y in vendor/modules.txt, but replaced by ./x in go.mod",
        ]
    );
    assert_eq!(vendored("1.27", &replaced, &other.replace("./y", "./x")), none);
    let unknown = "# a.b/c v1.0.0\na.b/c\n# a.b/z => a.b/y v1.0.0\n# a.b/u v1.0.0\n## explicit\n";
    assert_eq!(
        vendored("1.27", &of("require a.b/c v1.0.0\n"), unknown),
        [
            "a.b/c@v1.0.0: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt",
            "a.b/z: is marked as replaced in vendor/modules.txt, but not replaced in go.mod",
        ]
    );
    assert!(!vendor::is_used("", Some("1.13"), vendor::OF_MODULE, true));
    assert!(
        vendor::is_used("", Some("1.14"), vendor::OF_MODULE, true)
            && vendor::is_used("vendor", None, vendor::OF_MODULE, false)
    );
}
