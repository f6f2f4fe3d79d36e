//! The differences between pages and service: their kinds, and what each side says.

use strum::{EnumDiscriminants, IntoStaticStr, VariantArray};

use crate::model::{Property, PropertyKind, Source, TypeKind, TypeName, TypeUse};

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

impl Mismatch {
    /// A difference between what a page and the metadata say.
    pub(super) fn between(difference: Difference, page: &Source, metadata: &Source) -> Self {
        Self {
            line: Some(metadata.line),
            ..Self::on_page(difference, page)
        }
    }

    /// A page says what the metadata does not say.
    pub(super) fn on_page(difference: Difference, page: &Source) -> Self {
        Self {
            difference,
            source: Some(page.clone()),
            line: None,
        }
    }

    /// The metadata says what no page says.
    pub(super) fn in_metadata(difference: Difference, line: u32) -> Self {
        Self {
            difference,
            source: None,
            line: Some(line),
        }
    }
}

/// What differs, in the order in which it is shown. Names are the model's where it has them, else the service's.
#[derive(Clone, Debug, EnumDiscriminants)]
#[strum_discriminants(
    name(Kind),
    derive(PartialOrd, Ord, Hash, IntoStaticStr, VariantArray),
    strum(serialize_all = "kebab-case"),
    allow(missing_docs, reason = "documented at `Difference`"),
    doc = "The kinds of differences."
)]
#[allow(missing_docs, reason = "`pages` and `service` are what either side says")]
pub enum Difference {
    /// The service has a type that no page describes.
    TypeMissing { ty: TypeName },
    /// A page describes a type that the service does not have.
    TypeUnknown { ty: TypeName },
    /// Entity here, complex type there.
    TypeKind {
        ty: TypeName,
        pages: TypeKind,
        service: TypeKind,
    },
    /// Other bases.
    Base {
        ty: TypeName,
        pages: Option<TypeName>,
        service: Option<TypeName>,
    },
    /// Abstract on one side.
    Abstract { ty: TypeName, service: bool },
    /// Open on one side.
    Open { ty: TypeName, service: bool },
    /// The service has a property that no page describes.
    PropertyMissing { ty: TypeName, service: Property },
    /// A page describes a property that the service does not have.
    PropertyUnknown { ty: TypeName, name: String },
    /// Other types, or a collection on one side.
    PropertyType {
        ty: TypeName,
        name: String,
        pages: TypeUse,
        service: TypeUse,
    },
    /// A relationship on one side.
    PropertyKind {
        ty: TypeName,
        name: String,
        service: PropertyKind,
    },
    /// The service has an enum that no page describes.
    EnumMissing { ty: TypeName },
    /// A page describes an enum that the service does not have.
    EnumUnknown { ty: TypeName },
    /// Other members.
    Members {
        ty: TypeName,
        missing: Vec<String>,
        extra: Vec<String>,
    },
    /// Several members at once on one side.
    Flags { ty: TypeName, service: bool },
    /// A page documents a path that the service does not have.
    PathUnknown { method: String, path: String },
    /// Other results.
    Response {
        method: String,
        path: String,
        pages: Option<TypeUse>,
        service: Vec<TypeUse>,
    },
    /// A page documents a result where the service gives none.
    Silent {
        method: String,
        path: String,
        pages: Vec<TypeUse>,
    },
    /// The service has an action or a function that no page documents.
    CallMissing { call: String, result: Option<TypeUse> },
    /// The service has an entity set or a singleton at which no documented path starts.
    EntryMissing { name: String, ty: TypeUse },
}

impl Difference {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        self.into()
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
            Self::PropertyMissing { service, .. } => Some(service.type_use().to_string()),
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

impl Kind {
    /// All of them, in order.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Its name on the command line and in JSON: `property-type`.
    pub fn id(self) -> &'static str {
        self.into()
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
