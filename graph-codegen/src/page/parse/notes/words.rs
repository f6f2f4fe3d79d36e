//! Facts that a few fixed words state. Comes in: a text, and the same in lower case. Goes out: a fact each.

use crate::page::parse::slice::Slice;

pub(super) fn is_read_only(lower: &str) -> bool {
    lower.contains("read-only") && !lower.contains("not read-only")
        || lower.contains("read only")
        || sentence(lower, "readonly")
}

/// Whether a text says that the thing it describes is deprecated.
pub(in crate::page::parse) fn is_deprecated(lower: &str) -> bool {
    const WORDS: [&str; 5] = [
        "(deprecated)",
        "is deprecated",
        "has been deprecated",
        "been deprecated",
        "is being deprecated",
    ];
    lower
        .trim_start_matches(['*', '_', '`', '['])
        .starts_with("deprecated")
        || WORDS.iter().any(|words| lower.contains(words))
}

pub(super) fn nullable(lower: &str) -> Option<bool> {
    const NOT: [&str; 7] = [
        "not nullable",
        "non-nullable",
        "cannot be null",
        "can't be null",
        "can not be null",
        "must not be null",
        "isn't nullable",
    ];
    if NOT.iter().any(|words| lower.contains(words)) {
        return Some(false);
    }
    (lower.contains("nullable") || lower.contains("can be null")).then_some(true)
}

/// `Required.` and `Optional.` are sentences; "required when …" is a condition and says nothing for sure.
pub(super) fn required(text: &str, lower: &str) -> Option<bool> {
    if !(lower.contains("required") || lower.contains("optional")) {
        return None;
    }
    let says = |word: &str| {
        text.match_indices(word).any(|(index, _)| {
            let before = text
                .get(..index)
                .unwrap_or_default()
                .trim_end_matches([' ', '*', '_', '`']);
            let after = text
                .get(index + word.len()..)
                .unwrap_or_default()
                .trim_start_matches(['*', '_', '`']);
            (before.is_empty() || before.ends_with(['.', '>', '(', ';', ',', ':']))
                && (after.trim().is_empty() || after.starts_with(['.', ',', ';', ')', '<', ':']))
        })
    };
    let whole = [
        "property is required.",
        "parameter is required.",
        "this is required.",
    ]
    .iter()
    .any(|words| lower.contains(words));
    if says("Required") || says("required") || whole {
        return Some(true);
    }
    (says("Optional") || says("optional") || lower.contains("is optional.")).then_some(false)
}

pub(super) fn default(at: Slice<'_>, lower: &str) -> Option<String> {
    const LEADS: [&str; 7] = [
        "default value is",
        "default value:",
        "defaults to",
        "default value of",
        "default is",
        "default:",
        "default value for this property is",
    ];
    let start = LEADS
        .iter()
        .find_map(|lead| lower.find(lead).map(|index| index + lead.len()))?;
    let rest = at.text.get(start..)?.trim_start_matches([' ', ':']);
    let rest = ["set to ", "the ", "a "]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    let marks = ['`', '*', '"', '\''];
    let value = match rest.chars().next().filter(|char| marks.contains(char)) {
        Some(mark) => rest.trim_start_matches(mark).split(mark).next()?,
        None => rest
            .split([' ', ',', ';', '(', '<', '|'])
            .next()?
            .trim_end_matches('.'),
    };
    let value = value.trim();
    (!value.is_empty() && value.len() < 100).then(|| value.to_owned())
}

pub(super) fn only_on_select(lower: &str) -> bool {
    const WORDS: [&str; 9] = [
        "available only on `$select`",
        "returned only on `$select`",
        "returned only on $select",
        "only returned on `$select`",
        "only returned on $select",
        "requires `$select`",
        "requires $select",
        "returned only with `$select`",
        "only returned if `$select`",
    ];
    WORDS.iter().any(|words| lower.contains(words))
}

/// Whether `words` stand as a sentence of their own: `Key.`, `Read-only. Key`.
pub(super) fn sentence(lower: &str, words: &str) -> bool {
    lower.match_indices(words).any(|(index, _)| {
        let before = lower.get(..index).unwrap_or_default().trim_end();
        let after = lower.get(index + words.len()..).unwrap_or_default();
        (before.is_empty() || before.ends_with(['.', '>', '(', ';', ',']))
            && (after.trim().is_empty() || after.starts_with(['.', ',', ';', ')', '<']))
    })
}
