//! Names types that pages refer to and no page describes, with the help of the full names that pages write in annotations
//! and bodies: `[Range](sheetrange.md)` is `sheetRange` if an annotation says so.

use std::borrow::Cow;

use crate::{
    collections::HashMap,
    model::{TypeName, full_name, is_identifier},
    page::{Annotation, Body, Page, TypeRef},
    resolve::operations::evidence::in_collection,
    text::PagePath,
};

/// The full names that all pages write, by themselves in lower case.
pub(crate) struct Written(HashMap<String, TypeName>);

impl Written {
    /// Reads the annotations and bodies of all pages.
    pub(crate) fn new(pages: &[Page]) -> Self {
        let mut written = Self(HashMap::default());
        for page in pages {
            let shown = page.representations.iter();
            let shown = shown.map(|shown| (shown.annotation.as_deref(), &shown.body));
            let messages = page.examples.iter();
            let messages = messages.map(|message| (message.annotation.as_deref(), &message.body));
            for (annotation, body) in shown.chain(messages) {
                written.add(annotation.and_then(annotated));
                written.add(named(body));
            }
        }
        written
    }

    fn add(&mut self, text: Option<&str>) {
        let text = text.map(|text| text.trim_start_matches('#'));
        if let Some(name) = text.filter(|text| text.split('.').all(is_identifier)) {
            let lower = name.to_lowercase();
            self.0.entry(lower).or_insert_with(|| TypeName::new(name));
        }
    }

    /// The full name of a type that no page describes, for a reference on a page of a namespace; `None` if the text is
    /// no name.
    pub(crate) fn name(&self, ty: &TypeRef, target: Option<&PagePath>, namespace: &str) -> Option<TypeName> {
        let qualified = ty.name.contains('.') && ty.name.split('.').all(is_identifier);
        if qualified {
            return Some(full_name(&ty.name, namespace));
        }
        let stem = target.and_then(|target| target.stem().rsplit('-').next());
        let stem = stem.filter(|stem| is_identifier(stem));
        let text = Some(ty.name.as_str()).filter(|text| is_identifier(text));
        let written = |word: &str| self.0.get(&format!("{namespace}.{word}").to_lowercase());
        let known = stem.and_then(written).or_else(|| text.and_then(written));
        let spelled = || {
            let name = match text {
                Some(text) => uncapitalized(text),
                None => stem?.into(),
            };
            Some(full_name(&name, namespace))
        };
        known.cloned().or_else(spelled)
    }
}

/// The type in an annotation: of one object or of each in a collection.
fn annotated(annotation: &Annotation) -> Option<&str> {
    let text = annotation.odata_type.as_ref()?.value.as_str();
    Some(in_collection(text).unwrap_or(text))
}

/// The type that a body names, or its first item.
fn named(body: &Body) -> Option<&str> {
    let body = body.json()?;
    let item = body.get("value").and_then(|value| value.get(0));
    item.unwrap_or(body).get("@odata.type")?.as_str()
}

/// A name without the capital of a sentence's beginning; two capitals in a row are an acronym.
fn uncapitalized(name: &str) -> Cow<'_, str> {
    let mut chars = name.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if first.is_ascii_uppercase() && second.is_ascii_lowercase() => {
            format!("{}{}", first.to_ascii_lowercase(), chars.as_str()).into()
        }
        _ => name.into(),
    }
}
