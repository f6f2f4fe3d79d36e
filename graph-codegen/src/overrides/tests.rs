//! Overrides on small pages.

use crate::{
    Understood,
    diagnostic::codes,
    model::{ApiInfo, PropertyKind, TypeKind, TypeName},
    source::{PagePath, Sources},
    understand,
};

const PAGE: &str = "# tree resource type\n\nNamespace: microsoft.graph\n\nA tree.\n\n## Properties\n\n\
    |Property|Type|Description|\n|:--|:--|:--|\n|hight|String|Height.|\n|bark|barkType|Possible values are: `smooth`, `rogh`.|\n";

fn read(overrides: &str) -> (Understood, Sources) {
    let sources = Sources::from_texts(&[("overrides.toml", overrides), ("resources/tree.md", PAGE)]);
    let file = sources.find(&PagePath::new("overrides.toml"));
    (understand(&sources, file, ApiInfo::default()), sources)
}

fn entry(change: &str) -> String {
    format!("[[override]]\npage = \"resources/tree.md\"\nreason = \"a slip\"\n{change}\n")
}

/// The code of the only error and its line.
fn error(overrides: &str) -> (&'static str, u32) {
    let (found, sources) = read(overrides);
    let told: Vec<_> = found
        .diagnostics
        .iter()
        .filter(|found| found.code.id.starts_with("GD02"))
        .collect();
    let [only] = told.as_slice() else {
        panic!("one finding expected: {told:?}");
    };
    (
        only.code.id,
        sources.position(only.span.expect("it has a place")).line,
    )
}

fn no_errors(found: &Understood) {
    assert_eq!(found.api.diagnostics.error, 0, "{:?}", found.diagnostics);
}

#[test]
fn a_property_is_renamed_and_retyped() {
    let rename = entry("rename-property = { from = \"hight\", to = \"height\" }");
    let retype = entry("retype-property = { name = \"height\", type = \"Edm.Double\" }");
    let (found, _) = read(&(rename + &retype));
    no_errors(&found);
    let tree = found
        .api
        .ty(&TypeName::new("microsoft.graph.tree"))
        .expect("the type");
    assert_eq!(tree.properties[0].name, "height");
    assert_eq!(tree.properties[0].ty.as_str(), "Edm.Double");
}

#[test]
fn properties_are_added_and_dropped() {
    let add =
        entry("add-property = { name = \"leaves\", type = \"tree\", collection = true, navigation = true }");
    let drop = entry("drop-property = \"hight\"");
    let (found, _) = read(&(add + &drop));
    no_errors(&found);
    let tree = found
        .api
        .ty(&TypeName::new("microsoft.graph.tree"))
        .expect("the type");
    let names: Vec<_> = tree
        .properties
        .iter()
        .map(|property| property.name.as_str())
        .collect();
    assert_eq!(names, ["bark", "leaves"]);
    assert_eq!(tree.properties[1].kind, PropertyKind::Navigation);
}

#[test]
fn members_are_renamed_added_and_dropped() {
    let changes = [
        "rename-member = { enum = \"barkType\", from = \"rogh\", to = \"rough\" }",
        "add-member = { enum = \"barkType\", name = \"none\" }",
        "drop-member = { enum = \"barkType\", name = \"smooth\" }",
    ];
    let (found, _) = read(&changes.map(entry).concat());
    no_errors(&found);
    let bark = found
        .api
        .enum_(&TypeName::new("microsoft.graph.barkType"))
        .expect("the enum");
    let names: Vec<_> = bark.members.iter().map(|member| member.name.as_str()).collect();
    assert_eq!(names, ["rough", "none"]);
}

#[test]
fn name_base_and_kind_are_stated() {
    let changes = [
        "rename-type = \"microsoft.graph.oak\"",
        "set-base = \"microsoft.graph.plant\"",
        "set-kind = \"entity\"",
    ];
    let (found, _) = read(&changes.map(entry).concat());
    no_errors(&found);
    let oak = found
        .api
        .ty(&TypeName::new("microsoft.graph.oak"))
        .expect("the type");
    assert_eq!(
        oak.base.as_ref().map(TypeName::as_str),
        Some("microsoft.graph.plant")
    );
    assert_eq!(oak.kind, TypeKind::Entity);
}

#[test]
fn an_override_that_does_not_apply_is_an_error_at_its_place() {
    assert_eq!(error(&entry("drop-property = \"leaves\"")), ("GD0202", 4));
    let elsewhere = entry("drop-property = \"hight\"").replace("tree.md", "bush.md");
    assert_eq!(error(&elsewhere), ("GD0202", 2));
    assert_eq!(
        error(&entry(
            "retype-property = { name = \"hight\", type = \"String\" }"
        )),
        ("GD0202", 4),
        "the page says so already"
    );
}

#[test]
fn mistakes_in_the_file_show_their_place() {
    assert_eq!(error(&entry("drop-proprty = \"hight\"")), ("GD0201", 4));
    assert_eq!(error("[[override]\n"), ("GD0201", 1));
    assert_eq!(error(&entry("")), ("GD0201", 1), "no change");
    let two = entry("drop-property = \"hight\"\nset-base = \"microsoft.graph.plant\"");
    assert_eq!(error(&two), ("GD0201", 1), "two changes");
    let silent = entry("drop-property = \"hight\"").replace("a slip", " ");
    assert_eq!(error(&silent), ("GD0201", 3), "no reason");
    assert_eq!(codes::BAD_OVERRIDE.id, "GD0201");
}

#[test]
fn an_override_that_changes_nothing_is_an_error() {
    for change in [
        "rename-type = \"microsoft.graph.tree\"",
        "set-kind = \"complex\"",
        "rename-property = { from = \"hight\", to = \"hight\" }",
        "rename-member = { enum = \"barkType\", from = \"rogh\", to = \"rogh\" }",
    ] {
        assert_eq!(error(&entry(change)), ("GD0202", 4), "{change}");
    }
}

#[test]
fn near_names_are_suggested() {
    for (change, near) in [
        ("drop-property = \"heght\"", "hight"),
        (
            "drop-member = { enum = \"barkType\", name = \"smoth\" }",
            "smooth",
        ),
    ] {
        let (found, _) = read(&entry(change));
        let help = found.diagnostics.iter().find_map(|found| found.help.as_deref());
        let wanted = format!("did you mean `{near}`?");
        assert!(help.is_some_and(|help| help.starts_with(&wanted)), "{help:?}");
    }
}
