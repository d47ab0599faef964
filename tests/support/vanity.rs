//! Configurations of every form, served over TLS, plain, and behind a real nginx; and what go is to find at each path.

#![expect(clippy::disallowed_methods, reason = "a test reads files")]

use std::{
    collections::BTreeMap,
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    sync::Arc,
};

use goget_doctor::{
    serve::{
        http::{Limits, Log, Server, Setup, TlsFiles},
        load::{Config, load},
        site::Choice,
    },
    world::World,
};
use tempfile::TempDir;

use super::{
    child::child,
    tunnel::{Place, tunnel},
};

/// The configurations: the file's name, its text, the host where the file names none.
pub(crate) const CONFIGS: &[(&str, &str, Option<&str>)] = &[
    ("a.yaml", "host: a.example.com\ncache_max_age: 60\n{PATHS}", None),
    ("b.yaml", "{TOP}", Some("b.example.com")),
    (
        "sally.yaml",
        "url: c.example.com\ngodoc:\n  host: docs.example.com\npackages:\n  x:\n    repo: github.com/o/x\n    desc: A tool\n\
         \x20 deep/er:\n    repo: git.example.com/deep.git\n    branch: main\n  old:\n    repo: git.example.com/old\n    vcs: hg\n\
         \x20 far:\n    repo: github.com/o/far\n    url: far.example.com\n",
        None,
    ),
    (
        "vangen.json",
        "{\"domain\": \"d.example.com\", \"repositories\": [\n{\"prefix\": \"x\", \"subs\": [\"sub\", {\"name\": \"other\", \"hidden\": true}], \"url\": \"https://github.com/o/x\"},\n\
         {\"prefix\": \"y\", \"type\": \"hg\", \"url\": \"https://hg.example.com/y\", \"main\": true}]}",
        None,
    ),
    (
        "rules.yaml",
        "host: e.example.com\npaths:\n  /tool:\n    repo: https://git.example.com/tool.git\nrules:\n\
         \x20 - path: /infra/{group}/{project}\n    repo: ssh://git@gitlab.example.com:2222/infra/{group}/{project}.git\n\
         \x20 - path: /{all...}\n    repo: ssh://git@gitlab.example.com:2222/{all}.git\n    projects: [deep/er/still/one, deep/er]\n\
         \x20 - path: /{group}/{project}\n    repo: ssh://git@gitlab.example.com:2222/{group}/{project}.git\n    source: https://gitlab.example.com/{group}/{project}\n",
        None,
    ),
    (
        "more.yaml",
        "host: f.example.com\npaths:\n  /:\n    repo: https://git.example.com/root.git\n  /sub:\n    repo: https://git.example.com/mono.git\n    subdir: go/sub\n\
         \x20 /proxied:\n    repo: https://proxy.example.com\n    vcs: mod\n  /amp:\n    repo: https://git.example.com/a?b=1&c='2'\n    vcs: git\n",
        None,
    ),
];

/// Paths of govanityurls in both of its forms.
const PATHS: &str = "/x:\n  repo: https://github.com/o/x\n/x/inner:\n  repo: https://git.example.com/inner.git\n/y:\n  repo: https://hg.example.com/y\n  vcs: hg\n\
    \x20 display: https://hg.example.com/y https://hg.example.com/y/{/dir} https://hg.example.com/y{/dir}/{file}\n\
    /svn:\n  repo: https://svn.example.com/s\n  vcs: svn\n/mod:\n  repo: https://proxy.example.com/m\n  vcs: mod\n";

/// The text of a configuration.
pub(crate) fn text(config: &str) -> String {
    let below = PATHS.lines().map(|line| format!("  {line}\n")).collect::<Vec<_>>().concat();
    config.replace("{PATHS}", &format!("paths:\n{below}")).replace("{TOP}", PATHS)
}

/// What a path is to be found by: the tag's content, or nothing.
pub(crate) type Row = (String, Option<String>);

/// The paths of all configurations, and what is to be found there.
pub(crate) fn rows() -> Vec<Row> {
    let of_both = ["a.example.com", "b.example.com"].map(|host| GOVANITYURLS.replace("HOST", host));
    let lines = of_both.iter().map(String::as_str).chain([OTHERS]).flat_map(str::lines);
    let row = |line: &str| {
        let (paths, found) = line.split_once(" = ").unwrap();
        let found = (found != "nothing").then(|| found.to_owned());
        let rows = paths.split(' ').map(|path| (path.to_owned(), found.clone()));
        rows.collect::<Vec<_>>()
    };
    lines.flat_map(row).collect()
}

const GOVANITYURLS: &str = "\
HOST/x HOST/x/sub HOST/x/v2 HOST/x/v2/sub HOST/x/nested/mod HOST/x/innermost HOST/x/a/b/c/d/e/f HOST/x/-dash~._x = HOST/x git https://github.com/o/x
HOST/x/inner HOST/x/inner/v3 HOST/x/inner/sub = HOST/x/inner git https://git.example.com/inner.git
HOST/y HOST/y/sub/v2 = HOST/y hg https://hg.example.com/y
HOST/svn HOST/svn/trunk = HOST/svn svn https://svn.example.com/s
HOST/mod HOST/mod/sub = HOST/mod mod https://proxy.example.com/m
HOST HOST/xy HOST/none HOST/none/x HOST/X HOST/inner HOST/v2 HOST/no/such/path/v3 = nothing";

const OTHERS: &str = "\
c.example.com/x c.example.com/x/sub c.example.com/x/v2 c.example.com/x/v9/p = c.example.com/x git https://github.com/o/x
c.example.com/deep/er c.example.com/deep/er/sub = c.example.com/deep/er git https://git.example.com/deep.git
c.example.com/old c.example.com/old/sub = c.example.com/old hg https://git.example.com/old
far.example.com/far far.example.com/far/sub = far.example.com/far git https://github.com/o/far
c.example.com/far c.example.com/deep c.example.com = nothing
d.example.com/x d.example.com/x/sub d.example.com/x/other d.example.com/x/unlisted d.example.com/x/v2 = d.example.com/x git https://github.com/o/x
d.example.com/y d.example.com/y/cmd = d.example.com/y hg https://hg.example.com/y
d.example.com/z d.example.com/z/v2 d.example.com = nothing
e.example.com/group/project e.example.com/group/project/pkg e.example.com/group/project/v2 e.example.com/group/project/v2/pkg e.example.com/group/project/nested/mod = e.example.com/group/project git ssh://git@gitlab.example.com:2222/group/project.git
e.example.com/infra/net/dns e.example.com/infra/net/dns/v3/pkg = e.example.com/infra/net/dns git ssh://git@gitlab.example.com:2222/infra/net/dns.git
e.example.com/infra/net = e.example.com/infra/net git ssh://git@gitlab.example.com:2222/infra/net.git
e.example.com/deep/er/still/one e.example.com/deep/er/still/one/pkg = e.example.com/deep/er/still/one git ssh://git@gitlab.example.com:2222/deep/er/still/one.git
e.example.com/deep/er/pkg e.example.com/deep/er/still = e.example.com/deep/er git ssh://git@gitlab.example.com:2222/deep/er.git
e.example.com/tool e.example.com/tool/v2 e.example.com/tool/sub = e.example.com/tool git https://git.example.com/tool.git
e.example.com e.example.com/group e.example.com/deep = nothing
f.example.com f.example.com/any f.example.com/any/where = f.example.com git https://git.example.com/root.git
f.example.com/sub f.example.com/sub/pkg = f.example.com/sub git https://git.example.com/mono.git go/sub
f.example.com/proxied f.example.com/proxied/x = f.example.com/proxied mod https://proxy.example.com
f.example.com/amp f.example.com/amp/x = f.example.com/amp git https://git.example.com/a?b=1&c='2'";

/// All hosts.
const HOSTS: [&str; 7] = [
    "a.example.com",
    "b.example.com",
    "c.example.com",
    "d.example.com",
    "e.example.com",
    "f.example.com",
    "far.example.com",
];

/// How the configurations are reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// TLS of our own.
    Tls,
    /// Plain, behind an nginx with TLS.
    Nginx,
}

/// All configurations, served.
pub(crate) struct Served {
    /// The proxy that leads to them.
    pub(crate) proxy: SocketAddr,
    /// A file of roots with the authority of their certificate, and those that were given.
    pub(crate) roots: PathBuf,
    nginx: Option<Child>,
    _folder: TempDir,
}

impl Served {
    /// Serves all configurations; hosts that they do not name are asked of the proxy `others`, whose authorities are
    /// `roots`. `None` where there is no nginx and it is wanted.
    pub(crate) async fn start(way: Way, others: Option<SocketAddr>, roots: &str) -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let tls = certificate(folder.path());
        let mut places = BTreeMap::new();
        for (name, config, host) in CONFIGS {
            let file = folder.path().join(name);
            fs::write(&file, text(config)).unwrap();
            let tls = (way == Way::Tls).then(|| tls.clone());
            let (address, hosts) = serve(&file, *host, tls, way == Way::Nginx);
            places.extend(hosts.into_iter().map(|host| (host, Place::Tcp(address))));
        }
        let nginx = match way {
            Way::Tls => None,
            Way::Nginx => Some(nginx(folder.path(), &tls, &mut places)?),
        };
        let file = folder.path().join("roots.pem");
        fs::write(&file, fs::read_to_string(&tls.certificate).unwrap() + roots).unwrap();
        Some(Self { proxy: tunnel(places, others).await, roots: file, nginx, _folder: folder })
    }

    /// What leads a go command, or a world, there.
    pub(crate) fn settings(&self) -> Vec<(&'static str, String)> {
        let proxy = format!("http://{}", self.proxy);
        vec![
            ("HTTPS_PROXY", proxy.clone()),
            ("https_proxy", proxy),
            ("SSL_CERT_FILE", self.roots.display().to_string()),
            ("SSL_CERT_DIR", "/nonexistent".to_owned()),
            ("GOPROXY", "direct".to_owned()),
            ("GOSUMDB", "off".to_owned()),
            ("GOVCS", "*:all".to_owned()),
            ("GOENV", "off".to_owned()),
            ("GOFLAGS", "-mod=mod -modcacherw".to_owned()),
            ("GOTOOLCHAIN", "local".to_owned()),
        ]
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(nginx) = &mut self.nginx {
            let _ = nginx.kill();
            let _ = nginx.wait();
        }
    }
}

/// Serves the configuration in `file` for as long as the runtime lives: its address and its hosts.
pub(crate) fn serve(
    file: &Path,
    host: Option<&str>,
    tls: Option<TlsFiles>,
    behind_proxy: bool,
) -> (SocketAddr, Vec<String>) {
    serve_within(Limits::of(64), file, host, tls, behind_proxy)
}

/// The same with other limits.
pub(crate) fn serve_within(
    limits: Limits,
    file: &Path,
    host: Option<&str>,
    tls: Option<TlsFiles>,
    behind_proxy: bool,
) -> (SocketAddr, Vec<String>) {
    let world = Arc::new(World::real());
    let choice = Choice { host: host.map(ToOwned::to_owned), docs: None };
    let config = Config { file: file.to_owned(), choice, redirect: false };
    let loaded = load(&world, &config).unwrap();
    let hosts = loaded.answers.site().hosts().to_vec();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let setup = Setup {
        world,
        config,
        listeners: vec![listener],
        admin: None,
        tls,
        behind_proxy,
        log: Log::none(),
        limits,
        tell: Box::new(|_| {}),
    };
    tokio::spawn(Server::new(setup, loaded).unwrap().run(std::future::pending()));
    (address, hosts)
}

/// A certificate for all hosts, which is its own authority, and its key.
pub(crate) fn certificate(folder: &Path) -> TlsFiles {
    let names = HOSTS.map(ToOwned::to_owned).to_vec();
    let signed = rcgen::generate_simple_self_signed(names).unwrap();
    let files = TlsFiles { certificate: folder.join("cert.pem"), key: folder.join("key.pem") };
    fs::write(&files.certificate, signed.cert.pem()).unwrap();
    fs::write(&files.key, signed.signing_key.serialize_pem()).unwrap();
    files
}

/// An nginx with TLS before the servers in `places`, which are led to it; `None` and a loud line where there is none.
fn nginx(folder: &Path, tls: &TlsFiles, places: &mut BTreeMap<String, Place>) -> Option<Child> {
    let socket = folder.join("nginx.sock");
    let upstreams: String = places
        .iter()
        .map(|(host, place)| match place {
            Place::Tcp(address) => format!("    {host} {address};\n"),
            Place::Unix(_) => String::new(),
        })
        .collect();
    let config = NGINX
        .replace("FOLDER", &folder.display().to_string())
        .replace("UPSTREAMS", &upstreams)
        .replace("SOCKET", &socket.display().to_string())
        .replace("CERTIFICATE", &tls.certificate.display().to_string())
        .replace("KEY", &tls.key.display().to_string());
    let child = run_nginx(folder, &config, &socket)?;
    for place in places.values_mut() {
        *place = Place::Unix(socket.clone());
    }
    Some(child)
}

/// nginx with this configuration, as soon as it listens on `socket`; `None` and a loud line where there is none.
pub(crate) fn run_nginx(folder: &Path, config: &str, socket: &Path) -> Option<Child> {
    let file = folder.join("nginx.conf");
    fs::write(&file, config).unwrap();
    let mut command = child("nginx");
    command.env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").arg("-p").arg(folder).arg("-c").arg(&file);
    command.args(["-e", "stderr"]).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else {
        super::judge::skipped("serve behind nginx", "nginx");
        return None;
    };
    while !socket.exists() {
        assert!(child.try_wait().unwrap().is_none(), "nginx ends: {config}");
        std::thread::yield_now();
    }
    Some(child)
}

/// The lines that docs/serve.md gives for nginx, and what a test needs around them.
const NGINX: &str = "daemon off;\nmaster_process off;\npid FOLDER/nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\n\
    access_log off;\nclient_body_temp_path FOLDER/t1;\nproxy_temp_path FOLDER/t2;\nfastcgi_temp_path FOLDER/t3;\nuwsgi_temp_path FOLDER/t4;\nscgi_temp_path FOLDER/t5;\n\
    map $host $served {\n    default 127.0.0.1:1;\nUPSTREAMS}\n\
    server {\n    listen unix:SOCKET ssl;\n    server_name *.example.com;\n    ssl_certificate CERTIFICATE;\n    ssl_certificate_key KEY;\n\
    location / {\n    proxy_pass http://$served;\n    proxy_set_header Host $host;\n    proxy_set_header X-Forwarded-Host $host;\n    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n}\n}\n}\n";
