//! Model and Rust → [`Inventory`]. What the model says comes with the model's words, what programs see with Rust's.

mod operations;
mod paths;
mod types;

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Entry, Fact, Inventory, Item, Key, Kind, Place, rust};
use crate::{
    model::{Api, Source, TypeName},
    rust::Krate,
};
use operations::operation_item;
use types::{enum_item, type_};

/// The inventory of a model and the Rust that was made from it.
pub fn of(api: &Api, krate: &Krate) -> Inventory {
    let index = rust::index(krate);
    let key = |kind, name: &str| {
        let name = name.to_owned();
        Key { kind, name }
    };
    let types = api.types.par_iter();
    let types = types.map(|ty| (key(Kind::Type, ty.name.as_str()), type_(ty, &index)));
    let enums = api.enums.par_iter();
    let enums = enums.map(|enum_| (key(Kind::Enum, enum_.name.as_str()), enum_item(enum_, &index)));
    let operations = api.operations.par_iter();
    let operations = operations.map(|one| (key(Kind::Operation, &one.id), operation_item(one, &index)));
    let items: Vec<_> = types.chain(enums).chain(operations).collect();
    Inventory {
        items: items.into_iter().collect(),
    }
}

/// Facts as they are gathered.
struct Facts(Entry);

impl Facts {
    fn at(source: &Source) -> Self {
        let place = Place {
            page: source.page.clone(),
            line: Some(source.line),
        };
        Self(Entry {
            facts: BTreeMap::new(),
            place,
        })
    }

    fn text(mut self, fact: Fact, text: Option<impl Into<String>>) -> Self {
        if let Some(text) = text.map(Into::into).filter(|text| !text.is_empty()) {
            self.0.facts.insert(fact, text);
        }
        self
    }

    fn flag(self, fact: Fact, holds: bool) -> Self {
        self.text(fact, holds.then_some("true"))
    }

    fn stated(self, fact: Fact, said: Option<bool>) -> Self {
        self.text(fact, said.map(|said| said.to_string()))
    }

    fn list(self, fact: Fact, words: &[String]) -> Self {
        self.text(fact, Some(words.join(",")))
    }

    fn item(self) -> Item {
        Item {
            entry: self.0,
            parts: BTreeMap::new(),
        }
    }
}

fn type_text(ty: &TypeName, collection: bool) -> String {
    match collection {
        true => format!("Collection({ty})"),
        false => ty.to_string(),
    }
}
