//! A separate crate: its manifest inherits nothing, and it has copies of the runtime and the test harness of
//! `graph-models`, each with the generated header so that the next run can replace it.

use std::{fs, io::ErrorKind, path::Path};

use anyhow::{Context, Result, bail};
use graph_codegen::{
    model::{ApiInfo, Package},
    output::OutputTree,
};
use toml::{Table, Value};

use crate::{
    output_dir::{MARK, Owned},
    paths::show,
    terminal::safe::{inline, markdown_sentence},
};

/// In a separate crate, files with the header are replaced everywhere; a user's own modules and tests stay.
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

/// The manifests, the licences and the code that crates have copies of, by their paths in this workspace.
const EMBEDDED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

fn embedded(name: &str) -> Option<&'static str> {
    let mut files = EMBEDDED.iter();
    files.find(|(path, _)| *path == name).map(|(_, text)| *text)
}

/// Files in place of the guide of `graph-models`, which `lib.rs` includes in every crate.
const GUIDE: [(&str, &str); 2] = [
    ("src/guide/mod.rs", include_str!("standalone/guide.rs")),
    ("src/guide/start.md", include_str!("standalone/start.md")),
];

/// The manifest and the copies of a crate in the folder `out`.
pub(crate) fn files(out: &Path, package: &Package) -> Result<OutputTree> {
    let mut tree = OutputTree::default();
    let own = parse("graph-models/Cargo.toml")?;
    let shared = parse("Cargo.toml")?;
    let manifest = manifest(own, &shared, &with_name(package, out))?;
    tree.insert("Cargo.toml", manifest + &own_part(&out.join("Cargo.toml"))?);
    let code = EMBEDDED.iter().filter(|(path, _)| path.ends_with(".rs"));
    for (path, text) in code {
        let copy = path.strip_prefix("graph-models/").unwrap_or(path);
        let text = text.replace("\r\n", "\n");
        tree.insert(copy, format!("// {MARK} from {path}. Edits are lost.\n\n{text}"));
    }
    for (path, text) in GUIDE {
        let header = format!("{MARK}. Edits are lost.");
        let header = if path.ends_with(".md") {
            format!("<!-- {header} -->")
        } else {
            format!("// {header}")
        };
        tree.insert(path, format!("{header}\n\n{}", text.replace("\r\n", "\n")));
    }
    Ok(tree)
}

/// Ends the part of a manifest that is written anew; what a user adds behind it stays.
const END: &str = "# End of the generated part: what follows is kept.\n";

/// What follows the generated part of a manifest.
fn own_part(manifest: &Path) -> Result<String> {
    match fs::read_to_string(manifest) {
        Ok(text) => {
            let text = text.replace("\r\n", "\n");
            let own = text.split_once(END).map(|(_, own)| own);
            Ok(format!("\n{END}{}", own.unwrap_or_default()))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(format!("\n{END}")),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", show(manifest))),
    }
}

/// Files that a separate crate starts with, and that are then left to others: the versions of this workspace in
/// `Cargo.lock`, which cargo maintains; a README; the licences of the runtime.
pub(crate) fn initial_files(out: &Path, api: &ApiInfo) -> Vec<(&'static str, String)> {
    let copies = ["Cargo.lock", "LICENSE-APACHE", "LICENSE-MIT"].into_iter();
    let copies = copies.filter_map(|name| Some((name, embedded(name)?.to_owned())));
    let readme = readme(&with_name(&api.package, out), api);
    [("README.md", readme)].into_iter().chain(copies).collect()
}

/// What the crate is, and where its texts come from.
fn readme(package: &Package, api: &ApiInfo) -> String {
    let plain = |text: &str| markdown_sentence(&inline(text));
    let name = package.name.as_deref().unwrap_or_default();
    let description = package.description.as_deref().unwrap_or(DESCRIPTION);
    let facts = [
        &api.source,
        &api.commit,
        &api.date,
        &api.licence,
        &api.attribution,
    ];
    let facts: Vec<String> = facts.into_iter().flatten().map(|fact| plain(fact)).collect();
    let origin = match facts.is_empty() {
        true => String::new(),
        false => format!("\nMade from reference pages: {}.\n", facts.join(", ")),
    };
    format!(
        "# {name}\n\n{}.\n\n```toml\n[dependencies]\ngraph_models = {{ package = \"{name}\", version = \"{}\" }}\n```\n\n\
         The crate's documentation (`cargo doc --open`) starts with a request that is built and sent.\n{origin}\n\
         The runtime is under MIT or Apache 2.0, as you like.\n",
        plain(description.trim_end_matches('.')),
        package.version.as_deref().unwrap_or("0.1.0"),
    )
}

/// What a crate is if `api.toml` does not say it.
const DESCRIPTION: &str = "Typed models and requests for Microsoft Graph, generated from its reference pages";

fn parse(name: &str) -> Result<Table> {
    let text = embedded(name).with_context(|| format!("{name} is not embedded"))?;
    text.parse().with_context(|| format!("cannot parse {name}"))
}

const ORDER: [&str; 6] = [
    "package",
    "lib",
    "features",
    "dependencies",
    "dev-dependencies",
    "test",
];

/// Tables of the manifest for files that are not copied, and dependencies that only these files have.
const NOT_COPIED: [&str; 2] = ["bench", "example"];
const NOT_NEEDED: [&str; 2] = ["divan", "serde_derive"];

/// The settings with a name: without one, that of the folder.
fn with_name(package: &Package, out: &Path) -> Package {
    Package {
        name: Some(package.name.clone().unwrap_or_else(|| package_name(out))),
        ..package.clone()
    }
}

/// The folder's name as the name of a package.
fn package_name(out: &Path) -> String {
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
        // `test` and `core` cannot be names of packages.
        Some(_) if !name.contains('-') => format!("graph-{name}"),
        Some(_) => name,
    }
}

/// The manifest of `graph-models` with nothing inherited. The library keeps its name, so that tests and examples in the
/// documentation compile in every crate.
fn manifest(mut own: Table, shared: &Table, settings: &Package) -> Result<String> {
    let workspace = table(shared, "workspace").context("the workspace's manifest has no `[workspace]`")?;
    let package = own
        .get_mut("package")
        .and_then(Value::as_table_mut)
        .context("no `[package]`")?;
    inherit(package, table(workspace, "package"))?;
    package.insert("publish".to_owned(), settings.publish.into());
    let texts = [
        ("name", &settings.name),
        ("version", &settings.version),
        ("description", &settings.description),
        ("repository", &settings.repository),
        ("license", &settings.license),
        ("readme", &settings.readme),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            package.insert(key.to_owned(), text.as_str().into());
        }
    }
    // Its examples are not copied.
    package.insert(
        "include".to_owned(),
        vec!["/LICENSE-*", "/README.md", "/src"].into(),
    );
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
        .context("`lib` is not a table")?;
    lib.insert("name".to_owned(), "graph_models".into());
    own.insert("workspace".to_owned(), Table::new().into());
    print(own)
}

/// Prints the tables in the usual order.
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

/// Replaces each `key.workspace = true` by the value in the workspace, and keeps further keys of a dependency.
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
        let package = with_name(&Package::default(), Path::new("graph-v1.0"));
        let text = manifest(parse(own), &parse(SHARED), &package)?;
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
            package = { name = "graph-v1-0", version = "0.1.0", publish = false, readme = "../README.md", include = ["/LICENSE-*", "/README.md", "/src"] }
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
