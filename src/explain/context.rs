//! What the lines around an error tell about it.

/// What was seen so far. Settings hold for the rest of the log; what go chatted about a request
/// holds until the next error.
#[derive(Clone, Debug, Default)]
pub(super) struct Context {
    /// HTTP_PROXY was set on a command line, and HTTPS_PROXY was not.
    pub(super) http_proxy_only: bool,
    /// GOINSECURE was set.
    pub(super) goinsecure: bool,
    /// GOPROXY was set to another host than the default one.
    pub(super) own_goproxy: bool,
    /// The command runs under proxychains or the like.
    pub(super) preloaded: bool,
    /// The build runs in a sandbox with an environment of its own.
    pub(super) sandbox: bool,
    /// The build runs in a container.
    pub(super) container: bool,
    /// What go did before the error.
    pub(super) chatter: Chatter,
}

/// What go, with `-v` or `-x`, said before it failed.
#[derive(Clone, Debug, Default)]
pub(super) struct Chatter {
    /// The status of the page that was parsed.
    pub(super) page_status: Option<u16>,
    /// A page could not be fetched.
    pub(super) fetch_failed: bool,
    /// A request of GOINSECURE's client ran out of time.
    pub(super) ran_out: bool,
    /// What GOAUTH had to say.
    pub(super) goauth: Option<Goauth>,
    /// A version control tool is missing.
    pub(super) missing_tool: bool,
    /// The line comes from a module proxy server.
    pub(super) server: bool,
}

/// How GOAUTH failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goauth {
    /// It began to speak of errors.
    Failed,
    /// Its command failed.
    Command,
    /// git credential fill failed.
    Fill,
}

impl Context {
    /// Takes in a line as it stands in the log: the noise tells where the build runs.
    pub(super) fn see_raw(&mut self, line: &str) {
        self.chatter.server |= line.contains("operation=download.") || line.contains("http-path=");
        self.sandbox |= SANDBOXES.iter().any(|word| line.contains(word));
        self.container |= CONTAINERS.iter().any(|word| line.contains(word));
        self.preloaded |= PRELOADERS.iter().any(|word| line.contains(word));
    }

    /// Takes in a line, without its noise.
    pub(super) fn see(&mut self, line: &str) {
        self.see_settings(line);
        let chatter = &mut self.chatter;
        chatter.ran_out |= line.starts_with("# get ") && line.contains("Client.Timeout exceeded");
        chatter.missing_tool |= line.contains("go: missing ") && line.contains(" command.");
        chatter.fetch_failed |= line.contains("fetch failed: ");
        if line.starts_with("Parsing meta tags from") || line.contains(" Parsing meta tags from") {
            chatter.page_status = status_code(line);
        }
        chatter.see_goauth(line);
    }

    fn see_settings(&mut self, line: &str) {
        if line.contains("HTTP_PROXY=") && !line.contains("HTTPS_PROXY=") {
            self.http_proxy_only = true;
        }
        self.http_proxy_only &= !line.contains("HTTPS_PROXY=");
        self.goinsecure |= line.contains("GOINSECURE=");
        self.own_goproxy |= line.split("GOPROXY=").skip(1).any(is_other_proxy);
    }
}

impl Chatter {
    /// Whether GOAUTH is still telling what went wrong: its lines are no errors of their own.
    pub(super) fn is_goauth_speaking(&self, line: &str) -> bool {
        self.goauth.is_some() && !line.starts_with("# get ") && !line.starts_with("go: ")
    }

    fn see_goauth(&mut self, line: &str) {
        if line.contains("GOAUTH encountered errors for ") {
            self.goauth = Some(Goauth::Failed);
        } else if self.goauth == Some(Goauth::Failed) && line.contains("GOAUTH=") {
            let fill = line.contains("'git credential fill' failed");
            self.goauth = Some(if fill { Goauth::Fill } else { Goauth::Command });
        }
    }
}

const CONTAINERS: &[&str] = &[" : RUN ", " ---> Running in ", "The command '/bin/sh -c", "] RUN "];

const PRELOADERS: &[&str] = &["roxychains", "roxyChains", "LD_PRELOAD=", "tsocks "];

const SANDBOXES: &[&str] = &["omebrew", "flatpak-builder", "nix-build", "rpmbuild", "/nix/store/"];

fn is_other_proxy(value: &str) -> bool {
    let value = value.trim_start_matches(['"', '\'']);
    value.starts_with("http") && !value.starts_with("https://proxy.golang.org")
}

/// The number in `(status code 502)`.
fn status_code(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("(status code ")?;
    rest.split(')').next()?.parse().ok()
}
