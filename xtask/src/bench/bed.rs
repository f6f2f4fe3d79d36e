//! The workspace that is built and measured: our models, the reference, a program for each, one without models.
//! Knows how to build a package anew while all it depends on is built already.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};
use graph_codegen::output::OutputTree;
use toml::{Table, Value};

use super::{
    cost::{self, Cost},
    sample::Kind,
};
use crate::{failure::Usage, standalone, workspace::show};

const MARK: &str = "# Written by `cargo xtask bench`. Edits are lost.\n";

const WORKSPACE: &str = r#"
[workspace]
resolver = "3"
members = ["ours", "reference", "ours-program", "reference-program", "value-program"]

[profile.release]
strip = true

[profile.single]
inherits = "release"
codegen-units = 1
"#;

const REFERENCE: &str = r#"
[package]
name = "graph-reference"
edition = "2024"

[dependencies]
serde = { version = "1", features = ["derive"] }
serde_json = { version = "1", features = ["float_roundtrip"] }
"#;

const MAIN: &str = include_str!("program/main.rs");

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// The generated models.
    Ours,
    /// Plain derives.
    Reference,
    /// No models: `serde_json::Value`.
    Value,
}

/// What is built of a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// The models.
    Models,
    /// The program that uses them.
    Program,
}

/// The workspace on the disk.
pub(super) struct Bed {
    root: PathBuf,
    /// The first file of each package.
    entries: BTreeMap<(Side, Part), String>,
}

impl Bed {
    /// Writes it. `tree` is the generated code, `reference` the files of the other crate.
    pub(super) fn write(
        root: &Path,
        tree: OutputTree,
        reference: BTreeMap<String, String>,
        kinds: &[Kind],
    ) -> Result<Self> {
        claim(root)?;
        let bed = Self {
            root: std::path::absolute(root)?,
            entries: BTreeMap::new(),
        };
        bed.put("Cargo.toml", &format!("{MARK}{WORKSPACE}"))?;
        bed.put("reference/Cargo.toml", REFERENCE)?;
        bed.put_all("reference", reference)?;
        bed.put_all("ours", ours(tree)?)?;
        for side in [Side::Ours, Side::Reference, Side::Value] {
            bed.put_all(&side.folder(Part::Program), program(side, kinds))?;
        }
        if let Some(text) = standalone::lock_file(true)? {
            bed.put("Cargo.lock", &text)?;
        }
        bed.with_entries()
    }

    fn with_entries(mut self) -> Result<Self> {
        for (side, part) in [
            (Side::Ours, Part::Models),
            (Side::Ours, Part::Program),
            (Side::Reference, Part::Models),
            (Side::Reference, Part::Program),
            (Side::Value, Part::Program),
        ] {
            let text = fs::read_to_string(self.entry(side, part))?;
            self.entries.insert((side, part), text);
        }
        Ok(self)
    }

    /// Costs of building one package: before, everything that it needs is built, with the package itself empty.
    pub(super) fn build(&self, side: Side, part: Part, command: &[&str]) -> Result<Cost> {
        let entry = self.entry(side, part);
        let text = self.entries.get(&(side, part)).context("a part that is there")?;
        let empty = match part {
            Part::Models => "",
            Part::Program => "fn main() {}\n",
        };
        fs::write(&entry, empty)?;
        let before = self.cargo(side, part, command);
        fs::write(&entry, text)?;
        before?;
        self.cargo(side, part, command)
    }

    /// Runs cargo for one package; nothing is incremental, as for crates from a registry.
    pub(super) fn cargo(&self, side: Side, part: Part, command: &[&str]) -> Result<Cost> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut cargo = Command::new(cargo);
        cargo.current_dir(&self.root).args(command);
        cargo.args(["--package", side.package(part), "--target-dir", "target"]);
        cargo.env("CARGO_INCREMENTAL", "0");
        for name in ["RUSTFLAGS", "RUSTDOCFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
            cargo.env_remove(name);
        }
        cost::of(&mut cargo, &self.log())
    }

    /// What the last command said.
    pub(super) fn log(&self) -> PathBuf {
        self.path("log.txt")
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// The program of a side, built with `--release`.
    pub(super) fn program(&self, side: Side) -> PathBuf {
        let name = side.package(Part::Program);
        let folder = self.path("target/release");
        folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    pub(super) fn put(&self, path: &str, text: &str) -> Result<()> {
        let path = self.path(path);
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", show(folder)))?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", show(&path)))
    }

    fn put_all(&self, folder: &str, files: BTreeMap<String, String>) -> Result<()> {
        let sources = self.path(folder).join("src");
        if sources.exists() {
            fs::remove_dir_all(&sources).with_context(|| format!("cannot remove {}", show(&sources)))?;
        }
        files
            .iter()
            .try_for_each(|(path, text)| self.put(&format!("{folder}/{path}"), text))
    }

    fn entry(&self, side: Side, part: Part) -> PathBuf {
        let name = match part {
            Part::Models => "lib.rs",
            Part::Program => "main.rs",
        };
        self.path(&side.folder(part)).join("src").join(name)
    }
}

impl Side {
    /// `ours`, `ours-program`.
    pub(super) fn folder(self, part: Part) -> String {
        let name = match self {
            Self::Ours => "ours",
            Self::Reference => "reference",
            Self::Value => "value",
        };
        match part {
            Part::Models => name.to_owned(),
            Part::Program => format!("{name}-program"),
        }
    }

    fn package(self, part: Part) -> &'static str {
        match (self, part) {
            (Self::Ours, Part::Models) => "graph-models",
            (Self::Reference, Part::Models) => "graph-reference",
            (Self::Ours, Part::Program) => "ours-program",
            (Self::Reference, Part::Program) => "reference-program",
            (Self::Value, _) => "value-program",
        }
    }
}

/// A folder of somebody else is not written to.
fn claim(root: &Path) -> Result<()> {
    let manifest = fs::read_to_string(root.join("Cargo.toml")).unwrap_or_default();
    let is_empty = |root: &Path| fs::read_dir(root).map_or(true, |mut entries| entries.next().is_none());
    if !manifest.starts_with(MARK) && !is_empty(root) {
        bail!(Usage(format!(
            "{} holds something else; expected an empty folder or one of an earlier run",
            show(root)
        )));
    }
    Ok(())
}

/// The crate as users get it, but for the requests.
fn ours(mut tree: OutputTree) -> Result<BTreeMap<String, String>> {
    for (path, text) in standalone::files(Path::new("graph-models"))?.iter() {
        tree.insert(path, text);
    }
    let is_kept = |path: &str| {
        let inner = path.strip_prefix("src/generated/");
        path.starts_with("src/") && inner.is_none_or(|inner| inner.starts_with("models/"))
    };
    let mut files: BTreeMap<_, _> = tree
        .iter()
        .filter(|(path, _)| is_kept(path))
        .map(|(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    let manifest = tree.get("Cargo.toml").unwrap_or_default();
    let lib = include_str!("program/ours_lib.rs");
    files.insert("Cargo.toml".to_owned(), member(manifest)?);
    files.insert("src/lib.rs".to_owned(), lib.to_owned());
    files.insert("src/generated/mod.rs".to_owned(), "pub mod models;\n".to_owned());
    Ok(files)
}

/// A manifest without what only a crate on its own has, and without the requests.
fn member(manifest: &str) -> Result<String> {
    let mut manifest: Table = manifest.parse().context("a manifest that was just made")?;
    manifest.retain(|key, _| matches!(key, "package" | "lib" | "features" | "dependencies"));
    let features = manifest.get_mut("features").and_then(Value::as_table_mut);
    features.context("`[features]`")?.remove("default");
    let package = manifest.get_mut("package").and_then(Value::as_table_mut);
    package.context("`[package]`")?.remove("rust-version");
    toml::to_string(&manifest).context("cannot print the manifest")
}

fn program(side: Side, kinds: &[Kind]) -> BTreeMap<String, String> {
    let (name, subject, models) = match side {
        Side::Ours => (
            "ours-program",
            include_str!("program/subject_ours.rs"),
            "graph-models = { path = \"../ours\" }\n",
        ),
        Side::Reference => (
            "reference-program",
            include_str!("program/subject_reference.rs"),
            "graph-reference = { path = \"../reference\" }\n",
        ),
        Side::Value => ("value-program", include_str!("program/subject_value.rs"), ""),
    };
    let json = "serde = \"1\"\nserde_json = { version = \"1\", features = [\"float_roundtrip\"] }\n";
    let json = if side == Side::Ours { "" } else { json };
    let arm = |kind: &Kind| {
        let ident = if side == Side::Value { "Json" } else { &kind.ident };
        format!("    {:?} => models::{ident},\n", kind.name)
    };
    let arms: String = kinds.iter().map(arm).collect();
    let manifest =
        format!("[package]\nname = {name:?}\nedition = \"2024\"\n\n[dependencies]\n{models}{json}");
    BTreeMap::from([
        ("Cargo.toml".to_owned(), manifest),
        ("src/main.rs".to_owned(), format!("{MAIN}kinds! {{\n{arms}}}\n")),
        ("src/subject.rs".to_owned(), subject.to_owned()),
    ])
}
