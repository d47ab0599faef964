//! The zip of a version that is in the module cache already, believed as go believes it (modules.md §3).

use crate::{
    go::{
        cmd::fault::Fault,
        std::strconv::text::{lossy, quote, system_reason},
    },
    trace::CacheOf,
};

use super::{Content, Modules, Source, cache::Cache, content::Reading};

impl<S: Source> Modules<S> {
    /// The zip that the cache has of a version, whose file is `name`; `None` where go fetches it.
    pub(super) async fn cached_zip(
        &self,
        module: &str,
        version: &str,
        name: &str,
    ) -> Result<Option<Content>, Fault> {
        let Some(cache) = self.settings.cache.as_ref().filter(|cache| cache.has(name)) else {
            return Ok(None);
        };
        let content = if cache.has(&format!("{name}hash")) {
            self.summed_zip(cache, module, version, name).await?
        } else {
            self.zip_without_sum(cache, module, version, name).await?
        };
        self.saw(module, version, CacheOf::Zip, name.to_owned(), None);
        Ok(Some(content))
    }

    /// A zip next to its sum: go does not open it, unless it is still to be unpacked.
    async fn summed_zip(
        &self,
        cache: &Cache,
        module: &str,
        version: &str,
        name: &str,
    ) -> Result<Content, Fault> {
        let listed = self.lists(module, version);
        let sum = if listed { None } else { Some(self.check_kept(module, version).await?) };
        let sum = sum.or_else(|| kept_sum(cache, name).ok().flatten()).unwrap_or_default();
        let bytes = cache.length(name);
        let mut content = if let Some(folder) = self.unpacked(module, version) {
            self.content_of((module, version), folder, sum, bytes)?
        } else {
            let (file, reading) = (cache.copy(name)?, Reading::Kept { sum });
            self.read_zip(file, module, version, name.to_owned(), reading).await?
        };
        content.unchecked = listed;
        Ok(content)
    }

    /// A zip whose sum is missing: go adds it up again.
    async fn zip_without_sum(
        &self,
        cache: &Cache,
        module: &str,
        version: &str,
        name: &str,
    ) -> Result<Content, Fault> {
        let file = cache.copy(name)?;
        let content =
            self.read_zip(file, module, version, name.to_owned(), Reading::Summed).await?;
        self.check_zip(module, version, &content.sum).await?;
        Ok(content)
    }

    /// Holds the sum that the cache has of a version against go.sum and the database, where a failure ends go.
    pub(super) async fn check_kept(&self, module: &str, version: &str) -> Result<String, Fault> {
        let name = self.zip_name(module, version)?;
        let Some(cache) = &self.settings.cache else { return Ok(String::new()) };
        let verifying = |why: Fault| match why {
            stop @ Fault::Stop(_) => stop,
            why if why.names_module() => Fault::Fatal(format!("verifying {why}")),
            why => Fault::Fatal(format!("verifying {}", why.about(module, version))),
        };
        let Some(sum) = kept_sum(cache, &name).map_err(verifying)? else {
            let content = self.zip_without_sum(cache, module, version, &name).await;
            return content.map(|content| content.sum).map_err(verifying);
        };
        if !sum.starts_with("h1:") {
            let why = format!("unexpected ziphash: {}", quote(&sum));
            return Err(verifying(Fault::Other(why)));
        }
        let checked = self.check_zip(module, version, &sum).await;
        checked.map(|()| sum).map_err(|fault| match fault {
            Fault::Stop(_) | Fault::Fatal(_) => fault,
            other => Fault::Fatal(other.to_string()),
        })
    }

    /// The length of the zip that the cache has of a version, in bytes.
    pub(super) fn kept_length(&self, module: &str, version: &str) -> Option<u64> {
        let name = self.zip_name(module, version).ok()?;
        self.settings.cache.as_ref()?.length(&name)
    }
}

/// The sum next to the zip `name`; `None` where that file holds none.
fn kept_sum(cache: &Cache, name: &str) -> Result<Option<String>, Fault> {
    let file = format!("{name}hash");
    let text = cache.text(&file);
    let text =
        text.map_err(|error| Fault::Other(format!("open {file}: {}", system_reason(&error))))?;
    let kept = text.trim_ascii();
    let is_sum = kept.len() == SUM && !kept.contains(&0);
    Ok(is_sum.then(|| lossy(kept)))
}

/// The length of a sum: `h1:` and 32 bytes in base64.
const SUM: usize = 47;
