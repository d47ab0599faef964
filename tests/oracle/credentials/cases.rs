//! The cases: what is set, what is asked, how the servers answer. `{}` is the folder of a case.

use super::server::Route;

/// One case.
pub(crate) struct Case {
    pub(crate) about: &'static str,
    pub(crate) target: Target,
    /// The first release that it makes sense for.
    pub(crate) since: &'static str,
    pub(crate) netrc: &'static str,
    pub(crate) env: &'static [(&'static str, &'static str)],
    /// What programs say, by name.
    pub(crate) files: &'static [(&'static str, &'static str)],
    pub(crate) routes: &'static [Route],
}

/// What is asked.
#[derive(Clone, Copy)]
pub(crate) enum Target {
    /// The page of a module path.
    Page(&'static str),
    /// The list of a module, of the proxy with this URL.
    Proxy(&'static str),
}

const BASE: Case = Case {
    about: "",
    target: Target::Page("two.test/m"),
    since: "1.8",
    netrc: "machine two.test login u password p\n",
    env: &[],
    files: &[],
    routes: &[],
};

const GOAUTH: Case = Case { since: "1.24", ..BASE };

/// Says "Bearer A" for the host.
const A: (&str, &str) =
    ("a", "https://two.test\n\nAuthorization: Bearer A\nX-Extra: one\nx-extra: two\n\n");
const ALL: (&str, &str) = (
    "a",
    "https://two.test\n\nAuthorization: A\nCookie: c\nWww-Authenticate: w\nProxy-Authorization: p\nX-Extra: x\n\n\
     https://x.two.test\n\nAuthorization: sub\n\nhttps://three.test\n\nAuthorization: three\n\n",
);
pub(crate) const LOGIN: (&str, &str) = ("login", "username=gu\npassword=gp\n");
/// A credential is for one path, not for the host.
pub(crate) const PATHS_COUNT: &[(&str, &str)] = &[
    ("GOAUTH", "git {}/repo"),
    ("GIT_CONFIG_COUNT", "1"),
    ("GIT_CONFIG_KEY_0", "credential.useHttpPath"),
    ("GIT_CONFIG_VALUE_0", "true"),
];
const PROXY: Target = Target::Proxy("https://two.test/x");

macro_rules! goauth {
    ($about:literal, $value:literal, [$($file:expr),*] $(, $field:ident: $to:expr)* $(,)?) => {
        Case { about: $about, env: &[("GOAUTH", $value)], files: &[$($file),*], $($field: $to,)* ..GOAUTH }
    };
}

macro_rules! says {
    ($about:literal, $text:literal) => {
        goauth!($about, "{}/say a", [("a", $text)])
    };
}

pub(crate) const CASES: &[Case] = &[
    // netrc
    Case { about: "netrc: the host", ..BASE },
    Case { about: "netrc: another host", target: Target::Page("three.test/m"), ..BASE },
    Case { about: "netrc: a sub-domain", target: Target::Page("x.two.test/m"), ..BASE },
    Case { about: "netrc: capitals", netrc: "machine TWO.test login u password p\n", ..BASE },
    Case { about: "netrc: default", netrc: "default login u password p\n", ..BASE },
    Case {
        about: "netrc: a path beats the host",
        target: Target::Page("two.test/m/n"),
        netrc: "machine two.test login u password p\nmachine two.test/m login v password q\n",
        ..BASE
    },
    Case {
        about: "netrc: the query belongs to the last element",
        netrc: "machine two.test/m login u password p\n",
        ..BASE
    },
    Case {
        about: "netrc: the whole text",
        netrc: "machine two.test/m?go-get=1 login u password p\n",
        ..BASE
    },
    Case { about: "netrc: a URL", netrc: "machine https://two.test/ login u password p\n", ..BASE },
    Case {
        about: "netrc: the first of two",
        netrc: "machine two.test login a password p\nmachine two.test login b password q\n",
        ..BASE
    },
    Case { about: "netrc: no password", netrc: "machine two.test login u\n", ..BASE },
    Case { about: "netrc: a directory", env: &[("NETRC", "{}")], ..BASE },
    Case {
        about: "netrc: port, without",
        target: Target::Proxy("https://two.test:8443/x"),
        ..BASE
    },
    Case {
        about: "netrc: port, with",
        target: Target::Proxy("https://two.test:8443/x"),
        netrc: "machine two.test login u password p\nmachine two.test:8443 login v password q\n",
        ..BASE
    },
    Case {
        about: "netrc: the usual port, written",
        target: Target::Proxy("https://two.test:443/x"),
        netrc: "machine two.test login u password p\nmachine two.test:443 login v password q\n",
        ..BASE
    },
    Case {
        about: "netrc: port and path",
        target: Target::Proxy("https://two.test:8443/x/y"),
        netrc: "machine two.test:8443/x login u password p\nmachine two.test:8443 login v password q\n",
        ..BASE
    },
    Case {
        about: "netrc: a path of the proxy",
        target: PROXY,
        netrc: "machine two.test/x/a.b login u password p\n",
        ..BASE
    },
    // The user of a URL
    Case { about: "user: alone", target: Target::Proxy("https://a:b@three.test/x"), ..BASE },
    Case { about: "user: without password", target: Target::Proxy("https://a@two.test/x"), ..BASE },
    Case { about: "user: and netrc", target: Target::Proxy("https://a:b@two.test/x"), ..BASE },
    Case {
        about: "user: escaped",
        target: Target::Proxy("https://a%40x:b%3Ac@two.test/x"),
        ..BASE
    },
    Case {
        about: "user: a machine that holds it",
        target: Target::Proxy("https://a:b@two.test/x"),
        netrc: "machine a:b@two.test login v password w\n",
        ..BASE
    },
    goauth!("user: and a program", "{}/late a;netrc", [A], target: Target::Proxy("https://a:b@two.test/x")),
    // Redirects
    Case { about: "redirect: same host", routes: &[("two.test:443", "/m", 302, "/n")], ..BASE },
    Case {
        about: "redirect: sub-domain",
        routes: &[("two.test:443", "/m", 302, "https://x.two.test/n")],
        ..BASE
    },
    Case {
        about: "redirect: other host",
        routes: &[("two.test:443", "/m", 302, "https://three.test/n")],
        ..BASE
    },
    Case {
        about: "redirect: host with the same end",
        routes: &[("two.test:443", "/m", 302, "https://nottwo.test/n")],
        ..BASE
    },
    Case {
        about: "redirect: other port",
        routes: &[("two.test:443", "/m", 302, "https://two.test:8443/n")],
        ..BASE
    },
    Case {
        about: "redirect: away and back",
        routes: &[
            ("two.test:443", "/m", 302, "https://three.test/a"),
            ("three.test:443", "/a", 302, "https://two.test/b"),
        ],
        ..BASE
    },
    Case {
        about: "redirect: to the host that has a login",
        target: Target::Page("three.test/m"),
        routes: &[("three.test:443", "/m", 302, "https://two.test/n")],
        ..BASE
    },
    Case {
        about: "redirect: to a URL with a user",
        routes: &[("two.test:443", "/m", 302, "https://a:b@three.test/n")],
        ..BASE
    },
    Case {
        about: "redirect: to a URL with a user, below",
        routes: &[("two.test:443", "/m", 302, "https://a:b@x.two.test/n")],
        ..BASE
    },
    Case {
        about: "redirect: from the user of a proxy's URL",
        target: Target::Proxy("https://a:b@two.test/x"),
        routes: &[("two.test:443", "/x", 302, "https://two.test/n")],
        ..BASE
    },
    goauth!("redirect: a program's fields, below", "{}/say a", [ALL], routes: &[("two.test:443", "/m", 302, "https://x.two.test/n")]),
    goauth!("redirect: a program's fields, elsewhere", "{}/say a", [ALL], routes: &[("two.test:443", "/m", 302, "https://three.test/n")]),
    // Status
    Case { about: "403 is asked twice", routes: &[("two.test:443", "/m", 403, "")], ..BASE },
    Case { about: "404 is asked twice", routes: &[("two.test:443", "/m", 404, "")], ..BASE },
    Case { about: "500 is not", routes: &[("two.test:443", "/m", 500, "")], ..BASE },
    goauth!("500: no second question", "{}/late a", [A], routes: &[("two.test:443", "/m", 500, "")]),
    // http
    Case { about: "http: nothing is sent", target: Target::Proxy("http://two.test/x"), ..BASE },
    goauth!("http: GOAUTH is not even read", "off;netrc", [], target: Target::Proxy("http://two.test/x")),
    // GOAUTH: forms
    goauth!("off", "off", []),
    goauth!("off with more words", "off x", []),
    goauth!("off beside another", "off;netrc", []),
    goauth!("empty", "", []),
    goauth!("a blank", " ", []),
    goauth!("an empty command", "netrc;", []),
    goauth!("netrc with more words", "netrc x y", []),
    goauth!("netrc in capitals", "NETRC", []),
    // GOAUTH: programs
    goauth!("program: before the first request", "{}/say a", [A]),
    goauth!("program: after a 4xx", "{}/late a", [A]),
    goauth!("program: only before", "{}/early a", [A]),
    goauth!("program: fails", "{}/fail a", [A]),
    goauth!("program: none", "{}/none a", [A]),
    goauth!("program: none in PATH", "no-such-program-at-all", []),
    goauth!("program: quotes", "\"{}/say\" 'a'", [A]),
    goauth!("program: an open quote", "{}/say 'a", [A]),
    goauth!("program: nothing between quotes", "''", []),
    goauth!("program: gets the URL", "{}/echo-url", []),
    goauth!("program: gets the URL behind its words", "{}/echo-url 'https://two.test' x", []),
    goauth!("program: gets the URL with its user", "{}/echo-url", [], target: Target::Proxy("https://a:b@two.test:8443/x")),
    goauth!("program: gets the head", "{}/echo-head", []),
    goauth!("program: says nothing", "{}/say a", [("a", "")]),
    goauth!("order: netrc first", "netrc;{}/say a", [A]),
    goauth!("order: program first", "{}/say a;netrc", [A]),
    goauth!("order: program first, late", "{}/late a;netrc", [A]),
    goauth!("order: netrc first, late", "netrc;{}/late a", [A]),
    goauth!(
        "order: two programs",
        "{}/say a;{}/say b",
        [A, ("b", "https://two.test\n\nX-B: b\n\n")]
    ),
    goauth!("order: a broken one beside a good one", "{}/fail a;{}/say a", [A]),
    // GOAUTH: output
    says!("output: no empty line behind the URLs", "https://two.test\n"),
    says!("output: no empty line behind the fields", "https://two.test\n\nAuthorization: b\n"),
    says!("output: no blank behind the colon", "https://two.test\n\nAuthorization:b\n\n"),
    says!("output: CRLF", "https://two.test\r\n\r\nAuthorization: b\r\n\r\n"),
    says!("output: CR behind a value", "https://two.test\n\nAuthorization: b\r\n\n"),
    says!("output: no scheme", "two.test\n\nAuthorization: b\n\n"),
    says!("output: http", "http://two.test\n\nAuthorization: b\n\n"),
    says!("output: HTTPS", "HTTPS://two.test\n\nAuthorization: b\n\n"),
    says!("output: a slash at the end", "https://two.test/\n\nAuthorization: b\n\n"),
    says!("output: two slashes at the end", "https://two.test//\n\nAuthorization: b\n\n"),
    says!("output: a path", "https://two.test/m\n\nAuthorization: b\n\n"),
    says!("output: the whole URL", "https://two.test/m?go-get=1\n\nAuthorization: b\n\n"),
    says!("output: a fragment", "https://two.test/m?go-get=1#x\n\nAuthorization: b\n\n"),
    says!("output: a user", "https://u:p@two.test\n\nAuthorization: b\n\n"),
    says!(
        "output: two URLs, two blocks",
        "https://two.test/m\nhttps://three.test\n\nA: b\n\nhttps://two.test\n\nA: c\n\n"
    ),
    says!("output: taken back", "https://two.test\n\nA: b\n\nhttps://two.test\n\n\n"),
    says!("output: no URL", "\nAuthorization: c\n\n"),
    says!("output: blanks around a value", "https://two.test\n\nAuthorization:  c  \n\n"),
    says!("output: a blank in front", "https://two.test\n\n Authorization: c\n\n"),
    says!("output: a name with a blank", "https://two.test\n\nbad name: c\n\n"),
    says!("output: a tab", "https://two.test\n\nAuthorization: a\tb\n\n"),
    says!("output: a control character", "https://two.test\n\nAuthorization: a\u{1}b\n\n"),
    says!("output: no value", "https://two.test\n\nAuthorization: \n\n"),
    says!(
        "output: User-Agent and Referer",
        "https://two.test\n\nUser-Agent: b\nReferer: r\nHost: h\nContent-Length: 3\n\n"
    ),
    // GOAUTH=git
    goauth!("git: after a 4xx", "git {}/repo", [LOGIN]),
    goauth!("git: no login", "git {}/repo", [("login", "")]),
    goauth!("git: not after 200", "git {}/repo", [LOGIN], routes: &[("two.test:443", "/m", 200, "")]),
    goauth!("git: first", "git {}/repo;netrc", [LOGIN]),
    goauth!("git: last", "netrc;git {}/repo", [LOGIN]),
    goauth!(
        "git: another host",
        "git {}/repo",
        [("login", "username=gu\npassword=gp\nhost=three.test\n")]
    ),
    goauth!("git: another path", "git {}/repo", [("login", "username=gu\npassword=gp\npath=x\n")]),
    goauth!("git: http", "git {}/repo", [("login", "username=gu\npassword=gp\nprotocol=http\n")]),
    goauth!("git: a path above", "git {}/repo", [("login", "username=gu\npassword=a=b\npath=m/\n")], target: Target::Page("two.test/m/n")),
    goauth!("git: port", "git {}/repo", [LOGIN], target: Target::Proxy("https://two.test:8443/x")),
    goauth!("git: no password", "git {}/repo", [("login", "username=gu\npassword=\n")]),
    Case { about: "git: paths count", target: PROXY, env: PATHS_COUNT, files: &[LOGIN], ..GOAUTH },
    Case { about: "git: the query is no path", env: PATHS_COUNT, files: &[LOGIN], ..GOAUTH },
    goauth!("git: without a folder", "git", []),
    goauth!("git: a relative folder", "git x", []),
    goauth!("git: no such folder", "git /no/such/folder", []),
    goauth!("git: a file", "git {}/netrc", []),
    goauth!("git: the last is looked at first", "off;git /no/such/folder", []),
    goauth!("git: and the last first", "git /no/such/folder;off", []),
    // GOINSECURE
    Case { about: "GOINSECURE: netrc is sent", env: &[("GOINSECURE", "two.test")], ..BASE },
    Case {
        about: "GOINSECURE: to another host",
        env: &[("GOINSECURE", "two.test")],
        routes: &[("two.test:443", "/m", 302, "https://three.test/n")],
        ..BASE
    },
];
