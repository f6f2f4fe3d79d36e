//! What both sides of a difference say, in words.

use super::Difference;
use crate::{
    compare::csdl::TypeUse,
    model::{PropertyKind, TypeName},
};

impl Difference {
    /// What the pages say; nothing where they are silent, or where saying anything is the difference.
    pub fn pages(&self) -> Option<String> {
        match self {
            Self::TypeKind { pages, .. } => Some(pages.word().to_owned()),
            Self::Base { pages, .. } => Some(base_word(pages.as_ref())),
            Self::Abstract { service, .. } => Some(whether(!service, "abstract")),
            Self::Open { service, .. } => Some(whether(!service, "open")),
            Self::PropertyType { pages, .. } => Some(pages.to_string()),
            Self::PropertyKind { service, .. } => Some(property_word(other(*service)).to_owned()),
            Self::Members { extra, .. } if !extra.is_empty() => Some(format!("also {}", extra.join(", "))),
            Self::Flags { service, .. } => Some(flags_word(!service).to_owned()),
            Self::Response { pages, .. } => Some(result_word(pages.as_slice())),
            Self::Silent { pages, .. } => Some(result_word(pages)),
            _ => None,
        }
    }

    /// What the service says; nothing where it is silent, or where saying anything is the difference.
    pub fn service(&self) -> Option<String> {
        match self {
            Self::TypeKind { service, .. } => Some(service.word().to_owned()),
            Self::Base { service, .. } => Some(base_word(service.as_ref())),
            Self::Abstract { service, .. } => Some(whether(*service, "abstract")),
            Self::Open { service, .. } => Some(whether(*service, "open")),
            Self::PropertyMissing { service, .. } => Some(service.ty.to_string()),
            Self::PropertyType { service, .. } => Some(service.to_string()),
            Self::PropertyKind { service, .. } => Some(property_word(*service).to_owned()),
            Self::Members { missing, .. } if !missing.is_empty() => {
                Some(format!("also {}", missing.join(", ")))
            }
            Self::Flags { service, .. } => Some(flags_word(*service).to_owned()),
            Self::Response { service, .. } => Some(result_word(service)),
            Self::Silent { .. } => Some(result_word(&[])),
            Self::CallMissing { result, .. } => Some(result_word(result.as_slice())),
            Self::EntryMissing { ty, .. } => Some(ty.to_string()),
            _ => None,
        }
    }
}

fn property_word(kind: PropertyKind) -> &'static str {
    match kind {
        PropertyKind::Structural => "property",
        PropertyKind::Navigation => "relationship",
    }
}

fn other(kind: PropertyKind) -> PropertyKind {
    match kind {
        PropertyKind::Structural => PropertyKind::Navigation,
        PropertyKind::Navigation => PropertyKind::Structural,
    }
}

fn flags_word(flags: bool) -> &'static str {
    if flags { "several at once" } else { "one at a time" }
}

fn whether(yes: bool, word: &str) -> String {
    if yes {
        word.to_owned()
    } else {
        format!("not {word}")
    }
}

fn base_word(base: Option<&TypeName>) -> String {
    base.map_or("no base".to_owned(), ToString::to_string)
}

fn result_word(results: &[TypeUse]) -> String {
    let words: Vec<_> = results.iter().map(ToString::to_string).collect();
    if words.is_empty() {
        "nothing".to_owned()
    } else {
        words.join(" or ")
    }
}
