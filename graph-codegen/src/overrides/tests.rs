//! Overrides on small pages.

use crate::{
    Analysis, analyze,
    diagnostic::codes,
    model::{ApiInfo, PropertyKind, TypeKind, TypeName},
    text::{PagePath, Sources},
};

const PAGE: &str = "# tree resource type\n\nNamespace: microsoft.graph\n\nA tree.\n\n## Properties\n\n\
    |Property|Type|Description|\n|:--|:--|:--|\n|hight|String|Height.|\n|bark|barkType|Possible values are: `smooth`, `rogh`.|\n";

fn read(overrides: &str) -> (Analysis, Sources) {
    let sources = Sources::from_texts(&[("overrides.toml", overrides), ("resources/tree.md", PAGE)]);
    let file = sources.find(&PagePath::new("overrides.toml"));
    (analyze(&sources, file, ApiInfo::default()), sources)
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

fn no_errors(found: &Analysis) {
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

#[test]
fn a_relationship_is_told_from_a_property() {
    let retype = "retype-property = { name = \"hight\", type = \"tree\", navigation = true }";
    let (found, _) = read(&entry(retype));
    no_errors(&found);
    let tree = found
        .api
        .ty(&TypeName::new("microsoft.graph.tree"))
        .expect("the type");
    let kinds: Vec<_> = tree
        .properties
        .iter()
        .map(|property| (property.name.as_str(), property.kind))
        .collect();
    assert_eq!(
        kinds,
        [
            ("bark", PropertyKind::Structural),
            ("hight", PropertyKind::Navigation)
        ]
    );
    let back = "retype-property = { name = \"hight\", type = \"tree\", navigation = false }";
    let (found, _) = read(&(entry(retype) + &entry(back)));
    no_errors(&found);
}

#[test]
fn abstract_and_open_are_stated() {
    let (found, _) = read(&["set-abstract = true", "set-open = true"].map(entry).concat());
    no_errors(&found);
    let tree = found
        .api
        .ty(&TypeName::new("microsoft.graph.tree"))
        .expect("the type");
    assert!(tree.is_abstract && tree.open);
}

#[test]
fn a_base_is_taken_away_even_the_root() {
    let base = |overrides: &str| {
        let (found, _) = read(overrides);
        no_errors(&found);
        let tree = found
            .api
            .ty(&TypeName::new("microsoft.graph.tree"))
            .expect("the type");
        tree.base.clone().map(|base| base.to_string())
    };
    let kind = entry("set-kind = \"entity\"");
    assert_eq!(base(&kind).as_deref(), Some("microsoft.graph.entity"));
    assert_eq!(
        base(&(kind + &entry("drop-base = \"microsoft.graph.entity\""))),
        None
    );
}

#[test]
fn a_type_without_a_page_is_added() {
    let add = "[override.add-type]\nname = \"microsoft.graph.oak\"\nkind = \"entity\"\nbase = \"microsoft.graph.tree\"\n\
        abstract = true\nproperties = [\n{ name = \"acorns\", type = \"Edm.Int32\" },\n\
        { name = \"next\", type = \"microsoft.graph.oak\", navigation = true },\n]\n";
    let (found, _) = read(&entry(add));
    no_errors(&found);
    let oak = found
        .api
        .ty(&TypeName::new("microsoft.graph.oak"))
        .expect("the type");
    assert!(oak.is_abstract && !oak.documented && oak.kind == TypeKind::Entity);
    assert_eq!(
        oak.base.as_ref().map(TypeName::as_str),
        Some("microsoft.graph.tree")
    );
    let names: Vec<_> = oak
        .properties
        .iter()
        .map(|property| property.name.as_str())
        .collect();
    assert_eq!(names, ["acorns", "next"]);
    let place = (oak.source.page.as_str(), oak.source.line);
    assert_eq!(place, ("overrides.toml", 4));
}

#[test]
fn an_enum_is_stated_as_a_whole() {
    let set = "set-enum = { name = \"barkType\", members = [\"rough\", \"unknownFutureValue\", \"fissured\"], flags = true }";
    let (found, _) = read(&entry(set));
    no_errors(&found);
    let bark = found
        .api
        .enum_(&TypeName::new("microsoft.graph.barkType"))
        .expect("the enum");
    let members: Vec<_> = bark
        .members
        .iter()
        .map(|member| (member.name.as_str(), member.evolvable))
        .collect();
    assert_eq!(
        members,
        [
            ("rough", false),
            ("unknownFutureValue", false),
            ("fissured", true)
        ]
    );
    assert!(bark.flags);
}

/// Two requests of one page, told in one sentence.
const LIST: &str = "# List trees\n\nNamespace: microsoft.graph\n\nThem.\n\n## HTTP request\n\n```http\nGET /trees\nGET /woods/{id}/trees\n\
    POST /trees\n```\n\n## Response\n\nIf successful, this method returns a `200 OK` response code and a [tree](../resources/tree.md) object.\n";

fn answers(overrides: &str) -> Vec<(String, u16, Option<String>, bool)> {
    let texts = [
        ("overrides.toml", overrides),
        ("resources/tree.md", PAGE),
        ("api/tree-list.md", LIST),
    ];
    let sources = Sources::from_texts(&texts);
    let file = sources.find(&PagePath::new("overrides.toml"));
    let found = analyze(&sources, file, ApiInfo::default());
    no_errors(&found);
    let mut answers = Vec::new();
    for operation in &found.api.operations {
        for (path, answer) in operation
            .paths
            .iter()
            .flat_map(|path| operation.responses.iter().map(move |answer| (path, answer)))
        {
            let request = format!("{} {path}", operation.method);
            answers.push((
                request,
                answer.status,
                answer.ty.as_ref().map(|ty| ty.short().to_owned()),
                answer.collection,
            ));
        }
    }
    answers.sort();
    answers
}

#[test]
fn answers_are_stated_for_a_request_or_for_a_method() {
    let entry = |change: &str| entry(change).replace("resources/tree.md", "api/tree-list.md");
    let tree = |request: &str, collection| (request.to_owned(), 200, Some("tree".to_owned()), collection);
    let one = "set-response = { request = \"GET /trees\", type = \"tree\", collection = true }";
    assert_eq!(
        answers(&entry(one)),
        [
            tree("GET /trees", true),
            tree("GET /woods/{id}/trees", false),
            tree("POST /trees", false)
        ]
    );
    let all = "set-response = { request = \"GET\", type = \"tree\", collection = true }";
    let nothing = "set-response = { request = \"POST\", status = 204 }";
    assert_eq!(
        answers(&(entry(all) + &entry(nothing))),
        [
            tree("GET /trees", true),
            tree("GET /woods/{id}/trees", true),
            ("POST /trees".to_owned(), 204, None, false),
        ]
    );
}

#[test]
fn statements_about_everything_that_change_nothing_are_errors() {
    for change in [
        "set-open = false",
        "set-abstract = false",
        "drop-base = \"microsoft.graph.bush\"",
        "set-enum = { name = \"barkType\", members = [\"smooth\", \"rogh\"] }",
        "add-type = { name = \"microsoft.graph.tree\", kind = \"entity\" }",
    ] {
        assert_eq!(error(&entry(change)), ("GD0202", 4), "{change}");
    }
}

#[test]
fn a_response_of_no_request_and_one_that_is_so_already_are_errors() {
    let texts = |change: &str| {
        let overrides = entry(change).replace("resources/tree.md", "api/tree-list.md");
        let sources = Sources::from_texts(&[
            ("overrides.toml", overrides.as_str()),
            ("resources/tree.md", PAGE),
            ("api/tree-list.md", LIST),
        ]);
        let file = sources.find(&PagePath::new("overrides.toml"));
        let found = analyze(&sources, file, ApiInfo::default()).diagnostics;
        let refused = found
            .iter()
            .find(|found| found.code.id == codes::OVERRIDE_NOT_APPLIED.id);
        refused.map(|refused| refused.message.clone()).unwrap_or_default()
    };
    let lost = texts("set-response = { request = \"PUT /trees\", type = \"tree\" }");
    assert_eq!(lost, "`api/tree-list.md` has no request `PUT /trees`");
    let same = texts("set-response = { request = \"POST /trees\", status = 200, type = \"tree\" }");
    assert_eq!(same, "`api/tree-list.md` already says so");
}

/// The document has each change once in a list of its kind, and each can be read.
#[test]
fn the_reference_has_an_example_of_every_change() {
    let document = include_str!("../../../config/README.md");
    let fences = document.split("```toml\n").skip(1);
    let fences: Vec<_> = fences.filter_map(|fence| fence.split("```").next()).collect();
    let mut changes = std::collections::BTreeSet::new();
    for line in fences.iter().skip(1).flat_map(|fence| fence.lines()) {
        let text = format!("[[override]]\npage = \"resources/x.md\"\nreason = \"y\"\n{line}\n");
        let sources = Sources::from_texts(&[("overrides.toml", &text)]);
        let file = sources.find(&PagePath::new("overrides.toml")).expect("is there");
        let (entries, faults) = super::file::read(&sources, file);
        assert_eq!((entries.len(), faults.len()), (1, 0), "{line}: {faults:?}");
        assert!(
            changes.insert(line.split(' ').next().unwrap_or_default()),
            "{line}"
        );
    }
    let (_, listed) = codes::BAD_OVERRIDE
        .explanation
        .split_once("exactly one change: ")
        .expect("lists them");
    let listed = listed
        .split('.')
        .next()
        .unwrap_or_default()
        .split('`')
        .skip(1)
        .step_by(2);
    assert_eq!(changes, listed.collect(), "config/README.md and `explain GD0201`");
}
