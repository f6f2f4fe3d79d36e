//! The source of the pages that a crate is generated from.

/// The source of the pages and their licence, for the attribution that the licence may require, and to tell crates from
/// different pages apart. Facts that were not given to the generator are `None`.
///
/// ```
/// use graph_models::runtime::Origin;
///
/// let origin = Origin {
///     source: Some("https://example.org/docs"),
///     commit: None,
///     date: Some("2026-02-28"),
///     licence: Some("CC-BY-4.0"),
///     attribution: Some("© Example"),
/// };
/// assert_eq!(origin.to_string(), "https://example.org/docs, 2026-02-28, CC-BY-4.0, © Example");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The URL of the repository or site.
    pub source: Option<&'static str>,
    /// The commit in the repository.
    pub commit: Option<&'static str>,
    /// The date of the commit or of the copy: `2026-02-28`.
    pub date: Option<&'static str>,
    /// The licence of the pages, which the documentation of types and requests is generated from: `CC-BY-4.0`.
    pub licence: Option<&'static str>,
    /// The name to credit.
    pub attribution: Option<&'static str>,
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let facts = [
            self.source,
            self.commit,
            self.date,
            self.licence,
            self.attribution,
        ];
        let mut facts = facts.into_iter().flatten();
        f.write_str(facts.next().unwrap_or("unknown origin"))?;
        facts.try_for_each(|fact| write!(f, ", {fact}"))
    }
}
