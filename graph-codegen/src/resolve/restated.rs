//! A row that describes an inherited property again → what holds of it in the derived type. What the row does not say
//! is as in the base; rows that only say where a property comes from add nothing.

use crate::{model::Property, text::description_words};

/// The property of the base as the row of a derived type has it; nothing where that is the same.
pub(super) fn restated(base: &Property, row: Property) -> Option<Property> {
    let own_words = description_words(&row.description);
    let same = || row.description == base.description || own_words == description_words(&base.description);
    let description = match own_words.is_empty() || same() {
        true => base.description.clone(),
        false => row.description,
    };
    let known_values = match row.known_values.is_empty() || base.ty != row.ty {
        true => base.known_values.clone(),
        false => row.known_values,
    };
    let mut here = Property {
        nullable: row.nullable.or(base.nullable),
        read_only: row.read_only || base.read_only,
        required: row.required || base.required,
        deprecated: row.deprecated || base.deprecated,
        default: row.default.or_else(|| base.default.clone()),
        filter: row.filter.or_else(|| base.filter.clone()),
        only_on_select: row.only_on_select || base.only_on_select,
        known_values,
        description,
        ..base.clone()
    };
    let same = here == *base;
    here.source = row.source;
    (!same).then_some(here)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::test_api::property;

    fn said(description: &str) -> Property {
        Property {
            description: description.to_owned(),
            ..property("id", "Edm.String")
        }
    }

    fn check(base: &str, row: &str, expected: Option<&str>) {
        let here = restated(&said(base), said(row));
        assert_eq!(here.map(|here| here.description).as_deref(), expected, "{row}");
    }

    #[test]
    fn words_of_its_own_are_kept() {
        check(
            "The id.",
            "The id of the cup. It changes when the cup breaks.",
            Some("The id of the cup. It changes when the cup breaks."),
        );
        check(
            "The id.",
            "Inherited from [thing](thing.md). Not used.",
            Some("Inherited from [thing](thing.md). Not used."),
        );
    }

    #[test]
    fn the_same_words_and_where_they_come_from_add_nothing() {
        check("The id.", "The id", None);
        check(
            "The id.",
            "The **id**. Inherited from [thing](../resources/thing.md)",
            None,
        );
        check("The id.", "Inherited from `a.thing`.", None);
        check(
            "The id. Read-only.",
            "The id. Inherited from **thing**. Not nullable.",
            None,
        );
        check("The id.", "", None);
        check("The id.", "inherited from", None);
    }

    #[test]
    fn facts_add_up() {
        let base = Property {
            read_only: true,
            nullable: Some(true),
            ..said("The id.")
        };
        let row = Property {
            filter: Some(vec!["eq".to_owned()]),
            nullable: Some(false),
            ty: crate::model::TypeName::new("Edm.Int32"),
            ..said("Inherited from [thing](thing.md).")
        };
        let here = restated(&base, row).expect("it says more");
        assert!(here.read_only && here.nullable == Some(false) && here.filter.is_some());
        assert_eq!(
            (here.ty.as_str(), here.description.as_str()),
            ("Edm.String", "The id.")
        );
    }
}
