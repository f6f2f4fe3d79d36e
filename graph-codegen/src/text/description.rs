//! Whether two descriptions say the same. Comes in: prose of the pages. Goes out: its words.

/// The words of a description, to be compared: without "Inherited from …" and without facts that are known by themselves.
pub(crate) fn words(description: &str) -> Vec<String> {
    const LEAD: &str = "inherited from";
    let mut rest = description.to_ascii_lowercase();
    while let Some(at) = rest.find(LEAD) {
        let (before, from) = rest.split_at(at);
        rest = format!("{before} {}", behind_type(&from[LEAD.len()..]));
    }
    let rest = ["read-only", "not nullable", "nullable"]
        .iter()
        .fold(rest, |rest, fact| match rest.contains(fact) {
            true => rest.replace(fact, ""),
            false => rest,
        });
    let words = rest.split(|c: char| !c.is_alphanumeric() && c != '$');
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// What follows the type's name: a link, or a word.
fn behind_type(text: &str) -> &str {
    let text = text.trim_start();
    let end = match text.starts_with('[') {
        true => text.find(')').map(|at| at + 1),
        false => text.find(char::is_whitespace),
    };
    end.and_then(|end| text.get(end..)).unwrap_or_default()
}
