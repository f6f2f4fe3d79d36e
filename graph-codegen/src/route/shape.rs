//! What paths that differ in spelling only have in common.

use std::borrow::Cow;

use super::parse::{Argument, Segment, Template};

/// A path in lower case with every placeholder as `{}`: equal for paths that differ in spelling only.
pub fn shape(segments: &[Segment]) -> String {
    let mut shape = String::with_capacity(48);
    for segment in segments {
        shape.push('/');
        shape.push_str(&segment.shape());
    }
    shape
}

impl Template {
    /// The shape of the path.
    pub fn shape(&self) -> String {
        shape(&self.segments)
    }
}

impl Segment {
    fn shape(&self) -> Cow<'_, str> {
        match self {
            Self::Key(_) | Self::Literal(_) => "{}".into(),
            Self::Call { name, arguments }
            | Self::Qualified {
                name,
                arguments: Some(arguments),
            } => call_shape(name, arguments).into(),
            Self::Name(name)
            | Self::Qualified {
                name,
                arguments: None,
            } => name.to_lowercase().into(),
            Self::ByPath(_) => ":{}:".into(),
            Self::Ref => "$ref".into(),
            Self::Value => "$value".into(),
            Self::Count => "$count".into(),
            Self::Ellipsis => "...".into(),
        }
    }
}

fn call_shape(name: &str, arguments: &[Argument]) -> String {
    let mut names: Vec<String> = arguments
        .iter()
        .map(|argument| argument.name.as_deref().unwrap_or_default().to_lowercase())
        .collect();
    names.sort();
    format!("{}({})", name.to_lowercase(), names.join(","))
}
