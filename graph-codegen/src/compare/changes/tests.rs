//! Each kind of change with its mark and its reason.

use super::*;
use crate::{
    analyze,
    lower::test_api::{api, complex, enum_, property},
    model::{Api, ApiInfo, Property, PropertyKind, Type, TypeKind, TypeName},
    text::Sources,
};

mod operations;

/// A line for each change: `-! property a.x/y: why`.
fn lines(changes: &Changes) -> Vec<String> {
    let line = |change: &Change| {
        let how = match change.change {
            ChangeKind::Added => '+',
            ChangeKind::Changed => '~',
            ChangeKind::Removed => '-',
        };
        let mark = if change.breaking { "!" } else { "" };
        let of = change.of.as_ref().map(|of| format!("{of}/")).unwrap_or_default();
        format!(
            "{how}{mark} {} {of}{}: {}",
            change.kind.word(),
            change.name,
            change.reason
        )
    };
    changes.changes.iter().map(line).collect()
}

fn compared(old: &Api, new: &Api) -> Changes {
    between(&Surface::new(old), &Surface::new(new))
}

#[track_caller]
fn check(old: &Api, new: &Api, expected: &[&str]) {
    assert_eq!(lines(&compared(old, new)), expected);
}

/// One type `a.x`, before and after.
#[track_caller]
fn check_type(old: Type, new: Type, expected: &[&str]) {
    check(&api([old], []), &api([new], []), expected);
}

/// One property of `a.x`, before and after.
#[track_caller]
fn check_property(change: impl FnOnce(&mut Property), expected: &[&str]) {
    let old = property("y", "Edm.String");
    let mut new = old.clone();
    change(&mut new);
    check_type(complex("a.x").with(old), complex("a.x").with(new), expected);
}

#[test]
fn nothing_changed() {
    let same = api(
        [complex("a.x").with(property("y", "Edm.String"))],
        [enum_("a.e", &["m"])],
    );
    let changes = compared(&same, &same);
    assert_eq!((changes.counts, changes.changes), (Counts::default(), Vec::new()));
}

#[test]
fn types_and_enums_come_and_go_without_their_parts() {
    let one = api([complex("a.x").with(property("y", "Edm.String"))], []);
    let other = api([], [enum_("a.e", &["m"])]);
    check(
        &one,
        &other,
        &["-! type a.x: the struct `a::X` is gone", "+ enum a.e: new"],
    );
    check(
        &other,
        &one,
        &["+ type a.x: new", "-! enum a.e: the enum `a::E` is gone"],
    );
}

#[test]
fn a_type_that_becomes_an_enum_goes_and_comes() {
    let holder = || complex("a.h").with(property("p", "a.x"));
    check(
        &api([holder(), complex("a.x")], []),
        &api([holder()], [enum_("a.x", &["m"])]),
        &[
            "~! property a.h/p: the field `p` is `a::X`, was `Boxed<a::X>`",
            "-! type a.x: the struct `a::X` is gone",
            "+ enum a.x: new",
        ],
    );
}

#[test]
fn a_property_that_goes_breaks_and_one_that_comes_does_not() {
    let with = || complex("a.x").with(property("someThing", "Edm.String"));
    check_type(
        with(),
        complex("a.x"),
        &["-! property a.x/someThing: the field `some_thing` is gone"],
    );
    check_type(
        complex("a.x"),
        with(),
        &["+ property a.x/someThing: a field that a literal with `..` leaves out"],
    );
}

#[test]
fn a_renamed_property_goes_and_comes() {
    check_property(
        |new| new.name = "z".to_owned(),
        &[
            "-! property a.x/y: the field `y` is gone",
            "+ property a.x/z: a field that a literal with `..` leaves out",
        ],
    );
}

#[test]
fn a_type_of_a_property_breaks_where_it_is_another_in_rust() {
    check_property(
        |new| new.ty = TypeName::new("Edm.Int32"),
        &["~! property a.x/y: the field `y` is `i32`, was `String`"],
    );
    check_property(
        |new| new.collection = true,
        &["~! property a.x/y: the field `y` is `Vec<String>`, was `String`"],
    );
    let typed = |ty| complex("a.x").with(property("y", ty));
    check_type(
        typed("Edm.Int16"),
        typed("Edm.Int32"),
        &["~ property a.x/y: in Rust still `i32`"],
    );
    check_type(
        typed("Edm.Stream"),
        typed("Edm.Untyped"),
        &["~ property a.x/y: in Rust still `Json`"],
    );
}

#[test]
fn what_a_page_says_of_a_property_besides_breaks_nothing() {
    let optional = "~ property a.x/y: every field may be absent in Rust";
    let said = "~ property a.x/y: documentation only";
    check_property(|new| new.nullable = Some(false), &[optional]);
    check_property(|new| new.required = true, &[optional]);
    check_property(|new| new.read_only = true, &[said]);
    check_property(|new| new.deprecated = true, &[said]);
    check_property(|new| new.default = Some("7".to_owned()), &[said]);
    check_property(|new| new.filter = Some(Vec::new()), &[said]);
    check_property(|new| new.only_on_select = true, &[said]);
    check_property(|new| new.known_values = vec!["a".to_owned()], &[said]);
    check_property(|new| new.description = "Words.".to_owned(), &[]);
}

#[test]
fn facts_are_told_with_both_sides() {
    let typed = |ty| api([complex("a.x").with(property("y", ty))], []);
    let changes = compared(&typed("Edm.Int16"), &typed("Edm.Int64"));
    let facts = &changes.changes[0].facts;
    let told: Vec<_> = facts
        .iter()
        .map(|one| (one.fact.as_str(), one.from.as_deref(), one.to.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("type", Some("Edm.Int16"), Some("Edm.Int64")),
            ("rust", Some("y:i32"), Some("y:i64")),
        ]
    );
}

#[test]
fn what_a_type_is_or_holds_does_not_change_the_fields_that_hold_it() {
    let holder = |kind| {
        complex("a.h").with(Property {
            kind,
            ..property("p", "a.x")
        })
    };
    let entity = Type {
        kind: TypeKind::Entity,
        ..complex("a.x")
    };
    let circle = complex("a.x").with(property("back", "a.h"));
    let old = api([holder(PropertyKind::Structural), complex("a.x")], []);
    for new in [
        api([holder(PropertyKind::Navigation), complex("a.x")], []),
        api([holder(PropertyKind::Structural), entity], []),
        api([holder(PropertyKind::Structural), circle], []),
    ] {
        let changes = compared(&old, &new).changes;
        let is_of_the_field = |change: &Change| change.reason.contains("the field `p`");
        assert!(
            !changes
                .iter()
                .any(|change| change.breaking || is_of_the_field(change)),
            "{changes:?}"
        );
    }
}

#[test]
fn a_union_that_appears_changes_the_fields_that_hold_its_base() {
    let types = |is_abstract| {
        let base = Type {
            is_abstract,
            ..complex("a.base")
        };
        [
            base,
            complex("a.derived").base("a.base"),
            complex("a.h").with(property("p", "a.base")),
        ]
    };
    let (plain, union_) = (api(types(false), []), api(types(true), []));
    check(
        &plain,
        &union_,
        &[
            "~ type a.base: fields that hold it are listed on their own",
            "+ variant a.base/a.base: the union is `#[non_exhaustive]`; the value was read as its base",
            "+ variant a.base/a.derived: the union is `#[non_exhaustive]`; the value was read as its base",
            "~! property a.h/p: the field `p` is `a::AnyBase`, was `Boxed<a::Base>`",
        ],
    );
    let back = lines(&compared(&union_, &plain));
    assert_eq!(back[0], "~! type a.base: the union `a::AnyBase` is gone");
    assert_eq!(back[1], "-! variant a.base/a.base: the variant `Base` is gone");
}

#[test]
fn a_type_that_comes_into_a_union_or_leaves_it_is_a_variant() {
    let base = || Type {
        is_abstract: true,
        ..complex("a.base")
    };
    let family = |second: Type| {
        let holder = complex("a.h").with(property("p", "a.base"));
        api([base(), complex("a.one").base("a.base"), second, holder], [])
    };
    let (inside, outside) = (family(complex("a.two").base("a.base")), family(complex("a.two")));
    check(
        &inside,
        &outside,
        &[
            "-! variant a.base/a.two: the variant `Two` is gone",
            "~ type a.two: no inherited field is lost",
        ],
    );
    check(
        &outside,
        &inside,
        &[
            "+ variant a.base/a.two: the union is `#[non_exhaustive]`; the value was read as its base",
            "~ type a.two: no inherited field is lost",
        ],
    );
}

#[test]
fn a_property_that_moves_to_a_base_stays_a_field() {
    let (base, leaf) = (|| complex("a.base"), || complex("a.leaf").base("a.base"));
    let moved = || property("y", "Edm.String");
    let low = api([base(), leaf().with(moved())], []);
    let high = api([base().with(moved()), leaf()], []);
    check(
        &low,
        &high,
        &[
            "+ property a.base/y: a field that a literal with `..` leaves out",
            "- property a.leaf/y: is inherited from `a.base` now",
        ],
    );
    check(
        &high,
        &low,
        &[
            "-! property a.base/y: the field `y` is gone, also of a type that inherits it",
            "+ property a.leaf/y: was inherited from `a.base`",
        ],
    );
}

#[test]
fn a_property_that_is_declared_again_as_another_type_breaks() {
    let base = || complex("a.base").with(property("y", "Edm.String"));
    let again = complex("a.leaf").base("a.base").with(property("y", "Edm.Int32"));
    check(
        &api([base(), complex("a.leaf").base("a.base")], []),
        &api([base(), again], []),
        &[
            "+! property a.leaf/y: declared again: the field `y` is `i32`, was `String`, inherited from `a.base`",
        ],
    );
}

#[test]
fn another_base_breaks_where_fields_are_lost() {
    let bases = || {
        [
            complex("a.a").with(property("y", "Edm.String")),
            complex("a.b").base("a.a"),
            complex("a.c"),
        ]
    };
    let family = |base: &str| {
        let [a, b, c] = bases();
        api([a, b, c, complex("a.leaf").base(base)], [])
    };
    check(
        &family("a.a"),
        &family("a.b"),
        &["~ type a.leaf: no inherited field is lost"],
    );
    check(
        &family("a.b"),
        &family("a.c"),
        &["~! type a.leaf: inherited fields are gone or others: `y`"],
    );
    check(
        &family("a.c"),
        &family("a.a"),
        &["~ type a.leaf: no inherited field is lost"],
    );
}

#[test]
fn what_a_page_says_of_a_type_besides_breaks_nothing() {
    let said = "~ type a.x: documentation only";
    check_type(
        complex("a.x"),
        Type {
            open: true,
            ..complex("a.x")
        },
        &[said],
    );
    check_type(
        complex("a.x"),
        Type {
            deprecated: true,
            ..complex("a.x")
        },
        &[said],
    );
    check_type(
        complex("a.x"),
        Type {
            documented: false,
            ..complex("a.x")
        },
        &[said],
    );
    check_type(
        complex("a.x"),
        Type {
            description: "Words.".to_owned(),
            ..complex("a.x")
        },
        &[],
    );
}

#[test]
fn a_type_that_becomes_free_form_has_no_struct() {
    check_type(
        complex("a.x"),
        Type {
            free_form: true,
            ..complex("a.x")
        },
        &["~! type a.x: `a::X` is gone"],
    );
}

#[test]
fn a_name_that_falls_together_with_a_new_one_is_another_in_rust() {
    check(
        &api([complex("a.foo")], []),
        &api([complex("a.Foo"), complex("a.foo")], []),
        &["+ type a.Foo: new", "~! type a.foo: `a::Foo` is `a::Foo2` now"],
    );
}

#[test]
fn members_come_without_harm_and_break_when_they_go() {
    let of = |members: &[&str]| api([], [enum_("a.e", members)]);
    check(
        &of(&["low", "high"]),
        &of(&["low", "urgent"]),
        &[
            "-! member a.e/high: the variant `High` is gone",
            "+ member a.e/urgent: the enum is `#[non_exhaustive]`; the text was read as `Unlisted`",
        ],
    );
    let mut going = of(&["low"]);
    going.enums[0].members[0].deprecated = true;
    check(&of(&["low"]), &going, &["~ member a.e/low: documentation only"]);
}

#[test]
fn an_enum_of_flags_is_another_type_where_it_is_held() {
    let of = |flags| {
        let mut enum_ = enum_("a.e", &["m"]);
        enum_.flags = flags;
        api([complex("a.x").with(property("y", "a.e"))], [enum_])
    };
    check(
        &of(false),
        &of(true),
        &[
            "~! property a.x/y: the field `y` is `Flags<a::E>`, was `a::E`",
            "~ enum a.e: fields that hold it are listed on their own",
        ],
    );
}

#[test]
fn changes_are_counted_and_say_their_place() {
    let old = api([complex("a.x").with(property("y", "Edm.String"))], []);
    let mut new = api([complex("a.x").with(property("z", "Edm.String"))], []);
    new.types[0].properties[0].source.line = 9;
    let changes = compared(&old, &new);
    let counts = Counts {
        added: 1,
        changed: 0,
        removed: 1,
        breaking: 1,
    };
    assert_eq!(changes.counts, counts);
    let places: Vec<_> = changes
        .changes
        .iter()
        .map(|change| (change.page.as_str(), change.line))
        .collect();
    assert_eq!(places, [("resources/x.md", Some(1)), ("resources/x.md", Some(9))]);
}

/// The model of some pages.
fn pages(files: &[(&str, &str)]) -> Api {
    analyze(&Sources::from_texts(files), None, ApiInfo::default()).api
}
