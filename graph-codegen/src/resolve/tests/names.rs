//! Which types there are, and which names mean them.

use super::{annotated, has, names, property, read, resource, ty};
use crate::diagnostic::codes;

#[test]
fn the_annotation_names_the_type_and_a_differing_title_is_told() {
    let page = annotated(
        "Chart",
        "\"@odata.type\": \"microsoft.graph.workbookChart\"",
        &["|top|Double|Top.|"],
    );
    let user = resource("holder", "Text.", &["|main|[Chart](chart.md)|Main.|"], &[]);
    let found = read(&[("resources/chart.md", &page), ("resources/holder.md", &user)]);
    assert_eq!(names(ty(&found, "workbookChart")), ["top"]);
    assert_eq!(property(ty(&found, "holder"), "main").ty.short(), "workbookChart");
    assert!(has(&found, &codes::TYPE_NAMES_DIFFER));
}

#[test]
fn links_are_found_whatever_their_letter_case() {
    let flower = resource("flowerBed", "Text.", &["|size|Int32|Size.|"], &[]);
    let garden = resource(
        "garden",
        "Text.",
        &["|beds|[beds of flowers](flowerBED.md) collection|Beds.|"],
        &[],
    );
    let found = read(&[
        ("resources/flowerbed.md", &flower),
        ("resources/garden.md", &garden),
    ]);
    let beds = property(ty(&found, "garden"), "beds");
    assert_eq!((beds.ty.short(), beds.collection), ("flowerBed", true));
}

#[test]
fn a_type_without_a_page_begins_with_a_small_letter_however_a_sentence_spells_it() {
    let holder = resource(
        "holder",
        "Text.",
        &[
            "|owner|[Person](person.md)|Owner.|",
            "|range|[IPRange](iprange.md)|Range.|",
        ],
        &[],
    );
    let found = read(&[("resources/holder.md", &holder)]);
    let holder = ty(&found, "holder");
    assert_eq!(property(holder, "owner").ty.short(), "person");
    assert_eq!(property(holder, "range").ty.short(), "IPRange");
}

#[test]
fn names_without_link_are_looked_up_in_the_namespace_of_the_page_first() {
    let outer = resource("part", "Text.", &["|a|String|A.|"], &[]);
    let inner = outer.replace("Namespace: microsoft.graph", "Namespace: microsoft.graph.sub");
    let user = resource("whole", "Text.", &["|part|part|Part.|"], &[]);
    let inner_user = user.replace("Namespace: microsoft.graph", "Namespace: microsoft.graph.sub");
    let found = read(&[
        ("resources/part.md", &outer),
        ("resources/sub-part.md", &inner),
        ("resources/whole.md", &user),
        ("resources/sub-whole.md", &inner_user),
    ]);
    assert_eq!(
        property(ty(&found, "whole"), "part").ty.as_str(),
        "microsoft.graph.part"
    );
    assert_eq!(
        property(ty(&found, "sub.whole"), "part").ty.as_str(),
        "microsoft.graph.sub.part"
    );
}

#[test]
fn pages_that_describe_parts_of_one_type_are_merged() {
    let main = annotated(
        "tree",
        "\"@odata.type\": \"microsoft.graph.tree\"",
        &["|height|Double|Height.|"],
    );
    let part = annotated(
        "Fruit of a tree",
        "\"@odata.type\": \"microsoft.graph.tree\"",
        &["|height|Double|Height.|", "|fruit|String|Fruit.|"],
    );
    let found = read(&[("resources/tree.md", &main), ("resources/a-fruit.md", &part)]);
    let tree = ty(&found, "tree");
    assert_eq!(names(tree), ["height", "fruit"]);
    assert_eq!(tree.source.page.as_str(), "resources/tree.md");
}

#[test]
fn alternatives_become_their_common_base() {
    let page = |name: &str, intro: &str| resource(name, intro, &["|x|String|X.|"], &[]);
    let holder = resource(
        "holder",
        "Text.",
        &[
            "|pet|[dog](dog.md) or [cat](cat.md)|Pet.|",
            "|odd|[dog](dog.md) or [holder](holder.md)|Odd.|",
        ],
        &[],
    );
    let found = read(&[
        ("resources/animal.md", &page("animal", "Text.")),
        (
            "resources/dog.md",
            &page("dog", "Inherits from [animal](animal.md)."),
        ),
        (
            "resources/cat.md",
            &page("cat", "Inherits from [animal](animal.md)."),
        ),
        ("resources/holder.md", &holder),
    ]);
    assert_eq!(property(ty(&found, "holder"), "pet").ty.short(), "animal");
    assert_eq!(property(ty(&found, "holder"), "odd").ty.as_str(), "Edm.Untyped");
    assert!(has(&found, &codes::UNRELATED_ALTERNATIVES));
}

#[test]
fn unknown_types_become_undocumented_ones_with_a_suggestion() {
    let page = resource("flower", "Text.", &["|colour|[colur](colur.md)|Colour.|"], &[]);
    let colour = resource("colour", "Text.", &["|red|Int32|Red.|"], &[]);
    let found = read(&[("resources/flower.md", &page), ("resources/colour.md", &colour)]);
    assert!(!ty(&found, "colur").documented);
    let told = found
        .diagnostics
        .iter()
        .find(|found| found.code == &codes::UNKNOWN_TYPE)
        .expect("it is told");
    assert!(
        told.help
            .as_deref()
            .unwrap_or_default()
            .contains("did you mean `colour`?")
    );
    assert!(told.span.is_some());
}

#[test]
fn a_name_that_odata_does_not_define_is_no_type() {
    let page = resource("note", "Text.", &["|a|Edm.Nonsense|x|", "|b|Edm.String|x|"], &[]);
    let found = read(&[("resources/note.md", &page)]);
    assert!(has(&found, &codes::UNREADABLE_TYPE));
    assert_eq!(property(ty(&found, "note"), "a").ty.as_str(), "Edm.Untyped");
    assert_eq!(found.api.types.len(), 1);
}

#[test]
fn a_heading_copied_with_its_annotation_names_another_type() {
    let page = annotated(
        "account",
        "\"@odata.type\": \"microsoft.graph.account\"",
        &["|a|String|x|"],
    );
    let page = format!("---\ntitle: \"accessEvent resource type\"\n---\n\n{page}");
    let found = read(&[("resources/security-accessevent.md", &page)]);
    assert_eq!(names(ty(&found, "accessEvent")), ["a"]);
    assert!(has(&found, &codes::TYPE_NAMES_DIFFER));
}

#[test]
fn a_misspelt_title_and_a_page_that_only_inherits_name_types() {
    let misspelt = "# mediaX resouce type\n\nNamespace: microsoft.graph\n\n## Properties\n\n|Property|Type|\n|:--|:--|\n|a|String|\n";
    let empty = "# leafY resource type\n\nNamespace: microsoft.graph\n\nInherits from [mediaX](mediax.md).\n\n## Properties\n\nNone.\n";
    let found = read(&[("resources/leafy.md", empty), ("resources/mediax.md", misspelt)]);
    assert_eq!(names(ty(&found, "mediaX")), ["a"]);
    assert!(ty(&found, "leafY").documented);
}
