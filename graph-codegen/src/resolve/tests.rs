//! Types and enums from small pages.

mod bases;
mod enums;
mod further;
mod names;

use crate::{
    Analysis, analyze,
    diagnostic::Code,
    model::{ApiInfo, Enum, Property, Type, TypeName},
    text::Sources,
};

fn read(files: &[(&str, &str)]) -> Analysis {
    analyze(&Sources::from_texts(files), None, ApiInfo::default())
}

fn ty<'a>(found: &'a Analysis, name: &str) -> &'a Type {
    let name = TypeName::new(format!("microsoft.graph.{name}"));
    found.api.ty(&name).expect("the type is there")
}

fn enum_<'a>(found: &'a Analysis, name: &str) -> &'a Enum {
    let name = TypeName::new(format!("microsoft.graph.{name}"));
    found.api.enum_(&name).expect("the enum is there")
}

fn base(ty: &Type) -> &str {
    ty.base.as_ref().map_or("", TypeName::short)
}

fn names(ty: &Type) -> Vec<&str> {
    ty.properties
        .iter()
        .map(|property| property.name.as_str())
        .collect()
}

fn property<'a>(ty: &'a Type, name: &str) -> &'a Property {
    let found = ty.properties.iter().find(|property| property.name == name);
    found.expect("the property is there")
}

fn members(enum_: &Enum) -> Vec<&str> {
    enum_.members.iter().map(|member| member.name.as_str()).collect()
}

fn has(found: &Analysis, code: &Code) -> bool {
    found.diagnostics.iter().any(|diagnostic| diagnostic.code == code)
}

/// A resource page: what stands before the properties, their rows, the rows of its relationships.
fn resource(name: &str, intro: &str, rows: &[&str], related: &[&str]) -> String {
    let table = |rows: &[&str]| {
        format!(
            "|Property|Type|Description|\n|:---|:---|:---|\n{}\n",
            rows.join("\n")
        )
    };
    format!(
        "# {name} resource type\n\nNamespace: microsoft.graph\n\n{intro}\n\n## Properties\n\n{}\n## Relationships\n\n{}",
        table(rows),
        table(related)
    )
}

fn annotated(name: &str, annotation: &str, rows: &[&str]) -> String {
    let page = resource(name, "Text.", rows, &[]);
    format!(
        "{page}\n## JSON representation\n\n<!-- {{ \"blockType\": \"resource\", {annotation} }} -->\n``` json\n{{}}\n```\n"
    )
}
