use super::*;
use crate::{
    lower::test_api::{complex, property},
    model::{Property, PropertyKind, TypeKind},
    route::{self, End, Target},
};

fn entity(name: &str) -> Type {
    Type {
        kind: TypeKind::Entity,
        ..complex(name)
    }
}

fn several(name: &str, ty: &str) -> Property {
    Property {
        kind: PropertyKind::Navigation,
        collection: true,
        ..property(name, ty)
    }
}

fn types() -> Vec<Type> {
    vec![
        entity("microsoft.graph.entity"),
        entity("microsoft.graph.item").base("microsoft.graph.entity"),
        entity("microsoft.graph.message")
            .base("microsoft.graph.item")
            .with(several("attachments", "microsoft.graph.entity"))
            .with(property("flag", "microsoft.graph.flag")),
        complex("microsoft.graph.flag").with(property("color", "Edm.String")),
        entity("microsoft.graph.user").with(several("items", "microsoft.graph.item")),
    ]
}

fn typed(ty: &str, collection: bool) -> TypeUse {
    TypeUse {
        ty: TypeName::new(ty),
        collection,
    }
}

fn walk(path: &str) -> Reach {
    let types = types();
    let mut graph = Graph::new(&types);
    let me = typed("microsoft.graph.user", false);
    let users = typed("microsoft.graph.user", true);
    graph.entries = [("me".to_owned(), me), ("users".to_owned(), users)]
        .into_iter()
        .collect();
    let forward = Call {
        on: Some(TypeName::new("microsoft.graph.message")),
        result: None,
    };
    let search = Call {
        on: None,
        result: Some(typed("microsoft.graph.item", true)),
    };
    graph.calls = [
        ("forward".to_owned(), vec![forward]),
        ("search".to_owned(), vec![search]),
    ]
    .into_iter()
    .collect();
    graph.walk(&route::parse(path).segments)
}

fn check(path: &str, ty: &str, collection: bool, end: End) {
    let expected = Reach {
        target: Target::Typed(typed(ty, collection)),
        end,
    };
    assert_eq!(walk(path), expected, "{path}");
}

#[test]
fn roots_properties_and_keys() {
    check("/me", "microsoft.graph.user", false, End::Entry);
    check("/users", "microsoft.graph.user", true, End::Entry);
    check("/users/{id}", "microsoft.graph.user", false, End::Key);
    check("/users('x')", "microsoft.graph.user", false, End::Key);
    check("/me/items", "microsoft.graph.item", true, End::Property);
    check("/me/items('x')", "microsoft.graph.item", false, End::Key);
}

#[test]
fn properties_of_derived_types_count() {
    check(
        "/me/items/{id}/attachments",
        "microsoft.graph.entity",
        true,
        End::Property,
    );
    check("/me/items/{id}/flag/color", "Edm.String", false, End::Property);
}

#[test]
fn casts_keep_collections() {
    check(
        "/me/items/microsoft.graph.message",
        "microsoft.graph.message",
        true,
        End::Cast,
    );
    check(
        "/me/items/{id}/graph.message",
        "microsoft.graph.message",
        false,
        End::Cast,
    );
}

#[test]
fn calls_give_their_results() {
    let nothing = Reach {
        target: Target::Nothing,
        end: End::Call,
    };
    assert_eq!(walk("/me/items/{id}/forward"), nothing);
    assert_eq!(walk("/me/items/{id}/microsoft.graph.forward"), nothing);
    check("/me/search(q='x')", "microsoft.graph.item", true, End::Call);
    check(
        "/me/search(q='x')/{id}/flag",
        "microsoft.graph.flag",
        false,
        End::Property,
    );
}

#[test]
fn special_segments_and_unknown_names_have_no_type() {
    assert_eq!(walk("/users/$count").target, Target::Special);
    assert_eq!(walk("/me/photo/$value").target, Target::Special);
    assert_eq!(walk("/me/nothing").target, Target::Unknown);
    assert_eq!(walk("/nowhere/{id}").target, Target::Unknown);
}
