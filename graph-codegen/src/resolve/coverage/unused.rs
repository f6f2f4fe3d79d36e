//! Rows, HTTP lines and fences that the model does not use, with the reason.

use std::ops::RangeInclusive;

use crate::{
    diagnostic::{Code, codes},
    model::{Example, Operation, Property, Type},
    page::{
        BlockKind, Coverage, EnumTable, MemberRow, MethodRow, Outcome, Page, ParameterPlace, PropertyRow,
        PropertyTable,
    },
    resolve::coverage::uses::{Uses, is_at},
    text::Span,
};

/// A place inside a row, and the reason why the row is not used.
pub(crate) type Unused = (Span, &'static str);

const AGAIN: &str = "says again what another row says";
const NO_NAME: &str = "row whose name is no property's";
const NO_OPERATION: &str = "table of a page without an operation";

/// The rows of a page that the model does not use.
pub(crate) fn unused(page: &Page, uses: &Uses<'_>) -> Vec<Unused> {
    let listed = rows(&page.properties).chain(rows(&page.relationships));
    let bodies = page.request_body.iter().flat_map(|body| rows(&body.tables));
    let answers =
        rows(&page.response_tables).map(|row| (row.span, "property of an answer that links its type"));
    let mut unused: Vec<Unused> = listed
        .filter_map(|row| Some((row.span, property(page, row, uses)?)))
        .chain(bodies.filter_map(|row| Some((row.span, body(page, row, uses)?))))
        .chain(answers)
        .collect();
    unused.extend(parameters(page, uses));
    unused.extend(page.enums.iter().flat_map(|table| members(page, table, uses)));
    let methods = page.methods.iter().filter_map(|row| method(page, row, uses));
    unused.extend(methods);
    unused
}

fn rows(tables: &[PropertyTable]) -> impl Iterator<Item = &PropertyRow> {
    tables.iter().flat_map(|table| &table.rows)
}

fn property(page: &Page, row: &PropertyRow, uses: &Uses<'_>) -> Option<&'static str> {
    if uses.at(row.span) {
        return None;
    }
    let found = |codes: &[&'static Code]| uses.found(row.span, codes);
    let types = uses.types(&page.path);
    Some(match () {
        () if found(&[&codes::NOT_A_PROPERTY]) => NO_NAME,
        () if row.name.value.ends_with("odata.type") => "marker of the type",
        () if found(&[&codes::PROPERTY_REPEATED, &codes::PROPERTY_CONTRADICTED]) => AGAIN,
        () if found(&[&codes::PROPERTY_REDECLARED]) => "property of a base type, with another type",
        () if types.is_empty() => "table of a page that describes no type",
        () if types.iter().any(|ty| has(ty, row)) => AGAIN,
        () if types.iter().any(|ty| inherits(ty, row, uses)) => "property of a base type",
        () => "row of no type of the page",
    })
}

fn has(ty: &Type, row: &PropertyRow) -> bool {
    let same = |property: &Property| property.name.eq_ignore_ascii_case(&row.name.value);
    ty.properties.iter().any(same)
}

fn inherits(ty: &Type, row: &PropertyRow, uses: &Uses<'_>) -> bool {
    let chain: Vec<_> = uses.api.chain(&ty.name).collect();
    chain.iter().any(|ancestor| has(ancestor, row))
}

fn body(page: &Page, row: &PropertyRow, uses: &Uses<'_>) -> Option<&'static str> {
    if uses.at(row.span) {
        return None;
    }
    let operations = uses.operations(&page.path);
    let bodies = || {
        operations
            .iter()
            .filter_map(|operation| operation.request_body.as_ref())
    };
    let named = || {
        let properties = bodies().flat_map(|body| &body.properties);
        properties
            .map(|property| &property.name)
            .any(|name| *name == row.name.value)
    };
    Some(match () {
        () if operations.is_empty() && !page.requests.is_empty() => return None,
        () if operations.is_empty() => NO_OPERATION,
        () if named() => AGAIN,
        () if bodies().next().is_none() => "body of a method that takes none",
        () => NO_NAME,
    })
}

/// The parameters of a page that its operations do not have.
fn parameters<'a>(page: &'a Page, uses: &'a Uses<'_>) -> Vec<Unused> {
    let operations = uses.operations(&page.path);
    if operations.is_empty() {
        let reason = page.requests.is_empty().then_some(NO_OPERATION);
        let headers = page.headers.iter().map(|row| row.name.span);
        let rows = page.parameters.iter().flat_map(|table| &table.rows);
        let all = headers.chain(rows.map(|row| row.span));
        return all.filter_map(|span| Some((span, reason?))).collect();
    }
    let tables = page.parameters.iter();
    let rows = tables.flat_map(|table| table.rows.iter().map(|row| (table.place, row)));
    let taken: Vec<String> = operations.iter().flat_map(|operation| taken(operation)).collect();
    let takes = |row: &PropertyRow| {
        let wanted = normalize(&row.name.value);
        taken.iter().any(|name| name.contains(&wanted))
    };
    let unused = rows.filter(|(_, row)| !takes(row));
    let reason = |place| match place {
        ParameterPlace::Path => "parameter that stands in no path",
        ParameterPlace::Function | ParameterPlace::Query => AGAIN,
    };
    unused.map(|(place, row)| (row.span, reason(place))).collect()
}

/// The normalized names of an operation's parameters.
fn taken(operation: &Operation) -> impl Iterator<Item = String> {
    let parameters = operation
        .path_parameters
        .iter()
        .chain(&operation.query_parameters);
    parameters.map(|parameter| normalize(&parameter.name))
}

/// `team-id` and `teamId` are the same.
fn normalize(name: &str) -> String {
    let kept = name.chars().filter(|char| char.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

fn members<'a>(page: &'a Page, table: &'a EnumTable, uses: &'a Uses<'_>) -> impl Iterator<Item = Unused> {
    let short = &table.name.value;
    let named = |name: &str| name.eq_ignore_ascii_case(short);
    let enums = uses.enums(short);
    let properties = uses.types(&page.path).iter().flat_map(|ty| &ty.properties);
    let values: Vec<_> = properties
        .filter(|property| named(&property.name))
        .flat_map(|property| &property.known_values)
        .collect();
    let used = move |row: &&MemberRow| {
        let name = &row.name.value;
        let mut members = enums.iter().flat_map(|enum_| &enum_.members);
        members.any(|member| member.name == *name) || values.contains(&name)
    };
    let unused = table.members.iter().filter(move |row| !used(row));
    unused.map(|row| {
        (
            row.name.span,
            "member of no enum: the table stands under another's name",
        )
    })
}

/// A row of a method is used if its link leads to an operation.
fn method(page: &Page, row: &MethodRow, uses: &Uses<'_>) -> Option<Unused> {
    let known = row.link.as_ref().is_some_and(|link| {
        let target = page.path.join(&link.target);
        !uses.operations(&target).is_empty()
    });
    (!known).then_some((row.name.span, "method without a page of an operation"))
}

/// The reason why the model does not use an HTTP line; `None` if it does.
pub(crate) fn line(span: Span, uses: &Uses<'_>) -> Option<&'static str> {
    match () {
        () if uses.within(span) => None,
        () if uses.found(span, &[&codes::NO_PATH]) => Some("line without a path"),
        () if uses.found(span, &[&codes::OTHER_HOST]) => Some("address of another host"),
        () => Some("says again what another line says"),
    }
}

/// The reason why the model uses neither an example nor a line of a fence; `None` if it does.
pub(crate) fn fence(page: &Page, span: Span, uses: &Uses<'_>) -> Option<&'static str> {
    let lines = page.coverage.iter().filter(|block| is_line_in(block, span));
    let mut lines = lines.map(|block| block.outcome == Outcome::Modelled).peekable();
    let lined = lines.peek().is_some();
    if lines.any(|used| used) {
        return None;
    }
    let shown = uses.examples(&page.path).iter();
    let numbers = uses.lines(span);
    let shown: Vec<_> = shown.filter(|example| shows(example, span, &numbers)).collect();
    match () {
        () if shown.iter().any(|example| is_placed(example)) => None,
        () if !shown.is_empty() => Some("example of no operation"),
        () if lined => Some("no line that is used"),
        () => Some("example that belongs to no request"),
    }
}

fn is_line_in(block: &Coverage, span: Span) -> bool {
    let inside = block.span.file == span.file && block.span.start >= span.start && block.span.end <= span.end;
    block.kind == BlockKind::RequestLine && inside
}

/// Whether one of the messages of an example is in the fence.
fn shows(example: &Example, span: Span, lines: &RangeInclusive<u32>) -> bool {
    let request = example.request.iter().map(|request| request.line);
    let answers = example.responses.iter().map(|answer| answer.line);
    is_at(&example.source, span) || request.chain(answers).any(|line| lines.contains(&line))
}

/// Whether it belongs to an operation, or is only an example of a type.
fn is_placed(example: &Example) -> bool {
    let alone = example.request.is_none() && example.responses.iter().all(|answer| answer.status == 0);
    example.operation.is_some() || alone
}
