//! Groups the HTTP lines of a page into operations: lines of one operation have the same method, kind and response.

use std::collections::BTreeMap;

use crate::{
    model::{OperationKind, TypeName, TypeUse, short_name},
    resolve::operations::{evidence::ResponseBody, lines::Line, responses::OperationPage, schema::Graph},
    route::{End, Reach, Segment, Target},
};

/// An operation before it is built.
pub(crate) struct Draft<'d> {
    /// Its id.
    pub(crate) id: String,
    /// Its lines; at least one.
    pub(crate) lines: Vec<&'d Line>,
    /// What it does.
    pub(crate) kind: OperationKind,
    /// What it answers with.
    pub(crate) body: ResponseBody,
    /// The type that its first line addresses.
    pub(crate) reach: Reach,
}

impl<'d> Draft<'d> {
    /// Its first line.
    pub(crate) fn first(&self) -> &'d Line {
        self.lines.first().expect("a draft starts with a line")
    }
}

/// The operations of a page.
pub(crate) fn drafts<'d>(page: &'d OperationPage<'_>, graph: &Graph<'_>) -> Vec<Draft<'d>> {
    let mut drafts: Vec<Draft<'d>> = Vec::new();
    for (line, body, reach) in line_bodies(page, graph) {
        let kind = kind(page, line, &reach, &body);
        let same = |draft: &&mut Draft<'_>| {
            let alike = draft.kind == kind && draft.first().method == line.method && draft.body == body;
            alike && page.overridden(draft.first()) == page.overridden(line)
        };
        match drafts.iter_mut().find(same) {
            Some(draft) => draft.lines.push(line),
            None => drafts.push(Draft {
                id: String::new(),
                lines: vec![line],
                kind,
                body,
                reach,
            }),
        }
    }
    name(page.page.path.stem(), &mut drafts);
    drafts
}

/// The response to each line: the page's statement if all lines of a method address the same type, else the type that
/// each line addresses.
fn line_bodies<'d>(page: &'d OperationPage<'_>, graph: &Graph<'_>) -> Vec<(&'d Line, ResponseBody, Reach)> {
    let reached: Vec<_> = page
        .lines
        .iter()
        .map(|line| (line, addressed(graph, line)))
        .collect();
    let mut targets: BTreeMap<&str, Vec<&Target>> = BTreeMap::new();
    for (line, reach) in &reached {
        let known = targets.entry(line.method.as_str()).or_default();
        if reach.target != Target::Unknown && !known.contains(&&reach.target) {
            known.push(&reach.target);
        }
    }
    reached
        .iter()
        .map(|(line, reach)| {
            let differ = targets
                .get(line.method.as_str())
                .is_some_and(|targets| targets.len() > 1);
            (*line, line_body(page, graph, line, reach, differ), reach.clone())
        })
        .collect()
}

/// The type that a line addresses; a POST to a collection addresses one item.
fn addressed(graph: &Graph<'_>, line: &Line) -> Reach {
    let mut reach = graph.walk(&line.template.segments);
    if line.method == "POST"
        && reach.end != End::Call
        && let Target::Typed(typed) = &mut reach.target
    {
        typed.collection = false;
    }
    reach
}

fn line_body(
    page: &OperationPage<'_>,
    graph: &Graph<'_>,
    line: &Line,
    reach: &Reach,
    differ: bool,
) -> ResponseBody {
    if let Some(overridden) = page.overridden(line) {
        return overridden.body.clone();
    }
    if let Some(ty) = beside_others(page, line) {
        return ResponseBody::Typed(TypeUse::one(TypeName::new(ty)));
    }
    let walked = match &reach.target {
        Target::Typed(typed) => Some(typed),
        _ => None,
    };
    let stated = page.response_body(line, walked, graph);
    let several = match reach.end {
        // Sentence, annotation and example know better whether `/{placeType}` is a key.
        End::Key if page.evidence(line).surely_many && all_end_in_keys(page, line) => None,
        End::Key => Some(false),
        End::Property if !walked.is_some_and(|walked| walked.collection) => None,
        _ if line.method == "GET" && graph.holds_keys(&line.shape) => Some(true),
        _ => None,
    };
    let stated = if let Some(several) = several {
        with_collection(stated, several)
    } else {
        stated
    };
    match (&reach.target, differ) {
        (Target::Nothing, true) => ResponseBody::Empty,
        (Target::Typed(walked), true) => own(graph, stated, walked),
        (Target::Typed(walked), false) if line.method == "GET" && stated == ResponseBody::Unknown => {
            ResponseBody::Typed(walked.clone())
        }
        _ => stated,
    }
}

fn all_end_in_keys(page: &OperationPage<'_>, line: &Line) -> bool {
    let mut lines = page.lines.iter().filter(|other| other.method == line.method);
    lines.all(|line| matches!(line.template.segments.last(), Some(Segment::Key(_))))
}

/// The type of `/x/$count`, `/x/$value` and `/x/content` on a page about `GET /x`, whose sentence is about the other line.
fn beside_others(page: &OperationPage<'_>, line: &Line) -> Option<&'static str> {
    let last = line.template.segments.last()?;
    let ty = match last {
        Segment::Count => "Edm.Int32",
        Segment::Value if line.method == "GET" => "Edm.Stream",
        Segment::Name(name) if line.method == "GET" && name.eq_ignore_ascii_case("content") => {
            let whole = |other: &Line| other.method == "GET" && line.continues(other);
            return page.lines.iter().any(whole).then_some("Edm.Stream");
        }
        _ => return None,
    };
    let alike = |other: &Line| other.template.segments.last() == Some(last);
    (!page.lines.iter().all(alike)).then_some(ty)
}

fn with_collection(body: ResponseBody, collection: bool) -> ResponseBody {
    match body {
        ResponseBody::Typed(TypeUse { ty, .. }) => ResponseBody::Typed(TypeUse { ty, collection }),
        other => other,
    }
}

/// The type that the line addresses, or the page's type if it derives from that.
fn own(graph: &Graph<'_>, stated: ResponseBody, walked: &TypeUse) -> ResponseBody {
    match stated {
        ResponseBody::Typed(TypeUse { ty, .. })
            if graph.types.related(&ty, &walked.ty) && !graph.types.derives(&walked.ty, &ty) =>
        {
            ResponseBody::Typed(TypeUse {
                ty,
                collection: walked.collection,
            })
        }
        ResponseBody::Empty => ResponseBody::Empty,
        _ => ResponseBody::Typed(walked.clone()),
    }
}

/// Names the first operation after the page's stem, the others after their difference from it, with a number if needed.
fn name(stem: &str, drafts: &mut [Draft<'_>]) {
    let Some(first) = drafts
        .first()
        .map(|draft| (draft.kind, draft.first().method.clone()))
    else {
        return;
    };
    let mut taken: Vec<String> = Vec::new();
    for draft in drafts {
        let body = body_word(&draft.body);
        let apart = if draft.kind != first.0 {
            format!("{stem}-{}", draft.kind.word())
        } else if draft.first().method != first.1 {
            format!("{stem}-{}", draft.first().method.to_lowercase())
        } else {
            format!("{stem}-{body}")
        };
        let mut ids = vec![format!("{apart}-{body}"), apart, stem.to_owned()];
        if !taken.is_empty() {
            ids.pop();
        }
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let id = ids
            .into_iter()
            .rev()
            .chain(numbered)
            .find(|id| !taken.contains(id));
        draft.id = id.unwrap_or_else(|| stem.to_owned());
        taken.push(draft.id.clone());
    }
}

fn body_word(body: &ResponseBody) -> String {
    match body {
        ResponseBody::Typed(TypeUse { ty, .. }) => ty.short().to_lowercase(),
        ResponseBody::Empty => "nothing".to_owned(),
        ResponseBody::Unknown => "other".to_owned(),
    }
}

/// The kind of a line.
pub(crate) fn kind(
    page: &OperationPage<'_>,
    line: &Line,
    reach: &Reach,
    body: &ResponseBody,
) -> OperationKind {
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
        "GET" if is_content(name, body) => OperationKind::Content,
        "GET" if reach.end == End::Call || is_call(page, name, reach) => OperationKind::Function,
        "GET" if matches!(body, ResponseBody::Typed(TypeUse { collection: true, .. })) => OperationKind::List,
        "GET" => OperationKind::Get,
        "POST" if creates(page, name, reach) => OperationKind::Create,
        "POST" => OperationKind::Action,
        "PUT" if raw_body(page) => OperationKind::Content,
        "DELETE" => OperationKind::Delete,
        _ => OperationKind::Update,
    }
}

fn is_content(name: &str, body: &ResponseBody) -> bool {
    let stream = matches!(body, ResponseBody::Typed(TypeUse { ty, .. }) if ty.as_str() == "Edm.Stream");
    stream || name.eq_ignore_ascii_case("content")
}

fn is_call(page: &OperationPage<'_>, name: &str, reach: &Reach) -> bool {
    reach.end == End::Unknown && (page.titled(name) || name.starts_with("get"))
}

/// A POST creates, unless the path ends in a call. For unknown names the title and the status decide.
fn creates(page: &OperationPage<'_>, name: &str, reach: &Reach) -> bool {
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

fn raw_body(page: &OperationPage<'_>) -> bool {
    page.page
        .request_body
        .as_ref()
        .is_some_and(|body| body.content_type.is_some() && body.ty.is_none())
}
