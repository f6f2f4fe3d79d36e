//! The paths of operations: parses templates, unifies how pages spell them, and splits them into steps. Placeholders
//! lose their names here.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::{
    diagnostic::{Diagnostic, codes},
    model::Operation,
    route::{self, Argument, MAX_SEGMENTS, Segment, Template},
};

/// The paths of operations, those that only examples show after the others; `namespace` is the API's.
pub(crate) fn templates(operations: &[Operation], namespace: &str) -> Vec<Vec<Template>> {
    let templates = operations.par_iter().map(|operation| {
        let listed = operation.paths.iter();
        let listed = listed.map(|path| route::parse(path).with_values_apart(namespace));
        let shown = operation.example_paths.iter().map(|path| route::parse(path));
        listed.chain(shown).collect()
    });
    templates.collect()
}

/// A path template of an operation.
pub(super) struct Path<'t> {
    pub(super) template: &'t Template,
    /// None where no builder can make it.
    pub(super) steps: Option<Vec<Step>>,
}

/// The paths of all operations, in one spelling.
pub(super) fn paths<'t>(operations: &[Operation], templates: &'t [Vec<Template>]) -> Vec<Vec<Path<'t>>> {
    let mut spellings = Spellings::default();
    for (operation, templates) in operations.iter().zip(templates) {
        let is_text = |name: &str| {
            let mut parameters = operation.path_parameters.iter();
            parameters.any(|parameter| {
                // Without a row of its own a parameter is a string for want of anything better.
                let stated = !parameter.description.is_empty() && parameter.ty.as_str() == "Edm.String";
                stated && parameter.name.eq_ignore_ascii_case(name)
            })
        };
        for template in templates {
            spellings.add(template, &is_text);
        }
    }
    let path = |template: &'t Template| Path {
        steps: spellings.steps(template),
        template,
    };
    let paths = templates
        .iter()
        .map(|templates| templates.iter().map(path).collect());
    paths.collect()
}

/// Paths that no builder makes are told.
pub(super) fn unbuilt(operations: &[Operation], paths: &[Vec<Path<'_>>]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (operation, paths) in operations.iter().zip(paths) {
        for (index, path) in paths.iter().enumerate() {
            if path.steps.is_some() || index >= operation.paths.len() {
                continue;
            }
            let source = operation.path_sources.get(index).unwrap_or(&operation.source);
            let text = operation.paths.get(index).map(String::as_str).unwrap_or_default();
            let message = format!("no builder makes the path `{text}`");
            found.push(
                Diagnostic::new(&codes::PATH_NOT_BUILT, source.span, message)
                    .help("write names, keys in braces and calls with their arguments between slashes"),
            );
        }
    }
    found
}

/// A step from one node of the tree to the next.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step {
    /// `messages`, `$ref`, `microsoft.graph.user`, `delta()`.
    Name(String),
    /// `{id}`.
    Key,
    /// `:/{item-path}:`.
    Address,
    /// `range(address='{address}')`.
    Call(String, Vec<Parameter>),
    /// `...`: the item before it any number of times, `childFolders/{id}/.../messages`.
    Repeat,
}

impl Step {
    /// What it adds to a path: `/messages`, `/{id}`.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Name(name) => format!("/{name}"),
            Self::Key => "/{id}".to_owned(),
            Self::Address => ":/{path}:".to_owned(),
            Self::Repeat => "/...".to_owned(),
            Self::Call(name, parameters) => {
                let parameters = parameters.iter().map(|parameter| match &parameter.name {
                    Some(name) => format!("{name}={{{name}}}"),
                    None => "{key}".to_owned(),
                });
                format!("/{name}({})", parameters.collect::<Vec<_>>().join(","))
            }
        }
    }
}

/// A parameter in parentheses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Parameter {
    /// `address`; none for a positional one.
    pub name: Option<String>,
    /// How its value is written.
    pub form: Form,
}

/// How a value in parentheses is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Form {
    /// `3`, `2021-07-01`.
    Plain,
    /// `'A1:B2'`, after a prefix for values of enums: `microsoft.graph.timeZoneStandard'Iana'`.
    Quoted(String),
}

/// How the pages spell names and write arguments, read off all templates.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    names: BTreeMap<String, BTreeMap<String, usize>>,
    forms: BTreeMap<(String, String), Form>,
    calls: BTreeMap<(String, usize), Vec<String>>,
}

impl Spellings {
    /// Counts the spellings of a template; `is_text` says whether an argument is documented as a string.
    pub(super) fn add(&mut self, template: &Template, is_text: &dyn Fn(&str) -> bool) {
        for segment in &template.segments {
            match segment {
                Segment::Name(name) => self.add_name(name),
                Segment::Call { name, arguments } => self.add_call(name, arguments, is_text),
                Segment::Qualified { name, arguments } => {
                    self.add_call(name, arguments.as_deref().unwrap_or_default(), is_text);
                }
                _ => {}
            }
        }
    }

    fn add_name(&mut self, name: &str) {
        let spellings = self.names.entry(normalize(name)).or_default();
        *spellings.entry(name.to_owned()).or_default() += 1;
    }

    fn add_call(&mut self, name: &str, arguments: &[Argument], is_text: &dyn Fn(&str) -> bool) {
        if arguments.is_empty() {
            return self.add_name(name);
        }
        let names: Option<Vec<String>> = arguments.iter().map(|argument| argument.name.clone()).collect();
        if let Some(names) = names {
            self.calls.entry((normalize(name), names.len())).or_insert(names);
        }
        for argument in arguments {
            let key = (
                normalize(name),
                normalize(argument.name.as_deref().unwrap_or_default()),
            );
            let text = argument.name.as_deref().is_some_and(is_text);
            let form = form(&argument.value, text);
            let known = self.forms.entry(key).or_insert_with(|| form.clone());
            // One page that quotes a value is believed; those that do not are careless.
            if *known == Form::Plain {
                *known = form;
            }
        }
    }

    /// The steps of a template; none where a part of it is no path.
    pub(super) fn steps(&self, template: &Template) -> Option<Vec<Step>> {
        if template.segments.len().max(template.query.len()) > MAX_SEGMENTS {
            return None;
        }
        let steps = template.segments.iter().map(|segment| self.step(segment));
        let steps = steps.collect::<Option<Vec<_>>>()?;
        let starts = matches!(steps.first(), Some(Step::Name(_) | Step::Call(..)));
        (starts && repeats_items(&steps)).then_some(steps)
    }

    fn step(&self, segment: &Segment) -> Option<Step> {
        Some(match segment {
            segment
                if segment
                    .called()
                    .is_some_and(|(_, arguments)| arguments.len() > MAX_SEGMENTS) =>
            {
                return None;
            }
            Segment::Name(name) => self.name(name),
            Segment::Key(_) => Step::Key,
            Segment::Literal(text) if text.contains(char::is_whitespace) => return None,
            Segment::Literal(_) => Step::Key,
            Segment::Call { name, arguments } => self.call(name, arguments),
            Segment::Qualified { name, arguments } => {
                self.call(name, arguments.as_deref().unwrap_or_default())
            }
            Segment::ByPath(_) => Step::Address,
            Segment::Ref => Step::Name("$ref".to_owned()),
            Segment::Value => Step::Name("$value".to_owned()),
            Segment::Count => Step::Name("$count".to_owned()),
            Segment::Ellipsis => Step::Repeat,
        })
    }

    /// The spelling that most templates have; of equals one that starts in lower case.
    fn name(&self, name: &str) -> Step {
        let spellings = self.names.get(&normalize(name)).into_iter().flatten();
        let rank = |spelling: &str, count: usize| (count, spelling.starts_with(char::is_lowercase));
        let most = spellings.max_by(|a, b| rank(a.0, *a.1).cmp(&rank(b.0, *b.1)).then_with(|| b.0.cmp(a.0)));
        Step::Name(most.map_or_else(|| name.to_owned(), |(spelling, _)| spelling.clone()))
    }

    fn call(&self, name: &str, arguments: &[Argument]) -> Step {
        if arguments.is_empty() {
            return self.name(name);
        }
        let named = arguments.iter().all(|argument| argument.name.is_some());
        let known = self.calls.get(&(normalize(name), arguments.len()));
        let names: Vec<Option<String>> = match known {
            Some(known) if !named => known.iter().cloned().map(Some).collect(),
            _ => self.in_order(name, arguments),
        };
        let parameters = names.into_iter().map(|argument| {
            let key = (
                normalize(name),
                normalize(argument.as_deref().unwrap_or_default()),
            );
            let form = self.forms.get(&key).cloned().unwrap_or(Form::Plain);
            Parameter { name: argument, form }
        });
        Step::Call(name.to_owned(), parameters.collect())
    }

    /// The names of arguments in one order and spelling, whatever that of the page: those of the longest call.
    fn in_order(&self, name: &str, arguments: &[Argument]) -> Vec<Option<String>> {
        let name = normalize(name);
        let calls = self.calls.range((name.clone(), 0)..=(name, usize::MAX));
        let longest = calls.last().map_or(&[][..], |(_, names)| names);
        let place = |argument: &Option<String>| {
            let same = |known: &String| {
                argument
                    .as_ref()
                    .is_some_and(|name| known.eq_ignore_ascii_case(name))
            };
            longest.iter().position(same)
        };
        let mut names: Vec<_> = arguments
            .iter()
            .map(|argument| argument.name.clone())
            .map(|name| (place(&name).unwrap_or(usize::MAX), name))
            .collect();
        names.sort_by_key(|(place, _)| *place);
        let spelling = |(place, name): (usize, Option<String>)| longest.get(place).cloned().or(name);
        names.into_iter().map(spelling).collect()
    }
}

/// Whether what is repeated is one item: with several there would be too many ways to match a path.
fn repeats_items(steps: &[Step]) -> bool {
    let mut repeated = (0..steps.len()).filter(|at| steps.get(*at) == Some(&Step::Repeat));
    let Some(at) = repeated.next() else {
        return true;
    };
    let before = at.checked_sub(2).and_then(|from| steps.get(from..at));
    matches!(before, Some([Step::Name(_), Step::Key])) && repeated.next().is_none()
}

fn normalize(name: &str) -> String {
    name.trim_end_matches("()").to_lowercase()
}

fn form(value: &str, is_text: bool) -> Form {
    match value.split_once('\'') {
        Some((prefix, _)) => Form::Quoted(prefix.to_owned()),
        None if is_text && !value.starts_with(|c: char| c.is_ascii_digit()) => Form::Quoted(String::new()),
        None => Form::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route::parse;

    fn steps(paths: &[&str]) -> Vec<Option<Vec<Step>>> {
        let templates: Vec<_> = paths.iter().map(|path| parse(path)).collect();
        let mut spellings = Spellings::default();
        for template in &templates {
            spellings.add(template, &|_| false);
        }
        templates
            .iter()
            .map(|template| spellings.steps(template))
            .collect()
    }

    fn one(paths: &[&str]) {
        let steps = steps(paths);
        assert!(steps.iter().all(|other| other == &steps[0]), "{steps:?}");
    }

    #[test]
    fn spellings_of_placeholders_and_names_unify() {
        one(&[
            "/users/{id | userPrincipalName}/messages",
            "/users/<id>/Messages",
            "/users/{user-id}/messages",
        ]);
        one(&["/me/48d31887-5fad-4d73-a9f5-3c356e68a038", "/me/{id}"]);
        one(&["/users/delta", "/users/delta()"]);
    }

    #[test]
    fn arguments_are_quoted_where_one_page_quotes_them() {
        one(&[
            "/a/range(address='<address>')",
            "/a/range(address={address})",
            "/a/range(<address>)",
        ]);
        let Some(Step::Call(_, parameters)) = steps(&["/a/row(index={n})"])[0]
            .as_ref()
            .and_then(|steps| steps.last())
            .cloned()
        else {
            panic!("a call");
        };
        assert_eq!(parameters[0].form, Form::Plain);
    }

    #[test]
    fn arguments_have_one_order() {
        one(&["/a/image(width={w},height={h})", "/a/image(Height={h},width={w})"]);
        let all = steps(&[
            "/a/image(height={h},width={w})",
            "/a/image(width={w},fit={f},height={h})",
        ]);
        let names = |steps: &Option<Vec<Step>>| match steps.as_ref().and_then(|steps| steps.last()) {
            Some(Step::Call(_, parameters)) => parameters
                .iter()
                .map(|one| one.name.clone().unwrap_or_default())
                .collect(),
            _ => Vec::new(),
        };
        assert_eq!(names(&all[0]), ["width", "height"]);
        assert_eq!(names(&all[1]), ["width", "fit", "height"]);
    }

    #[test]
    fn sample_values_are_keys_and_casts_are_names() {
        let last = |path: &str| {
            let template = parse(path).with_values_apart("microsoft.graph");
            template.segments.last().cloned()
        };
        for path in [
            "/sites/contoso.sharepoint.com",
            "/me/extensions/Com.Contoso.Referral",
        ] {
            assert!(matches!(last(path), Some(Segment::Literal(_))), "{path}");
        }
        for path in [
            "/groups/{id}/members/microsoft.graph.user",
            "/users/{id}/com.contoso.act",
        ] {
            assert!(matches!(last(path), Some(Segment::Qualified { .. })), "{path}");
        }
    }

    #[test]
    fn prefixes_of_enum_literals_are_kept() {
        let all = steps(&["/me/zones(Standard=microsoft.graph.zone'{x}')"]);
        let Some(Some(Step::Call(_, parameters))) = all[0].as_ref().map(|steps| steps.last()) else {
            panic!("a call");
        };
        assert_eq!(
            parameters[0].form,
            Form::Quoted("microsoft.graph.zone".to_owned())
        );
    }

    #[test]
    fn what_is_no_path_has_no_steps() {
        assert_eq!(
            steps(&["/a/.../b", "/a/to the item", "/{id}/a"]),
            [None, None, None]
        );
    }

    #[test]
    fn paths_and_calls_have_a_limit() {
        let deep = |many: usize| format!("/a{}", "/{x}".repeat(many));
        let wide = |many: usize| format!("/f({})", vec!["a={a}"; many].join(","));
        let query = |many: usize| format!("/a?{}", vec!["b={b}"; many].join("&"));
        for long in [deep(2000), wide(4000), query(4000)] {
            assert_eq!(steps(&[&long]), [None]);
        }
        for short in [deep(MAX_SEGMENTS - 1), wide(MAX_SEGMENTS), query(MAX_SEGMENTS)] {
            assert!(steps(&[&short])[0].is_some());
        }
    }
}
