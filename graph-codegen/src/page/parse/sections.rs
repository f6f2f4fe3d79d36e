//! What headings mean, by their words at any level. Comes in: a heading. Goes out: a [`Section`].

/// What a part of a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Before the first heading.
    Intro,
    /// `## Methods`.
    Methods,
    /// `## Properties`, `### Instance attributes`.
    Properties,
    /// `## Relationships`.
    Relationships,
    /// `## JSON representation`.
    Representation,
    /// `## Derived types`.
    DerivedTypes,
    /// `## Members`, `### importance values`.
    Members,
    /// `## Permissions`, Intune's `## Prerequisites`.
    Permissions,
    /// `## HTTP request`.
    Request,
    /// `## Request headers`.
    Headers,
    /// `## Optional query parameters`.
    Query,
    /// `## Path parameters`.
    Path,
    /// `## Function parameters`.
    Function,
    /// `## Request body`.
    RequestBody,
    /// `## Response`.
    Response,
    /// `## Example`, and everything below it.
    Example,
    /// Anything else; the reason why it is not modelled.
    Other(&'static str),
}

/// The section that a heading opens; `None` for words that say nothing.
pub(super) fn of(heading: &str) -> Option<Section> {
    let text = heading.trim().trim_end_matches([':', '.']).to_lowercase();
    let bare = ["optional ", "odata "].iter().fold(text.as_str(), |text, word| {
        text.strip_prefix(word).unwrap_or(text)
    });
    let starts = |words: &str| bare.starts_with(words);
    let is = |all: &[&str]| all.contains(&text.as_str());
    Some(match () {
        () if is(&["methods", "tasks"]) || text.starts_with("tasks on ") => Section::Methods,
        () if values_of(heading).is_some() || is(&["members"]) => Section::Members,
        () if starts("derived types") => Section::DerivedTypes,
        () if starts("json representation") || is(&["representation"]) => Section::Representation,
        () if text.starts_with("example") || text.starts_with("sample") => Section::Example,
        () if text.starts_with("permission") || is(&["prerequisites"]) => Section::Permissions,
        () if text.starts_with("http request") => Section::Request,
        () if starts("request header") || is(&["headers"]) => Section::Headers,
        () if starts("query parameter") || starts("query option") => Section::Query,
        () if starts("path parameter") => Section::Path,
        () if starts("function parameter") => Section::Function,
        () if starts("request body") || is(&["parameters"]) => Section::RequestBody,
        () if is(&["response", "responses", "return value"]) => Section::Response,
        () if is(&["request"]) || text.starts_with("request ") && text.len() < 12 => Section::Example,
        () if is(&["relationships", "navigation properties"]) => Section::Relationships,
        () if is(&["properties", "instance attributes", "attributes"])
            || text.starts_with("properties of") =>
        {
            Section::Properties
        }
        () if is(&["see also", "related content", "next steps", "related topics"]) => {
            Section::Other("links for readers")
        }
        () if is(&["remarks", "error responses", "errors", "exceptions"]) => {
            Section::Other("remarks for readers")
        }
        () => return None,
    })
}

/// Whether tables below a heading inside Properties list no properties.
pub(super) fn is_aside(heading: &str) -> bool {
    let text = heading.to_lowercase();
    ["value", "definition", "example", "constant", "note", "limit"]
        .iter()
        .any(|word| text.contains(word))
}

/// `importance` of `importance values`; the heading's words, not the enum's spelling, decide.
pub(super) fn values_of(heading: &str) -> Option<&str> {
    let heading = super::inline::without_deprecated(heading).0;
    let cut = heading.trim().len().checked_sub(" values".len())?;
    let (name, tail) = heading.trim().split_at_checked(cut)?;
    let name = name.trim().trim_matches(['`', '*']);
    (tail.eq_ignore_ascii_case(" values") && !name.is_empty() && !name.contains(char::is_whitespace))
        .then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_decide_at_any_case() {
        assert_eq!(of("HTTP Request"), Some(Section::Request));
        assert_eq!(of("HTTP request (to upload a new file)"), Some(Section::Request));
        assert_eq!(of("Prerequisites"), Some(Section::Permissions));
        assert_eq!(of("Optional query parameters"), Some(Section::Query));
        assert_eq!(of("JSON Representation"), Some(Section::Representation));
        assert_eq!(of("Request 1"), Some(Section::Example));
        assert_eq!(of("Instance Attributes"), Some(Section::Properties));
        assert_eq!(of("Task Export Mapping"), None);
    }

    #[test]
    fn values_name_their_enum() {
        assert_eq!(values_of("importance values "), Some("importance"));
        assert_eq!(values_of("emailType values (deprecated)"), Some("emailType"));
        assert_eq!(values_of("roles property values"), None);
    }
}
