//! Operations → items: their parameters, bodies, answers and permissions.

use super::{Facts, paths::add_paths, type_text};
use crate::{
    compare::inventory::{
        Fact, Item, Kind,
        rust::{Index, Shown},
    },
    model::{BodyProperty, Operation, Parameter, Response},
    rust::{Type as RustType, requests},
};

pub(super) fn operation_item(operation: &Operation, index: &Index<'_>) -> Item {
    let shown = index.operations.get(operation.id.as_str());
    let body = operation.request_body.as_ref();
    let content_types = body.map(|body| body.content_types.join(","));
    let carried = body.and_then(|body| Some(type_text(body.ty.as_ref()?, body.collection)));
    let mut item = Facts::at(&operation.source)
        .text(Fact::Kind, Some(operation.kind.word()))
        .text(Fact::Method, Some(operation.method.as_str()))
        .flag(Fact::Deprecated, operation.deprecated)
        .text(Fact::Type, carried)
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
    for property in body.into_iter().flat_map(|body| &body.properties) {
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
