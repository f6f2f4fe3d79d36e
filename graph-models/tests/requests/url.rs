//! The URL on the page and the one that was built: equal, up to what means the same to the service.

use percent_encoding::percent_decode_str;

use crate::case::Outcome;

/// Compares two URLs.
pub(crate) fn compare(shown: &str, base: &str, built: &str, outcome: &mut Outcome) {
    let Some(built) = built.strip_prefix(base) else {
        return outcome.faults.push(format!("{built} does not start with {base}"));
    };
    let shown = shown.trim();
    let shown = shown.strip_prefix(base).unwrap_or(shown);
    let split = |url: &str| -> (String, String) {
        let (path, query) = url.split_once('?').unwrap_or((url, ""));
        (path.to_owned(), query.to_owned())
    };
    let ((path, query), (built_path, built_query)) = (split(shown), split(built));
    if decoded(&path) != decoded(&built_path) {
        compare_paths(&path, &built_path, outcome);
    }
    let (shown, built) = (pairs(&query), pairs(&built_query));
    if shown != built {
        compare_queries(shown, built, outcome);
    }
}

type Evened = (&'static str, fn(&str) -> String);

/// What means nothing in a path, each applied after those before it.
const PATH: &[Evened] = &[
    ("slashes", slashes),
    ("empty parentheses", |path| path.replace("()", "")),
    ("case of names", |path| path.to_lowercase()),
    ("namespace of a name", |path| {
        path.replace("/microsoft.graph.", "/")
    }),
    ("key in parentheses", keys),
    ("order and spaces of arguments", arguments),
    ("quotes of a literal", |path| path.replace('\'', "")),
];

fn compare_paths(shown: &str, built: &str, outcome: &mut Outcome) {
    let (mut a, mut b) = (decoded(shown), decoded(built));
    for (kind, even) in PATH {
        let before = (a.clone(), b.clone());
        (a, b) = (even(&a), even(&b));
        if (&a, &b) != (&before.0, &before.1) {
            outcome.normalised.push(kind);
        }
        if a == b {
            return;
        }
    }
    outcome.faults.push(format!("path {built}, on the page {shown}"));
}

fn slashes(path: &str) -> String {
    let parts = path.split('/').filter(|part| !part.is_empty());
    let path: String = parts.map(|part| format!("/{part}")).collect();
    path.trim_end_matches(':').to_owned()
}

/// `/users('x')` is `/users/x`.
fn keys(path: &str) -> String {
    let part = |part: &str| match part.split_once('(') {
        Some((name, key)) if key.starts_with('\'') || !key.contains('=') => {
            format!(
                "/{name}/{}",
                key.trim_end_matches(')').trim_matches('\'').replace("''", "'")
            )
        }
        _ => format!("/{part}"),
    };
    path.split('/').skip(1).map(part).collect()
}

fn arguments(path: &str) -> String {
    let part = |part: &str| match part.split_once('(') {
        Some((name, inside)) => {
            let mut arguments: Vec<_> = inside.trim_end_matches(')').split(',').map(str::trim).collect();
            arguments.sort_unstable();
            format!("/{name}({})", arguments.join(","))
        }
        None => format!("/{part}"),
    };
    path.split('/').skip(1).map(part).collect()
}

fn compare_queries(mut shown: Pairs, mut built: Pairs, outcome: &mut Outcome) {
    for pairs in [&mut shown, &mut built] {
        pairs.sort();
    }
    if shown == built {
        return outcome.normalised.push("order of the query");
    }
    for pairs in [&mut shown, &mut built] {
        for (name, _) in pairs.iter_mut() {
            *name = name.trim_start_matches('$').to_lowercase();
        }
        pairs.sort();
    }
    match shown == built {
        true => outcome.normalised.push("`$` and case of an option"),
        false => outcome
            .faults
            .push(format!("query {built:?}, on the page {shown:?}")),
    }
}

type Pairs = Vec<(String, String)>;

fn pairs(query: &str) -> Pairs {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs
        .map(|(name, value)| (decoded(name).trim().to_owned(), decoded(value)))
        .collect()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
