//! Lists of values in running text: "The possible values are: `a`, `b`." Comes in: a description. Goes out: a [`ValueList`].
//! Does not know whether the values are an enum of their own.

mod end;
mod html;
mod items;
#[cfg(test)]
mod tests;

use super::slice::Slice;
use crate::{page::ValueList, text::Spanned};
use end::list_end;
use items::items;

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
    // Most leads are not there, and to ask that costs less than to search for places.
    let places = leads
        .iter()
        .filter(|lead| lower.contains(**lead))
        .flat_map(|lead| lower.match_indices(lead).map(|(index, lead)| index + lead.len()));
    let mut places: Vec<usize> = places.take(32).collect();
    places.sort_unstable();
    places.into_iter().find_map(|start| {
        let (values, end) = html::list(at, lower, start).unwrap_or_else(|| {
            let end = list_end(lower, start);
            (items(at, start, end), end)
        });
        let numbers = values.iter().all(|value| {
            value
                .value
                .starts_with(|char: char| char.is_ascii_digit() || char == '-')
        });
        (values.len() >= least && !numbers).then_some((values, end))
    })
}
