//! The top of a page: title, namespace, introduction. Comes in: blocks before the first section.

use super::{
    blocks::{Block, Kind},
    derived, inline,
    reader::Reader,
    slice::Slice,
};
use crate::{
    diagnostic::codes,
    page::{Outcome, Prose},
};

/// The first real heading of level 1.
pub(super) fn title(reader: &mut Reader<'_, '_>, text: Slice<'_>) {
    let plain = inline::plain(text.text);
    let (name, deprecated) = inline::without_deprecated(&plain);
    reader.page.title = text.spanned(name.to_owned());
    reader.page.deprecated |= deprecated;
}

/// A paragraph or an item before the first section.
pub(super) fn text(reader: &mut Reader<'_, '_>, block: &Block<'_>) -> Outcome {
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
    if reader.said.contains("following type")
        && reader.said.contains("derived")
        && matches!(block.kind, Kind::Item)
    {
        derived::text(reader, at);
    }
    let mut prose = reader.prose(at);
    if matches!(block.kind, Kind::Item) {
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
fn namespace<'a>(reader: &mut Reader<'_, '_>, at: Slice<'a>) -> Option<Slice<'a>> {
    let line = at.lines().next()?;
    let value = line.locate(line.text.strip_prefix("Namespace:")?).trim();
    let end = value
        .text
        .find(|char: char| !(char.is_alphanumeric() || matches!(char, '.' | '_')))
        .unwrap_or(value.text.len());
    let name = value.sub(0..end);
    let trimmed = name.locate(name.text.trim_matches('.'));
    if trimmed.text != value.text {
        reader.find(
            &codes::NAMESPACE,
            value.span(),
            format!("`{}` is no namespace", value.text),
        );
    }
    if reader.page.namespace.is_none() && !trimmed.text.is_empty() {
        reader.page.namespace = Some(trimmed.owned());
    }
    Some(at.sub(line.text.len()..at.text.len()).trim())
}
