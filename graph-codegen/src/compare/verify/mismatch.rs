//! The differences between pages and service: their kinds, and what each side says.

use crate::{
    compare::csdl::Property,
    model::{PropertyKind, Source, TypeKind, TypeName, TypeUse},
};

/// A difference and where it stands on both sides.
#[derive(Clone, Debug)]
pub struct Mismatch {
    /// What differs.
    pub difference: Difference,
    /// The page and line that say so, or the nearest that are about it.
    pub source: Option<Source>,
    /// The line of the metadata.
    pub line: Option<u32>,
}

/// What differs. Names are the model's where it has them, else the service's.
#[derive(Clone, Debug)]
#[allow(
    missing_docs,
    reason = "`Kind` tells what each is; `pages` and `service` are what either side says"
)]
pub enum Difference {
    TypeMissing {
        ty: TypeName,
    },
    TypeUnknown {
        ty: TypeName,
    },
    TypeKind {
        ty: TypeName,
        pages: TypeKind,
        service: TypeKind,
    },
    Base {
        ty: TypeName,
        pages: Option<TypeName>,
        service: Option<TypeName>,
    },
    Abstract {
        ty: TypeName,
        service: bool,
    },
    Open {
        ty: TypeName,
        service: bool,
    },
    PropertyMissing {
        ty: TypeName,
        service: Property,
    },
    PropertyUnknown {
        ty: TypeName,
        name: String,
    },
    PropertyType {
        ty: TypeName,
        name: String,
        pages: TypeUse,
        service: TypeUse,
    },
    PropertyKind {
        ty: TypeName,
        name: String,
        service: PropertyKind,
    },
    EnumMissing {
        ty: TypeName,
    },
    EnumUnknown {
        ty: TypeName,
    },
    Members {
        ty: TypeName,
        missing: Vec<String>,
        extra: Vec<String>,
    },
    Flags {
        ty: TypeName,
        service: bool,
    },
    PathUnknown {
        method: String,
        path: String,
    },
    Response {
        method: String,
        path: String,
        pages: Option<TypeUse>,
        service: Vec<TypeUse>,
    },
    Silent {
        method: String,
        path: String,
        pages: Vec<TypeUse>,
    },
    CallMissing {
        call: String,
        result: Option<TypeUse>,
    },
    EntryMissing {
        name: String,
        ty: TypeUse,
    },
}

impl Difference {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::TypeMissing { .. } => Kind::TypeMissing,
            Self::TypeUnknown { .. } => Kind::TypeUnknown,
            Self::TypeKind { .. } => Kind::TypeKind,
            Self::Base { .. } => Kind::Base,
            Self::Abstract { .. } => Kind::Abstract,
            Self::Open { .. } => Kind::Open,
            Self::PropertyMissing { .. } => Kind::PropertyMissing,
            Self::PropertyUnknown { .. } => Kind::PropertyUnknown,
            Self::PropertyType { .. } => Kind::PropertyType,
            Self::PropertyKind { .. } => Kind::PropertyKind,
            Self::EnumMissing { .. } => Kind::EnumMissing,
            Self::EnumUnknown { .. } => Kind::EnumUnknown,
            Self::Members { .. } => Kind::Members,
            Self::Flags { .. } => Kind::Flags,
            Self::PathUnknown { .. } => Kind::PathUnknown,
            Self::Response { .. } => Kind::Response,
            Self::Silent { .. } => Kind::Silent,
            Self::CallMissing { .. } => Kind::CallMissing,
            Self::EntryMissing { .. } => Kind::EntryMissing,
        }
    }

    /// What it is about: `microsoft.graph.message`, `microsoft.graph.message.subject`, `GET /me`.
    pub fn subject(&self) -> String {
        match self {
            Self::TypeMissing { ty }
            | Self::TypeUnknown { ty }
            | Self::TypeKind { ty, .. }
            | Self::Base { ty, .. }
            | Self::Abstract { ty, .. }
            | Self::Open { ty, .. }
            | Self::EnumMissing { ty }
            | Self::EnumUnknown { ty }
            | Self::Members { ty, .. }
            | Self::Flags { ty, .. } => ty.to_string(),
            Self::PropertyMissing { ty, service } => format!("{ty}.{}", service.name),
            Self::PropertyUnknown { ty, name }
            | Self::PropertyType { ty, name, .. }
            | Self::PropertyKind { ty, name, .. } => format!("{ty}.{name}"),
            Self::PathUnknown { method, path }
            | Self::Response { method, path, .. }
            | Self::Silent { method, path, .. } => format!("{method} {path}"),
            Self::CallMissing { call, .. } => call.clone(),
            Self::EntryMissing { name, .. } => format!("/{name}"),
        }
    }
}

impl Difference {
    /// What the pages say; nothing where they are silent, or where saying anything is the difference.
    pub fn pages(&self) -> Option<String> {
        match self {
            Self::TypeKind { pages, .. } => Some(pages.word().to_owned()),
            Self::Base { pages, .. } => Some(base_word(pages.as_ref())),
            Self::Abstract { service, .. } => Some(whether(!service, "abstract")),
            Self::Open { service, .. } => Some(whether(!service, "open")),
            Self::PropertyType { pages, .. } => Some(pages.to_string()),
            Self::PropertyKind { service, .. } => Some(property_word(other(*service)).to_owned()),
            Self::Members { extra, .. } if !extra.is_empty() => Some(format!("also {}", extra.join(", "))),
            Self::Flags { service, .. } => Some(flags_word(!service).to_owned()),
            Self::Response { pages, .. } => Some(result_word(pages.as_slice())),
            Self::Silent { pages, .. } => Some(result_word(pages)),
            _ => None,
        }
    }

    /// What the service says; nothing where it is silent, or where saying anything is the difference.
    pub fn service(&self) -> Option<String> {
        match self {
            Self::TypeKind { service, .. } => Some(service.word().to_owned()),
            Self::Base { service, .. } => Some(base_word(service.as_ref())),
            Self::Abstract { service, .. } => Some(whether(*service, "abstract")),
            Self::Open { service, .. } => Some(whether(*service, "open")),
            Self::PropertyMissing { service, .. } => Some(service.ty.to_string()),
            Self::PropertyType { service, .. } => Some(service.to_string()),
            Self::PropertyKind { service, .. } => Some(property_word(*service).to_owned()),
            Self::Members { missing, .. } if !missing.is_empty() => {
                Some(format!("also {}", missing.join(", ")))
            }
            Self::Flags { service, .. } => Some(flags_word(*service).to_owned()),
            Self::Response { service, .. } => Some(result_word(service)),
            Self::Silent { .. } => Some(result_word(&[])),
            Self::CallMissing { result, .. } => Some(result_word(result.as_slice())),
            Self::EntryMissing { ty, .. } => Some(ty.to_string()),
            _ => None,
        }
    }
}

fn property_word(kind: PropertyKind) -> &'static str {
    match kind {
        PropertyKind::Structural => "property",
        PropertyKind::Navigation => "relationship",
    }
}

fn other(kind: PropertyKind) -> PropertyKind {
    match kind {
        PropertyKind::Structural => PropertyKind::Navigation,
        PropertyKind::Navigation => PropertyKind::Structural,
    }
}

fn flags_word(flags: bool) -> &'static str {
    if flags { "several at once" } else { "one at a time" }
}

fn whether(yes: bool, word: &str) -> String {
    if yes {
        word.to_owned()
    } else {
        format!("not {word}")
    }
}

fn base_word(base: Option<&TypeName>) -> String {
    base.map_or("no base".to_owned(), ToString::to_string)
}

fn result_word(results: &[TypeUse]) -> String {
    let words: Vec<_> = results.iter().map(ToString::to_string).collect();
    if words.is_empty() {
        "nothing".to_owned()
    } else {
        words.join(" or ")
    }
}

/// The kinds of differences, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The service has a type that no page describes.
    TypeMissing,
    /// A page describes a type that the service does not have.
    TypeUnknown,
    /// Entity here, complex type there.
    TypeKind,
    /// Other bases.
    Base,
    /// Abstract on one side.
    Abstract,
    /// Open on one side.
    Open,
    /// The service has a property that no page describes.
    PropertyMissing,
    /// A page describes a property that the service does not have.
    PropertyUnknown,
    /// Other types, or a collection on one side.
    PropertyType,
    /// A relationship on one side.
    PropertyKind,
    /// The service has an enum that no page describes.
    EnumMissing,
    /// A page describes an enum that the service does not have.
    EnumUnknown,
    /// Other members.
    Members,
    /// Several members at once on one side.
    Flags,
    /// A page documents a path that the service does not have.
    PathUnknown,
    /// Other results.
    Response,
    /// A page documents a result where the service gives none.
    Silent,
    /// The service has an action or a function that no page documents.
    CallMissing,
    /// The service has an entity set or a singleton at which no documented path starts.
    EntryMissing,
}

impl Kind {
    /// All of them, in order.
    pub const ALL: [Self; 19] = [
        Self::TypeMissing,
        Self::TypeUnknown,
        Self::TypeKind,
        Self::Base,
        Self::Abstract,
        Self::Open,
        Self::PropertyMissing,
        Self::PropertyUnknown,
        Self::PropertyType,
        Self::PropertyKind,
        Self::EnumMissing,
        Self::EnumUnknown,
        Self::Members,
        Self::Flags,
        Self::PathUnknown,
        Self::Response,
        Self::Silent,
        Self::CallMissing,
        Self::EntryMissing,
    ];

    /// Its name on the command line and in JSON: `property-type`.
    pub fn id(self) -> &'static str {
        match self {
            Self::TypeMissing => "type-missing",
            Self::TypeUnknown => "type-unknown",
            Self::TypeKind => "type-kind",
            Self::Base => "base",
            Self::Abstract => "abstract",
            Self::Open => "open",
            Self::PropertyMissing => "property-missing",
            Self::PropertyUnknown => "property-unknown",
            Self::PropertyType => "property-type",
            Self::PropertyKind => "property-kind",
            Self::EnumMissing => "enum-missing",
            Self::EnumUnknown => "enum-unknown",
            Self::Members => "members",
            Self::Flags => "flags",
            Self::PathUnknown => "path-unknown",
            Self::Response => "response",
            Self::Silent => "silent",
            Self::CallMissing => "call-missing",
            Self::EntryMissing => "entry-missing",
        }
    }

    /// What it means, in a few words.
    pub fn title(self) -> &'static str {
        match self {
            Self::TypeMissing => "types that no page describes",
            Self::TypeUnknown => "types that the service does not have",
            Self::TypeKind => "entities here, complex types there",
            Self::Base => "other bases",
            Self::Abstract => "abstract on one side",
            Self::Open => "open on one side",
            Self::PropertyMissing => "properties that no page describes",
            Self::PropertyUnknown => "properties that the service does not have",
            Self::PropertyType => "properties of other types",
            Self::PropertyKind => "relationships on one side",
            Self::EnumMissing => "enums that no page describes",
            Self::EnumUnknown => "enums that the service does not have",
            Self::Members => "enums with other members",
            Self::Flags => "several members at once on one side",
            Self::PathUnknown => "paths that the service does not have",
            Self::Response => "other results",
            Self::Silent => "results where the service gives none",
            Self::CallMissing => "actions and functions that no page documents",
            Self::EntryMissing => "entity sets and singletons at which no documented path starts",
        }
    }
}
