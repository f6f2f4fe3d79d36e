//! A small service and pages that differ from it in every way.

use std::collections::BTreeSet;

use super::{
    Comparison, Kind, compare,
    suggest::{Suggestion, suggest},
};
use crate::{
    analyze,
    compare::csdl::{self, Csdl},
    diagnostic::Severity,
    model::ApiInfo,
    text::{PagePath, Sources},
};

const METADATA: &str = include_str!("tests/metadata.xml");

const TREE: &str = "# tree resource type\n\nNamespace: microsoft.graph\n\nA tree.\n\n## Properties\n\n\
    |Property|Type|Description|\n|:--|:--|:--|\n\
    |id|String|The key.|\n|hight|Double|Height.|\n|age|String|In years.|\n\
    |bark|String|Possible values are: `smooth`, `rough`.|\n\
    |leaves|leafState|Possible values are: `green`, `dry`.|\n\
    |crown|[crown](crown.md)|On top.|\n|birch|[berch](birch.md)|Near it.|\n\
    |rings|[ring](ring.md) collection|Inside.|\n|moss|[moss](moss.md)|On it.|\n";
const RING: &str = "# ring resource type\n\nNamespace: microsoft.graph\n\nA year.\n\n## Properties\n\n\
    |Property|Type|Description|\n|:--|:--|:--|\n|id|String|The key.|\n";
const CROWN: &str = "# crown resource type\n\nNamespace: microsoft.graph\n\nThe top. Inherits from [ring](ring.md).\n\n\
    ## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|width|Double|In metres.|\n";
const BIRCH: &str = "# berch resource type\n\nNamespace: microsoft.graph\n\nA tree. Inherits from [tree](tree.md).\n\n\
    ## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|id|String|The key.|\n";
const SEED: &str = "# seed resource type\n\nNamespace: microsoft.graph\n\nSmall.\n\n## Properties\n\n\
    |Property|Type|Description|\n|:--|:--|:--|\n|weight|Double|In grams.|\n\n\
    ## Relationships\n\n|Relationship|Type|Description|\n|:--|:--|:--|\n|tree|[tree](tree.md)|Whose it is.|\n";
const MOSS: &str = "# moss resource type\n\nNamespace: microsoft.graph\n\nGreen.\n\n## Properties\n\n\
    |Property|Type|Description|\n|:--|:--|:--|\n|soft|Boolean|Always.|\n";

fn operation(title: &str, request: &str, response: &str) -> String {
    format!(
        "# {title}\n\nNamespace: microsoft.graph\n\nIt.\n\n## HTTP request\n\n```http\n{request}\n```\n\n\
         ## Response\n\nIf successful, this method returns a {response}\n"
    )
}

fn sources(overrides: &str) -> Sources {
    let get = operation(
        "Get tree",
        "GET /trees/{id}",
        "`200 OK` response code and a [tree](../resources/tree.md) object.",
    );
    let rings = operation(
        "List rings",
        "GET /trees/{id}/rings",
        "`200 OK` response code and a [ring](../resources/ring.md) object.",
    );
    let fell = operation(
        "tree: fell",
        "POST /trees/{id}/fell",
        "`204 No Content` response code.",
    );
    let grow = operation(
        "tree: grow",
        "POST /trees/{id}/grow",
        "`200 OK` response code and a [tree](../resources/tree.md) object.",
    );
    let lost = operation(
        "Get moss",
        "GET /mosses/{id}",
        "`200 OK` response code and a [moss](../resources/moss.md) object.",
    );
    Sources::from_texts(&[
        ("overrides.toml", overrides),
        ("resources/tree.md", TREE),
        ("resources/ring.md", RING),
        ("resources/crown.md", CROWN),
        ("resources/birch.md", BIRCH),
        ("resources/moss.md", MOSS),
        ("resources/seed.md", SEED),
        ("api/tree-get.md", &get),
        ("api/tree-list-rings.md", &rings),
        ("api/tree-fell.md", &fell),
        ("api/tree-grow.md", &grow),
        ("api/moss-get.md", &lost),
    ])
}

fn service(text: &str) -> Csdl {
    let sources = Sources::from_texts(&[("metadata.xml", text)]);
    let file = sources.find(&PagePath::new("metadata.xml")).expect("is there");
    csdl::read(&sources, file).expect("can be read")
}

/// Compares pages with these overrides, which all apply.
fn compared(overrides: &str, metadata: &str) -> Comparison {
    let sources = sources(overrides);
    let file = sources.find(&PagePath::new("overrides.toml"));
    let analysis = analyze(&sources, file, ApiInfo::default());
    let errors = analysis
        .diagnostics
        .iter()
        .filter(|found| found.severity() == Severity::Error);
    assert_eq!(
        errors.collect::<Vec<_>>(),
        Vec::<&crate::diagnostic::Diagnostic>::new()
    );
    compare(&analysis.api, &service(metadata))
}

fn suggested(overrides: &str) -> String {
    let suggestions = suggest(&sources(overrides), &ApiInfo::default(), &service(METADATA));
    suggestions.iter().map(Suggestion::text).collect()
}

/// `kind subject`, without the namespace.
fn told(comparison: &Comparison) -> Vec<String> {
    let mismatches = comparison.mismatches.iter().map(|mismatch| &mismatch.difference);
    let line = |difference: &super::Difference| {
        format!(
            "{} {}",
            difference.kind().id(),
            difference.subject().replace("microsoft.graph.", "")
        )
    };
    mismatches.map(line).collect()
}

#[test]
fn every_kind_of_difference_is_only_once() {
    let comparison = compared("", METADATA);
    assert_eq!(
        told(&comparison),
        [
            "type-missing birch",
            "type-missing plant",
            "type-unknown berch",
            "type-unknown moss",
            "type-kind ring",
            "type-kind seed",
            "base crown",
            "base ring",
            "base seed",
            "base tree",
            "open tree",
            "property-missing tree.colour",
            "property-missing tree.height",
            "property-missing tree.latinName",
            "property-missing tree.neighbours",
            "property-unknown crown.id",
            "property-unknown seed.id",
            "property-unknown tree.hight",
            "property-unknown tree.moss",
            "property-type tree.age",
            "property-type tree.bark",
            "property-type tree.birch",
            "property-kind tree.birch",
            "enum-missing barkKind",
            "members leafState",
            "flags leafState",
            "path-unknown GET /mosses/{id}",
            "response GET /trees/{id}/rings",
            "response POST /trees/{id}/fell",
            "silent POST /trees/{id}/grow",
            "call-missing function tallest",
            "entry-missing /oldest",
        ]
    );
}

#[test]
fn a_difference_has_both_sides_and_both_places() {
    let comparison = compared("", METADATA);
    let age = comparison
        .mismatches
        .iter()
        .find(|mismatch| mismatch.difference.kind() == Kind::PropertyType);
    let age = age.expect("is told");
    let source = age.source.as_ref().expect("has a page");
    assert_eq!(
        (source.page.as_str(), source.line, age.line),
        ("resources/tree.md", 13, Some(25))
    );
    assert_eq!(age.difference.pages().as_deref(), Some("Edm.String"));
    assert_eq!(age.difference.service().as_deref(), Some("Edm.Int32"));
}

#[test]
fn figures_count_what_both_sides_know() {
    let figures = compared("", METADATA).figures;
    assert_eq!(
        (figures.types.model, figures.types.csdl, figures.types.both),
        (7, 7, 5)
    );
    assert_eq!((figures.kind.part, figures.kind.whole), (3, 5));
    assert_eq!((figures.base.part, figures.base.whole), (0, 4));
    assert_eq!((figures.enums.used, figures.enums.found), (2, 1));
    assert_eq!((figures.enums.members.part, figures.enums.members.whole), (1, 2));
    assert_eq!(
        (figures.operations.pairs, figures.operations.resolved.part),
        (5, 4)
    );
    assert_eq!(
        (figures.operations.response.part, figures.operations.responses),
        (1, 3)
    );
    assert_eq!(
        (figures.operations.silent.part, figures.operations.silent.whole),
        (0, 1)
    );
}

#[test]
fn with_all_suggestions_the_pages_say_what_the_service_says() {
    let overrides = suggested("");
    let comparison = compared(&overrides, METADATA);
    assert_eq!(
        told(&comparison),
        [
            "type-unknown moss",
            "property-unknown tree.moss",
            "path-unknown GET /mosses/{id}",
            "call-missing function tallest",
            "entry-missing /oldest",
        ],
        "{overrides}"
    );
    let figures = comparison.figures;
    for share in [
        figures.kind,
        figures.base,
        figures.properties.ty,
        figures.enums.members,
        figures.operations.response,
    ] {
        assert_eq!(share.percent(), Some(100.0));
    }
}

#[test]
fn every_kind_of_suggestion_occurs_and_names_both_sides() {
    let overrides = suggested("");
    for change in [
        "rename-type = \"microsoft.graph.birch\"",
        "set-base = \"microsoft.graph.plant\"",
        "drop-base = \"microsoft.graph.ring\"",
        "[override.add-type]\nname = \"microsoft.graph.plant\"\nkind = \"entity\"\nbase = \"microsoft.graph.entity\"\nabstract = true\n",
        "set-kind = \"complex\"",
        "set-open = true",
        "set-enum = { name = \"microsoft.graph.barkKind\", members = [\"smooth\", \"rough\", \"peeling\"] }",
        "members = [\"green\", \"fallen\", \"unknownFutureValue\"], flags = true }",
        "rename-property = { from = \"hight\", to = \"height\" }",
        "retype-property = { name = \"age\", type = \"Edm.Int32\" }",
        "retype-property = { name = \"birch\", type = \"microsoft.graph.birch\", navigation = true }",
        "add-property = { name = \"colour\", type = \"Edm.String\" }",
        "set-response = { request = \"GET /trees/{id}/rings\", type = \"microsoft.graph.ring\", collection = true }",
        "set-response = { request = \"POST /trees/{id}/fell\", status = 200, type = \"microsoft.graph.ring\" }",
        "set-response = { request = \"POST /trees/{id}/grow\", status = 204 }",
        "reason = \"microsoft.graph.tree.age: the pages say Edm.String, the service's metadata says Edm.Int32\"",
    ] {
        assert!(overrides.contains(change), "{change} in\n{overrides}");
    }
}

#[test]
fn a_second_run_suggests_nothing() {
    let overrides = suggested("");
    assert_eq!(suggested(&overrides), "");
}

#[test]
fn nothing_that_is_overridden_already_is_suggested_again() {
    let own = "[[override]]\npage = \"resources/tree.md\"\nreason = \"a slip\"\n\
        retype-property = { name = \"age\", type = \"Edm.Int32\" }";
    let overrides = suggested(own);
    assert!(!overrides.contains("\"age\""), "{overrides}");
    compared(&format!("{own}\n{overrides}"), METADATA);
}

#[test]
fn what_a_person_wrote_is_never_made_needless() {
    // With `set-base` of the service, this one would change nothing.
    let own =
        "[[override]]\npage = \"resources/ring.md\"\nreason = \"it has a key\"\nset-kind = \"entity\"\n";
    let overrides = suggested(own);
    compared(&format!("{own}\n{overrides}"), METADATA);
}

#[test]
fn bases_in_a_circle_do_not_hang() {
    let circle = METADATA.replace(
        "<EntityType Name=\"plant\" BaseType=\"graph.entity\"",
        "<EntityType Name=\"plant\" BaseType=\"graph.birch\"",
    );
    assert!(compared("", &circle).figures.types.both > 0);
    let suggestions = suggest(&sources(""), &ApiInfo::default(), &service(&circle));
    let pages: BTreeSet<_> = suggestions
        .iter()
        .map(|suggestion| suggestion.page.as_str())
        .collect();
    assert!(pages.contains("resources/tree.md"));
}

#[test]
fn alternate_keys_and_casts_are_known_paths() {
    let answer = "`200 OK` response code and a [tree](../resources/tree.md) object.";
    let known = "GET /trees(latinName='{latinName}')\nGET /trees(latinName='{latinName}',age={age})/birch\n\
        GET /trees/{id}/microsoft.graph.birch\nGET /trees/microsoft.graph.birch";
    for (request, unknown) in [
        (known, vec![]),
        (
            "GET /trees(latinName='{latinName}')/roots",
            vec!["path-unknown GET /trees(latinName='{latinName}')/roots"],
        ),
    ] {
        let page = operation("Get tree", request, answer);
        let sources = Sources::from_texts(&[("resources/tree.md", TREE), ("api/tree-get.md", &page)]);
        let analysis = analyze(&sources, None, ApiInfo::default());
        let told = told(&compare(&analysis.api, &service(METADATA)));
        let paths: Vec<_> = told
            .iter()
            .filter(|line| line.starts_with("path-unknown"))
            .collect();
        assert_eq!(paths, unknown, "{request}");
    }
}
