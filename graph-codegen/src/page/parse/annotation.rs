//! Annotations: comments that hold a JSON object. Comes in: a comment. Goes out: an [`Annotation`].
//! Does not know which block it stands for.

use serde_json::{Map, Value};

use super::{inline, json, slice::Slice};
use crate::{
    diagnostic::{Diagnostic, codes},
    page::Annotation,
    text::Span,
};

/// Keys that the pages use; others are told.
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

/// Whether a comment is meant as an annotation.
pub(super) fn is_meant(inner: Slice<'_>) -> bool {
    inner.text.trim_start().starts_with('{')
}

/// Reads an annotation; text behind its JSON is dropped. `None`, with a finding, where it cannot be read.
pub(super) fn read(inner: Slice<'_>, whole: Span, findings: &mut Vec<Diagnostic>) -> Option<Annotation> {
    let text = inner.trim();
    let read = match json::read(text) {
        Ok(read) => read,
        Err(_) if looks_like_prose(text.text) => return None,
        Err(fault) => {
            let end = inline::floor(text.text, fault.at + 1).max(fault.at);
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
        findings.push(Diagnostic::new(
            &codes::ANNOTATION_MENDED,
            repair.span,
            repair.value,
        ));
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
            optional_properties: self.texts("optionalProperties"),
            aliases: self.texts("@type.aka"),
            of_page: self.text("type").as_deref() == Some("#page.annotation"),
            span,
        }
    }

    // G21
    fn unknown_keys(&mut self) {
        for key in self.raw.keys().filter(|key| !KNOWN.contains(&key.as_str())) {
            let at = self.find(key);
            let found = Diagnostic::new(&codes::ANNOTATION_KEY, at, format!("unknown key `{key}`"));
            self.findings.push(found);
        }
    }

    fn find(&self, text: &str) -> Span {
        let start = self.at.text.find(text);
        start.map_or(self.at.span(), |start| {
            self.at.sub(start..start + text.len()).span()
        })
    }

    fn spanned(&self, value: String) -> crate::text::Spanned<String> {
        let span = self.find(&value);
        crate::text::Spanned::new(value, span)
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
            self.findings
                .push(Diagnostic::new(&codes::ANNOTATION_KEY, at, message));
            return text.trim().to_lowercase().parse().ok();
        }
        value.as_bool()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;

    fn annotation(text: &str) -> (Option<Annotation>, Vec<String>) {
        let sources = Sources::from_texts(&[("api/a.md", text)]);
        let (file, source) = sources.pages().next().expect("one page");
        let at = Slice::whole(file, &source.text);
        let mut findings = Vec::new();
        let read = read(at, at.span(), &mut findings);
        (read, findings.into_iter().map(|found| found.message).collect())
    }

    #[test]
    fn text_behind_the_value_is_dropped() {
        let (read, findings) = annotation("{ \"blockType\": \"ignored\"  } // Note: keep this line");
        assert_eq!(read.expect("reads").block_type.as_deref(), Some("ignored"));
        assert!(findings.is_empty(), "{findings:?}");
    }

    // G21
    #[test]
    fn flags_in_quotes_and_unknown_keys_are_told() {
        let (read, findings) = annotation(r#"{"blockType": "response", "truncated": "true", "blokType": 1}"#);
        assert_eq!(read.expect("reads").truncated, Some(true));
        assert_eq!(findings.len(), 2, "{findings:?}");
    }

    // G19
    #[test]
    fn a_name_may_be_an_array() {
        let (read, _) = annotation(r#"{"blockType": "response", "name": ["a", "b"], "@type": "x"}"#);
        let read = read.expect("reads");
        assert_eq!(read.names, ["a", "b"]);
        assert_eq!(read.odata_type.expect("has a type").value, "x");
    }

    #[test]
    fn prose_with_a_placeholder_is_no_fault() {
        let (read, findings) = annotation("{id} is the id of the thing");
        assert!(read.is_none() && findings.is_empty(), "{findings:?}");
    }
}
