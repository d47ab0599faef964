//! go.sum and go.work.sum, looked over as they are.

use std::collections::{HashMap, HashSet};

use super::{Ask, Change, Entry, Fault, Source};
use crate::{
    go::{
        cmd::gover::TOOLCHAIN,
        version::Version,
        xmod::{
            dirhash,
            gosum::{EMPTY, Malformed, MalformedSum, Sum, lines, parse},
            version::{canonical_version, check},
        },
    },
    shell::word,
    stages::files::sums::{
        ALGORITHM, EMPTY as OF_NOTHING, ENTRY_MISSING, IMPOSSIBLE, MALFORMED, NO_GO_MOD, TWO,
        UNASKED, VERSION,
    },
    trace::Build,
};

/// What is wrong with the lines of `file`, an entry for each in the order of the file; and first one for the file, which
/// says what is not asked. `absolute` is the name by which go of this release calls it, where it stops at a line.
pub fn look_over(release: Version, file: &str, absolute: &str, text: &[u8]) -> Vec<Entry> {
    let stops = parse(absolute, text, release, false).err();
    let mut over = Over { file, stops, ..Over::default() };
    let sums: Vec<Sum> = lines(text).filter_map(|line| over.line(line)).collect();
    over.lines += sums.len();
    over.compare(&sums);
    let versions: HashSet<_> = sums.iter().map(|sum| (&sum.path, plain(sum))).collect();
    over.wrong.sort_by_key(|entry| entry.source.as_ref().map(|source| source.line));
    over.told(versions.len())
}

/// Says of each version that `build` requires whether its go.sum, called `file`, is there and has no line for its go.mod.
pub(crate) fn mark_missing(file: &str, build: &Build, entries: &mut [Entry]) {
    let Ok(sums) = parse(&build.go_sum.file, &build.go_sum.text, Version::NEWEST, false) else {
        return;
    };
    let over = Over { file, ..Over::default() };
    for entry in entries.iter_mut().filter(|_| build.go_sum.is_there) {
        let Ask::Required { version, .. } = &entry.ask else { continue };
        let is_canonical = canonical_version(version).as_ref() == Some(version);
        let key = format!("{version}{GO_MOD}");
        if is_canonical && !sums.has(&entry.path, &key) {
            let says = format!("{file} has no line {} {key}", entry.path);
            entry.faults.push(Fault::new(&ENTRY_MISSING, says).fix(over.tidy()));
        }
    }
}

/// What was found so far.
#[derive(Default)]
struct Over<'a> {
    file: &'a str,
    lines: usize,
    wrong: Vec<Entry>,
    /// The line at which go stops.
    stops: Option<MalformedSum>,
}

impl Over<'_> {
    /// Tells what a line shows by itself; the line where it has three fields.
    fn line(&mut self, line: Result<Sum, Malformed>) -> Option<Sum> {
        match line {
            Ok(sum) => {
                let faults = [self.version(&sum), self.hash(&sum)];
                self.tell(&sum, faults.into_iter().flatten().collect());
                Some(sum)
            }
            Err(malformed) => {
                self.lines += 1;
                let fault = self.malformed(&malformed);
                let shown: String = malformed.text.chars().take(MAX_SHOWN).collect();
                let source = Source::new(self.file, malformed.line);
                let entry = Entry::new(source, shown, Ask::Nothing);
                let stops = self.stops.as_ref().filter(|stop| stop.line == malformed.line);
                let refused = stops.map(ToString::to_string);
                self.wrong.push(Entry { faults: vec![fault], refused, ..entry });
                None
            }
        }
    }

    fn malformed(&self, Malformed { fields, text, .. }: &Malformed) -> Fault {
        let noun = if *fields == 1 { "field" } else { "fields" };
        let fault =
            Fault::new(&MALFORMED, format!("the line has {fields} {noun} in place of three"));
        // What go mod tidy cannot read it leaves, and go fails on it as before.
        let is_mark = MARKS.iter().any(|mark| text.starts_with(mark));
        let marks = r"sed -i '/^[<=>|]\{7\}/d'";
        let others = r"sed -i -E '/^\s*(\S+\s+){2}\S+\s*$/!d'";
        let sed = if is_mark { marks } else { others };
        fault.fix(format!("{sed} {} && {}", word(self.file), self.tidy())).change(Change::Drop)
    }

    fn version(&self, sum: &Sum) -> Option<Fault> {
        let version = plain(sum);
        let why = match check(&sum.path, version) {
            Err(error) => error.to_string(),
            Ok(()) if canonical_version(version).as_deref() != Some(version) => {
                format!("{version} is no canonical version")
            }
            Ok(()) => return None,
        };
        let says = format!("go never looks for the line: {why}");
        Some(self.anew(Fault::new(&VERSION, says).change(Change::Drop), sum))
    }

    fn hash(&self, sum: &Sum) -> Option<Fault> {
        let hash = &sum.hash;
        if hash == EMPTY {
            let says = "the hash is that of an empty file, which go takes for none";
            return Some(self.anew(Fault::new(&OF_NOTHING, says), sum));
        }
        if !hash.starts_with("h1:") {
            let says = format!("go knows no hash like {hash}, and checks nothing by it");
            return Some(self.anew(Fault::new(&ALGORITHM, says).change(Change::Drop), sum));
        }
        let says = format!("no download has the hash {hash}");
        (!dirhash::is_hash(hash)).then(|| self.anew(Fault::new(&IMPOSSIBLE, says), sum))
    }

    /// Holds the lines to each other: one hash for a version, and one of its go.mod for each zip.
    fn compare(&mut self, sums: &[Sum]) {
        let mut first: HashMap<(&str, &str), &Sum> = HashMap::new();
        for sum in sums.iter().filter(|sum| sum.hash.starts_with("h1:") && sum.hash != EMPTY) {
            let known = *first.entry((&sum.path, &sum.version)).or_insert(sum);
            if known.hash != sum.hash {
                let says =
                    format!("line {} has another hash for the same: one is wrong", known.line);
                let fault = self.anew(Fault::new(&TWO, says), sum);
                self.tell(sum, vec![fault]);
            }
        }
        if !self.file.ends_with(WORK) {
            self.pair(sums);
        }
    }

    /// go reads the go.mod of whatever it takes the zip of. A line for it that is wrong was told.
    fn pair(&mut self, sums: &[Sum]) {
        let listed: HashSet<(&str, &str)> = sums
            .iter()
            .filter_map(|sum| Some((sum.path.as_str(), sum.version.strip_suffix(GO_MOD)?)))
            .collect();
        let mut told = HashSet::new();
        for sum in sums.iter().filter(|sum| !sum.version.ends_with(GO_MOD) && sum.path != TOOLCHAIN)
        {
            let key = (sum.path.as_str(), sum.version.as_str());
            if !listed.contains(&key) && told.insert(key) {
                let says = format!("there is no line for {}{GO_MOD}", sum.version);
                let fault = Fault::new(&NO_GO_MOD, says).fix(self.tidy());
                self.tell(sum, vec![fault]);
            }
        }
    }

    fn tell(&mut self, sum: &Sum, faults: Vec<Fault>) {
        if !faults.is_empty() {
            let path = format!("{}@{}", sum.path, sum.version);
            let source = Source::new(self.file, sum.line);
            self.wrong.push(Entry { faults, ..Entry::new(source, path, Ask::Nothing) });
        }
    }

    /// The entry for the file, and behind it the first of those for its lines.
    fn told(mut self, versions: usize) -> Vec<Entry> {
        let more = self.wrong.len().saturating_sub(MAX_TOLD);
        self.wrong.truncate(MAX_TOLD);
        let count = |count: usize, noun: &str| match count {
            1 => format!("1 {noun}"),
            count => format!("{count} {noun}s"),
        };
        let (lines, versions) = (count(self.lines, "line"), count(versions, "version"));
        let verb = if self.lines == 1 { "was" } else { "were" };
        let mut says = format!(
            "{lines} for {versions} {verb} looked over; whether the hashes are right nobody was asked"
        );
        if more > 0 {
            says = format!("{says}, and {more} more lines have something wrong");
        }
        let unasked = Fault::new(&UNASKED, says).fix(self.compares());
        let source = Source::new(self.file, 1);
        let file = Entry { faults: vec![unasked], ..Entry::new(source, self.file, Ask::Nothing) };
        std::iter::once(file).chain(self.wrong).collect()
    }

    /// The fault with the line that lets go add those of the version anew.
    fn anew(&self, fault: Fault, sum: &Sum) -> Fault {
        fault.fix(format!("{} && {}", self.delete(sum), self.tidy()))
    }

    /// The line that deletes those of a version.
    fn delete(&self, sum: &Sum) -> String {
        let name = format!("{} {}", sum.path, plain(sum));
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || " -._~/+".contains(c));
        let which = if plain {
            format!("\\#^{}[ /]#d", name.replace('.', "\\."))
        } else {
            format!("{}d", sum.line)
        };
        format!("sed -i {} {}", word(&which), word(self.file))
    }

    /// The command with which go writes the file anew.
    fn tidy(&self) -> String {
        let (folder, name) = self.file.rsplit_once('/').unwrap_or(("", self.file));
        let at = if folder.is_empty() { String::new() } else { format!(" -C {}", word(folder)) };
        match name.strip_suffix(".sum") {
            _ if name.ends_with(WORK) => format!("go{at} work sync"),
            None | Some("go") => format!("go{at} mod tidy"),
            Some(start) => format!("go{at} mod tidy -modfile={}", word(&format!("{start}.mod"))),
        }
    }

    /// The command that compares the hashes with what is served.
    fn compares(&self) -> String {
        let start = self.file.strip_suffix(".sum").unwrap_or(self.file);
        let end = if self.file.ends_with(WORK) { "" } else { ".mod" };
        format!("goget-doctor check {}", word(&format!("{start}{end}")))
    }
}

/// The version without what says that the line is about go.mod alone.
fn plain(sum: &Sum) -> &str {
    sum.version.strip_suffix(GO_MOD).unwrap_or(&sum.version)
}

const GO_MOD: &str = "/go.mod";

/// How the names of a workspace's files end.
const WORK: &str = ".work.sum";

/// How the lines begin that a merge leaves around what it could not settle.
const MARKS: [&str; 4] = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"];

/// How much of a malformed line is shown, in characters.
const MAX_SHOWN: usize = 200;

/// Of how many lines is told what is wrong.
const MAX_TOLD: usize = 1000;

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::trace::SumText;

    const A: &str = "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    const B: &str = "h1:BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";

    fn wrong(file: &str, text: &str) -> Vec<String> {
        let entries = look_over(Version::NEWEST, file, "/go.sum", text.as_bytes());
        let told = |entry: &Entry| {
            let names: Vec<_> = entry.faults.iter().map(|fault| fault.rule.name).collect();
            format!("{} {} {}", entry.source.as_ref().unwrap().line, entry.path, names.join(" "))
        };
        assert_eq!(entries[0].faults[0].rule, &UNASKED);
        entries.iter().skip(1).map(told).collect()
    }

    /// What go writes and takes, with blanks and line ends of all kinds.
    #[test]
    fn what_go_reads_is_quiet() {
        let text = format!(
            "a.test/b v1.0.0 {A}\na.test/b v1.0.0/go.mod {A}\na.test/b v1.0.0/go.mod {A}\n\n\
             \t a.test/b  v1.1.0/go.mod {B}\r\na.test/c v2.0.0+incompatible {A}\n\
             a.test/c v2.0.0+incompatible/go.mod {B}\n\
             a.test/d/v3 v3.0.0-20200101000000-0123456789ab/go.mod {A}\n\
             golang.org/toolchain v0.0.1-go1.24.0.linux-amd64 {A}\n"
        );
        assert_eq!(wrong("go.sum", &text), Vec::<String>::new());
        assert_eq!(wrong("go.sum", ""), Vec::<String>::new());
    }

    #[test]
    fn every_fault_is_told_at_its_line() {
        let empty = EMPTY;
        let text = format!(
            "<<<<<<< HEAD\na.test/b v1.0.0 {A}\na.test/b v1.0.0 {B}\na.test/b v1.0.0/go.mod h1:AAA=\n\
             a.test/c v1.0.0/go.mod {empty}\na.test/d v1.0.0 h9:xyz\na.test/d v1.0.0/go.mod {A}\n\
             a.test/e v1 {A}\na.test/e v1/go.mod {A}\na.test/f v2.0.0/go.mod {A}\n\
             a.test/g v1.0.0 {A}\na.test/c v1.0.0 {A}\na.test/h v1.0.0 {A} more\nb/../c v1.0.0/go.mod {A}\n"
        );
        let wanted = [
            "1 <<<<<<< HEAD gosum-line-malformed",
            "3 a.test/b@v1.0.0 gosum-two-hashes",
            "4 a.test/b@v1.0.0/go.mod gosum-hash-impossible",
            "5 a.test/c@v1.0.0/go.mod gosum-hash-of-empty-go-mod",
            "6 a.test/d@v1.0.0 gosum-hash-unknown",
            "8 a.test/e@v1 gosum-version-unusable",
            "9 a.test/e@v1/go.mod gosum-version-unusable",
            "10 a.test/f@v2.0.0/go.mod gosum-version-unusable",
            "11 a.test/g@v1.0.0 gosum-go-mod-missing",
            "13 a.test/h v1.0.0 MORE gosum-line-malformed",
            "14 b/../c@v1.0.0/go.mod gosum-version-unusable",
        ];
        let wanted = wanted.map(|line| line.replace("MORE", &format!("{A} more")));
        assert_eq!(wrong("go.sum", &text), wanted);
    }

    #[test]
    fn a_workspace_lists_what_its_modules_lack() {
        let text = format!("a.test/b v1.0.0 {A}\n");
        assert_eq!(wrong("w/go.work.sum", &text), Vec::<String>::new());
        assert_eq!(wrong("w/go.sum", &text), ["1 a.test/b@v1.0.0 gosum-go-mod-missing"]);
    }

    #[test]
    fn what_go_mod_requires_is_listed() {
        let text = format!(
            "a.test/b v1.0.0/go.mod {A}\na.test/c v1.0.0 {A}\na.test/d v1.0.0/go.mod h9:x\n"
        );
        let marked = |text: &str, is_there| {
            let sums = SumText { file: "/w/go.sum".into(), text: text.into(), is_there };
            let build = Arc::new(Build::new("/w".into(), sums, Vec::new()));
            let required = [("b", "v1.0.0"), ("c", "v1.0.0"), ("d", "v1.0.0"), ("e", "master")];
            let entry = |(name, version): (&str, &str)| {
                let (version, build) = (version.to_owned(), build.clone());
                let ask = Ask::Required { version, build };
                Entry::new(Source::new("go.mod", 3), format!("a.test/{name}"), ask)
            };
            let mut entries: Vec<Entry> = required.into_iter().map(entry).collect();
            mark_missing("go.sum", &build, &mut entries);
            let faulty = entries.into_iter().filter(|entry| !entry.faults.is_empty());
            faulty.map(|entry| entry.path).collect::<Vec<_>>()
        };
        assert_eq!(marked(&text, true), ["a.test/c", "a.test/d"]);
        assert_eq!(marked("", true), ["a.test/b", "a.test/c", "a.test/d"]);
        assert_eq!(marked("", false), Vec::<String>::new());
        assert_eq!(marked("x y\n", true), Vec::<String>::new());
    }

    #[test]
    fn fixes_name_the_file() {
        let fixes = |file: &str| {
            let text = format!("a.test/b v1.0.0/go.mod {A}\na.test/b v1.0.0/go.mod {B}\n");
            look_over(Version::NEWEST, file, "/go.sum", text.as_bytes()).pop().unwrap().faults[0]
                .fix
                .clone()
        };
        let delete = |file: &str| format!(r"sed -i '\#^a\.test/b v1\.0\.0[ /]#d' {file}");
        for (file, tidy) in [
            ("go.sum", "go mod tidy"),
            ("a/b/go.sum", "go -C a/b mod tidy"),
            ("tools.sum", "go mod tidy -modfile=tools.mod"),
            ("w/go.work.sum", "go -C w work sync"),
        ] {
            assert_eq!(fixes(file), [format!("{} && {tidy}", delete(file))]);
        }
    }

    #[test]
    fn of_very_many_faults_the_first_are_told() {
        let line = |n: usize| format!("a.test/m{n} v1.0.0 {A}\na.test/m{n} v1.0.0 {B}\n");
        let text: String = (0..5_000).map(line).collect();
        let entries = look_over(Version::NEWEST, "go.sum", "/go.sum", text.as_bytes());
        assert_eq!(entries.len(), MAX_TOLD + 1);
        let says = &entries[0].faults[0].says;
        assert!(says.starts_with("10000 lines for 5000 versions were looked over;"), "{says}");
        assert!(says.ends_with("and 9000 more lines have something wrong"), "{says}");
    }
}
