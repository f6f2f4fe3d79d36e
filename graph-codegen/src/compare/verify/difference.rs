//! One place where pages and service do not agree.

mod kind;
mod words;

pub use kind::Kind;

use crate::{
    compare::csdl::{Property, TypeUse},
    model::{PropertyKind, Source, TypeKind, TypeName},
};

/// A difference and where it stands on both sides.
#[derive(Clone, Debug)]
pub struct Drift {
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
