//! Fields and values in the words of reasons.

/// `` `subject` `` of `subject:String`.
pub(super) fn field(rust: &str) -> String {
    format!("`{}`", rust.split_once(':').map_or(rust, |(name, _)| name))
}

/// How a field changed: both sides are `subject:String`.
pub(super) fn shown(from: &str, to: &str) -> String {
    let split = |rust: &'_ str| {
        rust.split_once(':')
            .map(|(name, ty)| (name.to_owned(), ty.to_owned()))
    };
    match (split(from), split(to)) {
        (Some((a, was)), Some((b, is))) if a == b => format!("the field `{a}` is `{is}`, was `{was}`"),
        (Some((a, was)), Some((b, is))) if was == is => format!("the field `{a}` is called `{b}`"),
        _ => format!("the field `{from}` is `{to}`"),
    }
}

pub(super) fn value(text: Option<&str>) -> String {
    text.map_or_else(|| "nothing".to_owned(), |text| format!("`{text}`"))
}

/// The first few of them.
pub(super) fn some(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let first = names.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
