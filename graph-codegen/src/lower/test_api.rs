//! Small models for tests, written in Rust.

use std::sync::Arc;

use crate::{
    model::{
        Api, ApiInfo, DiagnosticCounts, Enum, Example, ExampleBody, ExampleClass, ExampleResponse, Member,
        Property, Source, Type, TypeKind, TypeName,
    },
    text::{PagePath, Sources, Span},
};

/// A model of these types and enums.
pub(crate) fn api<const T: usize, const E: usize>(types: [Type; T], enums: [Enum; E]) -> Api {
    let mut api = Api {
        format: crate::model::FORMAT,
        api: ApiInfo::default(),
        types: types.into(),
        enums: enums.into(),
        operations: Vec::new(),
        examples: Vec::new(),
        diagnostics: DiagnosticCounts::default(),
    };
    api.types.sort_by(|a, b| a.name.cmp(&b.name));
    api.enums.sort_by(|a, b| a.name.cmp(&b.name));
    api
}

/// A complex type without properties.
pub(crate) fn complex(name: &str) -> Type {
    let name = TypeName::new(name);
    let source = source(&format!("resources/{}.md", name.short().to_lowercase()));
    Type {
        documented: true,
        ..Type::plain(name, TypeKind::Complex, source)
    }
}

impl Type {
    /// The same, derived.
    pub(crate) fn base(mut self, base: &str) -> Self {
        self.base = Some(TypeName::new(base));
        self
    }

    /// The same with one more property.
    pub(crate) fn with(mut self, property: Property) -> Self {
        self.properties.push(property);
        self
    }
}

/// A structural property.
pub(crate) fn property(name: &str, ty: &str) -> Property {
    Property::plain(name, TypeName::new(ty), source("resources/x.md"))
}

/// An enum of these members.
pub(crate) fn enum_(name: &str, members: &[&str]) -> Enum {
    let source = source("resources/enums.md");
    let members = members.iter().map(|name| Member::plain(*name, source.clone()));
    Enum::plain(TypeName::new(name), members.collect(), source.clone())
}

/// An example whose answer is a value of a type.
pub(crate) fn example(ty: &str, body: &str) -> Example {
    let response = ExampleResponse {
        status: 200,
        headers: Vec::new(),
        body: ExampleBody::Json(Arc::new(serde_json::from_str(body).expect("a test's JSON"))),
        ty: Some(TypeName::new(ty)),
        collection: false,
        truncated: false,
        untyped: None,
        repaired: Vec::new(),
        class: ExampleClass::Literal,
        line: 1,
        place: source("api/x.md").span,
    };
    Example {
        operation: None,
        name: ty.to_owned(),
        request: None,
        responses: vec![response],
        class: ExampleClass::Literal,
        source: source("api/x.md"),
    }
}

fn source(page: &str) -> Source {
    let sources = Sources::from_texts(&[("api/x.md", "")]);
    let (file, _) = sources.pages().next().expect("one page");
    Source {
        page: PagePath::new(page),
        line: 1,
        span: Span::new(file, 0..0),
    }
}
