//! Whether something on the way answers in the server's place: a portal that wants a sign-in first,
//! or name servers that lie.

use super::{Case, http::Agent, way::addresses};
use crate::trace::{Fault, Probed, Question, Refusal};

impl Case<'_> {
    /// Whether plain http ends up in the same place from the host and from one that has nothing to do
    /// with it.
    pub(crate) async fn through_portal(&self) -> bool {
        let Some(host) = self.host().filter(|_| self.is_suspect()) else { return false };
        let mut others = self.prober.others.iter();
        let Some(other) = others.find(|other| are_strangers(other, host)) else { return false };
        let Some(own) = self.in_the_clear(host).await else { return false };
        if own.leads_to().is_none() && own.private_addresses().is_none() {
            return false;
        }
        self.in_the_clear(other).await.is_some_and(|theirs| own.is_led_like(&theirs))
    }

    /// Whether what answered may not be the server: it shows another host's certificate or none, or
    /// nobody looked at it.
    fn is_suspect(&self) -> bool {
        let last = self.last;
        let no_tls = last.fault() == Some(&Fault::PlainHttp);
        let unseen = last.asked.unverified || last.asked.url.starts_with("http:");
        let foreign = matches!(
            self.refused(),
            Some((_, Refusal::OtherNames | Refusal::UnknownAuthority { .. }))
        );
        last.is_direct() && (no_tls || foreign || (unseen && last.page.is_some()))
    }

    /// What a host answers to plain http.
    async fn in_the_clear(&self, host: &str) -> Option<Probed> {
        let found = addresses(&self.prober.world, host).await.unwrap_or_default();
        let addresses = found.iter().map(ToString::to_string).collect();
        let question = Question::Portal { addresses };
        self.probe(question, &format!("http://{host}/"), Agent::Go, None).await
    }
}

/// Whether two hosts have nothing to do with each other: hosts of one domain often share an
/// address, or a page to sign in.
fn are_strangers(one: &str, other: &str) -> bool {
    let domain = |host: &str| {
        let labels = host.trim_end_matches('.').rsplit('.').take(2);
        labels.map(str::to_ascii_lowercase).collect::<Vec<_>>()
    };
    domain(one) != domain(other)
}

#[cfg(test)]
mod tests {
    use super::are_strangers;

    #[test]
    fn hosts_of_one_domain_know_each_other() {
        assert!(are_strangers("go.example.com", "sum.golang.org"));
        assert!(!are_strangers("go.corp.example", "goproxy.CORP.example."));
        assert!(!are_strangers("a.co.uk", "b.co.uk"));
    }
}
