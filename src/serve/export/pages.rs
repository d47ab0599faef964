//! A file for every path.

use std::{collections::BTreeMap, path::PathBuf};

use crate::serve::{
    answer::{Answers, Ask, fallback},
    site::Site,
};

/// Files, and what they leave out.
#[derive(Debug, Default)]
pub struct Pages {
    /// By their place below the folder.
    pub files: BTreeMap<PathBuf, Vec<u8>>,
    /// What a server of files cannot do here.
    pub cannot: Vec<String>,
}

/// The pages of `answers`: of every repository, of the directories that the configuration names, and of `paths`, import
/// paths of packages. One host has the folder for itself; several have a folder each.
pub fn pages(answers: &Answers, paths: &[String]) -> Pages {
    let site = answers.site();
    let mut pages = Pages::default();
    for host in site.hosts() {
        let folder = if site.hosts().len() > 1 { PathBuf::from(host) } else { PathBuf::new() };
        pages.add(answers, host, &folder, "");
        for path in named(site, host).chain(paths.iter().cloned()) {
            if let Some(below) = path.strip_prefix(host).and_then(|rest| rest.strip_prefix('/')) {
                pages.add(answers, host, &folder, below);
            }
        }
        pages.files.insert(folder.join("404.html"), fallback(site, host).into_bytes());
        let alone = named_nested(site, host);
        if !alone.is_empty() {
            pages.cannot.push(format!(
                "404.html says nothing of {}, which lie in one another: go takes one tag alone",
                alone.join(", ")
            ));
        }
    }
    let rules = site.rules().count();
    if rules > 0 {
        pages.cannot.push(format!("the paths of {rules} rules have no files: list their projects, or let nginx or Caddy answer, or serve them"));
    }
    pages
}

impl Pages {
    /// The page of the path `below` the host, where it is served.
    fn add(&mut self, answers: &Answers, host: &str, folder: &std::path::Path, below: &str) {
        let target = format!("/{below}");
        let answer =
            answers.to(&Ask { method: "GET", host: Some(host), target: &target, ..Ask::default() });
        if answer.status().is_success() {
            self.files.insert(folder.join(below).join("index.html"), answer.body().to_vec());
        }
    }
}

/// The repositories of a host, and the directories that are named for them.
fn named<'a>(site: &'a Site, host: &'a str) -> impl Iterator<Item = String> + 'a {
    site.packages(host).flat_map(|package| {
        let subs = package
            .subs
            .iter()
            .flatten()
            .map(|sub| format!("{}/{}", package.root, sub.trim_matches('/')));
        std::iter::once(package.root.clone()).chain(subs).collect::<Vec<_>>()
    })
}

fn named_nested(site: &Site, host: &str) -> Vec<String> {
    site.packages(host)
        .filter(|package| site.is_nested(package))
        .map(|it| it.root.clone())
        .collect()
}
