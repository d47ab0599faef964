//! The one table of what changed from release to release.

use super::Version;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What it is about.
    pub change: Change,
    /// Its name here.
    pub name: &'static str,
    /// The first minor release that behaves so.
    pub since: u16,
    /// The first minor release that no longer does.
    pub until: Option<u16>,
    /// Older minor releases that behave so from this patch on.
    pub backports: &'static [(u16, u16)],
    /// The behaviour in a sentence.
    pub says: &'static str,
    /// Where the rule is written down.
    pub source: &'static str,
}

impl Change {
    /// The row that says when this behaviour held.
    pub fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }
}

impl Row {
    /// The releases that behave so: `1.25 and later`, `until 1.26`, `1.11 to 1.13`.
    pub fn releases(&self) -> String {
        let first = Version::OLDEST.minor;
        let main = match (self.since > first, self.until) {
            (true, None) => format!("1.{} and later", self.since),
            (true, Some(until)) if until == self.since + 1 => format!("1.{}", self.since),
            (true, Some(until)) if until <= self.since => format!("1.{} in part", self.since),
            (true, Some(until)) => format!("1.{} to 1.{}", self.since, until - 1),
            (false, Some(until)) => format!("until 1.{}", until - 1),
            (false, None) => "all".to_owned(),
        };
        let patches = self.backports.iter().map(|(minor, patch)| format!(", 1.{minor}.{patch}"));
        patches.fold(main, |text, patch| text + &patch)
    }
}

/// Names each change once, with the minor releases that have it: `25..` since 1.25, `0..27` until
/// 1.26, `22.. (21, 5)` since 1.22 and in 1.21.5.
macro_rules! changes {
    ($($(#[$doc:meta])+ $name:ident: $since:literal..$($until:literal)? $(($minor:literal, $patch:literal))*, $says:literal, $source:literal;)+) => {
        /// Something that go does in some releases and not in others.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Change {
            $($(#[$doc])+ $name,)+
        }

        /// Every known change, in the order of [`Change`].
        pub const TABLE: &[Row] = &[$(Row {
            change: Change::$name,
            name: stringify!($name),
            since: $since,
            until: until!($($until)?),
            backports: &[$(($minor, $patch)),*],
            says: $says,
            source: $source,
        }),+];
    };
}

macro_rules! until {
    () => {
        None
    };
    ($until:literal) => {
        Some($until)
    };
}

changes! {
    /// A fourth field in a go-import tag is the module's directory in the repository.
    SubdirField: 25.., "a fourth field of a go-import tag names the module's directory in the repository", "discovery.md §17.1, go 1.25";
    /// Bazaar is a version control system: in go-import tags, and as the suffix `.bzr`.
    Bzr: 0..27, "Bazaar is known: in go-import tags, and paths may end in .bzr", "discovery.md §17.1, go 1.27";
    /// `]]>` may stand in the value of an attribute.
    CdataEndInValues: 24.., "`]]>` is allowed in attribute values", "discovery.md §17.1, go 1.24";
    /// In `<?xml …?>`, an unquoted `encoding=` does not end the search for a quoted one.
    DeclarationSearchGoesOn: 23.., "an unquoted `encoding=` in an XML declaration no longer hides a later quoted one", "discovery.md §17.1, go 1.23";
    /// A name with more than one colon is no name.
    OneColonInNames: 20.., "a name with more than one colon is an error", "discovery.md §17.1, go 1.20";
    /// A colon at the start or end of a name is part of it.
    EdgeColonsInNames: 17.., "a name that begins or ends with a colon is not split there", "discovery.md §17.1, go 1.17";
    /// `mod` in a go-import tag names a module proxy.
    ModEntries: 11.., "a go-import tag with `mod` names a module proxy", "discovery.md §17.1, go 1.11";
    /// A page that cannot be parsed counts as one without tags.
    PageErrorsSwallowed: 11..14, "an error in a page without tags is swallowed", "discovery.md §17.1, go 1.11";
    /// The status of a page without tags is the error.
    StatusReported: 14.., "the status of a page without tags is reported", "discovery.md §17.1, go 1.14";
    /// Some texts show the URL of a page without its scheme.
    SchemelessUrls: 13.., "the texts on several tags and on tags that disagree show a URL without scheme", "discovery.md §17.1, go 1.13";
    /// The text for a prefix page without tags begins with `fetching`.
    FetchingPrefix: 14.., "a prefix page without tags is reported as `fetching PREFIX: …`", "discovery.md §17.1, go 1.14";
    /// A repo root may not be a `file:` URL.
    FileRootsRefused: 13.., "a repo root with the scheme `file` is refused", "discovery.md §17.1, go 1.13";
    /// An http or https request through a proxy of another scheme.
    AnyProxyScheme: 23.., "a proxy variable with an unknown scheme is used as an HTTP proxy; before, http:// was put in front of it", "env-auth-proxy-tls.md §6.1, go 1.23";
    /// `NO_PROXY` knows networks, ports and `*.`.
    NoProxyNetworks: 11.., "NO_PROXY may name networks, ports and `*.` domains, and `.domain` is what is below it; before, ports did not count, `.domain` was the domain too, and `*` held only alone", "env-auth-proxy-tls.md §6.1, go 1.8 to 1.10";
    /// A proxy variable that is no URL is dropped.
    BadProxyDropped: 11.., "a proxy variable that is no URL is dropped in silence; before, `invalid proxy address …`", "env-auth-proxy-tls.md §6.1, go 1.8 to 1.10";
    /// `HTTP_PROXY` is not used for https.
    OwnProxyForHttps: 16.., "https requests use HTTPS_PROXY alone, no longer HTTP_PROXY where that is empty", "env-auth-proxy-tls.md §6.1, go 1.16";
    /// A netrc machine is held against the host without its port.
    NetrcWithoutPort: 15..21, "a netrc machine is held against the URL's host without its port", "env-auth-proxy-tls.md §4.3, go 1.15 to 1.20";
    /// GOAUTH; netrc entries are held against the text of the URL.
    GoAuth: 24.., "GOAUTH gives the credentials; a netrc machine is held against the URL's text, user info included", "env-auth-proxy-tls.md §4.3, go 1.24";
    /// The credential with the longest prefix of the URL is sent.
    LongestPrefixCredential: 25.., "the credential with the longest prefix of the URL at a slash is sent; in 1.24 the whole URL or the host", "env-auth-proxy-tls.md §4.3, go 1.25";
    /// A relative `XDG_CONFIG_HOME` is refused.
    AbsoluteConfigHome: 24.., "a relative XDG_CONFIG_HOME is refused: no file of settings is read", "env-auth-proxy-tls.md §1.1; seen to begin with go 1.24";
    /// A removed GODEBUG setting with its old value ends go at its start.
    RemovedGodebugIsFatal: 27.., "a removed GODEBUG setting with its old value ends every program at its start", "env-auth-proxy-tls.md §1.3, go 1.27";
    /// Certificates are read by a strict parser of their own; inner and outer algorithm must agree.
    StrictParser: 17.., "certificates are read by a strict parser of their own; inner and outer algorithm must agree. Before, texts of encoding/asn1 (of which those are known here on strings, on offsets of zero and on trailing data), and names held values of any type", "env-auth-proxy-tls.md §5.3, cases 89, 95, 99, 101, 103 and 117";
    /// The text about a common name no longer names a setting.
    CommonNameSettingGone: 17.., "the text about a common name no longer names a setting", "env-auth-proxy-tls.md §5.6";
    /// Certificates signed with SHA-1 are refused.
    Sha1SignaturesRefused: 18.., "certificates signed with SHA-1 are refused", "env-auth-proxy-tls.md §5.2";
    /// `x509sha1=1` allows SHA-1 again, and the text says so.
    Sha1Setting: 18..24, "x509sha1=1 allows SHA-1 again, and the text says so", "env-auth-proxy-tls.md §5.7";
    /// Broken basicConstraints are reported with a stray letter.
    BasicConstraintsTypo: 17..20, "broken basicConstraints are reported with a stray letter", "env-auth-proxy-tls.md §5.4, case 118";
    /// A certificate with the same extension twice is refused.
    DuplicateExtensionsRefused: 19.., "a certificate with the same extension twice is refused", "env-auth-proxy-tls.md §5.3";
    /// Verification errors begin with `tls: failed to verify certificate: `.
    VerifyPrefix: 20.., "verification errors begin with `tls: failed to verify certificate: `", "env-auth-proxy-tls.md §5.3";
    /// Servers' RSA keys over 8192 bits are refused.
    RsaSizeLimited: 22.. (21, 1) (20, 8) (19, 13), "servers' RSA keys over 8192 bits are refused", "env-auth-proxy-tls.md §5.5";
    /// Certificates with negative serial numbers are refused.
    NegativeSerialRefused: 24.., "certificates with negative serial numbers are refused", "env-auth-proxy-tls.md §5.3; run: go 1.23.9 takes them";
    /// The text about a duplicate extension names it.
    DuplicateExtensionNamed: 23.., "the text about a duplicate extension names it", "env-auth-proxy-tls.md §5.3";
    /// Key identifiers and information access must not be critical.
    CriticalKeyIdsRefused: 23.., "key identifiers and information access must not be critical", "env-auth-proxy-tls.md §5.3";
    /// The name `*` matches no host.
    BareWildcardRefused: 23.., "the name `*` matches no host", "env-auth-proxy-tls.md §5.2";
    /// RSA keys under 1024 bits are refused.
    SmallRsaRefused: 24.., "RSA keys under 1024 bits are refused", "env-auth-proxy-tls.md §5.2";
    /// Certificate policies are checked (RFC 9618).
    PolicyGraph: 24.., "certificate policies are checked (RFC 9618)", "env-auth-proxy-tls.md §5.2";
    /// A certificate with the same policy twice is refused.
    RepeatedPolicyRefused: 24.., "a certificate with the same policy twice is refused", "env-auth-proxy-tls.md §5.3";
    /// A hundred names or more are counted, not listed.
    ManyNamesCounted: 25.. (24, 11), "a hundred names or more are counted, not listed", "env-auth-proxy-tls.md §5.3";
    /// A negative path length is refused.
    NegativePathLengthRefused: 25.., "a negative path length is refused", "env-auth-proxy-tls.md §7";
    /// The text about policies counts the chains.
    ChainsCounted: 26.., "the text about policies counts the chains", "env-auth-proxy-tls.md §5.3";
    /// A name with a wildcard is excluded where the wildcard could stand for what is excluded.
    WildExclusions: 24.., "a wildcard name is excluded by a constraint that the wildcard could stand for", "answers of go 1.23.9 and 1.24.11";
    /// The limit of signature checks counts every candidate.
    EveryCandidateCounts: 26.., "the limit of signature checks counts candidates that need none, too", "answers of go 1.25.5 and 1.26.6";
    /// Points that are no keys have texts of their own.
    PointErrors: 26.., "points that are no keys have texts of their own, without x509", "answers of go 1.25.5 and 1.26.6";
    /// T.61 strings in names are ISO 8859-1, BMP strings have no surrogates.
    StrictNameStrings: 25.., "T.61 strings in names are read as ISO 8859-1, BMP strings with surrogates are refused", "answers of go 1.24.11 and 1.25.5";
    /// Name constraints are checked chain by chain, after all else.
    ChainNameConstraints: 26.., "names are held to constraints once a chain stands; before, while it is built", "answers of go 1.25.5 and 1.26.6";
    /// A host that is an address is shown in its shortest form, and its zone does not count.
    HostAddressesRewritten: 27.., "a host that is an address loses its zone and is shown in its shortest form", "answers of go 1.26.6 and 1.27.3";
    /// A mail address with an `@` in its domain is none.
    OneAtInMailboxes: 27.., "a mail address among a certificate's names has no `@` in its domain", "answers of go 1.26.6 and 1.27.3";
    /// Address constraints are shown without the bits that their masks leave out.
    NetworksMasked: 27.., "address constraints are shown masked", "answers of go 1.26.6 and 1.27.3";
    /// Names may hold values of any type.
    AnyNameStringType: 27.., "names may hold values of any type", "env-auth-proxy-tls.md §5.4, case 117";
    /// Addresses that map IPv4 into IPv6 are refused in certificates.
    MappedIpRefused: 27.., "addresses that map IPv4 into IPv6 are refused in certificates", "env-auth-proxy-tls.md §5.3";
    /// ML-DSA keys and signatures are known.
    MlDsa: 27.., "ML-DSA keys and signatures are known", "env-auth-proxy-tls.md §5.2";
    /// The go command names itself to servers.
    CommandAgent: 27.., "the first request for a page has the User-Agent `GoCommand/1 (+https://go.dev/cmd/go)`; else it is net/http's own", "discovery.md §7.4, go 1.27";
    /// A 4xx over https is asked for a second time.
    ClientErrorsAskedTwice: 24.., "a page that is answered with a 4xx over https is requested once more", "discovery.md §7.5, go 1.24";
    /// launchpad.net is known, and asked where the page fails.
    Launchpad: 0..27, "launchpad.net/… is a Bazaar repository where its page gives nothing", "discovery.md §17.2, until go 1.26";
    /// A path with a VCS suffix to which no scheme answers has no repository.
    NoSchemeFails: 22.. (21, 5) (20, 12), "a path with a VCS suffix to which no scheme answers fails; before, the first scheme of the list was taken", "discovery.md §17.1, go 1.22";
    /// `go get` has a GOPATH mode.
    GopathGet: 0..22, "`go get` works with GO111MODULE=off", "discovery.md §17.1, go 1.22";
    /// GOROOT is judged before GOPATH.
    RootBeforePath: 22.., "a GOROOT that is no folder is told before a GOPATH that is refused", "run: go 1.21.13, 1.22.10";
    /// A relative GOWORK ends every command before its flags are read.
    WorkspaceFirst: 23.., "a relative GOWORK ends every command before its flags are read; before, `go list -m` and `go mod download` alone, later", "run: go 1.22.10, 1.23.9";
    /// Flags that `go get` no longer takes are told before GO111MODULE.
    FlagsOfGetFirst: 22.., "`go get` tells of `-insecure` before an unknown GO111MODULE", "run: go 1.21.13, 1.22.10";
    /// Several modules are worked on together.
    Workspaces: 18.., "GOWORK names a file of several modules that are worked on together", "release notes of go 1.18";
    /// GOFIPS140 is read.
    Fips140: 24.., "GOFIPS140 is read, and an unknown value ends every command", "run: go 1.23.9, 1.24.11";
    /// A version in GOFIPS140 is of the first major one.
    FipsOfOne: 27.., "what is said of a wrong GOFIPS140 names versions `v1.Y.Z`", "run: go 1.26.6, 1.27.3";
    /// `go get` has the flags `-tool` and `-json`.
    ToolFlag: 24.., "`go get` has the flags `-tool` and `-json`", "run: go 1.23.9, 1.24.11";
    /// A slash at the end of a pattern is ignored.
    FinalSlashInPatterns: 18.., "a `/` at the end of a pattern (GOPRIVATE, GOINSECURE …) is ignored", "env-auth-proxy-tls.md §7, go 1.18";
    /// Bitbucket's interface is asked which VCS a repository has.
    BitbucketAsked: 0..18, "Bitbucket's API says which VCS a repository has; git repositories get the suffix `.git`", "discovery.md §17.2, until go 1.17";
    /// Bitbucket is asked by version 2 of its interface.
    BitbucketV2: 9.., "Bitbucket's API is asked in its version 2.0", "discovery.md §17.2, go 1.9";
    /// Bitbucket refuses paths with a VCS suffix.
    BitbucketSuffixRefused: 18.., "a VCS suffix is refused on bitbucket.org", "discovery.md §17.1, go 1.18";
    /// An invalid module path is a class of errors of its own.
    InvalidPathClass: 17.., "an invalid module path ranks between a missing module and other errors", "discovery.md §17.1, go 1.17";
    /// GOVCS says which VCS may be used.
    GovcsAsked: 16.., "GOVCS says which VCS may be used", "discovery.md §17.1, go 1.16";
    /// A module path is checked before anything is looked up.
    PathCheckedFirst: 16.., "a module path is checked before any lookup", "discovery.md §17.1, go 1.16";
    /// example.net and rsc.io are no modules.
    SpecialHosts: 16.., "nothing is looked up on example.net, and rsc.io is no module", "discovery.md §17.1, go 1.16";
    /// The prefixes of known hosts end without a slash and stand for whole elements.
    HostsWithoutSlash: 16.., "the hosts that go knows are matched as whole elements: `github.com` alone is refused", "discovery.md §17.2, go 1.16";
    /// All of them end with one.
    HostsWithSlash: 10..16, "the hosts that go knows end with a slash: `github.com` alone is looked up by its page", "discovery.md §17.2, go 1.10 to 1.15";
    /// A package's path on github.com may hold letters of any script.
    UnicodeOnGithub: 9..16, "below a repository of github.com a path may hold letters of any script", "discovery.md §17.2, go 1.9 to 1.15";
    /// GO111MODULE is on where it is not set.
    ModulesByDefault: 16.., "GO111MODULE is on where it is not set", "discovery.md §17.1, go 1.16";
    /// The flag -insecure is gone.
    InsecureFlagGone: 17.., "`go get -insecure` is refused", "discovery.md §17.1, go 1.17";
    /// The secure client follows ten redirects.
    EndlessRedirects: 13..15, "redirects that stay on https are followed without an end", "discovery.md §17.1, go 1.13 and 1.14";
    /// `|` in GOPROXY.
    BarsInProxyList: 15.., "`|` in GOPROXY goes on after any error", "env-auth-proxy-tls.md §7, go 1.15";
    /// A common name is no host name.
    CommonNameIgnored: 15.., "a certificate's common name is no host name", "env-auth-proxy-tls.md §5.6, go 1.15";
    /// A common name counts only if it looks like a host name.
    CommonNameMustBeHost: 11.., "a common name counts only where it is a valid host name", "env-auth-proxy-tls.md §5.6, go 1.11";
    /// A common name counts only in a certificate without alternative names of any kind.
    CommonNameWithoutSan: 9.., "a common name counts only in a certificate without subjectAltName; before, without DNS names", "env-auth-proxy-tls.md §5.6, go 1.9";
    /// Every directory of roots is read; `SSL_CERT_DIR` is a list.
    AllRootDirs: 15.., "SSL_CERT_DIR is a list with colons and every directory of roots is read; before, up to the first that held one", "env-auth-proxy-tls.md §5.1, go 1.15";
    /// Each system has its own directories of roots.
    OwnRootDirs: 16.., "each system has its own directories of roots; before, one list for all", "env-auth-proxy-tls.md §5.1, go 1.16";
    /// `/etc/ssl/cert.pem` is among the files of roots.
    AlpineRoots: 13.., "/etc/ssl/cert.pem is among the files of roots", "env-auth-proxy-tls.md §5.1, by go 1.13";
    /// `SSL_CERT_FILE` and `SSL_CERT_DIR` name the roots.
    CertVariables: 9.., "SSL_CERT_FILE and SSL_CERT_DIR name files and a directory of roots", "env-auth-proxy-tls.md §5.1, go 1.9";
    /// `SSL_CERT_FILE` or `SSL_CERT_DIR` takes the place of a system's own verifier.
    CertVariablesForAll: 27.., "on Windows, macOS and iOS, SSL_CERT_FILE or SSL_CERT_DIR takes the place of the system's own verifier; before, they counted for nothing there", "env-auth-proxy-tls.md §5.1, go 1.27";
    /// The directories of roots are read beside the files.
    RootDirsToo: 9.., "directories of roots are read beside the bundle; before, only where there was no bundle", "env-auth-proxy-tls.md §5.1, go 1.9";
    /// The reason stands behind a colon.
    ReasonBehindColon: 14.., "`unrecognized import path \"P\": REASON`; before, the reason stood in parentheses", "discovery.md §17.4, go 1.14";
    /// URLs in errors of requests are quoted.
    QuotedUrls: 14.., "errors of requests quote the URL: `Get \"https://…\": …`", "discovery.md §17.4, go 1.14";
    /// The text about expired certificates shows the times.
    ExpiryTimes: 14.., "the text about expired certificates shows the times", "discovery.md §17.4, go 1.14";
    /// GOINSECURE allows http and unverified https.
    Goinsecure: 14.., "GOINSECURE allows http and certificates that do not hold", "discovery.md §17.1, go 1.14";
    /// GOINSECURE allows them in GOPATH mode too.
    GoinsecureInGopath: 16.., "GOINSECURE holds in GOPATH mode too", "discovery.md §17.1, go 1.16";
    /// Errors that are not of a class are ignored once a longer path was found.
    FoundOutranksShorter: 14.., "an unclassified error of a shorter path is ignored where a longer one was found", "discovery.md §17.1, go 1.14";
    /// All candidates are looked up at once.
    ParallelCandidates: 13.., "all candidates are looked up at once; before, one after the other, longest first", "discovery.md §17.1, go 1.13";
    /// GOPROXY is a list, and has a default.
    ProxyList: 13.., "GOPROXY is a list, https://proxy.golang.org,direct where it is not set", "env-auth-proxy-tls.md §7, go 1.13";
    /// GOPRIVATE, GONOPROXY and GONOSUMDB.
    PrivateModules: 13.., "GOPRIVATE and GONOPROXY name modules that no proxy is asked for", "env-auth-proxy-tls.md §7, go 1.13";
    /// Settings are read from a file of the user's.
    SettingsFile: 13.., "settings are read from the user's file (GOENV)", "env-auth-proxy-tls.md §7, go 1.13";
    /// `cmdgonetlimit` in GODEBUG limits what goes over the network.
    NetworkLimit: 21.., "GODEBUG=cmdgonetlimit=N allows N uses of the network at a time; 0 closes it", "discovery.md §4.4, go 1.21";
    /// Settings are read from `$GOROOT/go.env`.
    ShippedSettings: 21.., "settings are read from $GOROOT/go.env", "env-auth-proxy-tls.md §7, go 1.21";
    /// A redirect from https to another scheme is refused.
    RedirectsStayOnHttps: 13.., "a redirect from https to another scheme is refused", "discovery.md §17.1, go 1.13";
    /// The page of a bare host is `https://HOST/?go-get=1`.
    SlashBehindHost: 13.., "the page of a bare host is https://HOST/?go-get=1; before, https://HOST?go-get=1", "discovery.md §17.1, go 1.13";
    /// Pages are asked for with the login of netrc.
    NetrcForPages: 13.., "logins of netrc are sent with https requests for pages", "env-auth-proxy-tls.md §7, go 1.13";
    /// The suffix expression may match within a path.
    SuffixUnanchored: 13.., "a VCS suffix is found even if the path in front of it does not fit", "discovery.md §17.2, go 1.13";
    /// `--` stands in front of a repository's URL.
    DashesBeforeRepo: 13.., "hg, bzr and svn are called with `--` in front of the URL", "discovery.md §17.3, go 1.13";
    /// Modules.
    Modules: 11.., "module mode exists; before, every lookup is one of GOPATH mode", "discovery.md §17.1, go 1.11";
    /// A path of GOPATH mode is checked.
    GopathPathChecked: 12.., "import paths are checked in GOPATH mode too", "discovery.md §17.1, go 1.12";
    /// The repository root is parsed as a URL.
    RootParsed: 11.. (10, 1) (9, 5), "a repo root has to be a URL; before, it had to hold `://`", "discovery.md §17.1, go 1.11";
    /// Fossil is known.
    Fossil: 10.., "Fossil is known: in go-import tags, as the suffix .fossil, on chiselapp.com", "discovery.md §17.1, go 1.10";
    /// A refused connection is the failure of `connect`.
    ConnectNamed: 10.., "a refused connection reads `connect: …`; before, `getsockopt: …`", "discovery.md §17.4, go 1.8 and 1.11";
    /// A line of a head that is refused is quoted.
    QuotedFieldLines: 26.., "a malformed line of an answer's head is quoted in the error", "run: testdata/golden/net-releases.jsonl";
    /// Answers in front of the final one are limited by their size alone.
    InterimUnlimited: 24.., "any number of 1xx answers is taken; before, five", "run: testdata/golden/net-releases.jsonl";
    /// An answer's `Content-Length` has to say something.
    EmptyLengthRefused: 24.., "an empty `Content-Length` is refused by the go command; by other programs since 1.22. Before, it counted as none", "run: go 1.23.9 and 1.24.11, and each with both values of httplaxcontentlength";
    /// A field of a head needs a name.
    FieldNamesNeeded: 23.., "a header field without a name is refused; before, it was passed over", "run: testdata/golden/net-releases.jsonl";
    /// White space at the end of a head that breaks off says nothing about the line before it.
    BlankEndOfHead: 27.., "a head that breaks off behind white space is `unexpected EOF`, whatever the line before it", "run: testdata/golden/net-releases.jsonl";
    /// A second colon in front of the port of an http URL is refused.
    StrictColons: 26.., "an http or https URL whose host has two colons, such as h:80:80, is refused", "answers of go 1.25.5 and 1.26.6";
    /// A subdirectory may not begin with `/` or `-`.
    SubdirChecked: 26.., "a subdirectory that begins with `/` or `-` is refused", "run: go 1.25.5 takes it, go 1.26.6 refuses it";
    /// A version may not begin with `-` or `/`.
    VersionFormChecked: 26.., "a version that begins with `-` or `/` is refused at once", "run: testdata/golden/paths-releases.jsonl";
    /// Backslashes in arguments of go get are slashes.
    BackslashIsSlash: 25.., "a backslash in an argument of go get is a slash", "run: testdata/golden/paths-releases.jsonl";
    /// The pattern `work`.
    WorkPattern: 25.., "`work` names the packages of the workspace", "run: testdata/golden/paths-releases.jsonl";
    /// The pattern `tool`.
    ToolPattern: 24.., "`tool` names the tools of the module", "run: testdata/golden/paths-releases.jsonl";
    /// The page about missing commands is on go.dev.
    GoDevLinks: 27.., "the line about a missing VCS command links to go.dev; before, to golang.org", "run: testdata/golden/paths-releases.jsonl";
    /// `go: ` stands in front of errors.
    GoPrefix: 18.., "`go: ` stands in front of errors; before, `go get: ` and `go list -m: `", "discovery.md §17.4, go 1.18";
    /// `-x` shows fetches.
    GetLines: 13.., "-x shows fetches as `# get URL`; before, -v as `Fetching URL`", "discovery.md §17.1, go 1.13";
    /// The tag that -v shows is of the package vcs.
    VcsPackage: 16.., "-v shows a tag as `vcs.metaImport{…}`", "discovery.md §17.5, go 1.16";
    /// The tag that -v shows is of the package get.
    GetPackage: 9.., "-v shows a tag as `get.metaImport{…}` until 1.15; before, as `main.metaImport{…}`", "discovery.md §17.5, go 1.9";
    /// hg is asked for plain output.
    HgPlain: 24.., "hg is pinged with HGPLAIN set", "discovery.md §17.1, go 1.24";
    /// hg is told to read its flags strictly.
    HgStrictFlags: 26.., "hg is pinged with HGPLAIN=+strictflags", "discovery.md §17.1, go 1.26";
    /// A path that leads out of the module is refused.
    OutsideModule: 21.., "a path that leads out of the module (h.test/../../x) is refused: `… is not within module rooted at …`; what releases before 1.21 say is not known here", "answers of go 1.21.13, 1.24.11 and 1.27.3";
    /// The text about insecure downloads names no URL.
    InsecureUrlUnnamed: 21.., "`cannot download: URL uses insecure protocol`; before, the text named the URL", "discovery.md §17.1, go 1.21";
    /// A folder without a package has texts that say why.
    NoGoFiles: 9.., "a folder without a package: `no Go files in …`, or that all are tests; before, `no buildable Go source files in …`", "reports of go 1.8 and 1.9; answers of go 1.21.13";
    /// In GOPATH mode, texts about loading a package stand without `package P: `.
    BareLoadErrors: 21.., "in GOPATH mode, a text about the files of a package has no `package P: ` in front of it (seen in 1.21; it may have begun before)", "answers of go 1.21.13";
    /// TLS 1.2 is the least.
    Tls12Least: 18.., "TLS 1.2 is the oldest version spoken; before, 1.0", "env-auth-proxy-tls.md §7, go 1.18";
    /// TLS 1.3 is the newest.
    Tls13: 13.., "TLS 1.3 is the newest version spoken; before, 1.2", "env-auth-proxy-tls.md §5.5, go 1.13";
    /// RSA-PSS and Ed25519 sign handshakes.
    PssHandshakes: 13.., "RSA-PSS and Ed25519 are offered for the handshake's signature", "env-auth-proxy-tls.md §5.5, go 1.13";
    /// SHA-1 signs handshakes.
    Sha1Handshakes: 0..25, "SHA-1 is offered for the handshake's signature in TLS 1.2", "run: the ClientHello of go 1.24.11 and 1.25.5";
    /// The schemes of certificates are named apart.
    CertificateSchemes: 25.., "the schemes of certificates are named apart from those of the handshake", "run: the ClientHello of go 1.24.11 and 1.25.5";
    /// Keys are exchanged by RSA.
    RsaKeyExchange: 0..24, "cipher suites without forward secrecy (RSA key exchange) are offered by the go command; by other programs until 1.21", "run: the ClientHello of go 1.23.9 and 1.24.11";
    /// Triple DES is spoken.
    TripleDes: 0..24, "3DES cipher suites are offered by the go command; by other programs until 1.22", "run: the ClientHello of go 1.23.9 and 1.24.11";
    /// The draft of Kyber is offered.
    Kyber: 23..23, "the group X25519Kyber768Draft00 is offered by other programs, and by the go command where GODEBUG says tlskyber=1", "run: the ClientHello of go 1.23.9";
    /// ML-KEM is offered.
    MlKem: 24.., "the group X25519MLKEM768 is offered", "run: the ClientHello of go 1.23.9 and 1.24.11";
    /// ML-KEM with NIST's curves is offered.
    SecpMlKem: 26.., "the groups SecP256r1MLKEM768 and SecP384r1MLKEM1024 are offered", "run: the ClientHello of go 1.25.5 and 1.26.6";
    /// ML-KEM is offered in FIPS mode.
    FipsMlKem: 25.., "fips140 leaves ML-KEM among the groups", "run: the ClientHello of go 1.24.11 and 1.25.5";
    /// A body that breaks off is told with its whole URL.
    BrokenBodyNamesUrl: 22.., "the error of a proxy's answer that breaks off names the whole URL; before, the module path was left out", "modules.md §17.1, go 1.22";
    /// A version that may not be asked for is told once.
    DisallowedVersionOnce: 27.., "a version that may not be asked for: `invalid version: disallowed version string`; before, with the version again", "modules.md §17.1, go 1.27";
    /// JSON is read by the second version of its package.
    JsonVersionTwo: 27.., "JSON is read by the second version of encoding/json: an error names the character, not the byte, and has other words for strings, numbers and times", "modules.md §17.1, go 1.27; answers of go 1.24.11 and 1.27.3";
    /// Lines of the checksum database have to name the module.
    /// `list -m` reads the go.mod of the version that the query gave.
    SelectedVersionRead: 22.., "`list -m` after an answer such as `v1` reads no go.mod; before, that of the version found by it", "modules.md §17.1, go 1.22";
    /// An invalid version is a class of errors of its own.
    InvalidVersionClass: 22.., "an invalid version ranks between a missing module and an invalid path", "modules.md §17.1, go 1.22";
    /// FIPS 140-only mode ends every handshake.
    FipsOnlyBreaks: 25..26, "fips140=only ends every TLS handshake: `use of X25519 is not allowed`", "run: go 1.24.11, 1.25.5 and 1.26.6";
    /// The folder of a repository is named in `GIT_DIR` for every tool.
    GitDirForEveryTool: 0..24, "GIT_DIR names the repository's folder for every version control tool; since, for git alone, and not for `git init`", "repositories.md §1.1, go 1.24";
    /// ssh may not ask, and shares no connection.
    BatchSsh: 0..25, "git is given GIT_SSH_COMMAND=ssh -o ControlMaster=no -o BatchMode=yes where neither GIT_SSH nor GIT_SSH_COMMAND is set", "repositories.md §1.1, go 1.25";
    /// A shallow fetch asks for protocol 2.
    ShallowByProtocol2: 22.., "one commit is fetched with -c protocol.version=2", "repositories.md §2.1, go 1.22";
    /// The listing of refs says which tags a commit has.
    TagsFromRefs: 23.., "a commit has the tags that the listing of refs gives it; before, only those that git fetched with it", "repositories.md §2.3, go 1.23";
    /// Refs are listed before the repository's folder is set up.
    RefsBeforeInit: 25.., "git ls-remote is asked for the URL before git init, and SHA-256 repositories are known", "repositories.md §2.1, go 1.25";
    /// Options end with `--end-of-options` or `--`.
    OptionsEnded: 26.., "--end-of-options stands before what is no option; git says its version, and git init is told the object format", "repositories.md §2.1, go 1.26";
    /// A pseudo-version's go.mod is looked at before its history.
    PseudoCheckedLast: 22.., "a pseudo-version that is asked for is held against its go.mod, then against its history; before, the other way round", "repositories.md §5; run: go 1.21.13 and 1.22.10";
    /// A refused revision keeps where the answer came from.
    OriginOfFailures: 22.., "a version that is refused has an Origin", "repositories.md §4.2, go 1.22";
    /// Mercurial repositories are pulled into, once in every run.
    HgPulled: 26.., "a Mercurial repository is made and pulled into in every run; before, it was cloned once", "repositories.md §10.1, go 1.26";
    /// A dot is a directory in go.mod.
    DotIsDirectory: 22.., "in go.mod and go.work, `.` and `..` replace a module as `./` does, and the text about what is no directory says `. or ..`; before, `./ or ../`", "answers of go 1.21.13 and 1.24.11 and of x/mod in 1.22.10";
    /// go.mod's texts name a whole release.
    FullReleaseInMod: 22.., "the texts about a bad go or toolchain line in go.mod show 1.23.0; before, 1.23", "answers of go 1.21.13 and 1.24.11 and of x/mod in 1.22.10";
    /// go.work's texts name a whole release.
    FullReleaseInWork: 23.., "the texts about a bad go or toolchain line in go.work show 1.23.0, and those about a toolchain line say `or default`; before, 1.23 and `or local`", "answers of go 1.21.13 and 1.24.11 and of x/mod in 1.22.10 and 1.23.9";
    /// A go line that is too new is told before what else cannot be read in a go.mod.
    NewGoLineBeforeFaults: 24.., "of a go.mod with unknown directives and a go line that is too new the go line is told; before, the directives", "run: go 1.23.9 and 1.24.11";
    /// Faults of go.work are told as those of go.mod.
    WorkErrorsNamed: 23.., "what cannot be read in a go.work is told behind `errors parsing go.work:`, with its short name; before, behind `reading go.work: ` with the whole one", "run: go 1.22.10 and 1.23.9";
    /// Where a block of go.mod that is not closed begins is told with the whole name of the file.
    OpenBlockWhole: 24.., "of a block of go.mod that is not closed the text ends with the whole name of the file; before, the short one", "run: go 1.23.9 and 1.24.11";
    /// A go.work without a go line is said to imply a release.
    WorkGoImplied: 23.., "the text about a module above its go.work without a go line says `implicitly requires go 1.18`; before, `lists`", "run: go 1.22.10 and 1.23.9";
    /// The cure of a module above its go.work names the release.
    WorkUseDownloads: 27.., "the text about a module above its go.work ends in `to download and use go VERSION:`; before, `to update it:`", "run: go 1.26.6 and 1.27.3";
    /// A vendor folder of a workspace is one of its own kind.
    WorkspaceVendor: 22.., "a vendor folder whose modules.txt begins with `## workspace` (`go work vendor`) is that of a workspace, and no module alone builds from it, nor a workspace from any other", "run: go 1.21.13 and 1.22.10";
    /// A replacement that differs from vendor/modules.txt is told once.
    VendorReplacementOnce: 22.., "a replacement that differs from vendor/modules.txt is told once; before, from both sides", "run: go 1.21.13 and 1.22.10";
    /// go.mod has godebug lines.
    GodebugDirective: 23.., "go.mod and go.work have the directive godebug", "answers of go 1.21.13 and 1.24.11 and of x/mod in 1.22.10 and 1.23.9";
    /// go.mod has ignore lines.
    IgnoreDirective: 25.., "go.mod has the directive ignore, which counts in dependencies too", "answers of go 1.24.11 and 1.27.3 and of x/mod in 1.25.5";
    /// A malformed go.sum is fatal.
    MalformedSumFatal: 22.., "a line of go.sum that has not three fields ends every command but `go mod tidy`; before, it ended the reading in silence, and the lines above it held", "answers of go 1.21.13 and 1.24.11; the source of 1.22.10";
    /// go.mod has retract lines.
    RetractDirective: 16.., "go.mod has the directive retract", "modules.md §17.2";
    /// go.mod has toolchain lines.
    ToolchainDirective: 21.., "go.mod and go.work have the directive toolchain", "modules.md §17.2";
    /// go.mod has tool lines.
    ToolDirective: 24.., "go.mod has the directive tool", "answers of go 1.21.13 and 1.24.11 and of x/mod in 1.23.9";
    /// The vendor folders of a module are found by its go line.
    VendorByGoLine: 24.., "in a module that says go 1.24 or newer, vendor/modules.txt is left out of the zip and files of a package called vendor are not", "answers of go 1.23.9 and 1.24.11";
    /// A checksum database may have no records.
    EmptyTreeHash: 23.., "a checksum database without records has the hash of RFC 6962; before, any head of size 0 that was signed was misbehaviour", "modules.md §17.1, go 1.23";
    /// The lines of a lookup are those of its record.
    SumLinesInRecord: 26.., "the lines of a checksum database's answer are looked for in its record alone; before, in the signed note behind it as well", "answers of go 1.25.5 and 1.26.6";
    /// Every tile of a checksum database is checked.
    EveryTileChecked: 26.., "every tile of a checksum database is held against the one above it; before, one could be passed over", "answers of go 1.25.5 and 1.26.6";
    /// A checksum database has to have a sum.
    SumNeeded: 26.., "an answer of a checksum database without a sum for the download is an error; before, the download was accepted", "modules.md §17.1, go 1.26";
    /// A release of go goes before its candidates under the name `toolchain` too.
    ToolchainReleaseFirst: 24.., "`toolchain@latest` takes the newest release; before, the newest of all, a candidate for a release included", "modules.md §17.1, go 1.24";
    /// Toolchains are looked up even where go.sum has their sums.
    ToolchainAlwaysLookedUp: 27.., "the sum of golang.org/toolchain is looked up in the checksum database even where go.sum has it", "answers of go 1.26.6 and 1.27.3";
    /// The fields of a URL have another order.
    UrlFieldsReordered: 26.., "where a text shows all fields of a URL, they have another order", "modules.md §17.1, go 1.26";
    /// Zip sizes of all ones may be meant as they stand.
    Zip64SizesOptional: 27.., "a zip entry whose packed size or offset is 2³²-1 needs no zip64 field, a second such field counts too, and a directory of 65535 bytes no longer asks for a zip64 record", "answers of go 1.26.6 and 1.27.3";
    /// Letters and their case are those of Unicode 17.
    Unicode17: 27.., "letters and their case are those of Unicode 17; before, of Unicode 15", "tables of go 1.26.6 and 1.27.3";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patches_have_what_was_brought_back() {
        let has = |text: &str| text.parse::<Version>().unwrap().has(Change::NoSchemeFails);
        assert!(has("1.22") && has("1.21") && has("1.21.5") && has("1.20.12"));
        assert!(!has("1.21.4") && !has("1.19") && !has("1.20.11"));
    }

    #[test]
    fn rows_say_their_releases() {
        let says = |change: Change| change.row().releases();
        assert_eq!(says(Change::SubdirField), "1.25 and later");
        assert_eq!(says(Change::Bzr), "until 1.26");
        assert_eq!(says(Change::PageErrorsSwallowed), "1.11 to 1.13");
        assert_eq!(says(Change::NoSchemeFails), "1.22 and later, 1.21.5, 1.20.12");
    }
}
