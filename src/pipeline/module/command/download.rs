//! `go mod download MODULE@QUERY`.

use super::{Named, Outcome};
use crate::{
    go::{
        cmd::{argument::Mode, fault::Fault, gover::query::Line},
        xmod::dirhash,
    },
    pipeline::module::{Modules, Source, content::has_place, query::Asked},
    trace::{Sought, Stage},
};

impl<S: Source> Modules<S> {
    /// `go mod download ARGUMENT`, with `-json` where `json` says so: then the error is on standard output.
    pub async fn download(&self, arg: &str, json: bool) -> Outcome {
        self.download_module(arg, Mode::Module, json).await.behind(&self.warnings())
    }

    /// `go mod download` of a version that the main module requires: go writes go.sum behind it.
    pub async fn download_required(&self, arg: &str) -> Outcome {
        let outcome = self.download_module(arg, Mode::Required, true).await;
        let outcome = outcome.behind(&self.warnings());
        let downloaded = outcome.named.as_ref().filter(|_| outcome.error.is_none());
        let written = downloaded.map(|named| self.write_sums(&named.module, &named.version));
        match written {
            Some(Err(fault)) => outcome.died(fault),
            _ => outcome,
        }
    }

    async fn download_module(&self, arg: &str, mode: Mode, json: bool) -> Outcome {
        let mut outcome = Outcome::default();
        let mut named = match self.listed(arg, mode).await {
            Ok(named) => named,
            Err(fault) => return outcome.not_downloaded(fault, json),
        };
        if !named.version.is_empty()
            && let Err(fault) = self.download_version(&mut named).await
        {
            if let Fault::TooNew(too_new) = &fault
                && self.settings.running.may_switch
            {
                return self.too_new(too_new.clone(), "", outcome).await;
            }
            return outcome.not_downloaded(fault, json);
        }
        outcome.named = Some(named);
        outcome
    }

    async fn download_version(&self, named: &mut Named) -> Result<(), Fault> {
        if Line::of(&named.module).is_some() {
            let text = "internal error: invalid operation on toolchain module";
            return Err(Fault::Other(text.to_owned()));
        }
        let (module, version) = (named.module.clone(), named.version.clone());
        if !self.comes_to(Stage::Module) {
            return Ok(());
        }
        self.query(Asked::any(&module, &version, Sought::Again)).await?;
        if let Some(text) = &self.settings.unusable_cache {
            return Err(Fault::Other(text.clone()));
        }
        has_place(&version)?;
        let text = self.go_mod(&module, &version).await?;
        named.go_mod_sum = Some(dirhash::go_mod(&text));
        if let Some(path) = &self.settings.member {
            self.member_as(&module, &version, path).await?;
        }
        if !self.comes_to(Stage::Package) {
            return if self.settings.zips { self.has_zip(&module, &version).await } else { Ok(()) };
        }
        named.sum = Some(self.zip(&module, &version).await?.sum.clone());
        self.content(&module, &version).await?;
        Ok(())
    }
}

impl Outcome {
    /// With `-json` the error is on standard output.
    pub(super) fn not_downloaded(mut self, fault: Fault, json: bool) -> Self {
        if json && !matches!(fault.bare(), Fault::Fatal(_)) {
            self.error = Some(fault);
            return self;
        }
        self.failed(fault)
    }
}
