//! Who publishes pages by files among them, and who leads to a server.

use super::{Lines, below, no_rules};
use crate::serve::site::Site;

pub(super) fn netlify(site: &Site) -> Lines {
    redirects(site, "/PATH/* /PATH/index.html 200\n", usize::MAX)
}

/// Of lines with a star Cloudflare Pages takes a hundred ("Redirects", developers.cloudflare.com/pages).
pub(super) fn cloudflare(site: &Site) -> Lines {
    redirects(site, "/PATH/* /PATH/ 200\n", 100)
}

fn redirects(site: &Site, line: &str, most: usize) -> Lines {
    let paths = below(site, site.host());
    let mut cannot = no_rules(site, "a list of redirects makes no page of a path");
    cannot.extend(one_host(site));
    let more = paths.len().saturating_sub(most);
    if more > 0 {
        cannot.push(format!("it takes {most} such lines: {more} paths have none"));
    }
    let lines = paths.iter().take(most).map(|path| line.replace("PATH", path));
    Lines { text: lines.collect(), file: Some("_redirects"), cannot }
}

pub(super) fn github(site: &Site) -> Lines {
    let mut cannot = no_rules(site, "GitHub Pages serves files alone");
    cannot.push(BELOW.to_owned());
    cannot.extend(one_host(site));
    Lines { text: format!("{}\n", site.host()), file: Some("CNAME"), cannot }
}

pub(super) fn traefik(site: &Site) -> Lines {
    let hosts: Vec<_> = site.hosts().iter().map(|host| format!("Host(`{host}`)")).collect();
    let text = ROUTER.replace("HOSTS", &hosts.join(" || "));
    Lines { text, file: None, cannot: vec![NO_FILES.to_owned()] }
}

fn one_host(site: &Site) -> Option<String> {
    (site.hosts().len() > 1).then(|| ONE_HOST.to_owned())
}

const ONE_HOST: &str =
    "it publishes the pages of one host: publish the folder of each host by itself";

const BELOW: &str = "paths below a repository that have no page come with status 404: go reads the tags of 404.html \
    even so, browsers show that page";

const NO_FILES: &str = "Traefik serves no files: it leads to `goget-doctor serve --behind-proxy`, or to a server that \
    has the pages";

const ROUTER: &str = "\
http:
  routers:
    goget:
      rule: \"HOSTS\"
      service: goget
      tls: {}
  services:
    goget:
      loadBalancer:
        passHostHeader: true
        servers:
          - url: http://127.0.0.1:8080
";
