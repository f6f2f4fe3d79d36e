//! CSDL documents, sound and hostile.

use super::{Csdl, read};
use crate::{
    diagnostic::{Diagnostic, codes},
    model::{PropertyKind, TypeName},
    text::{PagePath, Sources},
};

fn document(schema: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n\
         <edmx:DataServices>\n\
         <Schema Namespace=\"sample.service\" Alias=\"s\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n\
         {schema}\n</Schema>\n</edmx:DataServices>\n</edmx:Edmx>\n"
    )
}

fn check(text: &str) -> (Result<Csdl, Vec<Diagnostic>>, Sources) {
    let sources = Sources::from_texts(&[("metadata.xml", text)]);
    let file = sources.find(&PagePath::new("metadata.xml")).expect("is there");
    (read(&sources, file), sources)
}

/// The message and the line of the first finding.
#[track_caller]
fn fault(text: &str) -> (String, u32) {
    let (read, sources) = check(text);
    let faults = read.expect_err("cannot be read");
    let first = &faults[0];
    assert_eq!(first.code.id, codes::BAD_METADATA.id);
    (
        first.message.clone(),
        sources.line(first.span.expect("it has a place")),
    )
}

#[test]
fn names_are_full_whatever_the_alias() {
    let (read, _) = check(&document(
        "<EntityType Name=\"tree\" BaseType=\"s.plant\" OpenType=\"true\">\n\
         <Property Name=\"rings\" Type=\"Collection(s.ring)\"/>\n\
         <NavigationProperty Name=\"next\" Type=\"sample.service.tree\"/>\n</EntityType>",
    ));
    let csdl = read.expect("can be read");
    let tree = &csdl.types[&TypeName::new("sample.service.tree")];
    assert_eq!(
        tree.base.as_ref().map(TypeName::as_str),
        Some("sample.service.plant")
    );
    assert!(tree.open && !tree.is_abstract);
    assert_eq!(tree.source.line, 4);
    let [rings, next] = tree.properties.as_slice() else {
        panic!("two properties: {tree:?}");
    };
    assert_eq!(rings.type_use().to_string(), "sample.service.ring collection");
    assert_eq!((next.kind, next.source.line), (PropertyKind::Navigation, 6));
}

#[test]
fn callables_enums_and_entries_are_read() {
    let (read, _) = check(&document(
        "<EnumType Name=\"bark\" IsFlags=\"true\"><Member Name=\"rough\" Value=\"1\"/></EnumType>\n\
         <ComplexType Name=\"ring\" Abstract=\"true\"/>\n\
         <Action Name=\"fell\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"Collection(s.tree)\"/></Action>\n\
         <Function Name=\"tallest\"><Parameter Name=\"n\" Type=\"Edm.Int32\"/><ReturnType Type=\"s.tree\"/></Function>\n\
         <EntityContainer Name=\"c\"><EntitySet Name=\"trees\" EntityType=\"s.tree\"/>\
         <Singleton Name=\"oldest\" Type=\"s.tree\"/></EntityContainer>",
    ));
    let csdl = read.expect("can be read");
    let bark = &csdl.enums[&TypeName::new("sample.service.bark")];
    assert!(bark.flags && bark.members[0].name == "rough");
    let shown: Vec<_> = csdl
        .callables
        .iter()
        .map(|call| (call.on.is_some(), call.result.is_some()))
        .collect();
    assert_eq!(shown, [(true, false), (false, true)]);
    let entries: Vec<_> = csdl.entries.iter().map(|entry| entry.ty.collection).collect();
    assert_eq!(entries, [true, false]);
}

#[test]
fn what_is_no_csdl_is_told_with_its_place() {
    for (text, message, line) in [
        ("", "no XML", 1),
        ("<a>\n<b></a>", "no XML", 2),
        ("<html xmlns=\"x\"/>", "the outermost element is `html` of `x`", 1),
        ("<Edmx Version=\"1.0\"/>", "the outermost element is `Edmx`", 1),
        (&document("").replace("4.0", "3.0"), "version `3.0` of CSDL", 1),
        (
            &document("").replace(" Version=\"4.0\"", ""),
            "no version of CSDL",
            1,
        ),
        (&document(""), "no type is declared here", 1),
        (&document("<EntityType/>"), "`EntityType` without `Name`", 4),
        (
            &document("<ComplexType Name=\"a\">\n<Property Name=\"b\"/></ComplexType>"),
            "`Property` without `Type`",
            5,
        ),
        (
            &document("<Action Name=\"a\"><ReturnType Type=\"Collection(s.b\"/></Action>"),
            "`Collection(s.b` is not the name",
            4,
        ),
    ] {
        let (found, at) = fault(text);
        assert!(found.contains(message), "{found}");
        assert_eq!(at, line, "{found}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let (read, _) = check(&document("<EntityType/><EnumType/><ComplexType Name=\"a\"/>"));
    assert_eq!(read.expect_err("cannot be read").len(), 2);
}

#[test]
fn hostile_documents_are_refused() {
    let laughs = format!(
        "<!DOCTYPE x [<!ENTITY a \"{}\"><!ENTITY b \"&a;&a;&a;&a;\">]>{}",
        "ha".repeat(100),
        document("<EntityType Name=\"&b;\"/>")
    );
    assert!(fault(&laughs).0.contains("no XML"));
    let file = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><x>&a;</x>";
    assert!(fault(file).0.contains("no XML"));
    assert!(
        fault(&document("<EntityType Name=\"&a;\"/>"))
            .0
            .contains("no XML")
    );
    let deep = format!("{}{}", "<a>".repeat(300_000), "</a>".repeat(300_000));
    assert!(fault(&deep).0.contains("outermost element"));
    assert!(fault(&"<a>".repeat(300_000)).0.contains("no XML"));
    let huge = "x".repeat(5_000_000);
    assert!(
        fault(&document(&format!("<EntityType Name=\"{huge}\"/>")))
            .0
            .contains("has 5000000 bytes")
    );
    assert!(fault(&format!("<{huge}/>")).0.len() < 500);
    let many: String = (0..2_000).map(|n| format!(" a{n}=\"\"")).collect();
    assert!(
        fault(&document(&format!("<EntityType{many}/>")))
            .0
            .contains("without `Name`")
    );
}

#[test]
fn a_cut_document_is_an_error_and_no_panic() {
    let whole = document("<EntityType Name=\"trée\"><Property Name=\"a\" Type=\"Edm.String\"/></EntityType>");
    assert!(check(&whole).0.is_ok());
    let ends = whole.trim_end().char_indices().map(|(at, _)| at);
    for end in ends {
        assert!(check(&whole[..end]).0.is_err(), "{}", &whole[..end]);
    }
}
