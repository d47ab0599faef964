//! The last step of `go get` in GOPATH mode: whether the repository holds the package
//! (discovery.md §17.3 and §17.5).

use crate::{
    go::cmd::{
        package::{Fault, GoFile, Judgement, Places, judge},
        winner::Class,
    },
    pipeline::{Session, discovery::suffix::child_env, session::goroot},
    secret::UrlText,
    trace::{Concluded, Conclusion, Event, Events, Held, Of, PackageSought, Recorder, Root, Step},
    vcs::{Folder, Git},
};

/// What go sets for git's ssh, which here may not ask anything.
const SSH: &str = "ssh -o ControlMaster=no -o BatchMode=yes";

impl Session {
    /// What is seen of the package `argument` in the repository that `events` ended with; nothing
    /// where go fails before, or where the doctor cannot look: not with git, or a pattern.
    pub(crate) async fn package_in_repository(
        &self,
        argument: &str,
        events: &Events,
    ) -> Vec<Event> {
        let found = events.iter().find_map(|event| match Of::of(&event.fact)? {
            Concluded { conclusion: Conclusion::Found { root } } => {
                Some((event.path.as_deref()?, root))
            }
            _ => None,
        });
        let Some((path, root)) = found else { return Vec::new() };
        if self.options.offline || root.vcs != "git" || argument.contains("...") {
            return Vec::new();
        }
        let recorder = Recorder::new(self.world.clone(), Some(path.into()));
        let sought = self.sought(path, root).await;
        let error = sought.error.clone();
        recorder.note(Step::Package, sought);
        if let Some(error) = error {
            let conclusion = Conclusion::Failed { error, class: Class::Other };
            recorder.note(Step::Package, Concluded { conclusion });
        }
        recorder.take()
    }

    async fn sought(&self, path: &str, root: &Root) -> PackageSought {
        let dir = path.strip_prefix(&root.path).unwrap_or_default().trim_start_matches('/');
        let seen = match self.known_folder(&root.repo, dir).await {
            Some(seen) => seen,
            None => self.looked_into(&root.repo, dir).await,
        };
        let error = seen.held.as_ref().and_then(|held| self.package_error(path, held, &root.repo));
        PackageSought { error, ..seen }
    }

    async fn looked_into(&self, repo: &UrlText, dir: &str) -> PackageSought {
        let mut env = child_env(&self.world, &self.env, self.version);
        if ["GIT_SSH", "GIT_SSH_COMMAND"].iter().all(|name| self.world.var(name).is_none()) {
            env.push(("GIT_SSH_COMMAND".to_owned(), SSH.to_owned()));
        }
        let git = Git { world: &self.world, env: &env, limit: self.limits.request };
        let (ran, folder) = git.folder(repo, dir).await;
        let held = folder.map(|folder| match folder {
            Folder::Refused(status) => Held::Refused { status },
            Folder::Missing => Held::NoFolder,
            Folder::Files(files) => {
                let read = |(name, content): &(String, Vec<u8>)| GoFile::read(name, content);
                Held::Folder { files: files.iter().map(read).collect() }
            }
        });
        let (repo, dir) = (repo.clone(), dir.to_owned());
        let seen = PackageSought { repo, dir, ran, held, error: None };
        self.keep_folder(&seen).await;
        seen
    }

    /// go's text for a package in whose place `held` is.
    fn package_error(&self, path: &str, held: &Held, repo: &UrlText) -> Option<String> {
        let fault = match held {
            // A person could answer what ssh asks.
            Held::Refused { .. } if repo.expose().contains("ssh://") => return None,
            Held::Refused { status } => return Some(format!("exit status {status}")),
            Held::NoFolder => Fault::NoFolder,
            Held::Folder { files } => match judge(files, path) {
                Judgement::Faulty(fault) => fault,
                Judgement::Sound | Judgement::Open => return None,
            },
        };
        let goroot = goroot::goroot(&self.world).unwrap_or_else(|| "$GOROOT".to_owned());
        let gopath = self.env.get("GOPATH").split(':').filter(|dir| !dir.is_empty()).collect();
        Some(fault.text(path, &Places { goroot: &goroot, gopath }, self.version))
    }
}
