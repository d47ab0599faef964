//! A machine of which a pasted list of settings tells: for `env --from`. Nothing of this one is read.

use std::path::PathBuf;

use crate::{
    go::{
        cmd::env::{GoEnv, Listed, Location, NAMES, Origin, Sources, Variables, listed, locate},
        version::Version,
    },
    problem::Problem,
    world::{Laid, World},
};

/// What a list tells of a machine.
#[derive(Clone, Debug)]
pub struct Told {
    /// The machine: the variables that somebody set there, and no files but go's of settings.
    pub world: World,
    /// The release that wrote the list, where it says which.
    pub version: Option<Version>,
}

/// The machine of which `text` tells; `source` is where it was found, for the message. Fails where there is no setting in it.
pub fn told(text: &[u8], source: &str) -> Result<Told, Problem> {
    let read = listed(&String::from_utf8_lossy(text));
    if !read.variables.keys().any(|name| NAMES.contains(&name.as_str())) {
        let why =
            "there is no line of settings in it, such as GOPROXY='https://proxy.golang.org,direct'";
        return Err(Problem::new(
            source,
            why,
            "go env > settings.txt && goget-doctor env --from settings.txt",
        ));
    }
    let version = read.version.filter(|version| version.is_known());
    Ok(Told { world: Machine::of(&read, version.unwrap_or(Version::NEWEST)).world(), version })
}

/// What a list says that is not go's own doing.
struct Machine {
    set: Variables,
    /// Settings without a value, which only a file can leave without one.
    emptied: Vec<String>,
    goos: &'static str,
    version: Version,
}

impl Machine {
    fn of(read: &Listed, version: Version) -> Self {
        let goos = read.goos.as_deref().unwrap_or("linux");
        let goos = SYSTEMS.iter().find(|known| **known == goos).copied().unwrap_or("linux");
        let home = home(&read.variables).map(|home| ("HOME".to_owned(), home));
        let os: Variables = home.into_iter().collect();
        let own = GoEnv::new(&Sources { os: os.clone(), ..Sources::default() }, version);
        let private = read.variables.get("GOPRIVATE");
        let mut machine = Self { set: os, emptied: Vec::new(), goos, version };
        for (name, value) in read.variables.iter().filter(|(name, _)| is_set_by_people(name)) {
            let is_derived =
                matches!(name.as_str(), "GONOPROXY" | "GONOSUMDB") && Some(value) == private;
            let is_place = FOLDERS.contains(&name.as_str()) && is_absolute_on_windows(value);
            if value.is_empty() && *own.origin(name) == Origin::GoEnvFile {
                machine.emptied.push(name.clone());
            } else if !value.is_empty() && value != own.get(name) && !is_derived && !is_place {
                machine.set.insert(name.clone(), value.clone());
            }
        }
        machine
    }

    fn world(self) -> World {
        let mut world = World::empty();
        world.run_on(self.goos);
        world.lay("/", Laid::Absent);
        world.lay("", Laid::Absent);
        if let Location::File(file) = locate(&self.set, self.version)
            && !self.emptied.is_empty()
        {
            let lines: String =
                self.emptied.iter().flat_map(|name| [name.as_str(), "=\n"]).collect();
            world.lay(PathBuf::from(file), Laid::Content(lines.into_bytes()));
        }
        for (name, value) in self.set {
            world.set(name, value);
        }
        world
    }
}

/// The home of whoever wrote the list, by what go makes of it.
fn home(variables: &Variables) -> Option<String> {
    let get =
        |name: &str| variables.get(name).map(String::as_str).filter(|value| !value.is_empty());
    let of_file = || {
        ["/.config/go/env", "/Library/Application Support/go/env"]
            .iter()
            .find_map(|end| get("GOENV")?.strip_suffix(end))
    };
    let of_path = || get("GOPATH")?.strip_suffix("/go");
    get("HOME").or_else(of_file).or_else(of_path).map(str::to_owned)
}

/// Whether go takes the variable from people, and tells nothing else by it.
fn is_set_by_people(name: &str) -> bool {
    let is_proxy = name.to_ascii_uppercase().ends_with("_PROXY");
    is_proxy || name.starts_with("GO") && !OWN.contains(&name)
}

fn is_absolute_on_windows(value: &str) -> bool {
    matches!(value.as_bytes(), [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic())
}

/// Variables that hold folders.
const FOLDERS: &[&str] = &["GOCACHE", "GOENV", "GOMODCACHE", "GOPATH"];

/// What `go env` tells of go itself, of the machine, and of the folder in which it ran.
const OWN: &[&str] = &[
    "GOARCH",
    "GOCACHE",
    "GOEXE",
    "GOGCCFLAGS",
    "GOHOSTARCH",
    "GOHOSTOS",
    "GOMOD",
    "GOOS",
    "GOROOT",
    "GOTELEMETRY",
    "GOTELEMETRYDIR",
    "GOTMPDIR",
    "GOTOOLDIR",
    "GOVERSION",
    "GOWORK",
];

/// Systems, by go's names.
const SYSTEMS: &[&str] = &["darwin", "freebsd", "linux", "netbsd", "openbsd", "windows"];
