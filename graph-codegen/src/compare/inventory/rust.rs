//! What Rust shows of a model: [`Krate`] → the texts by which a program names things. Knows the shape of the Rust only.

use std::collections::{BTreeMap, HashMap};

use crate::rust::{
    Enum, Import, Item, ItemFile, Krate, Struct, Type, Union,
    requests::{Body, Builder, Field, Gives, Method, Operation, Output, PLACES, Piece},
};

/// A file and what it holds.
pub(super) struct Shown<'k, T> {
    file: &'k ItemFile,
    pub(super) item: &'k T,
}

/// The items of a crate, by what the service calls them.
#[derive(Default)]
pub(super) struct Index<'k> {
    pub(super) structs: HashMap<&'k str, Shown<'k, Struct>>,
    pub(super) enums: HashMap<&'k str, Shown<'k, Enum>>,
    pub(super) unions: HashMap<&'k str, Shown<'k, Union>>,
    /// By id.
    pub(super) operations: BTreeMap<&'k str, Shown<'k, Operation>>,
    /// The options that are types of their own, by the path of the type: `header::Prefer`.
    pub(super) options: HashMap<String, &'k str>,
    /// The calls of each operation, by its name in Rust.
    pub(super) calls: HashMap<&'k str, Vec<Call>>,
}

/// A way to make a call.
pub(super) struct Call {
    /// `/me/messages/{}`.
    pub(super) path: String,
    /// `me().message(_).get()`.
    pub(super) chain: String,
}

/// Looks everything up once.
pub(super) fn index(krate: &Krate) -> Index<'_> {
    let mut index = Index::default();
    let (mut entries, mut builders): (&[Method], HashMap<&str, &Builder>) = Default::default();
    for file in &krate.items {
        match &file.item {
            Item::Struct(item) => _ = index.structs.insert(&item.name.wire, Shown { file, item }),
            Item::Enum(item) => _ = index.enums.insert(&item.name.wire, Shown { file, item }),
            Item::Union(item) => _ = index.unions.insert(&item.name.wire, Shown { file, item }),
            Item::Operations(operations) => {
                let shown = operations
                    .iter()
                    .map(|item| (item.id.as_str(), Shown { file, item }));
                index.operations.extend(shown);
            }
            Item::Options(options) => {
                let module = file.path.last().map(String::as_str).unwrap_or_default();
                let named = options.iter().map(|option| {
                    (
                        format!("{module}::{}", option.name.rust),
                        option.name.wire.as_str(),
                    )
                });
                index.options.extend(named);
            }
            Item::Entries(methods) => entries = methods,
            Item::Builders(all) => {
                builders.extend(all.iter().map(|builder| (builder.ident.as_str(), builder)))
            }
            Item::Table(_) | Item::Permissions(_) | Item::Origin(_) => {}
        }
    }
    let mut walk = Walk {
        builders,
        open: Vec::new(),
        calls: HashMap::new(),
    };
    entries.iter().for_each(|method| walk.method(method, "", ""));
    index.calls = walk.calls;
    index
}

impl<T> Shown<'_, T> {
    /// The path of an item of the models, as programs write it below `models`: `call_records::Session`.
    pub(super) fn path(&self, ident: &str) -> String {
        let module = self.file.path.get(2..).unwrap_or_default();
        let outer = module.split_last().map_or(module, |(_, outer)| outer);
        outer
            .iter()
            .map(String::as_str)
            .chain([ident])
            .collect::<Vec<_>>()
            .join("::")
    }

    /// A type, whatever is in scope in this file.
    pub(super) fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Path(parts) => path(parts, &self.file.imports),
            Type::Flags(inner) => format!("Flags<{}>", self.ty(inner)),
            Type::List(inner) => format!("Vec<{}>", self.ty(inner)),
            Type::Boxed(inner) => format!("Boxed<{}>", self.ty(inner)),
        }
    }
}

impl Shown<'_, Operation> {
    /// What its call carries; nothing where it carries nothing.
    pub(super) fn carries(&self) -> Option<String> {
        Some(match &self.item.body {
            Body::None => return None,
            Body::Value(ty) => self.ty(ty),
            Body::Own => "Self".to_owned(),
            Body::Reference => "Reference".to_owned(),
            Body::Content => "[u8]".to_owned(),
        })
    }

    /// What it answers.
    pub(super) fn answers(&self) -> String {
        match &self.item.output {
            Output::None => "()".to_owned(),
            Output::Accepted => "Accepted".to_owned(),
            Output::Content => "Content".to_owned(),
            Output::Value(ty) => self.ty(ty),
            Output::Maybe(ty) => format!("Option<{}>", self.ty(ty)),
            Output::Collection(ty) => format!("Collection<{}>", self.ty(ty)),
            Output::MaybeCollection(ty) => format!("Option<Collection<{}>>", self.ty(ty)),
            Output::Wrapped(ty) => format!("Wrapped<{}>", self.ty(ty)),
        }
    }

    /// A field of the operation's own type, and what it holds.
    pub(super) fn field(&self, field: &Field) -> String {
        let holds = self.ty(&field.ty);
        match field.patch {
            true => format!("{}:Patch<{holds}>", field.name.rust),
            false => format!("{}:{holds}", field.name.rust),
        }
    }
}

/// Whole paths without what all of them start with; `Session` is `call_records::Session` where the file says so.
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

/// A walk along the builders, as programs go.
struct Walk<'k> {
    builders: HashMap<&'k str, &'k Builder>,
    /// The builders on the way here: one that leads back to one of them has told its calls.
    open: Vec<&'k str>,
    calls: HashMap<&'k str, Vec<Call>>,
}

impl<'k> Walk<'k> {
    fn method(&mut self, method: &'k Method, path: &str, chain: &str) {
        let path = path.to_owned() + &method.pieces.iter().map(piece).collect::<String>();
        let dot = if chain.is_empty() { "" } else { "." };
        let arguments = vec!["_"; method.arguments.len()].join(",");
        let chain = format!("{chain}{dot}{}({arguments})", method.ident);
        match &method.gives {
            Gives::Call { operation, .. } => self.call(operation, path, chain),
            Gives::Place { kind, operations } => {
                let words = PLACES
                    .iter()
                    .find(|(known, _)| known == kind)
                    .map_or(&[][..], |(_, words)| words);
                for (word, operation) in words.iter().zip(operations) {
                    operation.iter().for_each(|operation| {
                        self.call(operation, path.clone(), format!("{chain}.{word}()"))
                    });
                }
            }
            Gives::Builder(ident) => self.builder(ident, &path, &chain),
        }
    }

    fn call(&mut self, operation: &'k str, path: String, chain: String) {
        self.calls
            .entry(operation)
            .or_default()
            .push(Call { path, chain });
    }

    fn builder(&mut self, ident: &'k str, path: &str, chain: &str) {
        let Some(builder) = self
            .builders
            .get(ident)
            .copied()
            .filter(|_| !self.open.contains(&ident))
        else {
            return;
        };
        self.open.push(ident);
        builder
            .methods
            .iter()
            .for_each(|method| self.method(method, path, chain));
        self.open.pop();
    }
}

fn piece(piece: &Piece) -> &str {
    match piece {
        Piece::Text(text) => text,
        Piece::Key(_) => "/{}",
        Piece::Quoted(_) | Piece::Plain(_) => "{}",
        Piece::Address(_) => ":/{}:",
    }
}
