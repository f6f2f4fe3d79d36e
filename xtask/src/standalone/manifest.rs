//! The manifest of a crate of its own: that of `graph-models` with nothing inherited.

use std::path::Path;

use anyhow::{Context, Result, bail};
use toml::{Table, Value};

use crate::output_dir::MARK;

const ORDER: [&str; 6] = [
    "package",
    "lib",
    "features",
    "dependencies",
    "dev-dependencies",
    "test",
];

/// Tables of the manifest that name files which are not copied, and what only these depend on.
const NOT_COPIED: [&str; 2] = ["bench", "example"];
const NOT_NEEDED: [&str; 2] = ["divan", "serde_derive"];

/// The folder's name as the name of a package.
pub(super) fn package_name(out: &Path) -> String {
    let here = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let name = here
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let dashed: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let words: Vec<_> = dashed.split('-').filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    match name.chars().next() {
        None => "graph-models".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("graph-{name}"),
        // `test` and `core` are no names for a package.
        Some(_) if !name.contains('-') => format!("graph-{name}"),
        Some(_) => name,
    }
}

/// The manifest of `graph-models` with nothing inherited. The library keeps its name, so that tests and examples
/// of the documentation fit every crate.
pub(super) fn manifest(mut own: Table, shared: &Table, name: &str) -> Result<String> {
    let workspace = table(shared, "workspace").context("the workspace's manifest has no `[workspace]`")?;
    let package = own
        .get_mut("package")
        .and_then(Value::as_table_mut)
        .context("no `[package]`")?;
    inherit(package, table(workspace, "package"))?;
    package.insert("name".to_owned(), name.into());
    package.insert("publish".to_owned(), false.into());
    package.remove("readme");
    for kind in ["dependencies", "dev-dependencies", "build-dependencies"] {
        if let Some(dependencies) = own.get_mut(kind).and_then(Value::as_table_mut) {
            dependencies.retain(|name, _| !NOT_NEEDED.contains(&name));
            inherit(dependencies, table(workspace, "dependencies"))?;
        }
    }
    if let Some(lints) = own.get("lints").and_then(Value::as_table)
        && is_inherited(lints)
    {
        let lints = workspace.get("lints").cloned();
        own.insert("lints".to_owned(), lints.context("no `[workspace.lints]`")?);
    }
    own.retain(|key, _| !NOT_COPIED.contains(&key));
    let lib = own
        .entry("lib")
        .or_insert_with(|| Table::new().into())
        .as_table_mut()
        .context("`lib` is no table")?;
    lib.insert("name".to_owned(), "graph_models".into());
    own.insert("workspace".to_owned(), Table::new().into());
    print(own)
}

/// The tables in the order that people expect.
fn print(manifest: Table) -> Result<String> {
    let mut text = format!("# {MARK} from graph-models/Cargo.toml. Edits are lost.\n");
    let mut tables: Vec<_> = manifest.into_iter().collect();
    tables.sort_by_key(|(key, _)| ORDER.iter().position(|known| known == key).unwrap_or(ORDER.len()));
    for table in tables {
        let table = toml::to_string(&Table::from_iter([table])).context("cannot print the manifest")?;
        text = text + "\n" + &table;
    }
    Ok(text)
}

fn table<'a>(table: &'a Table, key: &str) -> Option<&'a Table> {
    table.get(key).and_then(Value::as_table)
}

fn is_inherited(table: &Table) -> bool {
    table.get("workspace").and_then(Value::as_bool) == Some(true)
}

/// Replaces each `key.workspace = true` by what the workspace says; further keys of a dependency are kept.
fn inherit(entries: &mut Table, shared: Option<&Table>) -> Result<()> {
    for (key, value) in entries.iter_mut() {
        let Some(own) = value.as_table().filter(|own| is_inherited(own)) else {
            continue;
        };
        let shared = shared
            .and_then(|shared| shared.get(key))
            .with_context(|| format!("`{key}` is inherited, but the workspace does not have it"))?;
        *value = merge(shared, own)?;
    }
    Ok(())
}

fn merge(shared: &Value, own: &Table) -> Result<Value> {
    let mut merged = match shared {
        Value::String(version) if own.len() > 1 => {
            Table::from_iter([("version".to_owned(), version.as_str().into())])
        }
        Value::Table(table) => table.clone(),
        other => return Ok(other.clone()),
    };
    for (key, value) in own.iter().filter(|(key, _)| *key != "workspace") {
        match (merged.get_mut(key), value) {
            (Some(Value::Array(all)), Value::Array(more)) => all.extend(more.iter().cloned()),
            _ => _ = merged.insert(key.clone(), value.clone()),
        }
    }
    if merged.contains_key("path") {
        bail!("a generated crate cannot depend on a folder of this workspace");
    }
    Ok(merged.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARED: &str = r#"
        [workspace.package]
        version = "0.1.0"
        edition = "2024"
        [workspace.dependencies]
        serde = { version = "1", default-features = false, features = ["std"] }
        base64 = "0.23"
        [workspace.lints.rust]
        unsafe_code = "forbid"
    "#;

    fn check(own: &str) -> Result<Table> {
        let parse = |text: &str| text.parse::<Table>().expect("is TOML");
        let text = manifest(parse(own), &parse(SHARED), "graph-v1-0")?;
        assert!(text.starts_with("# Generated by `cargo xtask gen`"), "{text}");
        Ok(parse(&text))
    }

    #[test]
    fn nothing_is_inherited_in_a_crate_of_its_own() {
        let own = r#"
            package = { name = "graph-models", version.workspace = true, readme = "../README.md" }
            dependencies = { serde = { workspace = true, features = ["rc"] }, base64.workspace = true }
            lints.workspace = true
            [[test]]
            name = "examples"
            harness = false
        "#;
        let manifest = check(own).expect("can be made");
        let expected = r#"
            workspace = {}
            package = { name = "graph-v1-0", version = "0.1.0", publish = false }
            lib.name = "graph_models"
            lints.rust.unsafe_code = "forbid"
            [dependencies]
            base64 = "0.23"
            serde = { version = "1", default-features = false, features = ["std", "rc"] }
            [[test]]
            name = "examples"
            harness = false
        "#;
        assert_eq!(manifest, expected.parse::<Table>().expect("is TOML"));
    }

    #[test]
    fn a_dependency_that_the_workspace_does_not_have_is_an_error() {
        let own = "package = { name = \"x\" }\ndependencies.syn.workspace = true";
        assert!(check(own).is_err());
    }

    #[test]
    fn the_package_is_called_like_its_folder() {
        for (folder, name) in [
            ("target/graph-v1.0", "graph-v1-0"),
            ("/tmp/My Models", "my-models"),
            ("1", "graph-1"),
            ("test", "graph-test"),
            ("/", "graph-models"),
            ("_é_", "graph-models"),
        ] {
            assert_eq!(package_name(Path::new(folder)), name, "{folder}");
        }
    }
}
