//! [`Krate`] → the same models in the plain shape of serde's derives: what a small generator would write. A yardstick
//! only: unknown properties and unknown members of enums are lost, a union is its base.

use std::collections::BTreeMap;

use graph_codegen::{
    emit::{self, Part},
    render,
    rust::{Docs, Enum, Field, Import, Item, ItemFile, Krate, Struct, Type, Union},
};

const LIB: &str = include_str!("program/reference_lib.rs");

/// All files of the crate, by path below its root.
pub(super) fn files(krate: &Krate) -> BTreeMap<String, String> {
    let mut files = BTreeMap::from([("src/lib.rs".to_owned(), LIB.to_owned())]);
    for module in krate.modules.iter().filter(|module| is_model(&module.path)) {
        let text = render::text(emit::file(Part::Module(module)));
        files.insert(path(&module.path, "/mod"), text);
    }
    for file in krate.items.iter().filter(|file| is_model(&file.path)) {
        let text = imports(file) + &item(file);
        files.insert(path(&file.path, ""), text);
    }
    files
}

fn is_model(path: &[String]) -> bool {
    path.get(1).is_some_and(|part| part == "models")
}

fn path(path: &[String], name: &str) -> String {
    let below = path.get(1..).unwrap_or_default();
    format!("src/{}{name}.rs", below.join("/"))
}

fn imports(file: &ItemFile) -> String {
    let models = file.imports.iter().filter(|import| !is_runtime(import));
    let kept = |name: &&String| match &file.item {
        Item::Union(union_) => base(union_).is_some_and(|base| *base == Type::Path(vec![(*name).clone()])),
        _ => true,
    };
    models
        .filter_map(|import| {
            let names: Vec<_> = import.names.iter().filter(kept).cloned().collect();
            let module = import.module.join("::");
            (!names.is_empty()).then(|| format!("use {module}::{{{}}};\n", names.join(", ")))
        })
        .collect()
}

fn is_runtime(import: &Import) -> bool {
    import.module.last().is_some_and(|last| last == "runtime")
}

fn base(union_: &Union) -> Option<&Type> {
    union_.variants.first().map(|variant| &variant.ty)
}

fn item(file: &ItemFile) -> String {
    match &file.item {
        Item::Struct(struct_) => struct_text(struct_, &Scalars::of(file)),
        Item::Enum(enum_) => enum_text(enum_),
        Item::Union(union_) => union_text(union_, &Scalars::of(file)),
        _ => String::new(),
    }
}

fn struct_text(struct_: &Struct, scalars: &Scalars<'_>) -> String {
    let fields: String = struct_
        .fields
        .iter()
        .map(|field| field_text(field, scalars))
        .collect();
    format!(
        "use serde::{{Deserialize, Serialize}};\n\n{}\
         #[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]\npub struct {} {{\n{fields}}}\n",
        docs(&struct_.docs, ""),
        struct_.name.rust,
    )
}

fn field_text(field: &Field, scalars: &Scalars<'_>) -> String {
    let (wire, rust) = (&field.name.wire, &field.name.rust);
    let renamed = if wire == rust {
        String::new()
    } else {
        format!("rename = {wire:?}, ")
    };
    format!(
        "{}    #[serde({renamed}skip_serializing_if = \"Option::is_none\")]\n    pub {rust}: Option<{}>,\n",
        docs(&field.docs, "    "),
        scalars.text(&field.ty),
    )
}

fn enum_text(enum_: &Enum) -> String {
    let member = |variant: &graph_codegen::rust::Variant| {
        let (wire, rust) = (&variant.name.wire, &variant.name.rust);
        format!(
            "{}    #[serde(rename = {wire:?})]\n    {rust},\n",
            docs(&variant.docs, "    ")
        )
    };
    let members: String = enum_.variants.iter().map(member).collect();
    format!(
        "use serde::{{Deserialize, Serialize}};\n\n{}\
         #[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]\npub enum {} {{\n{members}{}\
         \x20   #[serde(other)]\n    Unlisted,\n}}\n",
        docs(&enum_.docs, ""),
        enum_.name.rust,
        docs(&enum_.unlisted_docs, "    "),
    )
}

/// Boxed, as ours are.
fn union_text(union_: &Union, scalars: &Scalars<'_>) -> String {
    let base = base(union_).map(|base| scalars.text(base)).unwrap_or_default();
    format!(
        "\n{}pub type {} = Box<{base}>;\n",
        docs(&union_.docs, ""),
        union_.name.rust
    )
}

fn docs(lines: &Docs, indent: &str) -> String {
    let line = |line: &String| format!("{indent}/// {line}").trim_end().to_owned() + "\n";
    lines.iter().map(line).collect()
}

/// The names of the runtime that stand in a file: what they are here.
struct Scalars<'a>(Vec<&'a str>);

impl<'a> Scalars<'a> {
    fn of(file: &'a ItemFile) -> Self {
        let runtime = file.imports.iter().filter(|import| is_runtime(import));
        Self(
            runtime
                .flat_map(|import| import.names.iter().map(String::as_str))
                .collect(),
        )
    }

    fn text(&self, ty: &Type) -> String {
        match ty {
            Type::Path(parts) => match parts.as_slice() {
                [name] if self.0.contains(&name.as_str()) => scalar(name).to_owned(),
                parts => parts.join("::"),
            },
            Type::Flags(_) => "String".to_owned(),
            Type::List(inner) => format!("Vec<{}>", self.text(inner)),
            Type::Boxed(inner) => format!("Box<{}>", self.text(inner)),
        }
    }
}

fn scalar(name: &str) -> &'static str {
    match name {
        "Json" => "serde_json::Value",
        "Decimal" => "f64",
        _ => "String",
    }
}

#[cfg(test)]
mod tests {
    use graph_codegen::{analyze, facts, lower, model::ApiInfo, text::Sources};

    use super::*;

    const PAGE: &str = "# thing resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n\
        | Property | Type | Description |\n|:--|:--|:--|\n| id | String | The id. |\n\
        | sentAt | DateTimeOffset | Then. |\n| tags | String collection | Words. |\n\
        | state | thingState | The possible values are: `on`, `off`. |\n";

    fn crate_() -> BTreeMap<String, String> {
        let sources = Sources::from_texts(&[("resources/thing.md", PAGE)]);
        let api = analyze(&sources, None, ApiInfo::default()).api;
        files(
            &lower::krate(
                &api,
                &facts::facts(&api),
                &graph_codegen::facts::proof::Proof::default(),
            )
            .0,
        )
    }

    #[test]
    fn structs_derive_and_rename() {
        let crate_ = crate_();
        let thing = crate_.get("src/models/thing.rs").expect("a file for each type");
        for part in [
            "use crate::models::{ThingState};\nuse serde::{Deserialize, Serialize};\n",
            "#[derive(Serialize, Deserialize, Clone, Debug, Default, PartialEq)]\npub struct Thing {\n",
            "    #[serde(skip_serializing_if = \"Option::is_none\")]\n    pub id: Option<String>,\n",
            "    #[serde(rename = \"sentAt\", skip_serializing_if = \"Option::is_none\")]\n    pub sent_at: Option<String>,\n",
            "    pub tags: Option<Vec<String>>,\n",
            "    pub state: Option<ThingState>,\n",
        ] {
            assert!(thing.contains(part), "{part}\nin\n{thing}");
        }
    }

    #[test]
    fn enums_have_a_place_for_other_values() {
        let crate_ = crate_();
        let state = crate_
            .get("src/models/thing_state.rs")
            .expect("a file for each enum");
        assert!(
            state.contains("    #[serde(rename = \"on\")]\n    On,\n"),
            "{state}"
        );
        assert!(
            state.ends_with("    #[serde(other)]\n    Unlisted,\n}\n"),
            "{state}"
        );
    }

    #[test]
    fn modules_are_those_of_the_models() {
        let crate_ = crate_();
        let modules = crate_.get("src/models/mod.rs").expect("a root of the models");
        assert!(modules.contains("pub use thing::Thing;"), "{modules}");
        assert!(
            crate_.keys().all(|path| !path.contains("generated")),
            "{:?}",
            crate_.keys()
        );
    }
}
