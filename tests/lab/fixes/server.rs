//! Does on the lab's servers what a fix says in the words of their configuration.

use goget_doctor::lab::{Https, Scenario};

use super::order;

/// The scenario after the owner of the first host followed `fix`.
pub(crate) fn mended(fix: &str, scenario: &Scenario) -> Option<Scenario> {
    let mut fixed = Scenario { cure: Vec::new(), ..scenario.clone() };
    let fix = order::filled_in(fix, scenario);
    let line = fix.split("   #").next()?;
    let path = scenario.path.clone();
    let (_, rest) = path.split_once('/')?;
    if let Some(host) = line.strip_prefix("return 301 https://") {
        let host = host.strip_suffix("$request_uri;")?;
        let page =
            format!("path = '/{rest}'\nimport = '{path} git https://git.example.com/tool.git'");
        let to = Some(format!("https://{host}/{rest}?go-get=1"));
        let mut routes = fixed.host.iter_mut().flat_map(|host| &mut host.route);
        routes.find(|route| route.redirect.is_some())?.redirect = to;
        let served = fixed.host.iter_mut().find(|it| it.name.get_ref() == host)?;
        served.route.splice(0..0, order::host(host, &page).route);
    } else if let Some(location) = line.strip_prefix("location ^~ ") {
        let (path, rest) = location.split_once(" { ")?;
        let tag = rest.split("return 200 '").nth(1)?.strip_suffix("'; }")?;
        let of_path = |name: &str| scenario.path.split('/').next() == Some(name);
        let served = fixed.host.iter_mut().find(|it| of_path(it.name.get_ref()))?;
        let page = format!("path = '{path}*'\nbody = '''<head>{tag}</head>'''");
        served.route.splice(0..0, order::host("x.test", &page).route);
    } else if let Some(to) = line.strip_prefix("Location: ") {
        let host = to.strip_prefix("https://")?.split('/').next()?;
        let served = fixed.host.iter_mut().find(|it| it.name.get_ref() == host)?;
        served.https = Some(Https::default());
        let mut routes = fixed.host.iter_mut().flat_map(|host| &mut host.route);
        routes.find(|route| route.redirect.is_some())?.redirect = Some(to.to_owned());
    } else if line.starts_with("listen 443 ssl") || line.starts_with("sudo certbot --nginx -d ") {
        let host = fixed.host.first_mut()?;
        host.https = Some(Https::default());
        let page =
            format!("path = '/{rest}'\nimport = '{path} git https://git.example.com/tool.git'");
        host.route.extend(order::host(host.name.get_ref(), &page).route);
    } else {
        return None;
    }
    Some(fixed)
}
