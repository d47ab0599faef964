//! What Bitbucket and Launchpad are asked by the releases that know them (discovery.md §17.2).

use serde::Deserialize;

use crate::{
    go::cmd::{hosts, suffix::SuffixMatch, vcs::Vcs},
    pipeline::{
        Halt, Session,
        session::{get::Client, lookup::Lookup},
    },
    trace::{By, Root, Step},
};

/// The part of Bitbucket's answer that go reads.
#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    scm: String,
}

impl Session {
    /// The repository at `root` on Bitbucket, whose VCS `url` tells.
    pub(crate) async fn bitbucket(
        &self,
        root: hosts::Root,
        url: &str,
        lookup: &Lookup,
    ) -> Result<Root, Halt> {
        let (status, body) = self.asked(url, lookup).await?;
        let vcs = match status.get(..3) {
            Some("200") => told(&body)?,
            Some("403") => self
                .found_by_asking(&root.root, lookup)
                .await?
                .ok_or_else(|| Halt::Go(format!("reading {url}: {status}")))?,
            _ => return Err(Halt::Go(format!("reading {url}: {status}"))),
        };
        let suffix = if vcs == Vcs::Git { ".git" } else { "" };
        Ok(Root {
            repo: format!("{}{suffix}", root.repo).into(),
            path: root.root,
            vcs: vcs.name().to_owned(),
            subdir: String::new(),
            by: By::Static,
        })
    }

    /// A private repository is asked for itself: by git, then by hg.
    async fn found_by_asking(&self, root: &str, lookup: &Lookup) -> Result<Option<Vcs>, Halt> {
        for vcs in [Vcs::Git, Vcs::Hg] {
            let (root, repo) = (root.to_owned(), root.to_owned());
            if self.answers(&SuffixMatch { root, repo, vcs }, "https", lookup).await? {
                return Ok(Some(vcs));
            }
        }
        Ok(None)
    }

    /// The branch on launchpad.net that a release falls back to when all else failed.
    pub(crate) async fn launchpad(&self, lookup: &Lookup) -> Option<Root> {
        let branch = hosts::launchpad(&lookup.path, self.version)?;
        let is_series = match branch.series_url() {
            Some(url) => {
                self.asked(&url, lookup).await.is_ok_and(|(code, _)| code.starts_with("200"))
            }
            None => true,
        };
        let path = match branch.project {
            Some(project) if !is_series => project,
            _ => branch.root,
        };
        self.govcs(Vcs::Bzr, &path, lookup).ok()?;
        let (vcs, repo) = (Vcs::Bzr.name().to_owned(), format!("https://{path}").into());
        Some(Root { path, vcs, repo, subdir: String::new(), by: By::Static })
    }

    /// The status and body of what is asked in addition to the page.
    async fn asked(&self, url: &str, lookup: &Lookup) -> Result<(String, Vec<u8>), Halt> {
        if self.options.offline {
            return Err(Halt::Unknown(format!("the answer of {url} (--offline)")));
        }
        let mut got = self.get_twice(url, Client::Verified, Step::StaticTable, lookup).await?;
        let mut body = Vec::new();
        while let Some(bytes) = got.answer.body.chunk().await? {
            body.extend_from_slice(&bytes);
        }
        Ok((got.answer.status_text, body))
    }
}

/// The VCS that Bitbucket names.
fn told(body: &[u8]) -> Result<Vcs, Halt> {
    let answer: Answer = serde_json::from_slice(body)
        .map_err(|error| Halt::Go(format!("decoding bitbucket.org's answer: {error}")))?;
    let unknown = || {
        let what = "unable to detect version control system for bitbucket.org/ path";
        Halt::Go(what.to_owned())
    };
    match answer.scm.as_str() {
        "git" => Ok(Vcs::Git),
        "hg" => Ok(Vcs::Hg),
        _ => Err(unknown()),
    }
}
