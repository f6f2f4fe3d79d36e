//! A comparison for people: the figures, then the differences by kind, the first of each.

use graph_codegen::compare::verify::{Difference, Drift, Figures, Share};

use super::Shown;

/// The figures and the differences.
pub(super) fn text(shown: &Shown<'_>) -> String {
    let mut text: String = figures(&shown.comparison.figures)
        .iter()
        .map(|(name, value)| format!("  {name:42} {value}\n"))
        .collect();
    for (kind, drift) in shown.groups() {
        text.push_str(&format!("\n{} ({}): {}\n", kind.id(), drift.len(), kind.title()));
        text.extend(
            drift
                .iter()
                .take(shown.first)
                .map(|drift| format!("  {}\n", line(drift))),
        );
        let more = drift.len().saturating_sub(shown.first);
        if more > 0 {
            text.push_str(&format!("  … and {more} more\n"));
        }
    }
    text.push_str(&last_line(shown));
    text
}

fn last_line(shown: &Shown<'_>) -> String {
    let all = shown.drift.len();
    let hidden = shown.groups().any(|(_, drift)| drift.len() > shown.first);
    let more = if hidden {
        "; `--all` and `--only KIND` show more"
    } else {
        ""
    };
    match all {
        0 => "\nno differences\n".to_owned(),
        1 => "\n1 difference\n".to_owned(),
        _ => format!("\n{all} differences{more}\n"),
    }
}

/// Each figure in words.
pub(super) fn figures(figures: &Figures) -> Vec<(&'static str, String)> {
    let Figures {
        types,
        properties,
        enums,
        operations,
        ..
    } = figures;
    vec![
        ("types of the service that pages describe", share(types.recall)),
        ("described types that the service has", share(types.precision)),
        ("entity or complex type", share(figures.kind)),
        ("base types", share(figures.base)),
        ("properties of the service on pages", share(properties.recall)),
        (
            "described properties that the service has",
            share(properties.precision),
        ),
        ("types of properties", share(properties.ty)),
        ("property or relationship", share(properties.navigation)),
        ("used enums of the service on pages", share(enums.recall)),
        ("described enums that the service has", share(enums.precision)),
        ("enums with the same members", share(enums.exact)),
        ("members of enums", share(enums.members)),
        (
            "documented paths that the service has",
            share(operations.resolved),
        ),
        ("results of GET and POST", share(operations.response)),
        ("calls without a result", share(operations.silent)),
    ]
}

fn share(share: Share) -> String {
    match share.percent() {
        Some(percent) => format!("{percent:6.2} %  {} of {}", share.part, share.whole),
        None => "     –".to_owned(),
    }
}

/// `resources/message.md:12: microsoft.graph.message.subject: pages Edm.String, service Edm.Int32`.
fn line(drift: &Drift) -> String {
    let place = place(drift);
    let what = what(&drift.difference);
    let subject = drift.difference.subject();
    match what.as_str() {
        "" => format!("{place}: {subject}"),
        what => format!("{place}: {subject}: {what}"),
    }
}

/// The place on a page, else in the metadata.
pub(super) fn place(drift: &Drift) -> String {
    match (&drift.source, drift.line) {
        (Some(source), _) => format!("{}:{}", source.page, source.line),
        (None, Some(line)) => format!("metadata:{line}"),
        (None, None) => "metadata".to_owned(),
    }
}

/// What both sides say.
pub(super) fn what(difference: &Difference) -> String {
    let pages = difference.pages().map(|pages| format!("pages {pages}"));
    let service = difference.service().map(|service| format!("service {service}"));
    let both: Vec<_> = pages.into_iter().chain(service).map(|text| cut(&text)).collect();
    both.join(", ")
}

/// Some enums have hundreds of members.
fn cut(text: &str) -> String {
    const LONGEST: usize = 160;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let short: String = text.chars().take(LONGEST).collect();
    format!("{short}…")
}
