//! Collects which pages describe which type, and their rows. Does not decide on bases, kinds and types of properties.

use std::{borrow::Cow, collections::BTreeMap};

use crate::{
    diagnostic::{Diagnostic, codes, par_map_with_diagnostics},
    model::{PropertyKind, TypeName, full_name, short_name},
    page::{
        Fact, Page, PropertyRow, PropertyTable, Prose, RequestBody, StartLine, StatedProperty, StatedType,
    },
    resolve::{
        context::Ctx,
        subject::{Subject, annotation_name, annotations, front_matter_name, subject, title_name},
        types::representation::{self, Key, Shown},
    },
    text::{Span, Spanned},
};

/// A type as its pages describe it.
pub(crate) struct Draft<'a> {
    /// Its pages, the main page first.
    pub(crate) pages: Vec<&'a Page>,
    /// The rows of all pages, in order.
    pub(crate) rows: Vec<Row<'a>>,
    /// The start of its description.
    pub(crate) span: Span,
    /// Whether a page describes it, rather than only a response.
    pub(crate) documented: bool,
    /// Whether a response shows an `@odata.id`, which only entities have.
    pub(crate) addressed: bool,
    /// The override that adds it, and its page.
    pub(crate) stated: Option<(&'a Page, &'a StatedType)>,
}

impl Draft<'_> {
    /// The value in an override: of one of its pages, or of the override that adds the type.
    pub(crate) fn corrected<T: Copy>(
        &self,
        of_page: fn(&Fact) -> Option<&T>,
        of_type: fn(&StatedType) -> T,
    ) -> Option<T> {
        let mut of_pages = self
            .pages
            .iter()
            .filter_map(|page| page.correction.first(of_page));
        let stated = || self.stated.map(|(_, stated)| of_type(stated));
        of_pages.next().map(|said| *said.value).or_else(stated)
    }
}

/// A row of a table of properties or relationships.
pub(crate) struct Row<'a> {
    pub(crate) page: &'a Page,
    pub(crate) kind: PropertyKind,
    pub(crate) row: Cow<'a, PropertyRow>,
}

/// Collects all described types by name. Adds the names of types that only a request body describes.
pub(crate) fn collect<'a>(ctx: &mut Ctx<'a>) -> BTreeMap<TypeName, Draft<'a>> {
    let mut described: BTreeMap<TypeName, Vec<&Page>> = BTreeMap::new();
    let pages: &'a [Page] = ctx.pages;
    for page in pages.iter().filter(|page| subject(page) == Subject::Type) {
        if let Some(name) = ctx.names.of_page(&page.path).cloned() {
            ctx.diagnostics.extend(title_differs(page, &name));
            described.entry(name).or_default().push(page);
        }
    }
    let described: Vec<_> = described.into_iter().collect();
    let drafts = par_map_with_diagnostics(&described, ctx.diagnostics, |(name, pages), found| {
        (name.clone(), draft(name, pages.clone(), found))
    });
    let mut drafts: BTreeMap<_, _> = drafts.into_iter().collect();
    for page in pages {
        for (name, draft) in stated_drafts(ctx, page) {
            drafts.entry(name).or_insert(draft);
        }
    }
    for page in pages {
        if let Some((name, draft)) = request_body_draft(ctx, page) {
            drafts.entry(name).or_insert(draft);
        }
        drafts.extend(answer_drafts(ctx, page));
    }
    drafts
}

/// The rows of every table that can list an enum's values: of properties, request bodies and parameters. A relationship
/// leads to no enum.
pub(crate) fn rows_of_values(pages: &[Page]) -> impl Iterator<Item = (&Page, &PropertyRow)> {
    pages.iter().flat_map(|page| {
        let body = page.request_body.iter().flat_map(|body| &body.tables);
        let tables = page.properties.iter().chain(body);
        let parameters = page.parameters.iter().flat_map(|table| &table.rows);
        tables
            .flat_map(|table| &table.rows)
            .chain(parameters)
            .map(move |row| (page, row))
    })
}

fn draft<'a>(name: &TypeName, mut pages: Vec<&'a Page>, diagnostics: &mut Vec<Diagnostic>) -> Draft<'a> {
    // The page named after the type is its main page; the others stay in order of their paths.
    pages.sort_by_key(|page| !page.path.stem().eq_ignore_ascii_case(name.short()));
    let of = |kind| {
        let tables = move |page: &'a Page| match kind {
            PropertyKind::Structural => page.properties.as_slice(),
            PropertyKind::Navigation => page.relationships.as_slice(),
        };
        pages.iter().flat_map(move |page| rows(page, tables(page), kind))
    };
    let mut rows: Vec<Row<'a>> = of(PropertyKind::Structural)
        .chain(of(PropertyKind::Navigation))
        .collect();
    if !pages.iter().any(|page| is_open(page)) {
        add_representation_rows(diagnostics, &pages, &mut rows);
    }
    let span = pages.first().expect("a described type has a page").title.span;
    Draft {
        pages,
        rows,
        span,
        documented: true,
        addressed: false,
        stated: None,
    }
}

fn rows<'a>(
    page: &'a Page,
    tables: &'a [PropertyTable],
    kind: PropertyKind,
) -> impl Iterator<Item = Row<'a>> {
    tables.iter().flat_map(|table| &table.rows).map(move |row| Row {
        page,
        kind,
        row: Cow::Borrowed(row),
    })
}

/// Adds rows for keys of the JSON representation that no table lists.
fn add_representation_rows<'a>(
    diagnostics: &mut Vec<Diagnostic>,
    pages: &[&'a Page],
    rows: &mut Vec<Row<'a>>,
) {
    let tabled = rows.iter().any(|row| row.kind == PropertyKind::Structural);
    let shown = pages
        .iter()
        .flat_map(|page| page.representations.iter().map(|shown| (*page, shown)));
    for (page, shown) in shown {
        let before = rows.len();
        for key in representation::keys(shown) {
            let is_key = |known: &Row<'_>| known.row.name.value.eq_ignore_ascii_case(key.name);
            if !rows.iter().any(is_key) {
                rows.push(Row {
                    page,
                    kind: PropertyKind::Structural,
                    row: Cow::Owned(key.row()),
                });
            }
        }
        if let (true, Some(added @ [_, ..])) = (tabled, rows.get(before..)) {
            diagnostics.push(only_shown(added, shown.span));
        }
    }
}

fn only_shown(rows: &[Row<'_>], span: Span) -> Diagnostic {
    let names: Vec<_> = rows
        .iter()
        .map(|row| format!("`{}`", row.row.name.value))
        .collect();
    let (are, help) = match rows {
        [one] => (
            "is",
            format!("it is modelled as `{}`; add a row", one.row.ty.text),
        ),
        _ => (
            "are",
            "they are modelled as their samples show; add rows".to_owned(),
        ),
    };
    let message = format!(
        "{} {are} in the JSON representation and in no table",
        names.join(", ")
    );
    Diagnostic::new(&codes::ONLY_IN_REPRESENTATION, span, message).help(help)
}

/// Whether the page says that the type is open: then its samples are free-form.
pub(crate) fn is_open(page: &Page) -> bool {
    let annotated = annotations(page).any(|annotation| annotation.open_type == Some(true));
    let mut said = page.intro.iter().chain(&page.property_prose);
    annotated
        || said.any(|prose| {
            prose
                .text
                .to_ascii_lowercase()
                .replace('[', "")
                .contains("is an open type")
        })
        || is_dictionary(page)
}

/// A page that calls its type a dictionary and lists no properties.
fn is_dictionary(page: &Page) -> bool {
    const WORDS: [&str; 6] = [
        "dictionary",
        "key/value pair",
        "key-value pair",
        "key value pair",
        "name/value pair",
        "name-value pair",
    ];
    let mut tables = page.properties.iter().chain(&page.relationships);
    let said = |prose: &Prose| {
        let text = prose.text.to_ascii_lowercase();
        WORDS.iter().any(|word| text.contains(word))
    };
    tables.all(|table| table.rows.is_empty()) && page.intro.iter().chain(&page.property_prose).any(said)
}

/// The types that overrides on a page add.
fn stated_drafts<'a>(ctx: &Ctx<'_>, page: &'a Page) -> impl Iterator<Item = (TypeName, Draft<'a>)> {
    let name = |stated: &StatedType| full_name(&stated.name, ctx.names.namespace(page));
    page.correction.all(Fact::try_as_type_ref).map(move |stated| {
        let Spanned { value, span } = stated;
        let row = |stated: &StatedProperty| Row {
            page,
            kind: if stated.is_relationship() {
                PropertyKind::Navigation
            } else {
                PropertyKind::Structural
            },
            row: Cow::Owned(stated.row(span)),
        };
        let mut rows: Vec<_> = value.properties.iter().map(row).collect();
        rows.sort_by_key(|row| row.kind);
        let draft = Draft {
            pages: Vec::new(),
            rows,
            span,
            documented: false,
            addressed: false,
            stated: Some((page, value)),
        };
        (name(value), draft)
    })
}

/// A type without a page that a request body describes in a table.
fn request_body_draft<'a>(ctx: &mut Ctx<'_>, page: &'a Page) -> Option<(TypeName, Draft<'a>)> {
    let body: &'a RequestBody = page.request_body.as_ref()?;
    let cell = body
        .ty
        .as_ref()
        .filter(|_| !body.parameters && !body.tables.is_empty())?;
    let [ty] = cell.types.as_slice() else {
        return None;
    };
    if ctx.names.lookup(page, ty).is_some() {
        return None;
    }
    let name = ctx.reference(page, ty, cell.span)?;
    ctx.missing.remove(&name);
    let message = format!("no page describes `{name}`, which this request body lists");
    ctx.diagnostics.push(
        Diagnostic::new(&codes::UNKNOWN_TYPE, cell.span, message)
            .help("it is modelled with the properties of the table; add its page"),
    );
    let draft = Draft {
        pages: vec![page],
        rows: rows(page, &body.tables, PropertyKind::Structural).collect(),
        span: cell.span,
        documented: false,
        addressed: false,
        stated: None,
    };
    Some((name, draft))
}

/// Types without a page that example responses name in `@odata.type`, with the keys that they show.
fn answer_drafts<'a>(ctx: &mut Ctx<'_>, page: &'a Page) -> Vec<(TypeName, Draft<'a>)> {
    let answers = page
        .examples
        .iter()
        .filter(|message| matches!(message.start, StartLine::Response { .. }));
    let mut drafts = Vec::new();
    for answer in answers {
        let Some(shown) = representation::named(&answer.body, answer.span) else {
            continue;
        };
        let unknown = ctx.names.by_name(shown.name, "").is_none();
        let namespace = shown.name.strip_prefix(&ctx.info.namespace);
        let inside = namespace.is_some_and(|rest| rest.starts_with('.'));
        if !unknown || !inside || shown.keys().next().is_none() {
            continue;
        }
        let name = TypeName::new(shown.name);
        ctx.names.add(name.clone());
        let message = format!("no page describes `{name}`, which this answer shows");
        ctx.diagnostics.push(
            Diagnostic::new(&codes::UNKNOWN_TYPE, answer.span, message)
                .help("it is modelled with the properties of the answer; add its page"),
        );
        drafts.push((name, answer_draft(page, &shown, answer.span)));
    }
    drafts
}

fn answer_draft<'a>(page: &'a Page, shown: &Shown<'_>, span: Span) -> Draft<'a> {
    let row = |key: Key<'_>| Row {
        page,
        kind: PropertyKind::Structural,
        row: Cow::Owned(key.row()),
    };
    Draft {
        // The page describes another type: nothing else on it belongs to this one.
        pages: Vec::new(),
        rows: shown.keys().map(row).collect(),
        span,
        documented: false,
        addressed: shown.addressed(),
        stated: None,
    }
}

fn title_differs(page: &Page, name: &TypeName) -> Option<Diagnostic> {
    let annotated = annotation_name(page)?;
    let other = |title: &&str| !title.eq_ignore_ascii_case(short_name(annotated));
    let title = [title_name(page), front_matter_name(page)]
        .into_iter()
        .flatten()
        .find(other)?;
    let message = format!("a title says `{title}`, the annotation says `{annotated}`");
    Some(
        Diagnostic::new(&codes::TYPE_NAMES_DIFFER, page.title.span, message).help(format!(
            "`{name}` is used; write the same name in the titles and in the annotation"
        )),
    )
}
