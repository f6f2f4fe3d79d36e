//! What the API is. `resolve` makes it from pages; its JSON is the model file, a contract with other tools:
//! `format` rises when a field changes its meaning. Fields that are not said in the pages are `null` or `false`.
//! Names are spelled as the service spells them; nothing here knows Rust.

mod api;
mod examples;
mod index;
mod info;
mod names;
mod operations;
mod permissions;
pub mod settings;
mod source;
mod types;

pub use api::{Api, DiagnosticCounts, FORMAT, Unreadable, read};
pub use examples::{Example, ExampleBody, ExampleClass, ExampleRequest, ExampleResponse};
pub use index::{TypeIndex, base_chain};
pub use info::{ApiInfo, Package};
pub use names::{TypeName, TypeUse, full_name, is_identifier, primitive, same_name, short_name};
pub use operations::{
    BodyProperty, Operation, OperationKind, Parameter, QueryOptions, RequestBody, Response, ResponseHeader,
};
pub use permissions::{Account, AllOf, PermissionCase, PermissionLists, Permissions};
pub use source::Source;
pub use types::{Enum, Member, Property, PropertyKind, Type, TypeKind};
