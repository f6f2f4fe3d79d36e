//! What a description says of `$filter`. Comes in: a text. Goes out: operators.

use crate::page::parse::slice::Slice;

/// The operators in the parentheses behind `$filter`, where the sentence says that it is supported.
pub(super) fn filter(at: Slice<'_>, lower: &str) -> Option<Vec<String>> {
    for (index, word) in lower.match_indices("$filter") {
        let before = lower.get(..index).unwrap_or_default();
        let from = before.rfind(". ").map_or(0, |stop| stop + 1);
        let clause = before.get(from..).unwrap_or_default();
        let denied = ["not support", "n't support", "not supported"]
            .iter()
            .any(|words| clause.contains(words));
        if clause.contains("support") && !denied || clause.contains("filterable") {
            let rest = at.text.get(index + word.len()..).unwrap_or_default();
            return Some(operators(rest));
        }
    }
    None
}

fn operators(rest: &str) -> Vec<String> {
    let rest = rest.trim_start_matches(['`', ' ', '*']);
    let Some(inner) = rest.strip_prefix('(') else {
        return Vec::new();
    };
    let inner = inner.get(..closing(inner)).unwrap_or(inner);
    let mut found: Vec<String> = Vec::new();
    let mut add = |word: &str| {
        let word = word.trim();
        let fits = |char: char| char.is_ascii_alphabetic() || matches!(char, '/' | '$' | ' ' | '0');
        let word = if word.eq_ignore_ascii_case("not") {
            "not"
        } else {
            word
        };
        if !word.is_empty()
            && word != "null"
            && word.len() < 20
            && word.chars().all(fits)
            && !found.iter().any(|known| known == word)
        {
            found.push(word.to_owned());
        }
    };
    if inner.contains('`') {
        inner
            .split('`')
            .skip(1)
            .step_by(2)
            .flat_map(|part| part.split(','))
            .for_each(&mut add);
    } else {
        let words = inner
            .split([',', ';'])
            .map(|part| part.trim_start_matches("and ").trim_start_matches(" and "));
        words
            .map(|part| part.split_whitespace().next().unwrap_or_default())
            .for_each(&mut add);
    }
    found
}

/// The parenthesis that closes one already open.
fn closing(text: &str) -> usize {
    let mut depth = 1usize;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 1 => return index,
            b')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}
