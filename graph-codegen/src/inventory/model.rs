//! Model and Rust → [`Inventory`]. What the model says comes with the model's words, what programs see with Rust's.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{
    Entry, Fact, Inventory, Item, Key, Kind, Place,
    rust::{self, Call, Index, Shown},
};
use crate::{
    model::{
        Api, BodyProperty, Enum, Member, Operation, Parameter, Property, PropertyKind, Response, Source,
        Type, TypeKind, TypeName,
    },
    rust::{Krate, Type as RustType, requests},
    template::{self, Argument, Segment},
};

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

fn type_(ty: &Type, index: &Index<'_>) -> Item {
    let wire = ty.name.as_str();
    let (struct_, union_) = (index.structs.get(wire), index.unions.get(wire));
    let mut item = Facts::at(&ty.source)
        .text(Fact::Kind, Some(type_kind(ty.kind)))
        .text(Fact::Base, ty.base.as_ref().map(TypeName::as_str))
        .flag(Fact::Abstract, ty.is_abstract)
        .flag(Fact::Open, ty.open)
        .flag(Fact::FreeForm, ty.free_form)
        .text(Fact::Key, ty.key.as_deref())
        .flag(Fact::Deprecated, ty.deprecated)
        .flag(Fact::Undocumented, !ty.documented)
        .text(Fact::Rust, struct_.map(|shown| shown.path(&shown.item.name.rust)))
        .text(Fact::Union, union_.map(|shown| shown.path(&shown.item.name.rust)))
        .flag(
            Fact::Conversions,
            union_.is_some_and(|shown| shown.item.has_conversions),
        )
        .item();
    for property in &ty.properties {
        item.add(
            Kind::Property,
            &property.name,
            property_facts(property)
                .text(Fact::Rust, field(struct_, property))
                .0,
        );
    }
    for property in &ty.restated {
        item.add(Kind::Restated, &property.name, property_facts(property).0);
    }
    for variant in union_.iter().flat_map(|shown| &shown.item.variants) {
        let entry = Facts::at(&ty.source)
            .text(Fact::Rust, Some(variant.name.rust.as_str()))
            .0;
        item.add(Kind::Variant, &variant.name.wire, entry);
    }
    item
}

fn type_kind(kind: TypeKind) -> &'static str {
    match kind {
        TypeKind::Entity => "entity",
        TypeKind::Complex => "complex",
    }
}

fn property_facts(property: &Property) -> Facts {
    Facts::at(&property.source)
        .text(Fact::Type, Some(type_text(&property.ty, property.collection)))
        .text(
            Fact::Kind,
            (property.kind == PropertyKind::Navigation).then_some("navigation"),
        )
        .stated(Fact::Nullable, property.nullable)
        .flag(Fact::Required, property.required)
        .flag(Fact::ReadOnly, property.read_only)
        .flag(Fact::Deprecated, property.deprecated)
        .text(Fact::Default, property.default.as_deref())
        .text(
            Fact::Filter,
            property
                .filter
                .as_ref()
                .map(|operators| match operators.as_slice() {
                    [] => "true".to_owned(),
                    operators => operators.join(","),
                }),
        )
        .flag(Fact::OnlyOnSelect, property.only_on_select)
        .list(Fact::Values, &property.known_values)
}

fn field(struct_: Option<&Shown<'_, crate::rust::Struct>>, property: &Property) -> Option<String> {
    let shown = struct_?;
    let field = shown
        .item
        .fields
        .iter()
        .find(|field| field.name.wire == property.name)?;
    Some(format!("{}:{}", field.name.rust, shown.ty(&field.ty)))
}

fn type_text(ty: &TypeName, collection: bool) -> String {
    match collection {
        true => format!("Collection({ty})"),
        false => ty.to_string(),
    }
}

fn enum_item(enum_: &Enum, index: &Index<'_>) -> Item {
    let shown = index.enums.get(enum_.name.as_str());
    let mut item = Facts::at(&enum_.source)
        .flag(Fact::Flags, enum_.flags)
        .text(Fact::Rust, shown.map(|shown| shown.path(&shown.item.name.rust)))
        .item();
    let variant = |member: &Member| {
        let mut variants = shown?.item.variants.iter();
        variants
            .find(|variant| variant.name.wire == member.name)
            .map(|variant| variant.name.rust.as_str())
    };
    for member in &enum_.members {
        let facts = Facts::at(&member.source)
            .flag(Fact::Evolvable, member.evolvable)
            .flag(Fact::Deprecated, member.deprecated)
            .text(Fact::Rust, variant(member));
        item.add(Kind::Member, &member.name, facts.0);
    }
    item
}

fn operation_item(operation: &Operation, index: &Index<'_>) -> Item {
    let shown = index.operations.get(operation.id.as_str());
    let content_types = operation
        .request_body
        .as_ref()
        .map(|body| body.content_types.join(","));
    let mut item = Facts::at(&operation.source)
        .text(Fact::Kind, Some(operation.kind.word()))
        .text(Fact::Method, Some(operation.method.as_str()))
        .flag(Fact::Deprecated, operation.deprecated)
        .text(
            Fact::Type,
            operation
                .request_body
                .as_ref()
                .and_then(|body| Some(type_text(body.ty.as_ref()?, body.collection))),
        )
        .text(Fact::ContentTypes, content_types)
        .flag(Fact::AllQueryOptions, operation.all_query_options)
        .flag(Fact::Stated, operation.permissions.stated)
        .list(Fact::Clouds, &operation.clouds)
        .text(Fact::Rust, shown.map(|shown| shown.item.ident.as_str()))
        .text(Fact::Carries, shown.and_then(Shown::carries))
        .text(Fact::Answers, shown.map(Shown::answers))
        .item();
    add_paths(&mut item, operation, index);
    add_parameters(&mut item, operation, shown, index);
    for property in operation.request_body.iter().flat_map(|body| &body.properties) {
        item.add(Kind::Body, &property.name, body_facts(property, shown).0);
    }
    for response in &operation.responses {
        item.add(
            Kind::Response,
            &response.status.to_string(),
            response_facts(operation, response).0,
        );
    }
    add_permissions(&mut item, operation);
    item
}

/// The paths that the page gives, and those that only examples show; each with the builders that make it.
fn add_paths(item: &mut Item, operation: &Operation, index: &Index<'_>) {
    let ident = index
        .operations
        .get(operation.id.as_str())
        .map(|shown| shown.item.ident.as_str());
    let calls = ident
        .and_then(|ident| index.calls.get(ident))
        .map_or(&[][..], Vec::as_slice);
    let chain = |path: &str| {
        calls
            .iter()
            .find(|call| call.path.eq_ignore_ascii_case(path))
            .map(|call| call.chain.as_str())
    };
    let sources = operation
        .path_sources
        .iter()
        .chain(std::iter::repeat(&operation.source));
    for (path, source) in operation.paths.iter().zip(sources) {
        let path = plain(path);
        if item.part(Kind::Path, &path).is_none() {
            item.add(
                Kind::Path,
                &path,
                Facts::at(source).text(Fact::Rust, chain(&path)).0,
            );
        }
    }
    for Call { path, chain } in calls {
        let known = item
            .parts(Kind::Path)
            .any(|(known, _)| known.eq_ignore_ascii_case(path));
        if !known {
            let facts = Facts::at(&operation.source).flag(Fact::Shown, true);
            item.add(Kind::Path, path, facts.text(Fact::Rust, Some(chain.as_str())).0);
        }
    }
}

/// A template without the names of its placeholders: `/users/{}/messages`.
fn plain(path: &str) -> String {
    template::parse(path).segments.iter().map(segment).collect()
}

fn segment(segment: &Segment) -> String {
    match segment {
        Segment::Name(name) => format!("/{}", name.trim_end_matches("()")),
        Segment::Key(_) | Segment::Literal(_) => "/{}".to_owned(),
        Segment::Call { name, arguments } => called(name, arguments),
        Segment::Qualified { name, arguments } => called(name, arguments.as_deref().unwrap_or_default()),
        Segment::ByPath(_) => ":/{}:".to_owned(),
        Segment::Ref => "/$ref".to_owned(),
        Segment::Value => "/$value".to_owned(),
        Segment::Count => "/$count".to_owned(),
        Segment::Ellipsis => String::new(),
    }
}

fn called(name: &str, arguments: &[Argument]) -> String {
    let name = name.trim_end_matches("()");
    if arguments.is_empty() {
        return format!("/{name}");
    }
    let argument = |argument: &Argument| match &argument.name {
        Some(name) => format!("{name}={{}}"),
        None => "{}".to_owned(),
    };
    format!(
        "/{name}({})",
        arguments.iter().map(argument).collect::<Vec<_>>().join(",")
    )
}

/// Documented parameters, and the options that a call takes beyond them.
fn add_parameters(
    item: &mut Item,
    operation: &Operation,
    shown: Option<&Shown<'_, requests::Operation>>,
    index: &Index<'_>,
) {
    let takes: Vec<_> = shown
        .iter()
        .flat_map(|shown| &shown.item.takes)
        .filter_map(|ty| option(ty, index))
        .collect();
    let documented = [
        (Kind::Parameter, &operation.path_parameters),
        (Kind::Query, &operation.query_parameters),
        (Kind::Header, &operation.headers),
    ];
    for (kind, parameters) in documented {
        for parameter in parameters {
            let rust = takes
                .iter()
                .find(|(of, name, _)| *of == kind && is_same(name, &parameter.name));
            let facts = parameter_facts(operation, parameter)
                .text(Fact::Rust, rust.map(|(_, _, path)| path.as_str()));
            item.add(kind, &parameter.name, facts.0);
        }
    }
    for (kind, name, path) in takes {
        if !item.parts(kind).any(|(known, _)| is_same(known, &name)) {
            item.add(
                kind,
                &name,
                Facts::at(&operation.source).text(Fact::Rust, Some(path)).0,
            );
        }
    }
}

/// Pages leave out the `$`, and letter case does not matter.
fn is_same(one: &str, other: &str) -> bool {
    one.trim_start_matches('$')
        .eq_ignore_ascii_case(other.trim_start_matches('$'))
}

/// Where an option stands, its name on the wire, and its type.
fn option(ty: &RustType, index: &Index<'_>) -> Option<(Kind, String, String)> {
    let RustType::Path(parts) = ty else {
        return None;
    };
    let [module, name] = parts.as_slice() else {
        return None;
    };
    let path = parts.join("::");
    let wire = index.options.get(&path).map(|wire| (*wire).to_owned());
    let kind = if module == "header" {
        Kind::Header
    } else {
        Kind::Query
    };
    // OData's own are the runtime's.
    Some((
        kind,
        wire.unwrap_or_else(|| format!("${}", name.to_lowercase())),
        path,
    ))
}

fn parameter_facts(operation: &Operation, parameter: &Parameter) -> Facts {
    // A parameter of which nothing is said is a string, and most are.
    let ty = type_text(&parameter.ty, parameter.collection);
    Facts::at(&operation.source)
        .text(Fact::Type, Some(ty).filter(|ty| ty != "Edm.String"))
        .flag(Fact::Required, parameter.required)
        .text(Fact::Value, parameter.value.as_deref())
}

fn body_facts(property: &BodyProperty, shown: Option<&Shown<'_, requests::Operation>>) -> Facts {
    let field = shown.and_then(|shown| {
        let mut fields = shown.item.fields.iter().flatten();
        fields
            .find(|field| field.name.wire == property.name)
            .map(|field| shown.field(field))
    });
    Facts::at(&property.source)
        .text(Fact::Type, Some(type_text(&property.ty, property.collection)))
        .stated(Fact::Required, property.required)
        .text(Fact::Rust, field)
}

fn response_facts(operation: &Operation, response: &Response) -> Facts {
    let ty = response.ty.as_ref().map(|ty| type_text(ty, response.collection));
    Facts::at(&operation.source).text(Fact::Type, ty)
}

fn add_permissions(item: &mut Item, operation: &Operation) {
    let permissions = &operation.permissions;
    let kinds = [
        ("delegatedWork", &permissions.delegated_work),
        ("delegatedPersonal", &permissions.delegated_personal),
        ("application", &permissions.application),
    ];
    for (kind, names) in kinds {
        for (index, name) in names.iter().enumerate() {
            let facts = Facts::at(&operation.source).flag(Fact::Least, index == 0);
            item.add(Kind::Permission, &format!("{kind}/{name}"), facts.0);
        }
    }
}
