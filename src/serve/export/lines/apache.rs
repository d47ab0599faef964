//! Apache httpd: a virtual host that rewrites what lies below a repository.

use super::{Lines, below, escaped, folder, no_rules};
use crate::serve::site::Site;

pub(super) fn lines(site: &Site, root: &str) -> Lines {
    let text = site.hosts().iter().map(|host| {
        let paths = below(site, host);
        let rules = paths
            .iter()
            .map(|path| REWRITE.replace("WRITTEN", &escaped(path)).replace("PATH", path));
        HOST.replace("NAME", host)
            .replace("FOLDER", &folder(site, root, host))
            .replace("REWRITES", &rules.collect::<String>())
    });
    let cannot = no_rules(site, "Apache makes no page of a path");
    Lines { text: text.collect(), cannot, ..Lines::default() }
}

const HOST: &str = "\
<VirtualHost *:443>
    ServerName NAME
    DocumentRoot FOLDER
    # SSLEngine on, SSLCertificateFile, SSLCertificateKeyFile
    <Directory FOLDER>
        Require all granted
    </Directory>
    ErrorDocument 404 /404.html
    RewriteEngine On
    RewriteCond %{DOCUMENT_ROOT}%{REQUEST_URI}/index.html -f
    RewriteRule ^/(.+)$ /$1/index.html [L]
REWRITES</VirtualHost>
";

const REWRITE: &str = "    RewriteRule ^/WRITTEN/ /PATH/index.html [L]\n";
