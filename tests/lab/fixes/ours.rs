//! Carries the commands out that set variables, in the lab's own world.

use goget_doctor::lab::Scenario;

/// The scenario after the command `fix`, where that is one that a test can carry out: variables
/// that are set or taken away.
pub(crate) fn applied(fix: &str, scenario: &Scenario) -> Option<Scenario> {
    let command = at_home(fix.split("   #").next()?.trim()).replace('\'', "");
    let words: Vec<&str> = command.split_whitespace().collect();
    let mut fixed = Scenario { cure: Vec::new(), ..scenario.clone() };
    match words.as_slice() {
        ["unset", names @ ..] => names.iter().for_each(|name| {
            fixed.env.remove(*name);
        }),
        ["go", "env", "-w", setting] | ["export", setting] => set(&mut fixed, setting)?,
        [settings @ .., "go", "get", _] if !settings.is_empty() => {
            settings.iter().try_for_each(|setting| set(&mut fixed, setting))?;
        }
        _ => return None,
    }
    Some(fixed)
}

/// The scenario after a line of `/etc/hosts` gives a name the address of the other host that it names too.
pub(crate) fn led(fix: &str, scenario: &Scenario) -> Option<Scenario> {
    let line = fix.strip_prefix("echo '")?.split('\'').next()?;
    let (_, name) = line.split_once(' ').filter(|_| fix.contains("tee -a /etc/hosts"))?;
    let mut fixed = Scenario { cure: Vec::new(), ..scenario.clone() };
    let named = fixed.host.iter().position(|host| host.name.get_ref() == name)?;
    let named = fixed.host.remove(named);
    let other = named.also.first()?;
    let other = fixed.host.iter_mut().find(|host| host.name.get_ref() == other.get_ref())?;
    other.name = named.name;
    Some(fixed)
}

/// The scenario by the rules of the release that the command names, with what else it sets.
pub(crate) fn by_release(fix: &str, scenario: &Scenario) -> Option<Scenario> {
    let (release, rest) = fix.strip_prefix("GOTOOLCHAIN=go")?.split_once(' ')?;
    let set = applied(rest, scenario);
    let mut fixed = set.unwrap_or_else(|| Scenario { cure: Vec::new(), ..scenario.clone() });
    fixed.args = vec!["--go".to_owned(), release.to_owned()];
    Some(fixed)
}

/// The lab's home by its short name: it is elsewhere in every run.
fn at_home(command: &str) -> String {
    let Some((front, rest)) = command.split_once("/tmp/goget-doctor-lab-") else {
        return command.to_owned();
    };
    let behind = rest.split_once("/home").map_or("", |(_, behind)| behind);
    format!("{front}~{behind}")
}

fn set(scenario: &mut Scenario, setting: &str) -> Option<()> {
    const PLACEHOLDERS: [&str; 3] = ["USER", "PASSWORD", "CA.pem"];
    let (name, value) = setting.split_once('=')?;
    let is_name = name.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit());
    if !is_name || PLACEHOLDERS.iter().any(|word| value.contains(word)) {
        return None;
    }
    scenario.env.insert(name.to_owned(), value.to_owned());
    Some(())
}
