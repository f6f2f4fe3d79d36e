//! What the Rust will be: every decision made, nothing quoted yet. `lower` makes it, `emit` prints it.

pub mod calls;
pub mod requests;

/// The generated part of a crate.
#[derive(Debug, Default)]
pub struct Krate {
    /// The `mod.rs` files, outer ones first. The first is `generated` itself and names what else there is.
    pub modules: Vec<Module>,
    /// The types, in order of their paths.
    pub items: Vec<ItemFile>,
}

/// A spelling of the service and what it is called here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// `bccRecipients`; of a type the full name.
    pub wire: String,
    /// `bcc_recipients`.
    pub rust: String,
}

/// Where an item of the models stands and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemPath {
    /// The public module below `crate::models`; empty for the root.
    pub module: Vec<String>,
    /// Its own private module, and the stem of its file: `message`.
    pub file: String,
    /// `Message`.
    pub ident: String,
}

impl ItemPath {
    /// `crate::models::call_records`.
    pub fn module_path(&self) -> String {
        let outer = ["crate", "models"].into_iter();
        let parts = outer.chain(self.module.iter().map(String::as_str));
        parts.collect::<Vec<_>>().join("::")
    }

    /// `crate::models::call_records::Session`.
    pub fn path(&self) -> String {
        format!("{}::{}", self.module_path(), self.ident)
    }

    /// Whether this is its path.
    pub fn is_at(&self, path: &str) -> bool {
        let outer = ["crate", "models"].into_iter();
        let parts = outer.chain(self.module.iter().map(String::as_str));
        parts.chain([self.ident.as_str()]).eq(path.split("::"))
    }
}

pub use crate::markdown::Docs;

/// A `mod.rs`.
#[derive(Debug, Default)]
pub struct Module {
    /// Below `src`: `["generated", "models", "call_records"]`.
    pub path: Vec<String>,
    /// The first line of the file, without `//! `.
    pub header: String,
    /// Public modules in it.
    pub public: Vec<Child>,
    /// Files in it, each with what it gives to this module.
    pub files: Vec<Reexport>,
    /// What the files give is hidden where it stands, so that its documentation has no implementations, and is shown here.
    pub shown: bool,
}

/// A public module in another.
#[derive(Debug)]
pub struct Child {
    /// `call_records`.
    pub name: String,
    /// What it holds.
    pub docs: Docs,
    /// The feature of the crate that it stands behind: `requests`.
    pub feature: Option<&'static str>,
}

/// A private module whose items stand in the outer one.
#[derive(Debug)]
pub struct Reexport {
    /// `message`.
    pub file: String,
    /// `Message`.
    pub idents: Vec<String>,
}

/// A file with one item.
#[derive(Debug)]
pub struct ItemFile {
    /// Below `src`, without the ending: `["generated", "models", "message"]`.
    pub path: Vec<String>,
    /// The first line of the file, without `//! `.
    pub header: String,
    /// What it uses, by module.
    pub imports: Vec<Import>,
    /// The item.
    pub item: Item,
}

/// `use crate::models::{ItemBody, Recipient};`
#[derive(Debug, PartialEq, Eq)]
pub struct Import {
    /// `crate::models`.
    pub module: Vec<String>,
    /// Sorted.
    pub names: Vec<String>,
    /// Only the documentation of the file uses it.
    pub is_for_docs: bool,
}

/// What a file holds.
#[derive(Debug)]
pub enum Item {
    /// An entity or a complex type.
    Struct(Struct),
    /// An enum of the service.
    Enum(Enum),
    /// A base with its derived types.
    Union(Union),
    /// The functions that open a path.
    Entries(Vec<requests::Method>),
    /// Builders of paths.
    Builders(Vec<requests::Builder>),
    /// Operations.
    Operations(Vec<requests::Operation>),
    /// The names of all operations.
    Table(Vec<String>),
    /// Permissions that operations share.
    Permissions(Vec<requests::PermissionSet>),
    /// Where the pages come from.
    Origin(Origin),
    /// Options of calls.
    Options(Vec<requests::OptionType>),
}

/// The constant that says where the pages come from.
#[derive(Debug)]
pub struct Origin {
    /// `ORIGIN`.
    pub name: &'static str,
    /// What is stated, in words.
    pub docs: Docs,
    /// The fields of the runtime's struct and what they say.
    pub facts: [(&'static str, Option<String>); 5],
}

/// A struct with its table.
#[derive(Debug)]
pub struct Struct {
    /// `microsoft.graph.message`, `Message`.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// Inherited ones first, from the outermost base on.
    pub fields: Vec<Field>,
    /// The documentation of the field for all that the pages do not list.
    pub extra_docs: Docs,
    /// The hash table of the fields' wire names; none where it is not worth it.
    pub hash: Option<Hash>,
    /// Indexes of the fields that `Debug` hides.
    pub secrets: Vec<u16>,
}

/// A field.
#[derive(Debug)]
pub struct Field {
    /// `bccRecipients`, `bcc_recipients`.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// What stands in its `Option`.
    pub ty: Type,
}

/// The runtime's `Hash` of the keys of a struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hash {
    /// As in the runtime.
    pub seed: u32,
    /// As in the runtime.
    pub slots: Vec<u8>,
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A name in scope or a whole path: `["String"]`, `["crate", "models", "Session"]`.
    Path(Vec<String>),
    /// `Flags<WindowsArchitecture>`.
    Flags(Box<Type>),
    /// `Vec<Recipient>`.
    List(Box<Type>),
    /// `Boxed<MailFolder>`.
    Boxed(Box<Type>),
}

/// An open enum.
#[derive(Debug)]
pub struct Enum {
    /// `microsoft.graph.importance`, `Importance`.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// Its members.
    pub variants: Vec<Variant>,
    /// The documentation of the variant for all other values.
    pub unlisted_docs: Docs,
}

/// A member of an enum.
#[derive(Debug)]
pub struct Variant {
    /// `low`, `Low`.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
}

/// A base and all that derive from it.
#[derive(Debug)]
pub struct Union {
    /// The base's wire name and the union's own: `microsoft.graph.attachment`, `AnyAttachment`.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// The base first.
    pub variants: Vec<UnionVariant>,
    /// Whether there is a `From` for each variant.
    pub has_conversions: bool,
}

/// A type of a union.
#[derive(Debug)]
pub struct UnionVariant {
    /// `microsoft.graph.fileAttachment`, `FileAttachment`.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// The struct.
    pub ty: Type,
}
