//! Facts that a description states in words. Comes in: a description. Goes out: [`Notes`].

use super::{
    inline::{self, References},
    slice::Slice,
    values,
};
use crate::page::{Notes, TypeRef};

/// Reads what the description says.
pub(super) fn read(at: Slice<'_>, references: &References) -> Notes {
    let at = at.trim();
    if at.text.is_empty() {
        return Notes::default();
    }
    // Lower case in ASCII keeps every byte where it is.
    let lower = at.text.to_ascii_lowercase();
    let cues = Cues::of(&lower);
    Notes {
        inherited_from: if cues.inherited {
            inherited_from(at, &lower, references)
        } else {
            Vec::new()
        },
        values: if cues.values {
            values::read(at, &lower)
        } else {
            None
        },
        read_only: cues.read && is_read_only(&lower),
        nullable: if cues.null { nullable(&lower) } else { None },
        required: if cues.required {
            required(at.text, &lower)
        } else {
            None
        },
        deprecated: cues.deprecated && is_deprecated(&lower),
        key: cues.key && (sentence(&lower, "key") || sentence(&lower, "primary key")),
        default: if cues.default { default(at, &lower) } else { None },
        filter: if cues.filter { filter(at, &lower) } else { None },
        only_on_select: cues.select && only_on_select(&lower),
    }
}

/// Words without which a fact cannot be in a text: one pass instead of a search for each wording.
#[derive(Default)]
struct Cues {
    inherited: bool,
    values: bool,
    read: bool,
    null: bool,
    required: bool,
    deprecated: bool,
    key: bool,
    default: bool,
    filter: bool,
    select: bool,
}

impl Cues {
    fn of(lower: &str) -> Self {
        let mut cues = Self::default();
        let mut inside = false;
        for (index, byte) in lower.bytes().enumerate() {
            if !inside {
                cues.word(lower.as_bytes().get(index..).unwrap_or_default());
            }
            inside = byte.is_ascii_lowercase() || byte == b'$';
        }
        cues
    }

    fn word(&mut self, word: &[u8]) {
        match word.get(..4).unwrap_or(word) {
            b"inhe" => self.inherited = true,
            b"valu" | b"vali" | b"stat" | b"one " | b"be `" | b"be o" | b"be s" | b"be e" | b"be '"
            | b"be \"" | b"be *" | b"be:" | b"be: " | b"eith" => self.values = true,
            b"read" => self.read = true,
            b"null" => self.null = true,
            b"requ" => (self.required, self.select) = (true, true),
            b"opti" => self.required = true,
            b"depr" => self.deprecated = true,
            b"key" | b"key." | b"key," | b"key;" | b"key)" | b"key " | b"key<" => self.key = true,
            b"defa" => self.default = true,
            b"$fil" => self.filter = true,
            b"$sel" => self.select = true,
            _ => {}
        }
    }
}

fn is_read_only(lower: &str) -> bool {
    lower.contains("read-only") && !lower.contains("not read-only")
        || lower.contains("read only")
        || sentence(lower, "readonly")
}

/// Whether a text says that the thing it describes is deprecated.
pub(super) fn is_deprecated(lower: &str) -> bool {
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

fn inherited_from(at: Slice<'_>, lower: &str, references: &References) -> Vec<TypeRef> {
    const LEAD: &str = "inherited from";
    let mut found: Vec<TypeRef> = Vec::new();
    for (index, lead) in lower.match_indices(LEAD) {
        let rest = at.sub(index + lead.len()..at.text.len());
        if let Some(ty) = type_behind(rest, references)
            && !found.contains(&ty)
        {
            found.push(ty);
        }
    }
    found
}

/// The type named at once behind some words: a link, or a single word.
pub(super) fn type_behind(rest: Slice<'_>, references: &References) -> Option<TypeRef> {
    let text = rest.text.trim_start_matches([' ', '*', '`', ':']);
    let text = ["the ", "a ", "an "]
        .iter()
        .find_map(|word| text.strip_prefix(word))
        .unwrap_or(text);
    let text = rest.locate(text.trim_start_matches(['*', '`']));
    if text.text.starts_with('[') {
        // A link is short; the rest of the description need not be read again.
        let near = text.sub(0..inline::floor(text.text, 600));
        if let Some(link) = inline::links(near, references).first() {
            return Some(TypeRef {
                name: inline::plain(link.text.text),
                link: Some(link.target.to_string()).filter(|target| !target.is_empty()),
            });
        }
    }
    let word = text.text.trim_start_matches('[');
    let end = word
        .find(|char: char| !(char.is_alphanumeric() || matches!(char, '.' | '_')))
        .unwrap_or(word.len());
    let name = word.get(..end)?.trim_end_matches('.');
    (name.len() > 1).then(|| TypeRef {
        name: name.to_owned(),
        link: None,
    })
}

/// Whether `words` stand as a sentence of their own: `Key.`, `Read-only. Key`.
fn sentence(lower: &str, words: &str) -> bool {
    lower.match_indices(words).any(|(index, _)| {
        let before = lower.get(..index).unwrap_or_default().trim_end();
        let after = lower.get(index + words.len()..).unwrap_or_default();
        (before.is_empty() || before.ends_with(['.', '>', '(', ';', ',']))
            && (after.trim().is_empty() || after.starts_with(['.', ',', ';', ')', '<']))
    })
}

fn nullable(lower: &str) -> Option<bool> {
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
fn required(text: &str, lower: &str) -> Option<bool> {
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

fn default(at: Slice<'_>, lower: &str) -> Option<String> {
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

/// The operators in the parentheses behind `$filter`, where the sentence says that it is supported.
fn filter(at: Slice<'_>, lower: &str) -> Option<Vec<String>> {
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

fn only_on_select(lower: &str) -> bool {
    const WORDS: [&str; 8] = [
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn notes(text: &str) -> Notes {
        let sources = Sources::from_texts(&[("api/a.md", text)]);
        let (file, source) = sources.pages().next().expect("one page");
        read(Slice::whole(file, &source.text), &References::new())
    }

    #[test]
    fn ancestors_are_linked_or_named() {
        let inherited = |text: &str| {
            notes(text)
                .inherited_from
                .into_iter()
                .map(|ty| (ty.name, ty.link))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            inherited("The id. Inherited from [entity](../resources/entity.md)."),
            [("entity".to_owned(), Some("../resources/entity.md".to_owned()))]
        );
        assert_eq!(
            inherited("Inherited from **directoryObject**."),
            [("directoryObject".to_owned(), None)]
        );
        assert_eq!(
            inherited("Inherited from [a](a.md), inherited from [b](b.md)").len(),
            2
        );
    }

    #[test]
    fn modes() {
        let found = notes("Key. Not nullable. Read-only. Required.");
        assert!(found.key && found.read_only);
        assert_eq!((found.nullable, found.required), (Some(false), Some(true)));
        let found = notes("The thing, which is required when it is needed. Optional. Nullable.");
        assert_eq!((found.nullable, found.required), (Some(true), Some(false)));
    }

    #[test]
    fn defaults() {
        assert_eq!(
            notes("The default value is `true`.").default.as_deref(),
            Some("true")
        );
        assert_eq!(notes("Default value is 15.").default.as_deref(), Some("15"));
        assert_eq!(notes("Defaults to 1.5.").default.as_deref(), Some("1.5"));
    }

    #[test]
    fn filters() {
        let found = notes("Supports `$filter` (`eq`, `ne`, `NOT`, and `eq` on `null` values), `$search`.");
        assert_eq!(
            found.filter,
            Some(vec!["eq".to_owned(), "ne".to_owned(), "not".to_owned()])
        );
        assert_eq!(notes("Supports $filter.").filter, Some(Vec::new()));
        assert_eq!(
            notes("Supports $filter (eq, ge).").filter,
            Some(vec!["eq".to_owned(), "ge".to_owned()])
        );
        assert_eq!(notes("Does not support $filter.").filter, None);
    }

    #[test]
    fn only_on_select_and_deprecated() {
        assert!(notes("Returned only on `$select`.").only_on_select);
        assert!(notes("This property is deprecated.").deprecated);
        assert!(!notes("A list of deprecated things.").deprecated);
    }
}
