//! The rooms of the crate import each other as `ARCHITECTURE.md` says, and no two files import each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use syn::{Item, UseTree};

/// A module that is a file: `compare::verify::index`.
type Module = Vec<String>;

/// The modules that each file imports, without tests.
fn imports() -> BTreeMap<Module, BTreeSet<Module>> {
    let mut files = BTreeMap::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &[],
        &mut files,
    );
    let modules: BTreeSet<Module> = files.keys().cloned().collect();
    let import = |(module, paths): (Module, Vec<Module>)| {
        let files = paths.iter().filter_map(|path| file_of(path, &modules));
        let others = files.filter(|other| *other != module).collect();
        (module, others)
    };
    files.into_iter().map(import).collect()
}

/// The absolute paths that the files of a folder import.
fn collect(folder: &Path, module: &[String], files: &mut BTreeMap<Module, Vec<Module>>) {
    for entry in fs::read_dir(folder)
        .expect("is a folder")
        .map(|entry| entry.expect("is there").path())
    {
        let stem = entry
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("is a name")
            .to_owned();
        if ["lib", "tests", "test_api"].contains(&stem.as_str()) {
            continue;
        }
        let module = [module, &[stem]].concat();
        if entry.is_dir() {
            collect(&entry, &module, files);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            let file = syn::parse_file(&fs::read_to_string(&entry).expect("can be read")).expect("is Rust");
            let mut paths = Vec::new();
            for item in file.items {
                if let Item::Use(item) = item {
                    flatten(&item.tree, Vec::new(), &mut paths);
                }
            }
            let children = children(&entry);
            let paths = paths
                .iter()
                .filter_map(|path| absolute(path, &module, &children))
                .collect();
            files.insert(module, paths);
        }
    }
}

/// The names of the modules in the folder beside a file.
fn children(file: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(file.with_extension(""))
        .into_iter()
        .flatten()
        .flatten();
    let stems = entries.map(|entry| {
        entry
            .path()
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
    });
    stems.flatten().collect()
}

fn flatten(tree: &UseTree, mut path: Vec<String>, paths: &mut Vec<Vec<String>>) {
    match tree {
        UseTree::Path(inner) => {
            path.push(inner.ident.to_string());
            flatten(&inner.tree, path, paths);
        }
        UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|tree| flatten(tree, path.clone(), paths)),
        UseTree::Name(name) => {
            path.push(name.ident.to_string());
            paths.push(path);
        }
        UseTree::Rename(name) => {
            path.push(name.ident.to_string());
            paths.push(path);
        }
        UseTree::Glob(_) => paths.push(path),
    }
}

/// `None` for paths of other crates.
fn absolute(path: &[String], module: &[String], children: &BTreeSet<String>) -> Option<Module> {
    let (first, rest) = path.split_first()?;
    match first.as_str() {
        "crate" => Some(rest.to_vec()),
        "self" => absolute(rest, module, children).or_else(|| Some([module, rest].concat())),
        "super" => {
            let (_, outer) = module.split_last()?;
            if rest.first().is_some_and(|next| next == "super") {
                absolute(rest, outer, children)
            } else {
                Some([outer, rest].concat())
            }
        }
        child if children.contains(child) => Some([module, path].concat()),
        _ => None,
    }
}

/// The file that a path leads into.
fn file_of(path: &[String], modules: &BTreeSet<Module>) -> Option<Module> {
    let prefixes = (1..=path.len()).rev().filter_map(|end| path.get(..end));
    prefixes
        .map(<[String]>::to_vec)
        .find(|prefix| modules.contains(prefix))
}

/// The rooms of the table in `ARCHITECTURE.md` with those that each imports, top to bottom.
fn table() -> Vec<(String, BTreeSet<String>)> {
    let text = include_str!("../ARCHITECTURE.md");
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
        let names = |cell: &str| {
            cell.split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let room = names(cells.first().expect("has a room")).remove(0);
        let imports = names(cells.last().expect("has imports")).into_iter().collect();
        (room, imports)
    };
    rows.map(row).collect()
}

#[test]
fn rooms_import_what_the_table_says_and_only_rooms_above() {
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, others) in imports() {
        let room = rooms.entry(module[0].clone()).or_default();
        room.extend(
            others
                .iter()
                .map(|other| other[0].clone())
                .filter(|other| *other != module[0]),
        );
    }
    let table = table();
    let mut above: Vec<&String> = Vec::new();
    for (room, imports) in &table {
        assert_eq!(
            rooms.get(room),
            Some(imports),
            "what `{room}` imports, and what ARCHITECTURE.md says"
        );
        for other in imports {
            assert!(
                above.contains(&other),
                "`{room}` imports `{other}`, which is not above it"
            );
        }
        above.push(room);
    }
    let missing: Vec<_> = rooms.keys().filter(|room| !above.contains(room)).collect();
    assert_eq!(
        missing,
        Vec::<&String>::new(),
        "rooms without a row in ARCHITECTURE.md"
    );
}

#[test]
fn no_two_files_import_each_other() {
    let imports = imports();
    let name = |module: &Module| module.join("::");
    let mut pairs = BTreeSet::new();
    for (module, others) in &imports {
        for other in others.iter().filter(|other| *other > module) {
            if imports.get(other).is_some_and(|back| back.contains(module)) {
                pairs.insert((name(module), name(other)));
            }
        }
    }
    assert_eq!(pairs, BTreeSet::new(), "files that import each other");
}
