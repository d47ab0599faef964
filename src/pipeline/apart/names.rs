//! A go.mod that declares another path: what answers under that, and whether an earlier version was named as it was asked for.

use super::Asking;
use crate::{
    go::xmod::module::check_module,
    trace::{Step, Trial, Tried, VersionFound},
};

/// How many versions before the oldest one is looked at, and behind that, going down.
const STEPS: usize = 3;

impl Asking<'_> {
    /// The version under the declared path, else what that path has; then earlier versions under the path that was asked for.
    pub(super) async fn ask_about_name(&self, found: &VersionFound, declared: &str) {
        let VersionFound { module, version, .. } = found;
        if check_module(declared.as_bytes()).is_ok() {
            let named = self.named_below(module, declared);
            let same = self.try_name(Trial::Declared, &format!("{named}@{version}")).await;
            if !same.succeeds() {
                self.try_name(Trial::Declared, &named).await;
            }
        }
        self.ask_earlier(&self.named_below(module, module), version).await;
    }

    /// The version before `version`; where that is misnamed too and the oldest one is not, those before it, going down.
    async fn ask_earlier(&self, named: &str, version: &str) {
        let mut below = version.to_owned();
        for step in 0..STEPS {
            let tried = self.try_name(Trial::Earlier, &format!("{named}@<{below}")).await;
            let Some(misnamed) = tried.misnamed() else { return };
            misnamed.clone_into(&mut below);
            if step == 0 && !self.try_name(Trial::Earlier, &oldest(named)).await.succeeds() {
                return;
            }
        }
    }

    async fn try_name(&self, how: Trial, argument: &str) -> Tried {
        let tried = self.tried_as_set(how, argument).await;
        self.note(Step::Version, tried.clone());
        tried
    }

    /// The argument of the command without its query, with `instead` in the place of `module`, which is `instead` where another module
    /// was asked for.
    pub(super) fn named_below(&self, module: &str, instead: &str) -> String {
        let argument = self.case.target.path.to_string_lossy();
        let path = argument.split('@').next().unwrap_or_default();
        let below = path.strip_prefix(module).filter(|below| below.starts_with('/'));
        format!("{instead}{}", below.unwrap_or_default())
    }
}

fn oldest(named: &str) -> String {
    format!("{named}@>=v0.0.0")
}
