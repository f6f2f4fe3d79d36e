//! Prints a model, a line for each fact, for tests that compare it with a text.

use graph_codegen::model::{
    Account, Api, Enum, Example, ExampleBody, Operation, PermissionLists, PropertyKind, Type, TypeName,
};

/// The types, enums, operations and examples that `is_shown` names.
pub(crate) fn text(api: &Api, is_shown: impl Fn(&str) -> bool) -> String {
    let mut lines = Vec::new();
    let types = api.types.iter().filter(|ty| is_shown(ty.name.as_str()));
    types.for_each(|shown| ty(shown, &mut lines));
    let enums = api.enums.iter().filter(|shown| is_shown(shown.name.as_str()));
    enums.for_each(|shown| enum_(shown, &mut lines));
    let operations = api.operations.iter().filter(|shown| is_shown(&shown.id));
    operations.for_each(|shown| operation(shown, &mut lines));
    let examples = api.examples.iter().filter(|shown| is_shown(&shown.name));
    examples.for_each(|shown| example(shown, &mut lines));
    lines.concat()
}

/// Many words, each only where it holds.
fn words<const N: usize>(words: [(bool, &str); N]) -> String {
    let held = words.into_iter().filter(|(holds, _)| *holds);
    held.map(|(_, word)| format!(" {word}")).collect()
}

fn body(ty: Option<&TypeName>, collection: bool) -> String {
    ty.map_or("nothing".to_owned(), |ty| {
        format!("{ty}{}", words([(collection, "collection")]))
    })
}

fn ty(ty: &Type, lines: &mut Vec<String>) {
    let base = ty
        .base
        .iter()
        .map(|base| format!(" of {base}"))
        .collect::<String>();
    let flags = words([
        (ty.is_abstract, "abstract"),
        (ty.open, "open"),
        (!ty.documented, "undocumented"),
    ]);
    lines.push(format!("{}\n  {}{base}{flags}\n", ty.name, ty.kind.word()));
    for property in &ty.properties {
        let relates = words([(property.kind == PropertyKind::Navigation, "navigation")]);
        let ty = body(Some(&property.ty), property.collection);
        lines.push(format!("  {}: {ty}{relates}\n", property.name));
    }
}

fn enum_(shown: &Enum, lines: &mut Vec<String>) {
    let members: Vec<_> = shown.members.iter().map(|member| member.name.as_str()).collect();
    let flags = words([(shown.flags, "flags")]);
    lines.push(format!("{}\n  enum{flags}: {}\n", shown.name, members.join(", ")));
}

fn operation(shown: &Operation, lines: &mut Vec<String>) {
    lines.push(format!("{}\n  {}\n", shown.id, shown.kind.word()));
    lines.extend(
        shown
            .paths
            .iter()
            .map(|path| format!("  {} {path}\n", shown.method)),
    );
    let examples = shown.example_paths.iter();
    lines.extend(examples.map(|path| format!("  example {} {path}\n", shown.method)));
    for (kind, parameters) in [
        ("path", &shown.path_parameters),
        ("query", &shown.query_parameters),
        ("header", &shown.headers),
    ] {
        lines.extend(parameters.iter().map(|parameter| {
            let required = words([(parameter.required && kind == "query", "required")]);
            format!("  {kind} {}: {}{required}\n", parameter.name, parameter.ty)
        }));
    }
    if let Some(request) = &shown.request_body {
        lines.push(format!(
            "  body {}\n",
            body(request.ty.as_ref(), request.collection)
        ));
        let properties = request.properties.iter();
        lines.extend(properties.map(|row| {
            let required = if row.required == Some(true) {
                " required"
            } else {
                ""
            };
            format!(
                "    {}: {}{required}\n",
                row.name,
                body(Some(&row.ty), row.collection)
            )
        }));
    }
    for response in &shown.responses {
        let body = body(response.ty.as_ref(), response.collection);
        lines.push(format!("  {} {body}\n", response.status));
    }
    for header in &shown.response_headers {
        lines.push(format!("  response header {}\n", header.name));
    }
    permissions("", &shown.permissions.lists, lines);
    for case in &shown.permissions.cases {
        permissions(&format!("{}: ", case.when), &case.lists, lines);
    }
    let clouds = shown.clouds.join(", ");
    lines.extend((!clouds.is_empty()).then(|| format!("  clouds: {clouds}\n")));
}

fn permissions(case: &str, lists: &PermissionLists, lines: &mut Vec<String>) {
    for (kind, account) in [
        ("delegated work", Account::DelegatedWork),
        ("delegated personal", Account::DelegatedPersonal),
        ("application", Account::Application),
    ] {
        let alternatives: Vec<_> = lists
            .of(account)
            .iter()
            .map(|all| all.names().join(" and "))
            .collect();
        let least = lists
            .least
            .get(&account)
            .map_or(String::new(), |least| format!(" ({least} least)"));
        let unstated = if lists.states(account) { "" } else { "unstated" };
        let text = format!("{}{least}{unstated}", alternatives.join(", "));
        lines.extend((!text.is_empty()).then(|| format!("  {case}{kind}: {text}\n")));
    }
}

fn example(shown: &Example, lines: &mut Vec<String>) {
    let of = shown.operation.as_deref().unwrap_or("nothing");
    let (page, class) = (shown.source.page.as_str(), &shown.class);
    lines.push(format!("{} of {of} on {page}: {class:?}\n", shown.name));
    if let Some(request) = &shown.request {
        let text = match &request.body {
            ExampleBody::Text(text) => format!(" {text:?}"),
            _ => String::new(),
        };
        lines.push(format!("  {} {}{text}\n", request.method, request.url));
    }
    for response in &shown.responses {
        let body = body(response.ty.as_ref(), response.collection);
        lines.push(format!("  {} {body}\n", response.status));
    }
}
