//! What the API is. `resolve` makes it from pages; its JSON is the model file, a contract with other tools:
//! `format` rises when a field changes its meaning. Fields that are not said in the pages are `null` or `false`.
//! Names are spelled as the service spells them; nothing here knows Rust.

mod examples;
mod index;
mod info;
mod names;
mod operations;
mod read;
pub mod settings;
mod types;

use serde::{Deserialize, Serialize};

pub use examples::{Example, ExampleBody, ExampleClass, ExampleRequest, ExampleResponse};
pub use index::{TypeIndex, base_chain};
pub use info::ApiInfo;
pub use names::{TypeName, TypeUse, full_name, is_identifier, primitive, same_name, short_name};
pub use operations::{
    BodyProperty, Operation, OperationKind, Parameter, Permissions, QueryOptions, RequestBody, Response,
};
pub use read::{Unreadable, read};
pub use types::{Enum, Member, Property, PropertyKind, Type, TypeKind};

use crate::text::{PagePath, Sources, Span};

/// The version of the model file.
pub const FORMAT: u32 = 2;

/// The whole model.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Api {
    /// The version of this format.
    pub format: u32,
    /// Which API.
    pub api: ApiInfo,
    /// Entities and complex types, by name.
    pub types: Vec<Type>,
    /// Enums, by name.
    pub enums: Vec<Enum>,
    /// Operations, by id.
    pub operations: Vec<Operation>,
    /// Examples, by page and line.
    pub examples: Vec<Example>,
    /// Counts of the findings.
    pub diagnostics: DiagnosticCounts,
}

/// Counts of the findings.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub struct DiagnosticCounts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
}

/// The place of a fact.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub struct Source {
    /// `resources/message.md`.
    pub page: PagePath,
    /// Line, from 1.
    pub line: u32,
    /// The exact place, for diagnostics of later stages.
    #[serde(skip)]
    pub span: Span,
}

impl Source {
    /// The place of a span.
    pub fn at(sources: &Sources, span: Span) -> Self {
        let (page, line) = sources.place(span);
        Self { page, line, span }
    }
}
