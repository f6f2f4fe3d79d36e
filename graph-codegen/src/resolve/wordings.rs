//! Sentences about inheritance: base types, derived types, abstract types.

use std::cell::LazyCell;

use crate::{
    collections::{HashMap, HashSet},
    model::is_identifier,
    page::{Link, Prose, TypeRef},
    text::floor,
};

/// Phrases that a base type follows, as a link or a name.
const CLAIMS: &[&str] = &[
    "inherits from",
    "will inherit from",
    "derives from",
    "subclass from",
    "derived from",
    "derived class of",
    "subclass of",
    "subtype of",
    "derivative of",
    "inherits all the properties from",
    "inherits all properties from",
    "inherits the properties from",
    "inherits properties from",
];
/// Phrases that have other uses, too: only a link that follows at once is a base type.
const WEAK_CLAIMS: &[&str] = &["inherited from", "extends"];
/// Words between the phrase and the name.
const FILLERS: &[&str] = &[
    "the", "a", "an", "its", "abstract", "base", "parent", "class", "type", "resource",
];

/// Words before a name that is written as several words.
const ARTICLES: &[&str] = &["the", "a", "an", "its", "abstract", "parent"];

/// How far from a phrase its sentence is read: what makes reading a paragraph linear.
const NEAR: usize = 600;

/// Links by their texts without marks.
type ByText<'a> = HashMap<String, &'a Link>;

/// The base types that a paragraph names for the page's type.
pub(crate) fn bases(prose: &Prose) -> Vec<TypeRef> {
    let lower = prose.text.to_ascii_lowercase();
    let links = LazyCell::new(|| by_text(&prose.links));
    let mut found = Vec::new();
    for (claims, weak) in [(CLAIMS, false), (WEAK_CLAIMS, true)] {
        // Most paragraphs have none of them: `contains` is faster than `match_indices`.
        for claim in claims.iter().filter(|claim| lower.contains(*claim)) {
            for (at, _) in lower.match_indices(claim) {
                let after = prose.text.get(at + claim.len()..).unwrap_or_default();
                let about_others = plural_subject(lower.get(..at).unwrap_or_default());
                if !about_others {
                    found.extend(reference(after, &links, weak));
                    if !weak {
                        found.extend(spelled_out(after));
                    }
                }
            }
        }
    }
    found
}

/// The derived types that a paragraph lists: "the derived types are [a](a.md) and [b](b.md)".
pub(crate) fn derived(prose: &Prose) -> Vec<&Link> {
    let lower = prose.text.to_ascii_lowercase();
    let leads = [
        "derived types are",
        "is the base type for",
        "is the base type of",
        "is inherited by",
        "base class for the derived types",
        "base entity for",
        "is extended by",
        "inherited by the following",
        "derived types include",
        "subtypes are",
        "the following types inherit from",
    ];
    let Some(start) = leads.iter().find_map(|lead| Some(lower.find(lead)? + lead.len())) else {
        return Vec::new();
    };
    let rest = prose.text.get(start..).unwrap_or_default();
    let sentence = rest.split(". ").next().unwrap_or(rest);
    let mut texts = HashSet::default();
    for part in sentence.split('[').skip(1) {
        texts.extend(part.split_once(']').map(|(text, _)| text));
    }
    let named = |link: &&Link| texts.contains(link.text.as_str());
    prose.links.iter().filter(named).collect()
}

/// The type of "A [type](…) that …", "An [outcome](…) for …".
pub(crate) fn is_a(prose: &Prose) -> Option<TypeRef> {
    let text = prose.text.as_str();
    let after = text.strip_prefix("A ").or_else(|| text.strip_prefix("An "))?;
    reference(after, &by_text(&prose.links), true)
}

/// Whether a paragraph says that the type is abstract.
pub(crate) fn says_abstract(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    // Most paragraphs have neither word, and every phrase has one.
    if !lower.contains("abstract") && !lower.contains("base") {
        return false;
    }
    let marks = [
        "abstract type",
        "abstract base",
        "abstract class",
        "abstract resource",
        "abstract entity",
        "is abstract",
        "is a base class",
        "is the base class",
        "base type for",
        "represents a base class",
    ];
    // "inherits from the abstract type x" is about x.
    let inherits = CLAIMS
        .iter()
        .chain(WEAK_CLAIMS)
        .any(|claim| lower.contains(claim));
    marks.iter().any(|mark| lower.contains(mark)) && !inherits
}

/// Whether a paragraph only names the base type.
pub(crate) fn is_only_inheritance(text: &str) -> bool {
    let lower = text.trim().to_ascii_lowercase();
    let claims = || CLAIMS.iter().chain(WEAK_CLAIMS);
    claims().any(|claim| lower.starts_with(claim)) && !lower.trim_end_matches('.').contains(". ")
}

/// Whether the sentence is about other types: "Resources that derive from **x** include".
fn plural_subject(before: &str) -> bool {
    let near = before.get(floor(before, before.len().saturating_sub(NEAR))..);
    let near = near.unwrap_or_default();
    let sentence = near.rsplit(". ").next().unwrap_or(near);
    sentence.contains("types that")
        || sentence.contains("resources that")
        || sentence.contains("property, which")
}

fn reference(after: &str, links: &ByText<'_>, linked_only: bool) -> Option<TypeRef> {
    let after = &after[..floor(after, NEAR)];
    let mut rest = after.trim_start_matches([' ', ':', '*', '`', '_']);
    for _ in 0..4 {
        let (word, tail) = rest.split_once(' ').unwrap_or((rest, ""));
        if !FILLERS.contains(&word.to_ascii_lowercase().as_str()) {
            break;
        }
        rest = tail.trim_start_matches([' ', '*', '`', '_']);
    }
    if let Some(inner) = rest.strip_prefix('[') {
        return linked(inner, links);
    }
    let name: String = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))
        .collect();
    let name = name.trim_end_matches('.');
    let usable = !linked_only && name.split('.').all(is_identifier);
    usable.then(|| TypeRef {
        name: name.to_owned(),
        link: None,
    })
}

/// "the base policy type" may mean `policyBase` or `basePolicy`, "a session control type" `sessionControl`: the words
/// before "type" as one name, in any letter case.
fn spelled_out(after: &str) -> Vec<TypeRef> {
    let after = &after[..floor(after, NEAR)];
    let plain = |word: &&str| word.chars().all(|c| c.is_ascii_alphanumeric());
    let words = after
        .split_whitespace()
        .map(|word| word.trim_end_matches([',', '.']));
    let words: Vec<_> = words.take(8).take_while(plain).collect();
    let end = words
        .iter()
        .position(|word| ["type", "class", "resource"].contains(word));
    let words = words.get(..end.unwrap_or(0)).unwrap_or_default();
    let start = words.iter().position(|word| !ARTICLES.contains(word));
    let words = start.and_then(|start| words.get(start..)).unwrap_or_default();
    let names = match words {
        [] | [_] => Vec::new(),
        ["base", rest @ ..] => vec![words.concat(), format!("{}base", rest.concat())],
        _ => vec![words.concat()],
    };
    let named = |name| TypeRef { name, link: None };
    names.into_iter().map(named).collect()
}

fn without_marks(text: &str) -> String {
    text.replace(['*', '`', '_'], "")
}

/// The first link of each text.
fn by_text(links: &[Link]) -> ByText<'_> {
    let mut by_text = ByText::default();
    for link in links {
        by_text.entry(without_marks(&link.text)).or_insert(link);
    }
    by_text
}

fn linked(inner: &str, links: &ByText<'_>) -> Option<TypeRef> {
    let name = without_marks(inner.split(']').next()?);
    let link = links.get(&name)?;
    Some(TypeRef {
        name,
        link: Some(link.target.clone()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Sources, Span};

    fn prose(text: &str) -> Prose {
        let sources = Sources::from_texts(&[("resources/a.md", "")]);
        let (file, _) = sources.pages().next().expect("one page");
        let span = Span::new(file, 0..0);
        let links = text.split('[').skip(1).filter_map(|part| {
            let (text, rest) = part.split_once("](")?;
            Some(Link {
                text: text.to_owned(),
                target: rest.split(')').next()?.to_owned(),
                span,
            })
        });
        Prose {
            text: text.to_owned(),
            links: links.collect(),
            span,
        }
    }

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = bases(&prose(text)).into_iter().map(|ty| ty.name).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn wordings_of_inheritance_name_the_base() {
        check("Inherits from [animal](animal.md).", &["animal"]);
        check(
            "The **dog** resource is derived from [**animal**](animal.md) and barks.",
            &["animal"],
        );
        check("This is a derived class of [animal](animal.md).", &["animal"]);
        check(
            "Derived from microsoft.graph.animal.",
            &["microsoft.graph.animal"],
        );
        check("Inherits from base class [animal](animal.md).", &["animal"]);
        check(
            "It inherits from the base house animal type, and barks.",
            &["house", "basehouseanimal", "houseanimalbase"],
        );
        check(
            "**dog** inherits all the properties from [animal](animal.md).",
            &["animal"],
        );
    }

    #[test]
    fn derived_types_are_listed_in_a_sentence() {
        let prose = prose(
            "See [x](x.md). A base class; the derived types are [a](a.md) and [b](b.md). See [c](c.md).",
        );
        let found: Vec<_> = derived(&prose).iter().map(|link| link.text.as_str()).collect();
        assert_eq!(found, ["a", "b"]);
    }

    #[test]
    fn other_sentences_name_none() {
        check("Permissions inherited from a parent folder.", &[]);
        check("A type of [shift](shift.md) request.", &[]);
        check("Resources that derive from [animal](animal.md) include:", &[]);
        check("All the dogs inherit from [animal](animal.md).", &[]);
    }
}
