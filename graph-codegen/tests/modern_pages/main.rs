//! Holds the model against pages of the 2023–2026 format: ten pages, and the facts that they state.
//! The folder is `GRAPH_DOCS_MODERN`, else `modern/v1.0` beside `GRAPH_DOCS`.
#![allow(clippy::print_stderr, reason = "a test that does nothing must say why")]

mod stated;

use std::{
    fs,
    path::{Path, PathBuf},
};

use graph_codegen::{
    Analysis, analyze,
    diagnostic::Severity,
    model::{Api, ApiInfo, Enum, Operation, OperationKind, PropertyKind, Type, TypeName},
    resolve::coverage,
    text::{PagePath, Sources},
};
use stated::{BASES, CLOUDS, ENUMS, OPERATIONS, PROPERTIES, Stated};

#[test]
fn modern_pages_say_what_they_say() {
    let Some(folder) = folder() else {
        eprintln!(
            "neither GRAPH_DOCS_MODERN nor GRAPH_DOCS is set: name a folder that holds `api/` and `resources/`"
        );
        return;
    };
    let (sources, analysis) = read(&folder);
    let account = coverage::coverage_report(&sources, &analysis.pages);
    assert_eq!(account.unexplained, []);
    let errors: Vec<_> = analysis
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity() == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    for stated in OPERATIONS {
        check_operation(&analysis.api, stated);
    }
    for (id, clouds) in CLOUDS {
        assert_eq!(operation(&analysis.api, id).clouds, *clouds, "{id}");
    }
    for (name, members) in ENUMS {
        let told: Vec<_> = enum_(&analysis.api, name)
            .members
            .iter()
            .map(|member| member.name.as_str())
            .collect();
        assert_eq!(told, *members, "{name}");
    }
    for (name, properties) in PROPERTIES {
        assert_eq!(told(ty(&analysis.api, name)), *properties, "{name}");
    }
    for (name, base) in BASES {
        let told = ty(&analysis.api, name).base.as_ref().map(TypeName::as_str);
        assert_eq!(told, Some(*base), "{name}");
    }
    assert!(ty(&analysis.api, "microsoft.graph.onlineMeetingBase").is_abstract);
    assert!(ty(&analysis.api, "microsoft.graph.onlineMeetingBase").open);
    check_function(&analysis.api);
}

/// The own properties of a type.
fn told(ty: &Type) -> Vec<(&str, &str, bool, bool)> {
    let properties = ty.properties.iter().map(|property| {
        let relates = property.kind == PropertyKind::Navigation;
        (
            property.name.as_str(),
            property.ty.as_str(),
            property.collection,
            relates,
        )
    });
    properties.collect()
}

fn check_operation(api: &Api, stated: &Stated) {
    let operation = operation(api, stated.id);
    assert_eq!(operation.kind, stated.kind, "{}", stated.id);
    assert_eq!(operation.method, stated.method, "{}", stated.id);
    assert_eq!(operation.paths, stated.paths, "{}", stated.id);
    let answers: Vec<_> = operation
        .responses
        .iter()
        .map(|answer| {
            (
                answer.status,
                answer.ty.as_ref().map(TypeName::as_str),
                answer.collection,
            )
        })
        .collect();
    assert_eq!(answers, [stated.answer], "{}", stated.id);
    let query: Vec<_> = operation
        .query_parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    assert_eq!(query, stated.query, "{}", stated.id);
    let Some((delegated, application)) = stated.permissions else {
        return;
    };
    assert!(operation.permissions.stated, "{}", stated.id);
    assert_eq!(operation.permissions.delegated_work, delegated, "{}", stated.id);
    assert_eq!(operation.permissions.application, application, "{}", stated.id);
    assert!(
        operation.permissions.delegated_personal.is_empty(),
        "{}",
        stated.id
    );
}

/// A function that takes its parameters in the body, at six paths.
fn check_function(api: &Api) {
    let operation = operation(api, "range-offsetrange");
    assert_eq!(operation.kind, OperationKind::Function);
    assert_eq!(operation.paths.len(), 6);
    let body = operation
        .request_body
        .as_ref()
        .expect("the page has a table of parameters");
    let names: Vec<_> = body
        .properties
        .iter()
        .map(|property| property.name.as_str())
        .collect();
    assert_eq!(names, ["rowOffset", "columnOffset"]);
}

fn operation<'a>(api: &'a Api, id: &str) -> &'a Operation {
    let found = api.operations.iter().find(|operation| operation.id == id);
    found.unwrap_or_else(|| panic!("no operation {id}"))
}

fn ty<'a>(api: &'a Api, name: &str) -> &'a Type {
    api.ty(&TypeName::new(name))
        .unwrap_or_else(|| panic!("no type {name}"))
}

fn enum_<'a>(api: &'a Api, name: &str) -> &'a Enum {
    api.enum_(&TypeName::new(name))
        .unwrap_or_else(|| panic!("no enum {name}"))
}

fn folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("GRAPH_DOCS_MODERN") {
        return Some(folder.into());
    }
    let beside = PathBuf::from(std::env::var_os("GRAPH_DOCS")?).join("../modern/v1.0");
    beside.is_dir().then_some(beside)
}

fn read(folder: &Path) -> (Sources, Analysis) {
    let mut files = Vec::new();
    for name in ["api", "resources", "includes", "../includes"] {
        collect(&folder.join(name), name, &mut files);
    }
    let (sources, _) = Sources::from_bytes(files);
    let analysis = analyze(&sources, None, ApiInfo::default());
    (sources, analysis)
}

fn collect(folder: &Path, name: &str, files: &mut Vec<(PagePath, Vec<u8>)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            collect(&path, &name, files);
        } else if name.ends_with(".md") {
            let bytes = fs::read(&path).expect("a listed file can be read");
            files.push((PagePath::new(&name), bytes));
        }
    }
}
