//! Which operation an example shows. Comes in: operations and exchanges. Goes out: an operation or none.
//! Method and path decide, first among the operations of the same page.

use std::collections::BTreeSet;

use crate::{
    collections::HashMap,
    model::{ApiInfo, Operation},
    page::{Message, Page, StartLine},
    resolve::{names::short, paths::normalise},
    route::{self, Segment, Template},
    text::PagePath,
};

use super::pairing::Exchange;

/// Operations by page and by method.
pub(super) struct Index<'a> {
    info: &'a ApiInfo,
    by_page: HashMap<PagePath, Vec<usize>>,
    /// By how their paths start.
    by_start: HashMap<Option<String>, Vec<usize>>,
    entries: Vec<Entry<'a>>,
}

struct Entry<'a> {
    operation: &'a Operation,
    templates: Vec<Template>,
}

impl<'a> Index<'a> {
    /// Indexes operations; a merged one belongs to all of its pages.
    pub(super) fn new(operations: &'a [Operation], info: &'a ApiInfo) -> Self {
        let mut by_page: HashMap<PagePath, Vec<usize>> = HashMap::default();
        for (index, operation) in operations.iter().enumerate() {
            for source in operation.path_sources.iter().chain([&operation.source]) {
                let known = by_page.entry(source.page.clone()).or_default();
                if !known.contains(&index) {
                    known.push(index);
                }
            }
        }
        // In page order, so that the first fit is the page's first.
        for known in by_page.values_mut() {
            known.sort_by_key(|index| operations.get(*index).map(|operation| operation.source.span));
        }
        let entries = operations.iter().map(|operation| Entry {
            operation,
            templates: operation.paths.iter().map(|path| route::parse(path)).collect(),
        });
        let entries: Vec<Entry<'a>> = entries.collect();
        let mut by_start: HashMap<Option<String>, Vec<usize>> = HashMap::default();
        for (index, entry) in entries.iter().enumerate() {
            for template in &entry.templates {
                by_start.entry(start(template)).or_default().push(index);
            }
        }
        Self {
            info,
            by_page,
            by_start,
            entries,
        }
    }

    /// The operation that an exchange shows.
    pub(super) fn find(&self, page: &Page, exchange: &Exchange<'_>) -> Option<&'a Operation> {
        let own = self
            .by_page
            .get(&page.path)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let Some((method, url)) = exchange.request.and_then(request_line) else {
            return self.by_status(own, exchange);
        };
        let concrete = route::parse(&normalise(url, self.info).ok()?.text);
        let here = own.iter().filter_map(|index| self.entries.get(*index));
        let same_method = here.filter(|entry| entry.operation.method.eq_ignore_ascii_case(method));
        let candidates: Vec<&Entry<'a>> = same_method.collect();
        best(&candidates, &concrete)
            .or_else(|| self.elsewhere(method, &concrete))
            .or_else(|| similar(&candidates, &concrete))
            .map(|entry| entry.operation)
    }

    /// An answer without a request belongs to the page's first operation that documents its status.
    fn by_status(&self, own: &[usize], exchange: &Exchange<'_>) -> Option<&'a Operation> {
        let here: Vec<_> = own.iter().filter_map(|index| self.entries.get(*index)).collect();
        let status = exchange
            .responses
            .first()
            .and_then(|message| super::super::responses::status(message));
        let documents = |entry: &&&Entry<'a>| {
            let mut responses = entry.operation.responses.iter();
            status.is_some_and(|status| responses.any(|response| response.status == status))
        };
        let entry = here.iter().find(documents).or(here.first())?;
        Some(entry.operation)
    }

    fn elsewhere(&self, method: &str, concrete: &Template) -> Option<&Entry<'a>> {
        let same_method = |entry: &&Entry<'a>| entry.operation.method.eq_ignore_ascii_case(method);
        // Only templates that start alike can fit, and those that start with a placeholder.
        let starts = [start(concrete), None];
        let alike = starts.iter().filter_map(|start| self.by_start.get(start));
        let indices: BTreeSet<usize> = alike.flatten().copied().collect();
        let entries = indices.into_iter().filter_map(|index| self.entries.get(index));
        let candidates: Vec<_> = entries.filter(same_method).collect();
        best(&candidates, concrete)
    }
}

/// The name that a path starts with, as calls are compared; none where it starts with a placeholder.
fn start(template: &Template) -> Option<String> {
    let name = template.segments.first()?.name()?;
    Some(short(name).to_lowercase())
}

fn request_line(message: &Message) -> Option<(&str, &str)> {
    match &message.start {
        StartLine::Request { method, url } => Some((method, url)),
        _ => None,
    }
}

/// The entry with the closest template; the first of equals.
fn best<'e, 'a>(candidates: &[&'e Entry<'a>], concrete: &Template) -> Option<&'e Entry<'a>> {
    let scored = candidates.iter().filter_map(|entry| {
        let score = entry
            .templates
            .iter()
            .filter_map(|template| score(template, concrete))
            .max()?;
        Some((score, *entry))
    });
    scored
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, entry)| entry)
}

/// How closely a concrete path fits: more names in common are closer, and so are more query options.
fn score(template: &Template, concrete: &Template) -> Option<usize> {
    let fits = fits(&template.segments, &concrete.segments)?;
    let query = template
        .query
        .iter()
        .filter(|part| {
            concrete
                .query
                .iter()
                .any(|other| other.name.eq_ignore_ascii_case(&part.name))
        })
        .count();
    let missing =
        template.query.iter().filter(|part| !part.optional).count() - query.min(template.query.len());
    Some((fits * 16 + query * 2 + 8).saturating_sub(missing))
}

fn fits(template: &[Segment], concrete: &[Segment]) -> Option<usize> {
    match (template.split_first(), concrete.split_first()) {
        (None, None) => Some(0),
        (Some((Segment::Ellipsis, rest)), _) => {
            (0..=concrete.len()).find_map(|skipped| fits(rest, concrete.get(skipped..)?))
        }
        (Some((first, rest)), Some((shown, others))) => {
            if let Some(score) = fits_one(first, shown) {
                return Some(score + fits(rest, others)?);
            }
            // `users('x')` is `users/x`.
            match (first, rest.split_first(), shown) {
                (Segment::Name(name), Some((Segment::Key(_), rest)), Segment::Call { name: shown, .. })
                    if name.eq_ignore_ascii_case(shown) =>
                {
                    Some(1 + fits(rest, others)?)
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn fits_one(template: &Segment, shown: &Segment) -> Option<usize> {
    let special = |segment: &Segment| matches!(segment, Segment::Ref | Segment::Value | Segment::Count);
    match (template, shown) {
        (Segment::Key(_) | Segment::Literal(_), shown) if !special(shown) => Some(0),
        (Segment::ByPath(_), Segment::ByPath(_)) => Some(1),
        (a, b) if special(a) || special(b) => (a == b).then_some(1),
        (a, b) => same_name(a.name()?, b.name()?).then_some(1),
    }
}

/// An action is called with its namespace and without.
fn same_name(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
        || (a.contains('.') != b.contains('.')) && short(a).eq_ignore_ascii_case(short(b))
}

/// Examples take liberties with the start of a path: the same end is enough on the page itself, and so is being the
/// only operation with this method.
fn similar<'e, 'a>(candidates: &[&'e Entry<'a>], concrete: &Template) -> Option<&'e Entry<'a>> {
    let last = concrete.segments.last();
    let same_end = |entry: &&&Entry<'a>| {
        let ends = entry
            .templates
            .iter()
            .filter_map(|template| template.segments.last());
        last.is_some_and(|last| ends.into_iter().any(|end| fits_one(end, last).is_some()))
    };
    match candidates {
        [only] => Some(only),
        several => several.iter().find(same_end).copied(),
    }
}
