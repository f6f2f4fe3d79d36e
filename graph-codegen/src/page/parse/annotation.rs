//! Comments, and the annotations in them: JSON objects that say what the block behind them is.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{json, sections::PageReader};
use crate::{
    diagnostic::{Diagnostic, codes},
    markdown::Slice,
    page::{Annotation, BlockKind, Outcome},
    text::{Span, Spanned},
};

/// Keys that the pages use; others are findings.
const KNOWN: &[&str] = &[
    "@odata.annotations",
    "@odata.type",
    "@type",
    "@type.aka",
    "abstract",
    "apiPath",
    "author",
    "baseType",
    "blockType",
    "canonicalId",
    "children",
    "cheatsheet",
    "description",
    "expectError",
    "headerOverride",
    "idempotent",
    "ignored",
    "isAbstract",
    "isCollection",
    "isComposable",
    "isEmpty",
    "isMediaEntity",
    "key",
    "keyProperty",
    "keywords",
    "mergePermissions",
    "name",
    "namespace",
    "nullableProperties",
    "opaqueUrl",
    "openType",
    "optionalProperties",
    "requestUrls",
    "sampleKeys",
    "scopes",
    "section",
    "suppressions",
    "tags",
    "target",
    "tocBookmarks",
    "tocPath",
    "truncated",
    "type",
];

/// Reads a comment. An annotation waits for the block behind it, unless it stands for the whole page.
pub(super) fn comment<'a>(reader: &mut PageReader<'a, '_>, inner: Slice<'a>, at: Slice<'a>, closed: bool) {
    if !closed {
        let message = "unclosed comment";
        let finding = Diagnostic::new(&codes::COMMENT_OPEN, at.sub(0..4).span(), message);
        reader.findings.push(finding.help("write `-->` at its end"));
    }
    let faults = reader.findings.len();
    let is_object = inner.text.trim_start().starts_with('{');
    let read = is_object
        .then(|| read(inner, at.span(), &mut reader.findings))
        .flatten();
    let outcome = match read {
        Some(annotation) => {
            if annotation.of_page {
                reader.page.annotations.push(annotation);
            } else {
                reader.drop_annotation();
                reader.waiting = Some(Arc::new(annotation));
            }
            Outcome::Modelled
        }
        None if reader.findings.len() > faults => Outcome::Failed,
        None => Outcome::Skipped("note of the author"),
    };
    reader.cover(BlockKind::Comment, outcome, at.span());
}

/// Reads an annotation; text behind its JSON is dropped. `None`, with a finding, where it cannot be read.
fn read(inner: Slice<'_>, whole: Span, findings: &mut Vec<Diagnostic>) -> Option<Annotation> {
    let text = inner.trim();
    let read = match json::read(text) {
        Ok(read) => read,
        Err(_) if looks_like_prose(text.text) => return None,
        Err(fault) => {
            let end = crate::text::floor(text.text, fault.at + 1).max(fault.at);
            let at = text.sub(fault.at..end);
            findings.push(Diagnostic::new(
                &codes::ANNOTATION_INVALID,
                at.span(),
                fault.message,
            ));
            return None;
        }
    };
    let harmless = ["text after the value", "comment"];
    for repair in read
        .repairs
        .iter()
        .filter(|repair| !harmless.contains(&repair.value))
    {
        let finding = Diagnostic::new(&codes::ANNOTATION_MENDED, repair.span, repair.value);
        findings.push(finding.help("correct the JSON; it is read as if it were mended here"));
    }
    let Value::Object(raw) = read.value else {
        return None;
    };
    let fields = Fields {
        raw: &raw,
        at: text,
        findings,
    };
    Some(fields.annotation(whole))
}

/// `{id} is the …`: a comment whose text happens to start with a placeholder.
fn looks_like_prose(text: &str) -> bool {
    !text.contains("blockType") && !text.contains("\"type\"")
}

struct Fields<'a, 'b> {
    raw: &'b Map<String, Value>,
    at: Slice<'a>,
    findings: &'b mut Vec<Diagnostic>,
}

impl Fields<'_, '_> {
    fn annotation(mut self, span: Span) -> Annotation {
        self.unknown_keys();
        let odata_type = self.text("@odata.type").or_else(|| self.text("@type"));
        Annotation {
            block_type: self.text("blockType"),
            names: self.texts("name"),
            odata_type: odata_type
                .filter(|name| !name.is_empty())
                .map(|name| self.spanned(name)),
            is_collection: self.flag("isCollection"),
            truncated: self.flag("truncated"),
            base_type: self.text("baseType").filter(|name| !name.is_empty()),
            key_property: self.text("keyProperty").filter(|name| !name.is_empty()),
            open_type: self.flag("openType"),
            is_abstract: self.flag("abstract").or_else(|| self.flag("isAbstract")),
            aliases: self.texts("@type.aka"),
            of_page: self.text("type").as_deref() == Some("#page.annotation"),
            span,
        }
    }

    fn unknown_keys(&mut self) {
        // Keys stand in the order of the map; each is searched for behind the one before.
        let mut done = 0;
        for key in self.raw.keys().filter(|key| !KNOWN.contains(&key.as_str())) {
            let found = self.at.text.get(done..).and_then(|rest| rest.find(key.as_str()));
            let at = found.map_or(self.at, |found| {
                let start = done + found;
                self.at.sub(start..start + key.len())
            });
            done += found.map_or(0, |found| found + key.len());
            let message = format!("unknown key `{key}`");
            let finding = Diagnostic::new(&codes::ANNOTATION_KEY, at.span(), message);
            self.findings
                .push(finding.help("remove it, or spell it as the annotations of other pages do"));
        }
    }

    /// Where a text stands first.
    fn find(&self, text: &str) -> Span {
        let start = self.at.text.find(text);
        start.map_or(self.at.span(), |start| {
            self.at.sub(start..start + text.len()).span()
        })
    }

    fn spanned(&self, value: String) -> Spanned<String> {
        let span = self.find(&value);
        Spanned::new(value, span)
    }

    fn text(&self, key: &str) -> Option<String> {
        self.raw.get(key)?.as_str().map(|text| text.trim().to_owned())
    }

    /// One text, several separated by `;`, or an array of texts.
    fn texts(&self, key: &str) -> Vec<String> {
        match self.raw.get(key) {
            Some(Value::String(text)) => text
                .split(';')
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect(),
            Some(Value::Array(items)) => items
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// `true`, or `"true"` with a finding.
    fn flag(&mut self, key: &str) -> Option<bool> {
        let value = self.raw.get(key)?;
        if let Some(text) = value.as_str() {
            let message = format!("`{key}` is a text where `true` or `false` was expected");
            let at = self.find(key);
            let finding = Diagnostic::new(&codes::ANNOTATION_KEY, at, message);
            self.findings
                .push(finding.help("write it without quotation marks"));
            return text.trim().to_lowercase().parse().ok();
        }
        value.as_bool()
    }
}
