//! Lines of a page → groups of one meaning. Comes in: a page's lines and the graph. Goes out: drafts with ids.
//! Lines differ in meaning where method, kind or answer differ.

use std::collections::BTreeMap;

use crate::{
    model::{OperationKind, TypeName, TypeUse, short_name},
    resolve::operations::{evidence::Documented, lines::Line, responses::Answer, schema::Graph},
    route::{End, Reach, Segment, Target},
};

/// An operation to be.
pub(crate) struct Draft<'d> {
    /// Its id.
    pub(crate) id: String,
    /// Its lines; at least one.
    pub(crate) lines: Vec<&'d Line>,
    /// What it does.
    pub(crate) kind: OperationKind,
    /// What it answers with.
    pub(crate) answer: Answer,
    /// What its first line addresses.
    pub(crate) reach: Reach,
}

impl<'d> Draft<'d> {
    /// Its first line.
    pub(crate) fn first(&self) -> &'d Line {
        self.lines.first().expect("a draft starts with a line")
    }
}

/// The operations of a page.
pub(crate) fn drafts<'d>(page: &'d Documented<'_>, graph: &Graph<'_>) -> Vec<Draft<'d>> {
    let mut drafts: Vec<Draft<'d>> = Vec::new();
    for (line, answer, reach) in answers(page, graph) {
        let kind = kind(page, line, &reach, &answer);
        let same = |draft: &&mut Draft<'_>| {
            let alike = draft.kind == kind && draft.first().method == line.method && draft.answer == answer;
            alike && page.stated(draft.first()) == page.stated(line)
        };
        match drafts.iter_mut().find(same) {
            Some(draft) => draft.lines.push(line),
            None => drafts.push(Draft {
                id: String::new(),
                lines: vec![line],
                kind,
                answer,
                reach,
            }),
        }
    }
    name(page.page.path.stem(), &mut drafts);
    drafts
}

/// What each line answers with. Where all lines of a method address the same, the page's statement holds; else each
/// takes what it addresses.
fn answers<'d>(page: &'d Documented<'_>, graph: &Graph<'_>) -> Vec<(&'d Line, Answer, Reach)> {
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
            (*line, answer(page, graph, line, reach, differ), reach.clone())
        })
        .collect()
}

/// What a line addresses; a POST to a collection gives one of it.
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

fn answer(page: &Documented<'_>, graph: &Graph<'_>, line: &Line, reach: &Reach, differ: bool) -> Answer {
    if let Some(stated) = page.stated(line) {
        return stated.answer.clone();
    }
    if let Some(ty) = beside_others(page, line) {
        return Answer::Typed {
            ty: TypeName::new(ty),
            collection: false,
        };
    }
    let walked = match &reach.target {
        Target::Typed(typed) => Some(typed),
        _ => None,
    };
    let stated = page.answer(line, walked, graph);
    let several = match reach.end {
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
        (Target::Nothing, true) => Answer::Nothing,
        (Target::Typed(walked), true) => own(graph, stated, walked),
        (Target::Typed(walked), false) if line.method == "GET" && stated == Answer::Unknown => {
            walked.clone().into()
        }
        _ => stated,
    }
}

/// What `GET /x/$count` and `GET /x/$value` answer on a page about `GET /x`: the page's sentence is about the other line.
fn beside_others(page: &Documented<'_>, line: &Line) -> Option<&'static str> {
    let last = line.template.segments.last()?;
    let ty = match last {
        Segment::Count => "Edm.Int32",
        Segment::Value if line.method == "GET" => "Edm.Stream",
        _ => return None,
    };
    let alike = |other: &Line| other.template.segments.last() == Some(last);
    (!page.lines.iter().all(alike)).then_some(ty)
}

fn with_collection(answer: Answer, collection: bool) -> Answer {
    match answer {
        Answer::Typed { ty, .. } => Answer::Typed { ty, collection },
        other => other,
    }
}

/// What the line addresses; the page's type, where it derives from that.
fn own(graph: &Graph<'_>, stated: Answer, walked: &TypeUse) -> Answer {
    match stated {
        Answer::Typed { ty, .. }
            if graph.types.related(&ty, &walked.ty) && !graph.types.derives(&walked.ty, &ty) =>
        {
            Answer::Typed {
                ty,
                collection: walked.collection,
            }
        }
        Answer::Nothing => Answer::Nothing,
        _ => walked.clone().into(),
    }
}

/// The first has the page's stem, the others what sets them apart from it, numbered where that is not enough.
fn name(stem: &str, drafts: &mut [Draft<'_>]) {
    let Some(first) = drafts
        .first()
        .map(|draft| (draft.kind, draft.first().method.clone()))
    else {
        return;
    };
    let mut taken: Vec<String> = Vec::new();
    for draft in drafts {
        let answer = answer_word(&draft.answer);
        let apart = if draft.kind != first.0 {
            format!("{stem}-{}", draft.kind.word())
        } else if draft.first().method != first.1 {
            format!("{stem}-{}", draft.first().method.to_lowercase())
        } else {
            format!("{stem}-{answer}")
        };
        let mut ids = vec![format!("{apart}-{answer}"), apart, stem.to_owned()];
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

fn answer_word(answer: &Answer) -> String {
    match answer {
        Answer::Typed { ty, .. } => ty.short().to_lowercase(),
        Answer::Nothing => "nothing".to_owned(),
        Answer::Unknown => "other".to_owned(),
    }
}

/// The kind of a line.
pub(crate) fn kind(page: &Documented<'_>, line: &Line, reach: &Reach, answer: &Answer) -> OperationKind {
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
