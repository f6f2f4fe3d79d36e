//! A spelling in any case → its words. Looks at letters only; what is one word for other reasons is read so before.

/// Words in lower case with `_` between them. A word ends before a capital that follows a small letter, `subjectLine`,
/// before the last capital of several that a small letter follows, `HTMLBody`, and at what is no letter or digit of
/// ASCII. Digits belong to what is before them.
pub(super) fn words(text: &str) -> String {
    let mut name = String::with_capacity(text.len() + 8);
    for part in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let (mut starts, mut before) = (true, Case::None);
        for (at, letter) in part.bytes().enumerate() {
            let next = part.as_bytes().get(at + 1).copied().unwrap_or_default();
            let case = Case::of(letter).unwrap_or(before);
            let last_capital =
                before == Case::Upper && letter.is_ascii_uppercase() && next.is_ascii_lowercase();
            if (starts || last_capital) && !name.is_empty() {
                name.push('_');
            }
            name.push(char::from(letter.to_ascii_lowercase()));
            starts = case == Case::Lower && next.is_ascii_uppercase();
            before = if starts || last_capital { Case::None } else { case };
        }
    }
    name
}

/// The case of the last letter of a word, while that says where the next one begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    None,
    Lower,
    Upper,
}

impl Case {
    /// None for a digit.
    fn of(letter: u8) -> Option<Self> {
        match letter {
            b'a'..=b'z' => Some(Self::Lower),
            b'A'..=b'Z' => Some(Self::Upper),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_the_case_says() {
        for (spelling, expected) in [
            ("subjectLine", "subject_line"),
            ("HTMLBody", "html_body"),
            ("bodyHTML", "body_html"),
            ("aB", "a_b"),
            ("ABc", "a_bc"),
            ("x509Certificate", "x509_certificate"),
            ("v2Token", "v2_token"),
            ("UTF8Text", "utf8_text"),
            ("--two-words__", "two_words"),
            ("", ""),
        ] {
            assert_eq!(words(spelling), expected, "{spelling}");
        }
    }
}
