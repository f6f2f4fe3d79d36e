//! The phrases by which pages state facts: a table for each kind of text, and the search for all its phrases at once.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind};

/// The fact that a phrase states, or helps to state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    // Descriptions.
    InheritedFrom,
    ReadOnly,
    NotReadOnly,
    ReadonlyWord,
    Nullable,
    NotNullable,
    RequiredWord,
    RequiredSentence,
    OptionalWord,
    OptionalSentence,
    Key,
    UniqueIdentifier,
    Deprecated,
    Default,
    FilterOption,
    Filterable,
    SentenceEnd,
    OnlyOnSelect,
    Values,
    PerhapsValues,
    CanBe,
    ValueWord,
    ValuesEnd,
    Flags,
    EvolvableHeader,
    DerivedTypes,
    Derived,
    // Query options and descriptions.
    Support,
    NoSupport,
    QueryParameter,
    QueryParameters,
    Including,
    Following,
    // Request bodies.
    Representation,
    Supply,
    NoBody,
    PropertiesThat,
    Parameters,
    Updates,
    Json,
    Multipart,
    Mime,
    Bytes,
    Body,
    Content,
    Html,
    Property,
    // Responses.
    NothingReturned,
    Returns,
    StatusWord,
    Header,
    InBody,
    OtherRequest,
}

type Table = [(Cue, &'static [&'static str])];

/// Descriptions of properties and members, and the text above their tables.
pub(super) static DESCRIPTION: LazyLock<Wordings> = LazyLock::new(|| {
    Wordings::new(&[
        (Cue::InheritedFrom, &["inherited from"]),
        (Cue::ReadOnly, &["read-only", "read only"]),
        (Cue::NotReadOnly, &["not read-only"]),
        (Cue::ReadonlyWord, &["readonly"]),
        (Cue::Nullable, &["nullable", "can be null"]),
        (
            Cue::NotNullable,
            &[
                "not nullable",
                "non-nullable",
                "cannot be null",
                "can't be null",
                "can not be null",
                "must not be null",
                "isn't nullable",
            ],
        ),
        (Cue::RequiredWord, &["required"]),
        (
            Cue::RequiredSentence,
            &[
                "property is required.",
                "parameter is required.",
                "this is required.",
            ],
        ),
        (Cue::OptionalWord, &["optional"]),
        (Cue::OptionalSentence, &["is optional."]),
        (Cue::Key, &["key", "primary key"]),
        (Cue::UniqueIdentifier, &["unique identifier"]),
        (
            Cue::Deprecated,
            &[
                "(deprecated)",
                "is deprecated",
                "been deprecated",
                "is being deprecated",
            ],
        ),
        (
            Cue::Default,
            &[
                "default value is",
                "default value:",
                "defaults to",
                "default value of",
                "default is",
                "default:",
                "default value for this property is",
            ],
        ),
        (Cue::FilterOption, &["$filter"]),
        (Cue::Filterable, &["filterable"]),
        (Cue::Support, &["support"]),
        (Cue::NoSupport, &["not support", "n't support"]),
        (Cue::SentenceEnd, &[". "]),
        (
            Cue::OnlyOnSelect,
            &[
                "available only on `$select`",
                "returned only on `$select`",
                "returned only on $select",
                "only returned on `$select`",
                "only returned on $select",
                "requires `$select`",
                "requires $select",
                "returned only with `$select`",
                "only returned if `$select`",
            ],
        ),
        // A single value is enough behind these.
        (
            Cue::Values,
            &[
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
            ],
        ),
        // Two values are needed behind these …
        (Cue::PerhapsValues, &["one of the following", "one of", "either"]),
        // … and these count only right before a value, or where the text speaks of values.
        (Cue::CanBe, &["can be", "must be"]),
        (Cue::ValueWord, &["value"]),
        (
            Cue::ValuesEnd,
            &[
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
            ],
        ),
        (
            Cue::Flags,
            &[
                "flagged enum",
                "flags enum",
                "flag enum",
                "multiple members to be selected",
                "bitwise",
                "bitmask",
                "can be combined",
                "multiple values can be",
                "multiple values to be",
                "multi-valued enum",
                "multivalued enum",
                "comma-separated list of",
                "comma separated list of",
            ],
        ),
        (Cue::EvolvableHeader, &["include-unknown-enum-members"]),
        (Cue::DerivedTypes, &["following type"]),
        (Cue::Derived, &["derived"]),
    ])
});

/// Sentences on query options.
pub(super) static QUERY: LazyLock<Wordings> = LazyLock::new(|| {
    Wordings::new(&[
        (Cue::Support, &["support"]),
        (
            Cue::NoSupport,
            &[
                "not support",
                "n't support",
                "not currently supported",
                "no query",
                "no odata",
            ],
        ),
        (Cue::QueryParameter, &["query parameter", "query option"]),
        (Cue::QueryParameters, &["query parameters", "query options"]),
        (Cue::Including, &["including `$", "including $"]),
        (Cue::Following, &["following"]),
    ])
});

/// Paragraphs on the request body.
pub(super) static REQUEST_BODY: LazyLock<Wordings> = LazyLock::new(|| {
    Wordings::new(&[
        (
            Cue::Representation,
            &[
                "json-representation of",
                "json format of",
                "representation of",
                "representation for",
                "json object of",
                "json body of",
                "supply an instance of",
            ],
        ),
        (
            Cue::Supply,
            &["supply", "provide", "specify", "include", "contain"],
        ),
        (
            Cue::NoBody,
            &[
                "do not supply",
                "don't supply",
                "do not provide",
                "don't provide",
                "not supply a",
                "no request body",
                "not require a request body",
                "no body",
                "not have a request body",
                "empty request body",
                "doesn't need a request body",
                "leave the request body empty",
            ],
        ),
        (Cue::PropertiesThat, &["properties that"]),
        (
            Cue::Parameters,
            &[
                "of the parameters",
                "following parameters",
                "json object with the following",
                "the parameters that",
                "object that contains the following",
                "object containing the following",
                "json object with these",
                "for the parameters",
                "values for the parameters",
            ],
        ),
        (
            Cue::Updates,
            &[
                "should be updated",
                "to be updated",
                "fields that should be",
                "to update.",
                "properties to update",
                "relevant fields",
                "you want to update",
                "need to be updated",
                "can be updated",
                "being updated",
            ],
        ),
        (Cue::Json, &["json"]),
        (Cue::Multipart, &["multipart"]),
        (Cue::Mime, &["mime content", "mime format"]),
        (
            Cue::Bytes,
            &[
                "binary stream",
                "binary content",
                "binary data",
                "bytes of the",
                "binary of",
                "raw bytes",
            ],
        ),
        (Cue::Body, &["body"]),
        (Cue::Content, &["content"]),
        (Cue::Html, &[" html "]),
        (Cue::Property, &["property"]),
    ])
});

/// Sentences on the response.
pub(super) static RESPONSE: LazyLock<Wordings> = LazyLock::new(|| {
    Wordings::new(&[
        (
            Cue::NothingReturned,
            &[
                "not return any",
                "n't return anything",
                "no response body",
                "empty response body",
                "not return a response body",
                "nothing in the response",
                "n't return a response body",
                "without a response body",
            ],
        ),
        (
            Cue::Returns,
            &["return", "response body", "contains", "response includes"],
        ),
        (Cue::StatusWord, &["code", "http", "error", "status"]),
        (Cue::Header, &["header"]),
        (Cue::InBody, &["response body", "in the body"]),
        (
            Cue::OtherRequest,
            &[
                "get request",
                "this url",
                "that url",
                "check the status",
                "status of the",
                "poll",
            ],
        ),
    ])
});

/// Words behind the name of a type that add nothing to it.
pub(super) const TYPE_SUFFIXES: [&str; 7] = [
    "object",
    "objects",
    "resource",
    "resources",
    "type",
    "entity",
    "instance",
];

/// Words behind a type that a sentence names without a link.
pub(super) const BEHIND_A_TYPE: [&str; 7] = [
    "object",
    "objects",
    "collection",
    "resource",
    "resources",
    "entity",
    "instance",
];

/// Words before those that name no type.
pub(super) const NOT_A_TYPE: &[&str] = &[
    "a",
    "an",
    "the",
    "of",
    "new",
    "updated",
    "requested",
    "json",
    "created",
    "response",
    "this",
    "that",
    "these",
    "each",
    "single",
    "empty",
    "following",
    "collection",
    "list",
    "array",
    "one",
    "more",
    "resource",
    "entity",
    "all",
    "and",
    "or",
    "property",
    "existing",
    "target",
    "resulting",
    "returned",
    "valid",
    "same",
    "its",
    "complete",
    "full",
    "corresponding",
    "relevant",
    "associated",
    "specified",
    "user's",
    "error",
    "graph",
    "in",
    "object",
    "objects",
];

/// Words that are a type by themselves.
pub(super) const PRIMITIVES: &[&str] = &[
    "String",
    "Boolean",
    "Int32",
    "Int64",
    "Double",
    "Stream",
    "Guid",
    "Date",
    "DateTimeOffset",
    "Binary",
    "boolean",
    "string",
    "stream",
    "Decimal",
    "Single",
];

/// Words before a type that make it a collection.
pub(super) const BEFORE_A_COLLECTION: [&str; 6] = [
    "collection of",
    "array of",
    "list of",
    "set of",
    "array containing",
    "collection containing",
];

/// Words right behind a type that make it a collection.
pub(super) const BEHIND_A_COLLECTION: [&str; 6] = [
    "collection",
    "objects",
    "resources",
    "list of objects",
    "array",
    "entities",
];

/// Words of a cell that hold the place of a value which is not there.
pub(super) const NOTHING: [&str; 9] = [
    "none",
    "nothing",
    "void",
    "n/a",
    "na",
    "no content",
    "empty",
    "-",
    "no",
];

/// The phrases of a table, ready to be searched for.
pub(super) struct Wordings {
    automaton: AhoCorasick,
    /// The cue of each phrase.
    cues: Vec<Cue>,
}

impl Wordings {
    fn new(table: &Table) -> Self {
        let phrases = table.iter().flat_map(|(_, phrases)| *phrases);
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(phrases)
            .expect("the phrases are few and short");
        let cues = table
            .iter()
            .flat_map(|(cue, phrases)| phrases.iter().map(|_| *cue));
        Self {
            automaton,
            cues: cues.collect(),
        }
    }

    /// Finds all phrases in a text, whatever their case and also where they overlap.
    pub(super) fn find(&self, text: &str) -> Found {
        let mut found = Found::default();
        for phrase in self.automaton.find_overlapping_iter(text) {
            let Some(cue) = self.cues.get(phrase.pattern().as_usize()) else {
                continue;
            };
            found.set |= 1 << *cue as u64;
            found.all.push((*cue, phrase.range()));
        }
        found
    }
}

/// The phrases in a text.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// A bit for each cue.
    set: u64,
    /// All of them with their places, in the order in which they end.
    pub(super) all: Vec<(Cue, Range<usize>)>,
}

impl Found {
    /// Whether the text has a phrase of the cue.
    pub(super) fn has(&self, cue: Cue) -> bool {
        self.set & 1 << cue as u64 != 0
    }

    /// Where the phrases of the cue stand.
    pub(super) fn places(&self, cue: Cue) -> impl Iterator<Item = Range<usize>> {
        let found = if self.has(cue) { self.all.as_slice() } else { &[] };
        found
            .iter()
            .filter(move |(other, _)| *other == cue)
            .map(|(_, place)| place.clone())
    }
}
