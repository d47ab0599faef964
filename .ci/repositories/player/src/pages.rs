//! The pages of a case: where the repositories of its modules are.

use std::collections::BTreeMap;

use goget_doctor::{
    go::{
        cmd::{
            codehost::cache,
            fault::{Fault, Stop},
            vcs::Vcs,
        },
        version::Change,
    },
    pipeline::checkout::{Finder, Located},
};
use serde_json::Value;

use crate::here::Here;

/// The pages of a case.
pub struct Pages {
    here: Here,
    page: BTreeMap<String, Value>,
    cache: String,
}

impl Pages {
    pub fn new(here: Here, page: BTreeMap<String, Value>, cache: String) -> Self {
        Self { here, page, cache }
    }

    /// The fields of the one tag that fits; whatever else a page may hold is another stage's.
    fn tag(&self, module: &str) -> Result<Vec<String>, Fault> {
        let near = |path: &String| {
            path.starts_with(&format!("{module}/")) || module.starts_with(&format!("{path}/"))
        };
        let tags = match self.page.get(module) {
            Some(Value::String(tag)) => vec![tag.clone()],
            Some(page) if page.get("status").is_none() && page.get("body").is_none() => {
                let tags = page["import"].as_array().into_iter().flatten();
                tags.filter_map(Value::as_str).map(str::to_owned).collect()
            }
            None if self.page.keys().any(near) => return Err(Fault::NotFound("no page".into())),
            _ => return Err(unknown("another way to the root")),
        };
        let subdirs = self.here.version().has(Change::SubdirField);
        let fields = |tag: String| tag.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let fits = |tag: &Vec<String>| {
            let long = if subdirs { 4 } else { 3 };
            (3..=long).contains(&tag.len())
                && (module == tag[0] || module.starts_with(&format!("{}/", tag[0])))
        };
        let mut fitting = tags.into_iter().map(fields).filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(tag), None) => Ok(tag),
            _ => Err(unknown("another way to the root")),
        }
    }
}

impl Finder for Pages {
    type Machine = Here;

    async fn find(&self, module: &str) -> Result<Located, Fault> {
        let tag = self.tag(module)?;
        let another = || unknown("another way to the root");
        let public = matches!(tag[1].as_str(), "git" | "hg");
        if std::env::var_os("GOVCS").is_some() == public {
            return Err(unknown("GOVCS"));
        }
        let (_, rest) = tag[2].split_once("://").ok_or_else(another)?;
        let host = rest.split('/').next().unwrap_or_default();
        let port = host.rsplit_once(':').map_or("", |(_, port)| port);
        if !port.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(another());
        }
        let vcs = Vcs::by_name(&tag[1], self.here.version()).ok_or_else(another)?;
        let folder = cache::folder(vcs, &tag[2]);
        let name = cache::key(vcs, &tag[2]).replacen(':', " ", 1);
        self.here.name(format!("{}/cache/vcs/{folder}", self.cache), name);
        let subdir = tag.get(3).cloned().unwrap_or_default();
        Ok(Located { root: tag[0].clone(), vcs, url: tag[2].clone(), subdir })
    }

    fn machine(&self, _: &Located) -> Here {
        self.here.clone()
    }
}

fn unknown(what: &str) -> Fault {
    Fault::Stop(Stop::Unknown(what.to_owned()))
}
