//! The kinds of differences, and what each is called.

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
