//! Matches the segments of a URL against those of a template.

use super::{
    parse::{Argument, Segment, Template},
    url::{UrlSegment, unquote},
};
use crate::model::same_name;

/// The arguments that the first segments of a URL give to the keys and parameters of a pattern; `None` if they do not
/// match. A function matches if the URL gives as many arguments as it has parameters.
pub fn match_prefix(pattern: &[Segment], url: &[UrlSegment]) -> Option<Vec<String>> {
    let mut arguments = Vec::new();
    for (at, segment) in pattern.iter().enumerate() {
        arguments.extend(match_segment(segment, url.get(at)?)?);
    }
    Some(arguments)
}

fn match_segment(pattern: &Segment, url: &UrlSegment) -> Option<Vec<String>> {
    let none = |matches: bool| matches.then(Vec::new);
    match (pattern, &url.segment) {
        (Segment::ByPath(_), Segment::ByPath(_)) => Some(vec![url.text.clone()]),
        (_, Segment::ByPath(_)) => None,
        (Segment::Key(_), special) if special.is_special() => None,
        (Segment::Key(_), _) => Some(vec![url.text.clone()]),
        (pattern, segment) if pattern.is_special() => none(pattern == segment),
        (pattern, segment) => match (pattern.called()?, segment.called()) {
            ((name, parameters), Some((given, arguments))) if same_name(name, given) => {
                match_arguments(parameters, arguments)
            }
            // `$entity`, names with dashes.
            ((name, []), None) => none(name.eq_ignore_ascii_case(&url.text)),
            _ => None,
        },
    }
}

/// The values of the arguments, in the order of the parameters.
fn match_arguments(parameters: &[Argument], arguments: &[Argument]) -> Option<Vec<String>> {
    if parameters.len() != arguments.len() {
        return None;
    }
    let value = |(at, parameter): (usize, &Argument)| {
        let same_name = |argument: &&Argument| match (&parameter.name, &argument.name) {
            (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
            _ => false,
        };
        let positional = arguments
            .get(at)
            .filter(|argument| argument.name.is_none() || parameter.name.is_none());
        let argument = arguments.iter().find(same_name).or(positional)?;
        // Pages disagree on quotes; the parameter knows.
        Some(unquote(&argument.value))
    };
    parameters.iter().enumerate().map(value).collect()
}

/// How closely the path of an example follows a template: more names in common are closer, and so are more query
/// options. `None` if it does not match. Arguments are not compared.
pub fn similarity(template: &Template, example: &Template) -> Option<usize> {
    let names = common_names(&template.segments, &example.segments)
        .or_else(|| common_names(&template.segments, &keys_apart(&example.segments)?))?;
    let given = |name: &str| {
        let mut parts = example.query.iter();
        parts.any(|part| part.name.eq_ignore_ascii_case(name))
    };
    let query = template.query.iter().filter(|part| given(&part.name)).count();
    let required = template.query.iter().filter(|part| !part.optional).count();
    Some((names * 16 + query * 2 + 8).saturating_sub(required.saturating_sub(query)))
}

/// `users('adele')` as `users/{id}`; `None` without such keys.
fn keys_apart(path: &[Segment]) -> Option<Vec<Segment>> {
    let apart = |segment: &Segment| match segment.keyed() {
        Some((name, key)) => vec![Segment::Name(name.to_owned()), Segment::Literal(key.to_owned())],
        None => vec![segment.clone()],
    };
    let apart: Vec<Segment> = path.iter().flat_map(apart).collect();
    (apart.len() > path.len()).then_some(apart)
}

/// How many names two paths have in common. Fills a table from the ends of both, since with several `...` there are too
/// many ways to try them all.
fn common_names(template: &[Segment], example: &[Segment]) -> Option<usize> {
    // Most templates differ in the first segment.
    if let (Some(first), Some(segment)) = (template.first(), example.first())
        && *first != Segment::Ellipsis
    {
        common_name(first, segment)?;
    }
    // For each place in the example: the names that the rest of it has in common with the rest of the template.
    let mut rest: Vec<_> = example.iter().map(|_| None).chain([Some(0)]).collect();
    for pattern in template.iter().rev() {
        let mut skipped = None;
        let matched = example.iter().map(|segment| common_name(pattern, segment));
        let mut row: Vec<_> = matched.chain([None]).collect();
        for (at, names) in row.iter_mut().enumerate().rev() {
            *names = if *pattern == Segment::Ellipsis {
                skipped = skipped.max(rest.get(at).copied().flatten());
                skipped
            } else {
                names.zip(rest.get(at + 1).copied().flatten()).map(|(a, b)| a + b)
            };
        }
        rest = row;
    }
    rest.first().copied().flatten()
}

/// 1 for the same name, 0 for a key that takes the place of a placeholder.
fn common_name(template: &Segment, example: &Segment) -> Option<usize> {
    match (template, example) {
        (Segment::Key(_) | Segment::Literal(_), example) if !example.is_special() => Some(0),
        (Segment::ByPath(_), Segment::ByPath(_)) => Some(1),
        (a, b) if a.is_special() || b.is_special() => (a == b).then_some(1),
        (a, b) => same_name(a.name()?, b.name()?).then_some(1),
    }
}

/// Whether the last segment of an example's path matches that of a template.
pub fn ends_alike(template: &Template, example: &Template) -> bool {
    let ends = template.segments.last().zip(example.segments.last());
    ends.is_some_and(|(a, b)| common_name(a, b).is_some())
}
