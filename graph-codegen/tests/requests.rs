//! Walks the builders of requests from their entries and holds what they make against the paths of the model. For the
//! whole reference, `GRAPH_DOCS` names a folder that holds its `api/` and `resources/`.
#![allow(clippy::print_stderr, reason = "a test that does nothing must say why")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use graph_codegen::{
    analyze, facts,
    lower::{self, Lowered},
    model::{Api, ApiInfo},
    route,
    rust::{
        Item,
        requests::{Gives, Method, Piece},
    },
    text::{PagePath, Sources},
};

#[test]
fn builders_make_every_path_of_the_mail_pages() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input");
    let (modelled, made) = pairs(&docs);
    assert_eq!(modelled, made);
}

#[test]
fn builders_make_every_path_of_the_reference() {
    let Some(docs) = std::env::var_os("GRAPH_DOCS") else {
        eprintln!("GRAPH_DOCS is not set: name a folder that holds `api/` and `resources/`");
        return;
    };
    let (modelled, made) = pairs(Path::new(&docs));
    let missing: Vec<_> = modelled.difference(&made).collect();
    let besides: Vec<_> = made.difference(&modelled).collect();
    assert!(
        missing.is_empty() && besides.is_empty(),
        "{missing:#?} {besides:#?}"
    );
    eprintln!("{} pairs of method and path", made.len());
}

type Pairs = BTreeSet<(String, String)>;

fn pairs(docs: &Path) -> (Pairs, Pairs) {
    let (sources, _) = Sources::from_bytes(read(docs, docs));
    let api = analyze(&sources, None, ApiInfo::default()).api;
    let lowered = lower::lower(&api, &facts::facts(&api));
    let walk = Walk::new(&api, &lowered);
    (modelled(&api), walk.made)
}

fn modelled(api: &Api) -> Pairs {
    let operations = api.operations.iter();
    let pairs = operations.flat_map(|operation| {
        let paths = operation.paths.iter().chain(&operation.example_paths);
        paths.map(|path| (operation.method.clone(), shape(path)))
    });
    pairs.collect()
}

/// One spelling for what unifies: parameters of functions by their number, calls without any as names.
fn shape(path: &str) -> String {
    let template = route::parse(&path.replace("()", ""));
    let shape = template
        .with_values_apart("microsoft.graph")
        .shape()
        .replace("/...", "");
    let mut plain = String::new();
    let mut inside = false;
    for c in shape.chars() {
        inside = (inside || c == '(') && c != ')';
        if !inside || matches!(c, '(' | ',') {
            plain.push(c);
        }
    }
    plain
}

struct Walk<'a> {
    methods: BTreeMap<&'a str, &'a str>,
    builders: BTreeMap<&'a str, &'a [Method]>,
    made: Pairs,
}

impl<'a> Walk<'a> {
    fn new(api: &'a Api, lowered: &'a Lowered) -> Self {
        let mut walk = Self {
            methods: BTreeMap::new(),
            builders: BTreeMap::new(),
            made: Pairs::new(),
        };
        let mut entries: &[Method] = &[];
        for item in lowered.krate.items.iter().map(|file| &file.item) {
            match item {
                Item::Entries(methods) => entries = methods.as_slice(),
                Item::Builders(builders) => {
                    let named = builders
                        .iter()
                        .map(|builder| (builder.ident.as_str(), builder.methods.as_slice()));
                    walk.builders.extend(named);
                }
                Item::Operations(operations) => {
                    let named = operations
                        .iter()
                        .map(|operation| (operation.ident.as_str(), operation.info.method.as_str()));
                    walk.methods.extend(named);
                }
                _ => {}
            }
        }
        assert_eq!(walk.methods.len(), api.operations.len());
        walk.place("", entries, &[]);
        walk
    }

    fn place(&mut self, path: &str, methods: &[Method], above: &[&str]) {
        for method in methods {
            let path = format!("{path}{}", pieces(&method.pieces));
            match &method.gives {
                Gives::Call { operation, .. } => self.call(operation, &path),
                Gives::Place { operations, .. } => {
                    for operation in operations.iter().flatten() {
                        self.call(operation, &path);
                    }
                }
                // What is repeated leads back to itself.
                Gives::Builder(name) if above.last() == Some(&name.as_str()) => {}
                Gives::Builder(name) => {
                    let methods = self
                        .builders
                        .get(name.as_str())
                        .copied()
                        .expect("a builder that is there");
                    let above: Vec<&str> = above.iter().copied().chain([name.as_str()]).collect();
                    self.place(&path, methods, &above);
                }
            }
        }
    }

    fn call(&mut self, operation: &str, path: &str) {
        let method = self.methods.get(operation).expect("an operation that is there");
        self.made.insert(((*method).to_owned(), shape(path)));
    }
}

fn pieces(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Text(text) => text.clone(),
        Piece::Key(_) => "/{id}".to_owned(),
        Piece::Quoted(_) => "'{x}'".to_owned(),
        Piece::Plain(_) => "{x}".to_owned(),
        Piece::Address(_) => ":/{path}:".to_owned(),
    };
    pieces.iter().map(piece).collect()
}

fn read(root: &Path, folder: &Path) -> Vec<(PagePath, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(read(root, &path));
        } else if path.extension().is_some_and(|ending| ending == "md") {
            let below = path
                .strip_prefix(root)
                .expect("below the root")
                .to_string_lossy()
                .into_owned();
            files.push((PagePath::new(&below), fs::read(&path).expect("a file")));
        }
    }
    files
}
