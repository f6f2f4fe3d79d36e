//! What a generated crate needs besides generated code: a manifest that stands alone, and copies of the runtime and the
//! test harness of `graph-models`, each with the generated header so that the next run may replace it.

mod manifest;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use graph_codegen::output::OutputTree;
use toml::Table;

use crate::{
    output_dir::{MARK, Owned},
    workspace::{self, show},
};
use manifest::{manifest, package_name};

/// In a crate of its own, files with the mark are replaced everywhere; a user's own tests and modules stay.
pub(crate) const OWNED: [Owned; 4] = [
    Owned {
        folder: "src/generated",
        exclusive: true,
    },
    Owned {
        folder: "tests/generated",
        exclusive: true,
    },
    Owned {
        folder: "src",
        exclusive: false,
    },
    Owned {
        folder: "tests",
        exclusive: false,
    },
];

/// Folders that are not copied: generated code, and what fits the pages of `docs-input` only.
const OWN: [&str; 3] = ["generated", "guide", "mail"];

/// What stands in a generated crate in place of the guide, which `lib.rs` shows in every crate.
const GUIDE: [(&str, &str); 2] = [
    ("src/guide/mod.rs", include_str!("standalone/guide.rs")),
    ("src/guide/start.md", include_str!("standalone/start.md")),
];

/// The manifest and the copies of a crate in the folder `out`.
pub(crate) fn files(out: &Path) -> Result<OutputTree> {
    let mut tree = OutputTree::default();
    let root = workspace::root();
    let own = parse(&root.join("graph-models/Cargo.toml"))?;
    let shared = parse(&root.join("Cargo.toml"))?;
    let manifest = manifest(own, &shared, &package_name(out))?;
    tree.insert("Cargo.toml", manifest);
    for folder in ["src", "tests"] {
        copy(&root.join("graph-models").join(folder), folder, &mut tree)?;
    }
    for (path, text) in GUIDE {
        let header = format!("{MARK}. Edits are lost.");
        let header = match path.ends_with(".md") {
            true => format!("<!-- {header} -->"),
            false => format!("// {header}"),
        };
        tree.insert(path, format!("{header}\n\n{}", text.replace("\r\n", "\n")));
    }
    Ok(tree)
}

/// The versions of this workspace for a crate of its own to start with; from then on cargo keeps that file.
pub(crate) fn lock_file(own_crate: bool) -> Result<Option<String>> {
    let file = workspace::root().join("Cargo.lock");
    if !own_crate || !file.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", show(&file)))?;
    Ok(Some(text))
}

fn parse(file: &Path) -> Result<Table> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", show(file)))?;
    text.parse()
        .with_context(|| format!("cannot understand {}", show(file)))
}

/// Copies Rust files that are written by hand.
fn copy(dir: &Path, path: &str, tree: &mut OutputTree) -> Result<()> {
    for file in sorted(dir)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let path = format!("{path}/{name}");
        if file.is_dir() {
            if !OWN.contains(&&*name) {
                copy(&file, &path, tree)?;
            }
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", show(&file)))?;
            let text = text.replace("\r\n", "\n");
            tree.insert(
                path.clone(),
                format!("// {MARK} from graph-models/{path}. Edits are lost.\n\n{text}"),
            );
        }
    }
    Ok(())
}

/// The entries of a folder that may be missing.
fn sorted(dir: &Path) -> Result<Vec<PathBuf>> {
    if !dir.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(dir).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    let mut paths: Vec<PathBuf> = entries.with_context(|| format!("cannot list {}", show(dir)))?;
    paths.sort();
    Ok(paths)
}
