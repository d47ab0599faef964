//! From saved runs to steps: the first line of each fix of which all is safe and local.

use std::path::{Path, PathBuf};

use time::{Duration, OffsetDateTime, format_description::well_known::Rfc3339};

use super::{Plan, Planned, State, Touched, Way};
use crate::{
    findings::{Act, Change, FixStep, Keeper},
    report::{Finding, Report},
    trace::Trace,
    world::World,
};

/// How large a file may be that is changed.
const MAX_FILE: u64 = 16 << 20;

/// Settings of go that may be given another value: none of them lets go trust anyone whom it did not trust.
const SETTINGS: &[&str] =
    &["GOAUTH", "GOFLAGS", "GONOPROXY", "GOPRIVATE", "GOPROXY", "GOTOOLCHAIN", "GO111MODULE"];

/// The steps that the findings of `traces` ask for, on the machine that `world` is. `settings` is go's file of settings
/// there. Nothing is changed.
pub fn plan(world: &World, traces: &[Trace], settings: Option<&Path>) -> Plan {
    let mut planning = Planning { world, settings, plan: Plan::default() };
    for trace in traces {
        let report = Report::of(trace);
        planning.plan.go = planning.plan.go.or(Some(report.go));
        for finding in report.findings {
            planning.finding(&report.path, ended(trace), &finding);
            if !planning.plan.findings.contains(&finding) {
                planning.plan.findings.push(finding);
            }
        }
    }
    planning.plan
}

/// When the run came to its end, as far as it tells.
fn ended(trace: &Trace) -> Option<OffsetDateTime> {
    let started = OffsetDateTime::parse(&trace.header.started, &Rfc3339).ok()?;
    let last = trace.events.iter().map(|event| event.at).max().unwrap_or(0);
    Some(started + Duration::microseconds(i64::try_from(last).ok()?))
}

struct Planning<'a> {
    world: &'a World,
    settings: Option<&'a Path>,
    plan: Plan,
}

impl Planning<'_> {
    /// The steps of the first line that can be taken; where there is none, those of the first line are left to people.
    fn finding(&mut self, path: &str, ended: Option<OffsetDateTime>, finding: &Finding) {
        let steps = finding.steps();
        let lines = 0..finding.fix.len();
        let of_line = |line: usize| steps.iter().filter(move |step| step.fix == line);
        let safe =
            { lines }.find(|line| of_line(*line).next().is_some_and(|it| self.way(it).is_ok()));
        let mut goes_on = true;
        for step in of_line(safe.unwrap_or(0)) {
            let way = if goes_on {
                self.way(step)
            } else {
                Err("it comes behind one that is left to you".to_owned())
            };
            goes_on = way.is_ok();
            if self.plan.steps.iter().any(|known| known.step.act == step.act) {
                continue;
            }
            let (way, state) = match way {
                Err(why) => (None, State::Left(why)),
                Ok((way, file)) => {
                    let state = self.state(&file, ended);
                    (Some((way, self.touched(file))), state)
                }
            };
            let (path, finding) = (path.to_owned(), finding.name.to_string());
            self.plan.steps.push(Planned { path, finding, step: step.clone(), way, state });
        }
    }

    /// How a step is taken, and the file that it changes; else why it is left to people.
    fn way(&self, step: &FixStep) -> Result<(Way, PathBuf), String> {
        if !step.needs.is_empty() {
            return Err(format!("it needs {} from you", step.needs.join(" and ")));
        }
        match &step.act {
            Act::Ask { .. }
            | Act::Edit { change: Change::Append { .. } | Change::Put { .. }, .. } => {
                Err("it is no local step".to_owned())
            }
            Act::Edit { file, change: Change::Mode { mode } } => {
                let file = self.home_file(file.as_deref().unwrap_or_default())?;
                let mode =
                    u32::from_str_radix(mode, 8).map_err(|_| format!("{mode} is no mode"))?;
                let gives = mode & 0o077 != 0;
                if gives {
                    Err("it lets others in".to_owned())
                } else {
                    Ok((Way::Mode(mode), file))
                }
            }
            Act::Run { argv, env, .. } if env.is_empty() => self.command(argv),
            Act::Run { .. } => Err("it is a command for you".to_owned()),
            Act::Set { keeper: Keeper::Go, name, value } => self.setting(name, value.as_deref()),
            Act::Set { keeper: Keeper::Shell, .. } => Err("only your shell can do it".to_owned()),
            Act::Set { keeper: Keeper::Git, .. } => Err("it is a setting of git's".to_owned()),
        }
    }

    fn setting(&self, name: &str, value: Option<&str>) -> Result<(Way, PathBuf), String> {
        let file = self.settings.ok_or("go has no file of settings here, or there is no go")?;
        let argument = match value {
            Some(value) if SETTINGS.contains(&name) => ["-w".to_owned(), format!("{name}={value}")],
            Some(_) => return Err(format!("{name} decides whom go trusts, which is yours to say")),
            None => ["-u".to_owned(), name.to_owned()],
        };
        Ok((Way::Settings(argument.to_vec()), self.real(file)))
    }

    /// `go mod edit` in the module of the working directory, and a line of netrc.
    fn command(&self, argv: &[String]) -> Result<(Way, PathBuf), String> {
        let words: Vec<&str> = argv.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["go", "mod", "edit", flags @ ..] if flags.iter().all(|flag| is_of_edit(flag)) => {
                let here = self.world.directory().ok_or("there is no working directory")?;
                let mut files = here.ancestors().map(|dir| dir.join("go.mod"));
                let file = files.find(|file| self.world.is_dir(file).is_ok_and(|is_dir| !is_dir));
                let file = file.ok_or("there is no go.mod here or above")?;
                Ok((Way::Copy(argv.to_vec()), self.real(&file)))
            }
            ["sed", "-i", options @ .., _script, file] if options.iter().all(|it| *it == "-E") => {
                let file = self.home_file(file)?;
                let is_netrc = file.file_name().is_some_and(|name| name == ".netrc");
                let argv = argv.split_last().map(|(_, front)| front.to_vec()).unwrap_or_default();
                if is_netrc {
                    Ok((Way::Copy(argv), file))
                } else {
                    Err("it is a command for you".to_owned())
                }
            }
            ["go", "get" | "mod", ..] => Err("it asks the network; run it then".to_owned()),
            _ => Err("it is a command for you".to_owned()),
        }
    }

    /// A file below the home, which is there.
    fn home_file(&self, file: &str) -> Result<PathBuf, String> {
        let home = self.world.var("HOME").filter(|home| !home.is_empty());
        let home = Path::new(home.ok_or("HOME is not set")?);
        let file =
            file.strip_prefix("~/").map_or_else(|| PathBuf::from(file), |below| home.join(below));
        let plain = file.components().all(|part| part != std::path::Component::ParentDir);
        if !plain || !file.starts_with(home) {
            return Err("the file is not below your home".to_owned());
        }
        self.world.real_path(&file).map_err(|error| format!("{}: {error}", file.display()))
    }

    fn real(&self, file: &Path) -> PathBuf {
        self.world.real_path(file).unwrap_or_else(|_| file.to_owned())
    }

    /// Whether the file is as it was when the run ended.
    fn state(&self, file: &Path, ended: Option<OffsetDateTime>) -> State {
        let changed = self.world.changed(file).ok().map(|(at, _)| OffsetDateTime::from(at));
        match (changed, ended) {
            (Some(changed), Some(ended)) if changed <= ended => State::Ready,
            (None, Some(_)) => State::Ready,
            (_, None) => State::Failed("the run does not say when it was made".to_owned()),
            (Some(_), Some(_)) => {
                let why =
                    format!("{} was changed after the run: make the run again", file.display());
                State::Failed(why)
            }
        }
    }

    /// The place of the file among those that are changed.
    fn touched(&mut self, file: PathBuf) -> usize {
        let files = &mut self.plan.files;
        files.iter().position(|known| known.file == file).unwrap_or_else(|| {
            let before = self.world.read(&file, MAX_FILE).ok();
            files.push(Touched { file, before, undo: None });
            files.len() - 1
        })
    }
}

/// Whether a flag of `go mod edit` changes a line: none that writes elsewhere or prints.
fn is_of_edit(flag: &str) -> bool {
    const FLAGS: &[&str] = &[
        "droprequire",
        "dropreplace",
        "exclude",
        "dropexclude",
        "go",
        "replace",
        "require",
        "toolchain",
    ];
    let name = flag.trim_start_matches('-').split('=').next().unwrap_or_default();
    FLAGS.contains(&name) || !flag.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::steps;

    /// Whether the first step of a line is one that is taken.
    fn is_taken(line: &str) -> bool {
        let home = tempfile::tempdir().unwrap();
        for name in [".netrc", "key"] {
            std::fs::write(home.path().join(name), "").unwrap();
        }
        std::fs::write(home.path().join("go.mod"), "module a.example/b\n").unwrap();
        let mut world = World::empty();
        world.set("HOME", home.path());
        world.enter(home.path());
        let settings = home.path().join("env");
        let plan = Plan::default();
        let planning = Planning { world: &world, settings: Some(&settings), plan };
        planning.way(&steps(&[line.to_owned()])[0]).is_ok()
    }

    #[test]
    fn what_is_safe_and_local_is_taken() {
        for line in [
            "go env -w GOPROXY=https://proxy.golang.org,direct",
            "go env -u GOINSECURE",
            "chmod 600 ~/.netrc",
            "chmod 600 ~/key   # yours",
            "go mod edit -replace a.example/c=a.example/d@v1.0.0 && go get a.example/c",
            "go mod edit -go=1.21",
        ] {
            assert!(is_taken(line), "{line}");
        }
    }

    #[test]
    fn what_lets_others_in_or_is_elsewhere_is_left() {
        for line in [
            "go env -w GOINSECURE=git.example.com",
            "go env -w GONOSUMDB=git.example.com",
            "go env -w GOSUMDB=off",
            "go env -w 'GOVCS=*:all'",
            "export GOPROXY=direct",
            "chmod 644 ~/.netrc",
            "chmod 600 /etc/passwd",
            "chmod 600 ~/../x",
            "sed -i 1d ~/key",
            "sed -i 1d go.sum",
            "go mod edit -json",
            "go mod tidy",
            "echo 'machine a.b login USER password TOKEN' >> ~/.netrc",
            "sudo update-ca-certificates",
            "git config --global http.sslVerify false",
            "<meta name=\"go-import\">",
        ] {
            assert!(!is_taken(line), "{line}");
        }
    }
}
