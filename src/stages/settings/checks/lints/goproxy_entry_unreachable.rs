//! An element of GOPROXY that is never asked.

use super::lists::assign;
use crate::{
    findings::{Found, check, view::View},
    secret::redact_url,
    trace::Step,
};

check! {
    /// `direct` and `off` end the list: what stands behind them is never asked.
    ///
    /// Move what is to be asked in front of it, or delete it.
    "goproxy-entry-unreachable", Note, quiet in "settings-proxies"
}

fn find(view: &View<'_>) -> Option<Found> {
    let setting = view.setting("GOPROXY").filter(|_| !view.is_lookup())?;
    let value = setting.value.expose();
    let mut pieces = value.split([',', '|']).map(str::trim);
    let last = pieces.find(|piece| matches!(*piece, "direct" | "off"))?;
    let behind = pieces.find(|piece| !piece.is_empty())?;
    let end = value.find(last)? + last.len();
    let title = format!("GOPROXY holds more behind {last}, where go stops.");
    Some(
        Found::new(Step::Settings, title)
            .seen(format!("{} stands behind {last} ({})", redact_url(behind), setting.origin))
            .fix(assign("GOPROXY", &setting.origin, value.get(..end)?)),
    )
}

#[cfg(test)]
mod tests {
    use super::super::lists::tests::cure;

    #[test]
    fn behind_direct() {
        let fixed = |value: &str| cure("goproxy-entry-unreachable", &[("GOPROXY", value)], "");
        let line = "export GOPROXY=https://a.test,direct";
        assert_eq!(fixed("https://a.test,direct,https://b.test").as_deref(), Some(line));
        assert_eq!(fixed("https://a.test,direct"), None);
        assert_eq!(fixed("https://direct.test,off,"), None);
    }
}
