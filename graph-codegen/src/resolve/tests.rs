//! Small pages and the model that comes out of them. Each file of `tests` holds cases: the pages, then a summary of the
//! model and the findings. `UPDATE_EXPECT=1 cargo test` writes the summaries; read the difference.

use std::{fmt::Write as _, path::Path};

use crate::{
    Analysis, analyze,
    diagnostic::codes,
    model::{
        ApiInfo, Enum, Example, Operation, Parameter, Property, PropertyKind, QueryOptions, Type, TypeName,
    },
    text::Sources,
};

/// Pages by path, in order.
type Pages<'t> = Vec<(&'t str, &'t str)>;

#[test]
fn cases_are_up_to_date() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/resolve/tests");
    for file in ["names", "bases", "enums", "sources", "operations", "examples"] {
        let path = folder.join(format!("{file}.txt"));
        let text = std::fs::read_to_string(&path).expect("a file of cases");
        let updated = update(&text);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            std::fs::write(&path, updated).expect("the file can be written");
        } else {
            let cases = text.split("\n=== ").zip(updated.split("\n=== "));
            for (found, expected) in cases {
                assert_eq!(
                    expected, found,
                    "{file}: run `UPDATE_EXPECT=1 cargo test` and read the difference"
                );
            }
        }
    }
}

/// The cases with the summaries of today. Pages before the first case belong to all of them.
fn update(text: &str) -> String {
    let (shared, cases) = match text.strip_prefix("=== ") {
        Some(cases) => ("", cases),
        None => text.split_once("\n=== ").expect("there is a case"),
    };
    let mut updated = shared.to_owned();
    for case in cases.split("\n=== ") {
        let (title, rest) = case.split_once('\n').expect("a case has a title");
        let (own, _) = format!("\n{rest}")
            .split_once("\n--- model")
            .map(|(own, old)| (own.to_owned(), old.len()))
            .expect("a case ends with the model");
        let start = if updated.is_empty() { "" } else { "\n" };
        let summary = summary(&pages(shared), &pages(&own));
        _ = write!(updated, "{start}=== {title}{own}\n--- model\n{summary}");
        updated.truncate(updated.trim_end().len());
    }
    updated + "\n"
}

fn pages(text: &str) -> Pages<'_> {
    let text = text.trim_start_matches('\n');
    let sections = text.strip_prefix("--- ").unwrap_or_default().split("\n--- ");
    sections.filter_map(|section| section.split_once('\n')).collect()
}

/// What the pages of a case add to the model.
fn summary(shared: &Pages<'_>, own: &Pages<'_>) -> String {
    let all: Pages<'_> = shared.iter().chain(own).copied().collect();
    let analysis = analyze(&Sources::from_texts(&all), None, ApiInfo::default());
    let is_own = |page: &str| own.is_empty() || !shared.iter().any(|(path, _)| *path == page);
    let api = &analysis.api;
    let types = api
        .types
        .iter()
        .filter(|ty| is_own(ty.source.page.as_str()))
        .map(type_);
    let enums = api.enums.iter().map(enum_);
    let operations = api.operations.iter().map(operation);
    let examples = api.examples.iter().filter(|one| is_own(one.source.page.as_str()));
    let lines = types.chain(enums).chain(operations).chain(examples.map(example));
    lines.chain(findings(&analysis)).collect()
}

fn type_(ty: &Type) -> String {
    let mut text = format!("{} {}", ty.kind.word(), ty.name);
    for (word, value) in [
        ("base", ty.base.as_ref().map(TypeName::as_str)),
        ("key", ty.key.as_deref()),
    ] {
        value
            .into_iter()
            .for_each(|value| text += &format!(", {word} {value}"));
    }
    let flags = [
        ("abstract", ty.is_abstract),
        ("open", ty.open),
        ("undocumented", !ty.documented),
    ];
    text + &words(&flags)
        + &format!(", {}\n", ty.source.page)
        + &ty.properties.iter().map(property).collect::<String>()
}

fn property(property: &Property) -> String {
    let flags = [
        ("navigation", property.kind == PropertyKind::Navigation),
        ("read-only", property.read_only),
        ("required", property.required),
    ];
    let values = match property.known_values.as_slice() {
        [] => String::new(),
        values => format!(", values {}", values.join(" ")),
    };
    format!(
        "  {}: {}{}{values}\n",
        property.name,
        property.type_use(),
        words(&flags)
    )
}

fn words(flags: &[(&str, bool)]) -> String {
    let set = flags.iter().filter(|(_, set)| *set);
    set.map(|(word, _)| format!(", {word}")).collect()
}

fn enum_(enum_: &Enum) -> String {
    let members = enum_.members.iter().map(|member| format!(" {}", member.name));
    let flags = if enum_.flags { ", flags" } else { "" };
    format!("enum {}{flags}:{}\n", enum_.name, members.collect::<String>())
}

fn operation(operation: &Operation) -> String {
    let kind = format!("{:?}", operation.kind).to_lowercase();
    let mut text = format!("{kind} {}\n", operation.id);
    for (path, source) in operation.paths.iter().zip(&operation.path_sources) {
        text += &format!("  {} {path}, {}\n", operation.method, source.page);
    }
    let parameter = |place: &str, parameter: &Parameter| {
        let required = if parameter.required { ", required" } else { "" };
        let description = separated(": ", &parameter.description);
        format!("  {place} {}{required}{description}\n", parameter.name)
    };
    text.extend(operation.path_parameters.iter().map(|one| parameter("path", one)));
    text.extend(
        operation
            .query_parameters
            .iter()
            .map(|one| parameter("query", one)),
    );
    if operation.query_options != QueryOptions::Unstated {
        let all = if operation.all_query_options {
            ", all that fit"
        } else {
            ""
        };
        text += &format!("  options {:?}{all}\n", operation.query_options).to_lowercase();
    }
    if let Some(body) = &operation.request_body {
        let properties: Vec<_> = body
            .properties
            .iter()
            .map(|property| property.name.as_str())
            .collect();
        let ty = of_type(body.ty.as_ref(), body.collection);
        text += &format!("  request body {ty} [{}]\n", properties.join(" "));
    }
    let responses = operation.responses.iter();
    text.extend(
        responses.map(|one| format!("  {} {}\n", one.status, of_type(one.ty.as_ref(), one.collection))),
    );
    text
}

fn example(example: &Example) -> String {
    let operation = example.operation.as_deref().unwrap_or("no operation");
    let mut text = format!("example {} of {operation}, {:?}\n", example.name, example.class);
    let responses = example.responses.iter();
    text.extend(
        responses.map(|one| format!("  {} {}\n", one.status, of_type(one.ty.as_ref(), one.collection))),
    );
    text
}

fn of_type(ty: Option<&TypeName>, collection: bool) -> String {
    let many = if collection { " collection" } else { "" };
    ty.map_or_else(|| "without a type".to_owned(), |ty| format!("{ty}{many}"))
}

/// A separator and a text, or nothing.
fn separated(separator: &str, text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("{separator}{text}")
    }
}

fn findings(analysis: &Analysis) -> impl Iterator<Item = String> {
    analysis.diagnostics.iter().map(|finding| {
        let help = separated("; ", finding.help.as_deref().unwrap_or_default());
        let place = if finding.span.is_some() {
            ""
        } else {
            " without a place"
        };
        format!("{}{place}: {}{help}\n", finding.code.id, finding.message)
    })
}

#[test]
fn a_long_cycle_of_bases_is_cut_once_and_a_long_chain_too() {
    let page = |at: usize| {
        let base = format!("t{:02}", (at + 1) % 65);
        let text = format!(
            "# t{at:02} resource type\n\nNamespace: microsoft.graph\n\nInherits from [{base}]({base}.md).\n\n\
             ## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n|x{at}|String|X.|\n"
        );
        (format!("resources/t{at:02}.md"), text)
    };
    let pages: Vec<_> = (0..65).map(page).collect();
    let pages: Pages<'_> = pages
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    let analysis = analyze(&Sources::from_texts(&pages), None, ApiInfo::default());
    let cycles: Vec<_> = analysis
        .diagnostics
        .iter()
        .filter(|finding| finding.code == &codes::BASE_CYCLE)
        .map(|finding| finding.message.as_str())
        .collect();
    let expected =
        "`microsoft.graph.t00` derives from `microsoft.graph.t01`, which derives from `microsoft.graph.t00`";
    let deep = "has more than 32 bases above each other";
    assert_eq!(
        cycles.iter().filter(|message| **message == expected).count(),
        1,
        "{cycles:?}"
    );
    assert!(
        cycles.len() == 2 && cycles.iter().any(|message| message.ends_with(deep)),
        "{cycles:?}"
    );
    let longest = analysis
        .api
        .types
        .iter()
        .map(|ty| analysis.api.chain(&ty.name).count())
        .max();
    assert_eq!(longest, Some(33));
}
