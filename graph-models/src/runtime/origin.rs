//! What a crate says of the pages that it is made from.

/// Where pages come from, and under which licence: for the attribution that it may ask for, and to tell two crates
/// apart. What was not stated where the crate was made is `None`.
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
    /// The repository or the site.
    pub source: Option<&'static str>,
    /// The commit in it.
    pub commit: Option<&'static str>,
    /// The day of the commit or of the copy: `2026-02-28`.
    pub date: Option<&'static str>,
    /// The licence of the pages, of which the documentation of the types and requests is made: `CC-BY-4.0`.
    pub licence: Option<&'static str>,
    /// Whom to name.
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
        f.write_str(facts.next().unwrap_or("of unknown origin"))?;
        facts.try_for_each(|fact| write!(f, ", {fact}"))
    }
}
