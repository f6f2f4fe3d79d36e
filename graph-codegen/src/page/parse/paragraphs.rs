//! Running text, by the section that it stands in: the introduction, derived types, query options.

use super::{
    bodies, enums,
    notes::is_deprecated,
    sections::{PageReader, Section},
    sentences::sentences,
    wordings::{Cue, DESCRIPTION, QUERY},
};
use crate::{
    diagnostic::codes,
    markdown::{
        Slice,
        blocks::{Block, Kind},
        inline,
    },
    page::{BlockKind, Outcome, Prose, QueryText, is_query_option},
};

/// Reads a paragraph or an item of a list.
pub(super) fn read<'a>(reader: &mut PageReader<'a, '_>, block: &Block<'a>) {
    reader.drop_annotation();
    match reader.section {
        Section::Intro | Section::Members | Section::RequestBody => reader.add_text_above(block.at.text),
        Section::Permissions => {
            // Only a paragraph right above a table says what the table is about.
            reader.text_above.clear();
            if matches!(block.kind, Kind::Paragraph) && !block.quoted && !block.included {
                reader.add_text_above(block.at.text);
            }
        }
        _ => {}
    }
    let outcome = paragraph(reader, block);
    reader.cover(BlockKind::Text, outcome, block.at.span());
    if reader.section == Section::Intro && block.quoted {
        let text = &reader.text_above;
        reader.page.deprecated |= is_deprecated(text, &DESCRIPTION.find(text));
    }
}

fn paragraph<'a>(reader: &mut PageReader<'a, '_>, block: &Block<'a>) -> Outcome {
    let at = block.at;
    match reader.section {
        Section::Intro => return intro(reader, block),
        Section::Members => enums::text(reader, at),
        Section::Properties | Section::Relationships => {
            let prose = reader.prose(at);
            reader.page.property_prose.push(prose);
        }
        Section::DerivedTypes => {
            if !derived_type(reader, at) {
                return Outcome::Skipped("text that names no type");
            }
        }
        Section::Query => query(reader, at),
        Section::RequestBody => bodies::request(reader, at),
        Section::Response => return bodies::response(reader, at),
        Section::Example if is_bold(at.text) => reader.heading = inline::plain(at.text).into(),
        Section::Example => return Outcome::Skipped("text beside an example"),
        Section::Other(reason) => return Outcome::Skipped(reason),
        _ => return Outcome::Skipped("text beside a table or a block of code"),
    }
    Outcome::Modelled
}

/// `**Response**`: a heading without its sign.
fn is_bold(text: &str) -> bool {
    let inner = text.strip_prefix("**").and_then(|rest| rest.strip_suffix("**"));
    inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(['*', '\n']))
}

/// A paragraph or an item before the first section.
fn intro(reader: &mut PageReader<'_, '_>, block: &Block<'_>) -> Outcome {
    let at = match namespace(reader, block.at) {
        Some(rest) if rest.text.is_empty() => return Outcome::Modelled,
        Some(rest) => rest,
        None => block.at,
    };
    if block.included {
        return Outcome::Skipped("note for readers, included");
    }
    if block.quoted {
        let prose = reader.prose(at);
        reader.page.callouts.push(prose);
        return Outcome::Modelled;
    }
    if at.text.starts_with("[!") {
        return Outcome::Skipped("mark of a callout");
    }
    let mut prose = reader.prose(at);
    if matches!(block.kind, Kind::Item) {
        let above = DESCRIPTION.find(&reader.text_above);
        if above.has(Cue::DerivedTypes) && above.has(Cue::Derived) {
            derived_type(reader, at);
        }
        prose.text.insert_str(0, "- ");
    }
    if prose.text.is_empty() {
        return Outcome::Skipped("text that is still to be written");
    }
    push(&mut reader.page.intro, prose);
    Outcome::Modelled
}

/// Items of one list are lines of one piece of text.
fn push(intro: &mut Vec<Prose>, prose: Prose) {
    match intro.last_mut() {
        Some(last) if prose.text.starts_with("- ") && last.text.starts_with("- ") => {
            last.text.push('\n');
            last.text.push_str(&prose.text);
            last.links.extend(prose.links);
            last.span.end = prose.span.end;
        }
        _ => intro.push(prose),
    }
}

/// `Namespace: microsoft.graph`; gives what stands below it in the same paragraph.
fn namespace<'a>(reader: &mut PageReader<'_, '_>, at: Slice<'a>) -> Option<Slice<'a>> {
    let line = at.lines().next()?;
    let value = line.locate(line.text.strip_prefix("Namespace:")?).trim();
    let end = value
        .text
        .find(|char: char| !(char.is_alphanumeric() || matches!(char, '.' | '_')));
    let name = value.sub(0..end.unwrap_or(value.text.len()));
    let name = name.locate(name.text.trim_matches('.'));
    if name.text != value.text {
        let message = format!("`{}` is not a namespace", value.text);
        reader.report(&codes::NAMESPACE, value.span(), message);
    }
    if reader.page.namespace.is_none() && !name.text.is_empty() {
        reader.page.namespace = Some(name.owned());
    }
    Some(at.sub(line.text.len()..at.text.len()).trim())
}

/// A type derived from the page's type: the first link of a text. Whether there is one.
pub(super) fn derived_type(reader: &mut PageReader<'_, '_>, at: Slice<'_>) -> bool {
    let links = inline::links(at, reader.references);
    let first = links.first().map(inline::FoundLink::link);
    reader.page.derived_types.extend(first);
    !links.is_empty()
}

/// A paragraph on query options.
fn query(reader: &mut PageReader<'_, '_>, at: Slice<'_>) {
    let query = reader.page.query.get_or_insert_with(QueryText::default);
    for sentence in sentences(at) {
        let found = QUERY.find(sentence.text);
        if found.has(Cue::NoSupport) {
            if excludes_options_only(sentence) {
                // "`$filter` is not supported" says nothing of the others.
                query.excluded.extend(options(sentence).map(option_name));
            } else {
                query.unsupported |= found.has(Cue::QueryParameters) || options(sentence).next().is_none();
            }
            continue;
        }
        let names_all = options(sentence).next().is_some() && !found.has(Cue::Including);
        let names_next = found.has(Cue::Following);
        query.supported |=
            found.has(Cue::Support) && found.has(Cue::QueryParameter) && !names_all && !names_next;
        options(sentence).for_each(|option| add_option(query, option));
    }
}

/// An option of a row of a table of query parameters: `$select`.
pub(super) fn query_option(reader: &mut PageReader<'_, '_>, cell: Slice<'_>) {
    let word = cell.locate(cell.text.trim_matches(['`', '*', ' ']));
    if word.text.starts_with('$') && is_option(word.text) {
        let query = reader.page.query.get_or_insert_with(QueryText::default);
        add_option(query, word);
    }
}

fn add_option(query: &mut QueryText, option: Slice<'_>) {
    let name = option_name(option);
    if !query.options.iter().any(|known| known.value == name) {
        query.options.push(option.spanned(name));
    }
}

/// `$orderby` of `OrderBy`.
fn option_name(option: Slice<'_>) -> String {
    format!("${}", option.text.trim_start_matches('$').to_ascii_lowercase())
}

/// Whether a sentence excludes some options and nothing else: "The following operators are not supported: `$count`,
/// `$search`." One with a condition, "`$select` is not supported in this case", excludes none.
fn excludes_options_only(sentence: Slice<'_>) -> bool {
    const USUAL: &str = "a and api are aren t currently do does doesn don following function here is isn it method not note \
        odata operation operator operators option options or parameter parameters query request some support supported the \
        these this";
    let is_usual = |word: &str| {
        USUAL
            .split_whitespace()
            .any(|usual| usual.eq_ignore_ascii_case(word))
    };
    let mut words = sentence
        .text
        .split(|c: char| !c.is_ascii_alphabetic() && c != '$');
    let names_some = options(sentence).next().is_some();
    names_some && words.all(|word| word.is_empty() || is_usual(word) || is_option(word))
}

/// `$select`, or `` `select` `` without its sign.
fn options(sentence: Slice<'_>) -> impl Iterator<Item = Slice<'_>> {
    let words = sentence
        .text
        .split(|char: char| !(char.is_ascii_alphabetic() || matches!(char, '$' | '`')));
    words.filter_map(move |word| {
        let bare = word.trim_matches('`');
        let marked = bare.starts_with('$') || word.starts_with('`') && word.ends_with('`');
        (marked && is_option(bare)).then(|| sentence.locate(bare))
    })
}

/// Whether a word is one of OData's query options, with or without its sign.
fn is_option(word: &str) -> bool {
    is_query_option(word.trim_start_matches('$'))
}
