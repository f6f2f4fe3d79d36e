//! Applies one change to its page.

use super::file::{Change, Member, Rename, RenameMember, Response};
use crate::{
    diagnostic::nearest,
    page::{
        self, BlockKind, EnumTable, Fact, MemberRow, Page, PropertyRow, PropertyTable, RequestLine,
        StatedAnswer, StatedProperty, TypeCell, ValueList,
    },
    text::{Span, Spanned},
};

/// The result of a change.
pub(super) enum Outcome {
    Applied,
    /// The page has no such thing.
    NotFound {
        /// The words ``property `x` ``.
        what: String,
        /// What may have been meant.
        near: Option<String>,
    },
    /// The page already says so.
    AlreadySo,
}

/// Makes a change that stands at this place of the overrides file.
pub(super) fn apply(change: &Change, span: Span, page: &mut Page) -> Outcome {
    match change {
        Change::State(fact) => state(page, fact, span),
        Change::RenameProperty(rename) => rename_property(page, rename),
        Change::RetypeProperty(stated) => retype_property(page, stated, span),
        Change::AddProperty(stated) => add_property(page, stated, span),
        Change::DropProperty(name) => drop_property(page, name),
        Change::RenameMember(rename) => rename_member(page, rename),
        Change::AddMember(member) => add_member(page, member, span),
        Change::DropMember(member) => drop_member(page, member),
        Change::DropPath(path) => drop_path(page, path),
        Change::SetResponse(stated) => set_response(page, stated, span),
    }
}

/// States a fact in place of one of its kind; of types and enums, there is one for each name.
fn state(page: &mut Page, fact: &Fact, span: Span) -> Outcome {
    let replaces = |known: &Fact| match (known, fact) {
        (Fact::Type(known), Fact::Type(ty)) => known.name == ty.name,
        (Fact::Enum(known), Fact::Enum(enum_)) => known.name == enum_.name,
        _ => std::mem::discriminant(known) == std::mem::discriminant(fact),
    };
    let is_same = |known: &Fact| match (known, fact) {
        (Fact::Name(a), Fact::Name(b)) | (Fact::Base(a), Fact::Base(b)) => a == b,
        (Fact::NotBase(a), Fact::NotBase(b)) => a == b,
        (Fact::Kind(a), Fact::Kind(b)) => a == b,
        (Fact::Abstract(a), Fact::Abstract(b)) | (Fact::Open(a), Fact::Open(b)) => a == b,
        // Two that describe one type or enum are too many, whatever they say.
        _ => true,
    };
    let stated = Spanned::new(fact.clone(), span);
    let facts = &mut page.correction.0;
    match facts.iter_mut().find(|known| replaces(&known.value)) {
        Some(known) if is_same(&known.value) => return Outcome::AlreadySo,
        Some(known) => *known = stated,
        None => facts.push(stated),
    }
    Outcome::Applied
}

/// Every table of properties of the page.
fn tables(page: &mut Page) -> impl Iterator<Item = &mut PropertyTable> {
    let body = page.request_body.iter_mut().flat_map(|body| &mut body.tables);
    page.properties
        .iter_mut()
        .chain(&mut page.relationships)
        .chain(body)
}

/// The page has no such thing; `known` are those that it has.
fn not_found<'a>(what: String, name: &str, known: impl IntoIterator<Item = &'a str>) -> Outcome {
    let near = nearest(name, known).map(str::to_owned);
    Outcome::NotFound { what, near }
}

/// Marks the blocks of dropped rows and lines in the coverage of the page.
fn mark_dropped(page: &mut Page, dropped: &[Span]) {
    for block in &mut page.coverage {
        let holds = |at: &Span| {
            block.span.file == at.file && block.span.start <= at.start && at.end <= block.span.end
        };
        if matches!(block.kind, BlockKind::Row | BlockKind::RequestLine) && dropped.iter().any(holds) {
            block.outcome = page::Outcome::Skipped("dropped by an override");
        }
    }
}

fn rename_property(page: &mut Page, rename: &Rename) -> Outcome {
    if rename.from == rename.to {
        return Outcome::AlreadySo;
    }
    let rows = rows_of(page, &rename.from);
    if rows.is_empty() {
        return no_property(page, &rename.from);
    }
    for row in rows {
        row.name.value.clone_from(&rename.to);
    }
    Outcome::Applied
}

fn retype_property(page: &mut Page, stated: &StatedProperty, span: Span) -> Outcome {
    let mut rows = rows_of(page, &stated.name);
    if rows.is_empty() {
        return no_property(page, &stated.name);
    }
    let cell = TypeCell::of(&stated.ty, stated.collection, span);
    let same = rows
        .iter()
        .all(|row| row.ty.types == cell.types && row.ty.collection == cell.collection);
    for row in &mut rows {
        row.ty = cell.clone();
    }
    let moved = (stated.navigation).is_some_and(|to| relocate(page, &stated.name, to));
    if same && !moved {
        Outcome::AlreadySo
    } else {
        Outcome::Applied
    }
}

/// Makes a property a relationship, or the other way round; whether there was one to move.
fn relocate(page: &mut Page, name: &str, navigation: bool) -> bool {
    let is_moved = |row: &PropertyRow| row.name.value == name;
    let mut rows = Vec::new();
    for table in tables_of(page, !navigation) {
        rows.extend(table.rows.extract_if(.., |row| is_moved(row)));
    }
    let moved = !rows.is_empty();
    if moved {
        tables_of(page, navigation).push(PropertyTable {
            rows,
            by_account: false,
        });
    }
    moved
}

fn add_property(page: &mut Page, stated: &StatedProperty, span: Span) -> Outcome {
    if !rows_of(page, &stated.name).is_empty() {
        return Outcome::AlreadySo;
    }
    let table = PropertyTable {
        rows: vec![stated.row(span)],
        by_account: false,
    };
    tables_of(page, stated.is_relationship()).push(table);
    Outcome::Applied
}

fn drop_property(page: &mut Page, name: &str) -> Outcome {
    let mut dropped = Vec::new();
    for table in tables(page) {
        let of_name = |row: &&PropertyRow| row.name.value == name;
        dropped.extend(table.rows.iter().filter(of_name).map(|row| row.span));
        table.rows.retain(|row| row.name.value != name);
    }
    if dropped.is_empty() {
        return no_property(page, name);
    }
    mark_dropped(page, &dropped);
    Outcome::Applied
}

fn rows_of<'a>(page: &'a mut Page, name: &str) -> Vec<&'a mut PropertyRow> {
    let all = tables(page).flat_map(|table| &mut table.rows);
    all.filter(|row| row.name.value == name).collect()
}

fn no_property(page: &mut Page, name: &str) -> Outcome {
    let rows = tables(page).flat_map(|table| &table.rows);
    let known: Vec<_> = rows.map(|row| row.name.value.as_str()).collect();
    not_found(format!("property `{name}`"), name, known)
}

/// The tables of relationships, or those of properties.
fn tables_of(page: &mut Page, navigation: bool) -> &mut Vec<PropertyTable> {
    if navigation {
        &mut page.relationships
    } else {
        &mut page.properties
    }
}

/// Changes the tables of the enum and the lists of rows that have it as their type.
fn rename_member(page: &mut Page, rename: &RenameMember) -> Outcome {
    if rename.from == rename.to {
        return Outcome::AlreadySo;
    }
    let mut renamed = false;
    for table in page
        .enums
        .iter_mut()
        .filter(|table| is_enum(table, &rename.enum_))
    {
        for member in table
            .members
            .iter_mut()
            .filter(|member| member.name.value == rename.from)
        {
            member.name.value.clone_from(&rename.to);
            renamed = true;
        }
    }
    for list in lists(page, &rename.enum_) {
        for value in list.values.iter_mut().filter(|value| value.value == rename.from) {
            value.value.clone_from(&rename.to);
            renamed = true;
        }
    }
    if renamed {
        Outcome::Applied
    } else {
        no_member(page, &rename.enum_, &rename.from)
    }
}

/// Changes the tables of the enum and the lists of rows that have it as their type.
fn add_member(page: &mut Page, Member { enum_, name }: &Member, span: Span) -> Outcome {
    if let Some(table) = page.enums.iter_mut().find(|table| is_enum(table, enum_)) {
        if table.members.iter().any(|known| known.name.value == *name) {
            return Outcome::AlreadySo;
        }
        table.members.push(MemberRow {
            name: Spanned::new(name.clone(), span),
            value: None,
            description: None,
            deprecated: false,
        });
        return Outcome::Applied;
    }
    let mut lists = lists(page, enum_);
    if lists.is_empty() {
        return no_enum(page, enum_);
    }
    if lists
        .iter()
        .all(|list| list.values.iter().any(|value| value.value == *name))
    {
        return Outcome::AlreadySo;
    }
    for list in &mut lists {
        list.values.push(Spanned::new(name.clone(), span));
    }
    Outcome::Applied
}

/// Changes the tables of the enum and the lists of rows that have it as their type.
fn drop_member(page: &mut Page, member: &Member) -> Outcome {
    let mut rows = Vec::new();
    for table in page
        .enums
        .iter_mut()
        .filter(|table| is_enum(table, &member.enum_))
    {
        let dropped = table
            .members
            .iter()
            .filter(|known| known.name.value == member.name);
        rows.extend(dropped.map(|known| known.name.span));
        table.members.retain(|known| known.name.value != member.name);
    }
    mark_dropped(page, &rows);
    let mut dropped = !rows.is_empty();
    for list in lists(page, &member.enum_) {
        let before = list.values.len();
        list.values.retain(|value| value.value != member.name);
        dropped |= list.values.len() != before;
    }
    if dropped {
        Outcome::Applied
    } else {
        no_member(page, &member.enum_, &member.name)
    }
}

fn is_enum(table: &EnumTable, name: &str) -> bool {
    let short = name.rsplit('.').next().unwrap_or(name);
    table.name.value.eq_ignore_ascii_case(short)
}

/// The lists of values in rows whose type, or whose property, has this name.
fn lists<'a>(page: &'a mut Page, name: &str) -> Vec<&'a mut ValueList> {
    let short = name.rsplit('.').next().unwrap_or(name).to_owned();
    let all = tables(page).flat_map(|table| &mut table.rows);
    let of_enum = all.filter(move |row| {
        let typed = row
            .ty
            .types
            .iter()
            .any(|ty| ty.name.rsplit('.').next() == Some(&short));
        typed || row.name.value == short
    });
    of_enum.filter_map(|row| row.notes.values.as_mut()).collect()
}

fn no_enum(page: &Page, name: &str) -> Outcome {
    let known = page.enums.iter().map(|table| table.name.value.as_str());
    not_found(format!("enum `{name}`"), name, known)
}

fn no_member(page: &mut Page, enum_: &str, name: &str) -> Outcome {
    let mut known: Vec<String> = Vec::new();
    for table in page.enums.iter().filter(|table| is_enum(table, enum_)) {
        known.extend(table.members.iter().map(|member| member.name.value.clone()));
    }
    for list in lists(page, enum_) {
        known.extend(list.values.iter().map(|value| value.value.clone()));
    }
    if known.is_empty() {
        return no_enum(page, enum_);
    }
    let what = format!("member `{name}` of the enum `{enum_}`");
    not_found(what, name, known.iter().map(String::as_str))
}

/// Takes a request line away.
fn drop_path(page: &mut Page, wanted: &str) -> Outcome {
    let dropped = request_lines(page, |line| is_wanted(line, wanted));
    if dropped.is_empty() {
        return no_request(page, wanted);
    }
    page.requests.retain(|line| !is_wanted(line, wanted));
    mark_dropped(page, &dropped);
    Outcome::Applied
}

/// States what requests answer with.
fn set_response(page: &mut Page, stated: &Response, span: Span) -> Outcome {
    let wanted = &stated.request;
    let lines = request_lines(page, |line| {
        is_wanted(line, wanted) || line.method.value == *wanted
    });
    if lines.is_empty() {
        return no_request(page, wanted);
    }
    let known = page.correction.all(Fact::try_as_answer_ref);
    if known
        .flat_map(|known| &known.value.lines)
        .any(|line| lines.contains(line))
    {
        return Outcome::AlreadySo;
    }
    let result = stated.ty.as_ref();
    let answer = StatedAnswer {
        lines,
        status: stated.status,
        result: result.map(|ty| TypeCell::of(ty, stated.collection, span)),
    };
    page.correction.0.push(Spanned::new(Fact::Answer(answer), span));
    Outcome::Applied
}

fn request_lines(page: &Page, wanted: impl Fn(&RequestLine) -> bool) -> Vec<Span> {
    let lines = page.requests.iter().filter(|line| wanted(line));
    lines.map(|line| line.target.span).collect()
}

/// `GET /x/{id}`, or the path alone.
fn is_wanted(line: &RequestLine, wanted: &str) -> bool {
    line.target.value == wanted || method_and_path(line) == wanted
}

fn method_and_path(line: &RequestLine) -> String {
    format!("{} {}", line.method.value, line.target.value)
}

fn no_request(page: &Page, wanted: &str) -> Outcome {
    let known: Vec<_> = page.requests.iter().map(method_and_path).collect();
    not_found(
        format!("request `{wanted}`"),
        wanted,
        known.iter().map(String::as_str),
    )
}
