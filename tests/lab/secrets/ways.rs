//! The ways that a login takes: settings, files, programs, redirects and proxies.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::SECRET;

/// One way that a login takes.
pub(super) struct Way {
    pub about: &'static str,
    /// What precedes the hosts in the scenario file.
    pub machine: String,
    pub hosts: String,
    /// How a header line begins in which the login arrives somewhere.
    pub arrives: &'static str,
    /// A page that is read by itself too.
    pub page: Option<String>,
}

const LOGIN: &str = "auth = { user = 'ci', password = 'hunter2secret' }\n";
const OTHER_LOGIN: &str = "auth = { user = 'ci', password = 'another' }\n";
const PAGE: &str = "import = 'go.example.com/tool git https://git.example.com/tool.git'\n";

pub(super) fn ways() -> Vec<Way> {
    let way = |about, machine: &str, hosts: String, arrives| Way {
        about,
        machine: machine.to_owned(),
        hosts,
        arrives,
        page: None,
    };
    let netrc = format!(
        "[files]\n'~/.netrc' = {{ text = \"machine go.example.com login ci password {SECRET}\\n\" }}\n"
    );
    let basic = STANDARD.encode(format!("ci:{SECRET}"));
    let goauth = format!(
        "env = {{ GOAUTH = \"printf 'https://go.example.com\\\\n\\\\nAuthorization: Basic {basic}\\\\nX-Token: {SECRET}\\\\n\\\\n'; no-such-program --token {SECRET}\" }}\n"
    );
    let git = format!(
        "env = {{ GOAUTH = 'git /' }}\n[files]\n'~/.gitconfig' = {{ text = '''[credential]\n\thelper = \"!echo username=ci; echo password={SECRET}; echo {SECRET} >&2; :\"\n''' }}\n"
    );
    let proxy = |password: &str| {
        format!("env = {{ HTTPS_PROXY = 'http://ci:{password}@proxy.example.com:3128' }}\n")
    };
    let goproxy = format!(
        "env = {{ GOPROXY = 'https://ci:{SECRET}@proxy.example.com,direct', GOPRIVATE = 'go.example.com', GOINSECURE = 'https://ci:{SECRET}@go.example.com' }}\n"
    );
    let door = |login: &str| {
        let auth = login.trim_end().replacen("auth = ", "", 1);
        let proxy = format!(
            "[[host]]\nname = 'proxy.example.com'\nproxy = {{ port = 3128, auth = {auth} }}\n"
        );
        proxy + &site(PAGE)
    };
    let elsewhere = format!(
        "headers = {{ Set-Cookie = 'session={SECRET}', Private-Token = '{SECRET}' }}\nredirect = 'https://ci:{SECRET}@www.example.com/tool?a=b&access_token={SECRET}'\n"
    );
    let to_http =
        format!("redirect = 'http://ci:{SECRET}@www.example.com/tool?private_token={SECRET}'\n");
    let www = format!(
        "{}[[host]]\nname = 'www.example.com'\nhttps = {{}}\n[[host.route]]\npath = '/tool*'\n{LOGIN}{PAGE}",
        site(&elsewhere)
    );
    vec![
        way("netrc", &netrc, site(&format!("{LOGIN}{PAGE}")), "Authorization: Basic "),
        way(
            "netrc, refused",
            &netrc,
            site(&format!("{OTHER_LOGIN}{PAGE}")),
            "Authorization: Basic ",
        ),
        way("a program", &goauth, site(&format!("{LOGIN}{PAGE}")), "X-Token: "),
        way("a program, refused", &goauth, site(&format!("{OTHER_LOGIN}{PAGE}")), "X-Token: "),
        way("git", &git, site(&format!("{LOGIN}{PAGE}")), "Authorization: Basic "),
        way("git, refused", &git, site(&format!("{OTHER_LOGIN}{PAGE}")), "Authorization: Basic "),
        way("a redirect and a cookie", "", www, "Authorization: Basic "),
        way(
            "a redirect that go refuses",
            &netrc,
            site(&format!("{LOGIN}{to_http}")),
            "Authorization: Basic ",
        ),
        way("an HTTP proxy", &proxy(SECRET), door(LOGIN), "Proxy-Authorization: Basic "),
        way(
            "an HTTP proxy, refused",
            &proxy(SECRET),
            door(OTHER_LOGIN),
            "Proxy-Authorization: Basic ",
        ),
        way("a module proxy", &goproxy, site(PAGE), ""),
    ]
}

pub(super) fn site(page: &str) -> String {
    format!(
        "[[host]]\nname = 'go.example.com'\nhttps = {{}}\n[[host.route]]\npath = '/tool'\n{page}"
    )
}
