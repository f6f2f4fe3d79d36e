//! Lists of values in running text: "The possible values are: `a`, `b`." Comes in: a description. Goes out: a [`ValueList`].
//! Does not know whether the values are an enum of their own.

use super::{inline, slice::Slice};
use crate::{page::ValueList, source::Spanned};

/// Words that announce a list, in lower case; a single value is enough behind them.
const LEADS: &[&str] = &[
    "possible values",
    "possible value is",
    "possible value are",
    "possible value:",
    "possible states",
    "allowed values",
    "supported values",
    "valid values",
    "accepted values",
    "available values",
    "following values",
    "following string values",
    "permitted values",
    "values are",
    "values:",
    "values include",
    "allowed value",
    "valid value",
    "supported value",
];

/// Words that may announce one; two values are needed behind them.
const WEAK: &[&str] = &[
    "can be one of",
    "must be one of",
    "is one of",
    "one of the following",
    "can be",
    "must be",
    "one of",
    "either",
];

/// What ends the list, in lower case.
const ENDS: &[&str] = &[
    "inherited from",
    "the default",
    "default value",
    "default is",
    "default:",
    "you must use",
    "use the `prefer",
    "use the following",
    "note that",
    "for more",
    "see ",
    "supports ",
    "read-only",
    "returned ",
];

/// The values that a description lists, if it does.
pub(super) fn read(at: Slice<'_>, lower: &str) -> Option<ValueList> {
    if !at.text.contains(['`', '*', '\'', '"', ',', '|']) {
        return None;
    }
    let strong = || first_list(at, lower, LEADS, 1);
    let weak = || first_list(at, lower, WEAK, 2);
    let lead = ["value", "state"].iter().any(|word| lower.contains(word));
    let (mut values, end) = lead.then(strong).flatten().or_else(weak)?;
    let evolvable = evolvable(at, lower, end);
    for value in &evolvable {
        if !values.iter().any(|known| known.value == value.value) {
            values.push(value.clone());
        }
    }
    let evolvable = evolvable.into_iter().map(|value| value.value).collect();
    Some(ValueList {
        values,
        evolvable,
        flags: says_flags(lower),
    })
}

/// Whether a text says that several members can be given at once.
pub(super) fn says_flags(lower: &str) -> bool {
    [
        "flagged enum",
        "flags enum",
        "flag enum",
        "multiple members to be selected",
        "bitwise",
        "bitmask",
        "can be combined",
        "multiple values can be",
    ]
    .iter()
    .any(|words| lower.contains(words))
}

/// The members that need `Prefer: include-unknown-enum-members`.
pub(super) fn evolvable(at: Slice<'_>, lower: &str, from: usize) -> Vec<Spanned<String>> {
    let Some(header) = lower
        .get(from..)
        .and_then(|rest| rest.find("include-unknown-enum-members"))
    else {
        return Vec::new();
    };
    let start = from + header + "include-unknown-enum-members".len();
    let rest = lower.get(start..).unwrap_or_default();
    // The header's own code span ends here; the list stands behind a colon, past the link's parentheses.
    let rest_start = start + usize::from(rest.starts_with('`'));
    let Some(colon) = list_colon(lower, rest_start) else {
        return Vec::new();
    };
    items(at, colon, list_end(lower, colon))
}

/// The colon before a code span.
fn list_colon(lower: &str, from: usize) -> Option<usize> {
    let rest = lower.get(from..)?;
    let mut colons = rest.match_indices(':').map(|(index, _)| from + index + 1);
    colons.find(|at| {
        lower
            .get(*at..)
            .is_some_and(|tail| tail.trim_start().starts_with(['`', '*']))
    })
}

fn first_list(
    at: Slice<'_>,
    lower: &str,
    leads: &[&str],
    least: usize,
) -> Option<(Vec<Spanned<String>>, usize)> {
    let places = leads
        .iter()
        .flat_map(|lead| lower.match_indices(lead).map(|(index, lead)| index + lead.len()));
    let mut places: Vec<usize> = places.take(32).collect();
    places.sort_unstable();
    places.into_iter().find_map(|start| {
        let end = list_end(lower, start);
        let values = items(at, start, end);
        let numbers = values.iter().all(|value| {
            value
                .value
                .starts_with(|char: char| char.is_ascii_digit() || char == '-')
        });
        (values.len() >= least && !numbers).then_some((values, end))
    })
}

/// The end of the sentence, outside of code, or what ends a list earlier.
fn list_end(lower: &str, start: usize) -> usize {
    let rest = lower.get(start..).unwrap_or_default();
    let stops: Vec<usize> = ENDS
        .iter()
        .filter_map(|words| rest.find(words))
        .filter(|at| *at > 0)
        .collect();
    let bytes = rest.as_bytes();
    let (mut index, mut depth) = (0, 0usize);
    while index < bytes.len() {
        if depth == 0 && stops.contains(&index) {
            return start + index;
        }
        match bytes.get(index) {
            Some(b'`') => index = inline::code_span_end(rest, index).saturating_sub(1),
            Some(b'(') => depth += 1,
            Some(b')') => depth = depth.saturating_sub(1),
            Some(b'.') if depth == 0 && ends_sentence(rest, index) => return start + index,
            _ => {}
        }
        index += 1;
    }
    start + rest.len()
}

/// A full stop before the end, a break, or white space; a list of `<li>` or of `x: text.` goes on behind it.
fn ends_sentence(rest: &str, index: usize) -> bool {
    let tail = rest.get(index + 1..).unwrap_or_default();
    let next = tail.trim_start();
    if next.starts_with("<li")
        || next.starts_with("</li")
        || next.starts_with("<br/><li")
        || next.starts_with("<br><li")
    {
        return false;
    }
    tail.is_empty()
        || tail.starts_with(|char: char| char.is_whitespace() || char == '<' || char.is_ascii_alphabetic())
}

/// The values between two places: code spans, else bold or quoted words, else bare words between commas.
fn items(at: Slice<'_>, start: usize, end: usize) -> Vec<Spanned<String>> {
    let list = at.sub(start..end.max(start));
    let mut found = spans(list, '`');
    for mark in ['*', '\'', '"'] {
        if found.is_empty() {
            found = spans(list, mark);
        }
    }
    if found.is_empty() {
        found = bare(list);
    }
    let mut values: Vec<Spanned<String>> = Vec::new();
    for value in found {
        let text = value.text.trim().trim_matches(['"', '\'']);
        let known = values.iter().any(|known| known.value == text);
        if !known && is_value(text) {
            values.push(value.locate(text).owned());
        }
    }
    values
}

fn is_value(text: &str) -> bool {
    let fits = |char: char| {
        char.is_alphanumeric() || matches!(char, '_' | '-' | '.' | ' ' | '/' | '+' | '&' | ':' | '#' | '@')
    };
    !text.is_empty() && text.len() < 100 && text != "null" && text.chars().all(fits)
}

/// What stands between two marks, where a list goes on: after `:`, `,`, `;`, `and`, `or`, a tag or an opening word.
fn spans<'a>(list: Slice<'a>, mark: char) -> Vec<Slice<'a>> {
    let mut found = Vec::new();
    let (mut index, mut depth) = (0, 0usize);
    let bytes = list.text.as_bytes();
    let mut last_end = 0;
    while let Some(byte) = bytes.get(index) {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            byte if *byte == mark as u8 => {
                let Some((inner, next)) = marked(list, index, mark) else {
                    break;
                };
                if depth == 0
                    && goes_on(
                        list.text.get(last_end..index).unwrap_or_default(),
                        found.is_empty(),
                    )
                {
                    found.push(inner);
                }
                last_end = next;
                index = next;
                continue;
            }
            _ => {}
        }
        index += 1;
    }
    found
}

/// The inside of a marked run at `index`, and where it ends.
fn marked<'a>(list: Slice<'a>, index: usize, mark: char) -> Option<(Slice<'a>, usize)> {
    let rest = list.text.get(index..)?;
    let ticks = rest.bytes().take_while(|byte| *byte == mark as u8).count();
    let inner = rest.get(ticks..)?;
    let close = inner.find(mark)?;
    let end = index + ticks + close;
    let ticks_after = list
        .text
        .get(end..)?
        .bytes()
        .take_while(|byte| *byte == mark as u8)
        .count();
    Some((list.sub(index + ticks..end), end + ticks_after))
}

/// Whether the text between two values lets the list go on.
fn goes_on(between: &str, first: bool) -> bool {
    let outside = without_parentheses(between);
    let outside = outside.trim();
    if first || outside.is_empty() {
        return true;
    }
    let last = outside.trim_end_matches([' ', '>']).to_ascii_lowercase();
    last.ends_with([',', ';', ':', '|', '/'])
        || ["and", "or", "li", "br", "br/", "-", "•", "ul"]
            .iter()
            .any(|word| last.ends_with(word))
}

fn without_parentheses(text: &str) -> String {
    let mut depth = 0usize;
    let mut keep = |char: &char| {
        match char {
            '(' => depth += 1,
            ')' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    text.chars().filter(|char| keep(char)).collect()
}

/// `A, B and C` behind a colon or "are": single words only.
fn bare<'a>(list: Slice<'a>) -> Vec<Slice<'a>> {
    let text = list.text.trim_start_matches([':', ' ']);
    let text = text
        .strip_prefix("are ")
        .or_else(|| text.strip_prefix("is "))
        .unwrap_or(text);
    let text = text.trim_start_matches([':', ' ']);
    let mut found = Vec::new();
    for part in text
        .split([',', ';', '|'])
        .flat_map(|part| part.split(" or "))
        .flat_map(|part| part.split(" and "))
    {
        let part = part.trim();
        let word = part
            .strip_prefix("and ")
            .or_else(|| part.strip_prefix("or "))
            .unwrap_or(part)
            .trim();
        if word.is_empty() {
            continue;
        }
        if word.contains(char::is_whitespace)
            || !word.starts_with(|char: char| char.is_alphabetic())
            || !is_value(word)
        {
            return Vec::new();
        }
        found.push(list.locate(word));
    }
    if found.len() < 2 { Vec::new() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn check(text: &str, values: &[&str]) -> Option<ValueList> {
        let sources = Sources::from_texts(&[("api/a.md", text)]);
        let (file, source) = sources.pages().next().expect("one page");
        let list = read(Slice::whole(file, &source.text), &text.to_ascii_lowercase());
        let found: Vec<_> = list
            .iter()
            .flat_map(|list| &list.values)
            .map(|value| value.value.as_str())
            .collect();
        assert_eq!(found, values, "{text}");
        list
    }

    // G14
    #[test]
    fn all_lead_words() {
        check(
            "The level. The possible values are: `low`, `normal`, `high`.",
            &["low", "normal", "high"],
        );
        check(
            "Possible values are `a`, `b`, `unknownFutureValue`. Read-only.",
            &["a", "b", "unknownFutureValue"],
        );
        check("Possible values: `A`, `B`, and `C`.", &["A", "B", "C"]);
        check(
            "Allowed values: `null`, `Minor`, `NotAdult` and `Adult`.",
            &["Minor", "NotAdult", "Adult"],
        );
        check(
            "The possible value are `incoming` or `outgoing`. Read-only.",
            &["incoming", "outgoing"],
        );
        check("Can be `a` or `b`.", &["a", "b"]);
        check("Must be `https`.", &[]);
        check(
            "in 24 hours.The possible values are: `inactive `,  `active `.",
            &["inactive", "active"],
        );
    }

    #[test]
    fn quotes_bold_and_bare_words() {
        check(
            "The possible values are 'reader', 'writer', and 'owner'.",
            &["reader", "writer", "owner"],
        );
        check("Possible values are **a** or **b**.", &["a", "b"]);
        check(
            "Possible values are: left, right, center.",
            &["left", "right", "center"],
        );
        check("Possible values are shown in the table.", &[]);
        check("Possible values are: \"x\", \"y\"", &["x", "y"]);
    }

    #[test]
    fn explanations_are_no_values() {
        check(
            "The possible values are: `a` (default value, not `x`), `b`, and `c` (reasons, or more).",
            &["a", "b", "c"],
        );
        check(
            "Possible values are: `a` - the first; `b` - the second.",
            &["a", "b"],
        );
        check(
            "The possible values are: <br/><li>`none`: No access. </li> <li>`all`: Any access.</li>",
            &["none", "all"],
        );
    }

    #[test]
    fn the_list_ends_with_its_sentence() {
        check(
            "Possible values are: `a`, `b`. The default value is `automatic`.",
            &["a", "b"],
        );
        check(
            "Possible values are: `a`, `b` Inherited from [x](x.md) `c`.",
            &["a", "b"],
        );
    }

    #[test]
    fn numbers_are_no_values() {
        check("Valid values 4 to 16", &[]);
        check("Possible values are: `1`, `2`.", &[]);
    }

    #[test]
    fn evolvable_members_join_at_the_end() {
        let text = "The possible values are: `a`, `unknownFutureValue`. You must use the `Prefer: include-unknown-enum-members` request \
                    header to get the following value(s) in this [evolvable enum](/graph/x#y): `b` , `c`.";
        let list = check(text, &["a", "unknownFutureValue", "b", "c"]).expect("has values");
        assert_eq!(list.evolvable, ["b", "c"]);
    }
}
