//! Facts that descriptions state: ancestors, access, nullability, defaults, `$filter`. Gives [`Notes`].

use super::{
    enums,
    wordings::{Cue, DESCRIPTION, Found},
};
use crate::{
    collections::HashSet,
    markdown::{
        Slice,
        inline::{self, References},
    },
    page::{Notes, TypeRef},
};

/// An ancestor's link is this short, in bytes.
const LONGEST_LINK: usize = 600;

/// Reads what a description says.
pub(super) fn read(at: Slice<'_>, references: &References) -> Notes {
    let at = at.trim();
    let found = DESCRIPTION.find(at.text);
    let alone = |cue| {
        found
            .places(cue)
            .any(|place| stands_alone(at.text, place.start, place.end))
    };
    let required = found.has(Cue::RequiredSentence) || alone(Cue::RequiredWord);
    let optional = found.has(Cue::OptionalSentence) || alone(Cue::OptionalWord);
    let not_nullable = found.has(Cue::NotNullable);
    Notes {
        inherited_from: inherited_from(at, &found, references),
        values: enums::possible_values(at, &found),
        read_only: found.has(Cue::ReadOnly) && !found.has(Cue::NotReadOnly) || alone(Cue::ReadonlyWord),
        nullable: (not_nullable || found.has(Cue::Nullable)).then_some(!not_nullable),
        required: (required || optional).then_some(required),
        deprecated: is_deprecated(at.text, &found),
        key: alone(Cue::Key),
        default: default(at, &found),
        filter: filter(at, &found),
        only_on_select: found.has(Cue::OnlyOnSelect),
    }
}

/// Whether a text says that the thing it describes is deprecated.
pub(super) fn is_deprecated(text: &str, found: &Found) -> bool {
    let start = text
        .trim_start_matches(['*', '_', '`', '['])
        .get(.."deprecated".len());
    found.has(Cue::Deprecated) || start.is_some_and(|start| start.eq_ignore_ascii_case("deprecated"))
}

/// Whether words are a sentence or a clause of their own: `Key.`, `**Required**`; not "required when …", and not in code,
/// where they are values.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let mark = |byte: Option<&u8>| byte == Some(&b'`');
    if mark(text.as_bytes().get(end)) && start > 0 && mark(text.as_bytes().get(start - 1)) {
        return false;
    }
    let before = text.get(..start).unwrap_or_default();
    let before = before.trim_end_matches([' ', '*', '_', '`', '\n']);
    let after = text.get(end..).unwrap_or_default();
    let after = after.trim_start_matches(['*', '_', '`']);
    (before.is_empty() || before.ends_with(['.', '>', '(', ';', ',', ':']))
        && (after.trim_start().is_empty() || after.starts_with(['.', ',', ';', ')', '<', ':']))
}

fn inherited_from(at: Slice<'_>, found: &Found, references: &References) -> Vec<TypeRef> {
    let mut known = HashSet::default();
    found
        .places(Cue::InheritedFrom)
        .filter(|place| is_statement(at.text, place.start))
        .filter_map(|place| type_behind(at.sub(place.end..at.text.len()), references))
        .filter(|ty| known.insert(ty.clone()))
        .collect()
}

/// "Permissions inherited from [parent](x.md)" is not about the property.
fn is_statement(text: &str, index: usize) -> bool {
    let (before, words) = text.split_at_checked(index).unwrap_or_default();
    let before = before.trim_end_matches([' ', '*', '_']);
    words.starts_with('I') || before.is_empty() || before.ends_with(['.', '>', '(', ',', ';', ':'])
}

/// The type right behind some words: a link, or a single word.
fn type_behind(rest: Slice<'_>, references: &References) -> Option<TypeRef> {
    let text = rest.text.trim_start_matches([' ', '*', '`', ':']);
    let text = without_start(text, &["the ", "a ", "an "]).trim_start_matches(['*', '`']);
    if text.starts_with('[') {
        let text = rest.locate(text);
        let near = text.sub(0..crate::text::floor(text.text, LONGEST_LINK));
        if let Some(link) = inline::links(near, references).first() {
            return Some(TypeRef {
                name: inline::plain(link.text.text),
                link: Some(link.target.to_string()).filter(|target| !target.is_empty()),
            });
        }
    }
    let word = text.trim_start_matches('[');
    let end = word.find(|char: char| !(char.is_alphanumeric() || matches!(char, '.' | '_')));
    let name = word.get(..end.unwrap_or(word.len()))?.trim_end_matches('.');
    (name.len() > 1).then(|| TypeRef {
        name: name.to_owned(),
        link: None,
    })
}

fn without_start<'a>(text: &'a str, starts: &[&str]) -> &'a str {
    let rest = starts.iter().find_map(|start| text.strip_prefix(start));
    rest.unwrap_or(text)
}

/// `15` of `The default value is 15.`
fn default(at: Slice<'_>, found: &Found) -> Option<String> {
    let start = found.places(Cue::Default).next()?.end;
    let rest = at.text.get(start..)?.trim_start_matches([' ', ':']);
    let rest = without_start(rest, &["set to ", "the ", "a "]);
    let value = match rest.chars().next()? {
        mark @ ('`' | '*' | '"' | '\'') => rest.trim_start_matches(mark).split(mark).next()?,
        _ => rest
            .split([' ', ',', ';', '(', '<', '|'])
            .next()?
            .trim_end_matches('.'),
    };
    let value = value.trim();
    (!value.is_empty() && value.len() < 100).then(|| value.to_owned())
}

/// The operators in the parentheses behind `$filter`, if its sentence says that it is supported.
fn filter(at: Slice<'_>, found: &Found) -> Option<Vec<String>> {
    if !found.has(Cue::FilterOption) {
        return None;
    }
    let (mut supported, mut denied, mut filterable) = (false, false, false);
    for (cue, place) in &found.all {
        match cue {
            Cue::SentenceEnd => (supported, denied, filterable) = (false, false, false),
            Cue::Support => supported = true,
            Cue::NoSupport => denied = true,
            Cue::Filterable => filterable = true,
            Cue::FilterOption if filterable || supported && !denied => {
                return Some(operators(at.text.get(place.end..)?));
            }
            _ => {}
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
    let words: Vec<&str> = if inner.contains('`') {
        let spans = inner.split('`').skip(1).step_by(2);
        spans.flat_map(|span| span.split(',')).map(str::trim).collect()
    } else {
        let parts = inner
            .split([',', ';'])
            .map(|part| part.trim().trim_start_matches("and "));
        parts.filter_map(|part| part.split_whitespace().next()).collect()
    };
    let mut known = HashSet::default();
    let operators = words.into_iter().filter(|word| is_operator(word));
    operators
        .map(|word| {
            if word.eq_ignore_ascii_case("not") {
                "not"
            } else {
                word
            }
        })
        .filter(|word| known.insert(*word))
        .map(str::to_owned)
        .collect()
}

fn is_operator(word: &str) -> bool {
    let fits =
        |char: char| char.is_ascii_alphabetic() || char.is_ascii_digit() || matches!(char, '/' | '$' | ' ');
    let starts = word.starts_with(|char: char| !char.is_ascii_digit());
    starts && word != "null" && word.len() < 20 && word.chars().all(fits)
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
