//! The calls of a crate: every chain of builder methods that ends at an operation.

use std::collections::BTreeMap;

use super::{
    Item, ItemFile,
    requests::{Body, Builder, Gives, Method, PLACES, Piece},
};

/// A chain of builder methods that calls an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call<'k> {
    /// `/me/messages/{}`.
    pub path: String,
    /// The methods, the function that opens the path first.
    pub chain: Vec<ChainedMethod<'k>>,
    /// The names on the wire of the parameters in the query that the call takes as arguments.
    pub query: Vec<&'k str>,
}

/// A method of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainedMethod<'k> {
    /// `message`.
    pub ident: &'k str,
    /// Its arguments for the path and the query: `message_id`.
    pub arguments: &'k [String],
    /// Its arguments for the request body.
    pub body: &'static [&'static str],
}

impl Call<'_> {
    /// `me().message(_).update()`: what a program writes whatever the arguments are called.
    pub fn with_blanks(&self) -> String {
        self.text(|method| vec!["_"; method.arguments.len()].join(","))
    }

    /// `me().message(message_id).update(body)`.
    pub fn with_names(&self) -> String {
        self.text(|method| {
            let arguments = method.arguments.iter().map(String::as_str);
            let all = arguments.chain(method.body.iter().copied());
            all.collect::<Vec<_>>().join(", ")
        })
    }

    fn text(&self, arguments: impl Fn(&ChainedMethod<'_>) -> String) -> String {
        let method = |method: &ChainedMethod<'_>| format!("{}({})", method.ident, arguments(method));
        self.chain.iter().map(method).collect::<Vec<_>>().join(".")
    }
}

/// The calls of each operation, by its name in Rust, in the order of the methods. A builder that leads back to itself
/// adds none.
pub fn calls(items: &[ItemFile]) -> BTreeMap<&str, Vec<Call<'_>>> {
    let mut walk = Walk::default();
    let mut entries: &[Method] = &[];
    for file in items {
        match &file.item {
            Item::Entries(methods) => entries = methods,
            Item::Builders(all) => {
                let all = all.iter().map(|builder| (builder.ident.as_str(), builder));
                walk.builders.extend(all);
            }
            _ => {}
        }
    }
    entries.iter().for_each(|method| walk.method(method, ""));
    walk.calls
}

/// A piece of a path, as [`Call::path`] writes it.
pub fn piece_text(piece: &Piece) -> &str {
    match piece {
        Piece::Text(text) => text,
        Piece::Key(_) => "/{}",
        Piece::Quoted(_) | Piece::Plain(_) => "{}",
        Piece::Address(_) => ":/{}:",
    }
}

/// A walk along the builders.
#[derive(Default)]
struct Walk<'k> {
    builders: BTreeMap<&'k str, &'k Builder>,
    /// The builders on the current chain.
    open: Vec<&'k str>,
    chain: Vec<ChainedMethod<'k>>,
    calls: BTreeMap<&'k str, Vec<Call<'k>>>,
}

impl<'k> Walk<'k> {
    fn method(&mut self, method: &'k Method, path: &str) {
        let path = path.to_owned() + &method.pieces.iter().map(piece_text).collect::<String>();
        self.chain.push(ChainedMethod {
            ident: &method.ident,
            arguments: &method.arguments,
            body: &[],
        });
        match &method.gives {
            Gives::Call {
                operation,
                body,
                query,
            } => {
                if let Some(last) = self.chain.last_mut() {
                    last.body = body.arguments();
                }
                self.call(
                    operation,
                    path,
                    query.iter().map(|(wire, _)| wire.as_str()).collect(),
                );
            }
            Gives::Place { kind, operations } => self.place(kind, operations, &path),
            Gives::Builder(ident) => self.builder(ident, &path),
        }
        self.chain.pop();
    }

    fn place(&mut self, kind: &str, operations: &'k [Option<String>], path: &str) {
        let verbs = PLACES.iter().find(|(known, _)| *known == kind);
        let verbs = verbs.map_or(&[][..], |(_, verbs)| verbs);
        for (verb, operation) in verbs.iter().zip(operations) {
            let Some(operation) = operation else { continue };
            self.chain.push(ChainedMethod {
                ident: verb,
                arguments: &[],
                body: if matches!(*verb, "create" | "update") {
                    &["body"]
                } else {
                    &[]
                },
            });
            self.call(operation, path.to_owned(), Vec::new());
            self.chain.pop();
        }
    }

    fn builder(&mut self, ident: &'k str, path: &str) {
        let builder = self.builders.get(ident).copied();
        let Some(builder) = builder.filter(|_| !self.open.contains(&ident)) else {
            return;
        };
        self.open.push(ident);
        for method in &builder.methods {
            self.method(method, path);
        }
        self.open.pop();
    }

    fn call(&mut self, operation: &'k str, path: String, query: Vec<&'k str>) {
        let chain = self.chain.clone();
        let calls = self.calls.entry(operation).or_default();
        calls.push(Call { path, chain, query });
    }
}

impl Body {
    /// The arguments that hold it.
    fn arguments(&self) -> &'static [&'static str] {
        match self {
            Self::None => &[],
            Self::Value(_) | Self::Own => &["body"],
            Self::Reference => &["url"],
            Self::Content => &["content_type", "content"],
        }
    }
}
