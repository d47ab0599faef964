//! Words for a shell's command line (POSIX.1-2024, Shell Command Language §2.2): what comes from
//! outside stays one word and never becomes a command. And the way back: the words of a line.

mod tokens;

pub(crate) use tokens::{Token, tokens};

/// `text` as one word: bare where a shell takes it for nothing but that word, else in single quotes.
pub(crate) fn word(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// `text` as one word in single quotes, whatever it holds; a quote in it is behind a backslash
/// between two quoted parts.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// `text` as a remark behind a command: whatever it holds, it ends where the line ends.
pub(crate) fn remark(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("   # {plain}")
}

/// Whether a shell takes `text` for one word that means itself, in an assignment as well.
pub(crate) fn is_plain(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || ":/.,-_@%=+".contains(c);
    !text.is_empty() && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_from_outside_stays_one_word() {
        assert_eq!(word("git.example.com/x@v1"), "git.example.com/x@v1");
        assert_eq!(word("$(id)"), "'$(id)'");
        assert_eq!(word("a'; id"), r"'a'\''; id'");
        assert_eq!(word("~root/x"), "'~root/x'");
        assert_eq!(word(""), "''");
    }

    #[test]
    fn a_remark_is_one_line() {
        assert_eq!(remark("on h\nid"), "   # on h id");
    }

    #[test]
    fn quotes_stand_around_plain_words_too() {
        assert_eq!(quoted("https://a.test/x"), "'https://a.test/x'");
        assert_eq!(quoted("';id;'"), r"''\'';id;'\'''");
    }

    #[cfg(unix)]
    mod real {
        #![expect(
            clippy::disallowed_methods,
            reason = "a shell is asked what it makes of the words"
        )]

        use std::process::Command;

        use proptest::{prelude::*, test_runner::RngSeed};

        use super::*;

        /// What `/bin/sh` takes each of `words` for, as an argument and behind `NAME=`.
        fn read_back(words: &[String]) -> Vec<String> {
            let mut script = "show() { printf '%s\\0' \"$@\"; }\n".to_owned();
            for word in words {
                script.extend(["show ", word, "\nX=", word, "\nshow \"$X\"\n"]);
            }
            let shell = Command::new("/bin/sh").env_clear().arg("-c").arg(script).output().unwrap();
            assert!(shell.status.success() && shell.stderr.is_empty(), "{shell:?}");
            let told = String::from_utf8(shell.stdout).unwrap();
            told.split_terminator('\0').map(str::to_owned).collect()
        }

        /// Text with the characters that mean something to a shell, but no NUL, which ends an argument.
        fn text() -> impl Strategy<Value = String> {
            prop_oneof![
                "[ -~\t\n]{0,12}",
                "[$`'\"\\\\~*?#!&|;<>()\\[\\]{}= \n-]{1,8}",
                "[^\0]{0,8}"
            ]
        }

        proptest! {
            #![proptest_config(ProptestConfig {
                cases: 64,
                rng_seed: RngSeed::Fixed(3),
                failure_persistence: None,
                ..ProptestConfig::default()
            })]

            #[test]
            fn a_shell_gives_every_text_back(texts in prop::collection::vec(text(), 1..24)) {
                let twice: Vec<String> = texts.iter().flat_map(|text| [text.clone(), text.clone()]).collect();
                let bare: Vec<String> = texts.iter().map(|text| word(text)).collect();
                prop_assert_eq!(&read_back(&bare), &twice);
                let held: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
                prop_assert_eq!(&read_back(&held), &twice);
                let line = bare.join(" ");
                let words: Vec<_> = tokens(&line).unwrap().iter().map(|it| it.word().map(str::to_owned)).collect();
                prop_assert_eq!(words, texts.into_iter().map(Some).collect::<Vec<_>>());
            }
        }
    }
}
