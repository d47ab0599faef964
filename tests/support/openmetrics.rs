//! A reader of `OpenMetrics` text.

use std::collections::BTreeMap;

/// A sample of a text in the format of metrics: its name, its labels, its value.
pub(crate) type Sample = (String, BTreeMap<String, String>, f64);

/// Reads `OpenMetrics` text as its standard has it, with the types that the older format of Prometheus has too.
pub(crate) fn metrics(text: &str) -> Vec<Sample> {
    let body = text.strip_suffix("# EOF\n").expect("the text ends with # EOF");
    let (mut samples, mut types, mut family) = (Vec::new(), BTreeMap::new(), String::new());
    for line in body.lines() {
        if let Some(comment) = line.strip_prefix("# ") {
            let [kind, name, rest] = comment.splitn(3, ' ').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            match kind {
                "HELP" => assert!(!rest.is_empty() && !types.contains_key(name), "{line}"),
                "TYPE" => {
                    assert!(["counter", "gauge", "summary"].contains(&rest), "{line}");
                    assert!(types.insert(name.to_owned(), rest.to_owned()).is_none(), "{line}");
                    name.clone_into(&mut family);
                }
                "UNIT" => assert!(name == family && name.ends_with(&format!("_{rest}")), "{line}"),
                _ => panic!("{line}"),
            }
            continue;
        }
        let sample = metric(line);
        let own = match types[&family].as_str() {
            "summary" => ["_count", "_sum"].iter().any(|end| sample.0 == format!("{family}{end}")),
            "counter" => sample.0 == format!("{family}_total"),
            _ => sample.0 == family,
        };
        assert!(own, "{line} is not of {family}");
        assert!(
            !samples.iter().any(|it: &Sample| it.0 == sample.0 && it.1 == sample.1),
            "twice: {line}"
        );
        samples.push(sample);
    }
    samples
}

fn metric(line: &str) -> Sample {
    let end = line.find(['{', ' ']).unwrap();
    let (name, rest) = line.split_at(end);
    assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{line}");
    let (mut labels, mut rest) = (BTreeMap::new(), rest);
    if let Some(mut inner) = rest.strip_prefix('{') {
        while !inner.starts_with('}') {
            let (label, behind) = inner.split_once("=\"").unwrap();
            let (value, behind) = label_value(behind);
            assert!(labels.insert(label.to_owned(), value).is_none(), "{line}");
            inner = behind.strip_prefix(',').unwrap_or(behind);
        }
        rest = &inner[1..];
    }
    (name.to_owned(), labels, rest.strip_prefix(' ').unwrap().parse().unwrap())
}

/// The value up to its quote, unescaped, and what is behind it.
fn label_value(text: &str) -> (String, &str) {
    let (mut value, mut chars) = (String::new(), text.char_indices());
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (value, &text[at + 1..]),
            '\\' => match chars.next().unwrap().1 {
                'n' => value.push('\n'),
                c @ ('"' | '\\') => value.push(c),
                c => panic!("an escape of {c}"),
            },
            '\n' => panic!("a line ends in a value"),
            c => value.push(c),
        }
    }
    panic!("a value without an end")
}
