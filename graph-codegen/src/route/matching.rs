//! Matches the segments of a URL against those of a template.

use super::{Argument, Segment, Template, UrlSegment, unquote};
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
    let names = common_names(&template.segments, &example.segments)?;
    let given = |name: &str| {
        let mut parts = example.query.iter();
        parts.any(|part| part.name.eq_ignore_ascii_case(name))
    };
    let query = template.query.iter().filter(|part| given(&part.name)).count();
    let required = template.query.iter().filter(|part| !part.optional).count();
    Some((names * 16 + query * 2 + 8).saturating_sub(required.saturating_sub(query)))
}

/// How many names two paths have in common; of several ways to match, the one with most names counts. Fills a table
/// from the ends of both, since with several `...` the ways are too many to try.
fn common_names(template: &[Segment], example: &[Segment]) -> Option<usize> {
    // Most templates differ in the first segment.
    if let (Some(first), Some(segment)) = (template.first(), example.first())
        && *first != Segment::Ellipsis
    {
        common_name(first, segment)?;
    }
    let ends = |row: &[Option<usize>], at: usize| row.get(at).copied().flatten();
    let none = vec![None; example.len() + 1];
    let mut below: Vec<_> = example.iter().map(|_| None).chain([Some(0)]).collect();
    let mut two_below = none.clone();
    for (at, pattern) in template.iter().enumerate().rev() {
        let mut row = none.clone();
        for from in (0..=example.len()).rev() {
            let names = match (pattern, example.get(from)) {
                (Segment::Ellipsis, _) => ends(&below, from).max(ends(&row, from + 1)),
                (pattern, Some(segment)) => {
                    let one = common_name(pattern, segment).zip(ends(&below, from + 1));
                    // `users('x')` is `users/x`.
                    let keyed = is_keyed(pattern, template.get(at + 1), segment);
                    let two = keyed.then_some(1).zip(ends(&two_below, from + 1));
                    let sum = |(names, others)| names + others;
                    one.map(sum).max(two.map(sum))
                }
                (_, None) => None,
            };
            if let Some(cell) = row.get_mut(from) {
                *cell = names;
            }
        }
        two_below = std::mem::replace(&mut below, row);
    }
    ends(&below, 0)
}

/// Whether a segment with parentheses is a name and the key after it.
fn is_keyed(name: &Segment, key: Option<&Segment>, segment: &Segment) -> bool {
    match (name, key, segment) {
        (Segment::Name(name), Some(Segment::Key(_)), Segment::Call { name: called, .. }) => {
            name.eq_ignore_ascii_case(called)
        }
        _ => false,
    }
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
