//! What an operation does. Comes in: a line, what it addresses and what it answers with. Goes out: its kind.

use crate::{
    model::{OperationKind, short_name},
    resolve::{operations::Documented, paths::Line, responses::Answer},
    route::{End, Reach, Segment, Target},
};

/// The kind of a line.
pub(super) fn kind(page: &Documented<'_>, line: &Line, reach: &Reach, answer: &Answer) -> OperationKind {
    let last = line.template.segments.last();
    match last {
        Some(Segment::Ref) => return OperationKind::Ref,
        Some(Segment::Value) => return OperationKind::Content,
        Some(Segment::Count) => return OperationKind::Count,
        _ => {}
    }
    let name = last.and_then(Segment::name).map(short_name).unwrap_or_default();
    match line.method.as_str() {
        "GET" if name.eq_ignore_ascii_case("delta") => OperationKind::Delta,
        "GET" if is_content(name, answer) => OperationKind::Content,
        "GET" if reach.end == End::Call || is_call(page, name, reach) => OperationKind::Function,
        "GET" if matches!(answer, Answer::Typed { collection: true, .. }) => OperationKind::List,
        "GET" => OperationKind::Get,
        "POST" if creates(page, name, reach) => OperationKind::Create,
        "POST" => OperationKind::Action,
        "PUT" if raw_body(page) => OperationKind::Content,
        "DELETE" => OperationKind::Delete,
        _ => OperationKind::Update,
    }
}

fn is_content(name: &str, answer: &Answer) -> bool {
    let stream = matches!(answer, Answer::Typed { ty, .. } if ty.as_str() == "Edm.Stream");
    stream || name.eq_ignore_ascii_case("content")
}

fn is_call(page: &Documented<'_>, name: &str, reach: &Reach) -> bool {
    reach.end == End::Unknown && (page.titled(name) || name.starts_with("get"))
}

/// A POST creates, unless the path ends in a call. What no type knows is told by the title and by the status.
fn creates(page: &Documented<'_>, name: &str, reach: &Reach) -> bool {
    match reach.end {
        _ if page.titled(name) => false,
        End::Entry | End::Property | End::Key | End::Cast | End::ByPath => true,
        _ if reach.target == Target::Nothing || is_verb(name) => false,
        _ => {
            let created = page
                .page
                .responses
                .iter()
                .any(|statement| statement.statuses.contains(&201));
            created
                || ["create ", "add ", "post ", "new "]
                    .iter()
                    .any(|word| page.title.starts_with(word))
        }
    }
}

/// `createUploadSession`, `add`: actions that sound like creating.
fn is_verb(name: &str) -> bool {
    ["create", "add", "copy", "clone", "get", "set"]
        .iter()
        .any(|verb| {
            let rest = name.strip_prefix(verb);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_uppercase))
        })
}

fn raw_body(page: &Documented<'_>) -> bool {
    page.page
        .request_body
        .as_ref()
        .is_some_and(|body| body.content_type.is_some() && body.ty.is_none())
}
