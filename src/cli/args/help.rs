//! The words around the list of arguments.

pub(super) const RULES: &str = "Rules";
pub(super) const NETWORK: &str = "Network";
pub(super) const OUTPUT: &str = "Output";

pub(super) const EXAMPLES: &str = "\
Examples:
  goget-doctor
  goget-doctor resolve example.com/pkg
  goget-doctor explain build.log
  goget-doctor check
  goget-doctor lab run own-ca-unsearched";

pub(super) const ROUND_EXAMPLES: &str = "\
Examples:
  goget-doctor
  goget-doctor --format json
  goget-doctor --offline
  goget-doctor --env GOPROXY=https://proxy.example.com --save run.jsonl";

pub(super) const RESOLVE_EXAMPLES: &str = "\
Examples:
  goget-doctor resolve example.com/pkg
  goget-doctor resolve --go 1.27 --save run.jsonl example.com/pkg
  goget-doctor resolve --offline example.com/pkg";

pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  goget-doctor check
  goget-doctor check --format github --report sarif=out.sarif
  goget-doctor check vanity.yaml --host example.com
  goget-doctor check --module --format jsonl - < modules.txt";

pub(super) const MERGE_EXAMPLES: &str = "\
Examples:
  goget-doctor check --shard 1/2 --format jsonl modules.txt > 1.jsonl
  goget-doctor check --shard 2/2 --format jsonl modules.txt > 2.jsonl
  goget-doctor merge 1.jsonl 2.jsonl
  goget-doctor merge --format jsonl 1.jsonl 2.jsonl > all.jsonl";

pub(super) const DIFF_EXAMPLES: &str = "\
Examples:
  goget-doctor resolve --save here.jsonl example.com/pkg
  goget-doctor diff here.jsonl ci.jsonl
  goget-doctor diff --json here.jsonl ci.jsonl";

pub(super) const FIX_EXAMPLES: &str = "\
Examples:
  goget-doctor resolve --save run.jsonl example.com/pkg
  goget-doctor fix run.jsonl
  goget-doctor fix run.jsonl --apply
  goget-doctor fix run.jsonl --json";

pub(super) const ENV_EXAMPLES: &str = "\
Examples:
  goget-doctor env
  goget-doctor env git.example.com/team/pkg
  goget-doctor env --git https://git.example.com/team/pkg.git
  goget-doctor env --fix";

pub(super) const NETRC_EXAMPLES: &str = "\
Examples:
  goget-doctor netrc
  goget-doctor netrc git.example.com
  goget-doctor netrc --go 1.20 proxy.example.com:8443";

pub(super) const CERTS_EXAMPLES: &str = "\
Examples:
  goget-doctor certs
  goget-doctor certs git.example.com
  goget-doctor certs git.example.com:8443 --at 2027-01-31
  goget-doctor certs --chain fullchain.pem --roots rootCA.pem --host a.test";

pub(super) const PROXY_EXAMPLES: &str = "\
Examples:
  goget-doctor proxy https://proxy.example.com
  goget-doctor proxy https://proxy.example.com/go example.com/mod
  goget-doctor proxy https://proxy.example.com example.com/mod@v1.2.3 --json
  goget-doctor proxy file:///srv/modules example.com/mod";

pub(super) const REPLAY_EXAMPLES: &str = "\
Examples:
  goget-doctor resolve --save run.jsonl example.com/pkg
  goget-doctor replay run.jsonl
  goget-doctor replay run.jsonl --redact shared.jsonl";

pub(super) const MAN_EXAMPLES: &str = "\
Examples:
  goget-doctor man > goget-doctor.1
  goget-doctor man resolve > goget-doctor-resolve.1";

pub(super) const SCHEMA_EXAMPLES: &str = "\
Examples:
  goget-doctor schema > report.schema.json";

pub(super) const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  source <(goget-doctor completions bash)     in ~/.bashrc
  source <(goget-doctor completions zsh)      in ~/.zshrc
  goget-doctor completions fish | source      in ~/.config/fish/config.fish";

pub(super) const META_EXAMPLES: &str = "\
Examples:
  goget-doctor meta index.html --path example.com/pkg
  goget-doctor meta https://example.com/pkg?go-get=1
  curl -s https://example.com/pkg?go-get=1 | goget-doctor meta -";

pub(super) const EXPLAIN_EXAMPLES: &str = "\
Examples:
  goget-doctor explain tls-roots-in-unsearched-location
  goget-doctor explain 'go: example.com/lib@v1.0.0: unknown revision v1.0.0'
  go mod download 2>&1 | goget-doctor explain -
  goget-doctor explain build.log --resolve";

#[cfg(feature = "serve")]
pub(super) const SERVE_EXAMPLES: &str = "\
Examples:
  goget-doctor serve vanity.yaml
  goget-doctor serve vanity.yaml --check
  goget-doctor serve vanity.yaml --tls-cert fullchain.pem --tls-key key.pem
  goget-doctor serve rules.yaml --behind-proxy --admin 127.0.0.1:9090";

#[cfg(feature = "serve")]
pub(super) const EXPORT_EXAMPLES: &str = "\
Examples:
  goget-doctor export vanity.yaml public --for github-pages
  goget-doctor export rules.yaml /srv/pages --for nginx > goget.conf";

#[cfg(feature = "lab")]
pub(super) const LAB_EXAMPLES: &str = "\
Examples:
  goget-doctor lab list
  goget-doctor lab run own-ca-unsearched
  goget-doctor lab run own-ca-unsearched -- goget-doctor -q tonybai.com/gowechat
  goget-doctor lab run page-binary -- go get -x go.example.com/tool
  goget-doctor lab serve scenario.toml";

pub(super) const EXIT_STATUS: &str = "\
Exit status:
  0  go would succeed, as far as was asked
  1  go would fail, or a finding of severity error stands; --deny, --warn and --allow change
     severities, not what go does
  2  goget-doctor could not do its work
  3  no verdict: nobody was asked, a limit of its own, the run did not come to its end
Of several results 2 goes before 1, 1 before 3; --exit-zero makes 1 and 3 a 0.

With --format other than human, standard output holds that format alone, problems included.";
