//! The names by which programs use what a model became: types, fields, variants, operations, options and calls.

use std::collections::BTreeMap;

use crate::{
    collections::HashMap,
    model,
    rust::{
        Enum, Import, Item, ItemFile, Krate, Struct, Type, Union,
        calls::{Call, calls},
        requests::{Body, Field, Operation, Output},
    },
};

/// Writes the names into the model, as `rust` of each item.
pub(crate) fn name_items(api: &mut model::Api, krate: &Krate) {
    let names = RustNames::new(krate);
    api.types.iter_mut().for_each(|ty| names.name_type(ty));
    api.enums.iter_mut().for_each(|enum_| names.name_enum(enum_));
    for operation in &mut api.operations {
        names.name_operation(operation);
        names.name_calls(operation);
    }
}

/// An item with its file, whose imports say what its types mean.
pub(super) struct InFile<'k, T> {
    file: &'k ItemFile,
    pub(super) item: &'k T,
}

/// The items of a crate, by their names in the service.
#[derive(Default)]
pub(super) struct RustNames<'k> {
    structs: HashMap<&'k str, InFile<'k, Struct>>,
    enums: HashMap<&'k str, InFile<'k, Enum>>,
    pub(super) unions: HashMap<&'k str, InFile<'k, Union>>,
    /// By id.
    operations: HashMap<&'k str, InFile<'k, Operation>>,
    /// Names on the wire by the paths of types: `header::Prefer`.
    options: HashMap<String, &'k str>,
    /// By the name of the operation in Rust.
    calls: BTreeMap<&'k str, Vec<Call<'k>>>,
}

/// A query option or a header field that a call takes.
pub(super) struct CallOption {
    pub(super) is_header: bool,
    /// `$top`.
    pub(super) wire: String,
    /// `option::Top`.
    pub(super) rust: String,
}

impl<'k> RustNames<'k> {
    /// Indexes a crate.
    pub(super) fn new(krate: &'k Krate) -> Self {
        let mut names = Self {
            calls: calls(&krate.items),
            ..Self::default()
        };
        for file in &krate.items {
            match &file.item {
                Item::Struct(item) => _ = names.structs.insert(&item.name.wire, InFile { file, item }),
                Item::Enum(item) => _ = names.enums.insert(&item.name.wire, InFile { file, item }),
                Item::Union(item) => _ = names.unions.insert(&item.name.wire, InFile { file, item }),
                Item::Operations(operations) => {
                    let operations = operations.iter();
                    names
                        .operations
                        .extend(operations.map(|item| (item.id.as_str(), InFile { file, item })));
                }
                Item::Options(options) => {
                    let module = file.path.last().map(String::as_str).unwrap_or_default();
                    let options = options.iter();
                    names.options.extend(options.map(|option| {
                        (
                            format!("{module}::{}", option.name.rust),
                            option.name.wire.as_str(),
                        )
                    }));
                }
                Item::Entries(_)
                | Item::Builders(_)
                | Item::Table(_)
                | Item::Permissions(_)
                | Item::Origin(_) => {}
            }
        }
        names
    }

    /// Names a type and its fields.
    pub(super) fn name_type(&self, ty: &mut model::Type) {
        let Some(struct_) = self.structs.get(ty.name.as_str()) else {
            return;
        };
        ty.rust = Some(format!("models::{}", struct_.path(&struct_.item.name.rust)));
        let fields = struct_.item.fields.iter();
        let fields: HashMap<&str, &str> = fields
            .map(|field| (&*field.name.wire, &*field.name.rust))
            .collect();
        for property in &mut ty.properties {
            property.rust = fields.get(property.name.as_str()).map(|name| (*name).to_owned());
        }
    }

    /// Names an enum and its variants.
    pub(super) fn name_enum(&self, enum_: &mut model::Enum) {
        let Some(known) = self.enums.get(enum_.name.as_str()) else {
            return;
        };
        enum_.rust = Some(format!("models::{}", known.path(&known.item.name.rust)));
        for member in &mut enum_.members {
            let mut variants = known.item.variants.iter();
            let variant = variants.find(|variant| variant.name.wire == member.name);
            member.rust = variant.map(|variant| variant.name.rust.clone());
        }
    }

    /// Names an operation.
    pub(super) fn name_operation(&self, operation: &mut model::Operation) {
        let known = self.operations.get(operation.id.as_str());
        operation.rust = known.map(|known| format!("operations::{}", known.item.ident));
    }

    /// Writes the calls of an operation's paths into it.
    fn name_calls(&self, operation: &mut model::Operation) {
        if let Some(known) = self.operations.get(operation.id.as_str()) {
            operation.calls.clone_from(&known.item.calls);
        }
    }

    /// The type of the field of a property.
    pub(super) fn field_type(&self, ty: &str, property: &str) -> Option<String> {
        let struct_ = self.structs.get(ty)?;
        let field = struct_
            .item
            .fields
            .iter()
            .find(|field| field.name.wire == property)?;
        Some(struct_.ty(&field.ty))
    }

    /// The chains of builders that call an operation.
    pub(super) fn calls_of(&self, id: &str) -> &[Call<'k>] {
        let known = self
            .operations
            .get(id)
            .and_then(|known| self.calls.get(known.item.ident.as_str()));
        known.map_or(&[], Vec::as_slice)
    }

    /// The options that a call takes.
    pub(super) fn options_of(&self, id: &str) -> Vec<CallOption> {
        let known = self.operations.get(id);
        let types = known.iter().flat_map(|known| &known.item.takes);
        types.filter_map(|ty| self.option(ty)).collect()
    }

    fn option(&self, ty: &Type) -> Option<CallOption> {
        let Type::Path(parts) = ty else {
            return None;
        };
        let [module, name] = parts.as_slice() else {
            return None;
        };
        let rust = parts.join("::");
        // OData's own options are part of the runtime.
        let own = || format!("${}", name.to_lowercase());
        Some(CallOption {
            is_header: module == "header",
            wire: self
                .options
                .get(&rust)
                .map_or_else(own, |wire| (*wire).to_owned()),
            rust,
        })
    }

    /// The name and the type of a field of the operation's own struct.
    pub(super) fn body_field(&self, id: &str, property: &str) -> Option<(String, String)> {
        let known = self.operations.get(id)?;
        let mut fields = known.item.fields.iter().flatten();
        let field: &Field = fields.find(|field| field.name.wire == property)?;
        let holds = known.ty(&field.ty);
        let ty = if field.patch {
            format!("Patch<{holds}>")
        } else {
            holds
        };
        Some((field.name.rust.clone(), ty))
    }

    /// The type that the call sends, if any.
    pub(super) fn request_body(&self, id: &str) -> Option<String> {
        let known = self.operations.get(id)?;
        Some(match &known.item.body {
            Body::None => return None,
            Body::Value(ty) => known.ty(ty),
            Body::Own => "Self".to_owned(),
            Body::Reference => "Reference".to_owned(),
            Body::Content => "[u8]".to_owned(),
        })
    }

    /// The type that the call returns.
    pub(super) fn response(&self, id: &str) -> Option<String> {
        let known = self.operations.get(id)?;
        Some(match &known.item.output {
            Output::None => "()".to_owned(),
            Output::Accepted => "Accepted".to_owned(),
            Output::Content => "Content".to_owned(),
            Output::Value(ty) => known.ty(ty),
            Output::Maybe(ty) => format!("Option<{}>", known.ty(ty)),
            Output::Collection(ty) => format!("Collection<{}>", known.ty(ty)),
            Output::MaybeCollection(ty) => format!("Option<Collection<{}>>", known.ty(ty)),
            Output::Wrapped(ty) => format!("Wrapped<{}>", known.ty(ty)),
        })
    }
}

impl<T> InFile<'_, T> {
    /// The path of an item below `models`: `call_records::Session`.
    pub(super) fn path(&self, ident: &str) -> String {
        let module = self.file.path.get(2..).unwrap_or_default();
        let outer = module.split_last().map_or(module, |(_, outer)| outer);
        let parts = outer.iter().map(String::as_str).chain([ident]);
        parts.collect::<Vec<_>>().join("::")
    }

    /// A type, with the modules that the file imports.
    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Path(parts) => path(parts, &self.file.imports),
            Type::Flags(inner) => format!("Flags<{}>", self.ty(inner)),
            Type::List(inner) => format!("Vec<{}>", self.ty(inner)),
            Type::Boxed(inner) => format!("Boxed<{}>", self.ty(inner)),
        }
    }
}

/// A path without what all of them start with; `Session` is `call_records::Session` where the file imports it so.
fn path(parts: &[String], imports: &[Import]) -> String {
    let module = match parts {
        [name] => imports
            .iter()
            .find(|import| import.names.contains(name))
            .map_or(&[][..], |import| &import.module),
        _ => &[],
    };
    let full: Vec<&str> = module.iter().chain(parts).map(String::as_str).collect();
    let short = match full.as_slice() {
        ["crate", "models", short @ ..] => short,
        ["crate", "runtime", .., name] => std::slice::from_ref(name),
        all => all,
    };
    short.join("::")
}
