//! Changes → lines for a terminal: what breaks programs first, each with its place and the reason.

use graph_codegen::compare::changes::{Change, ChangeKind, Changes};

use super::Compared;

/// All changes.
pub(super) fn text(compared: &Compared) -> String {
    let Compared { old, new, changes } = compared;
    let mut text = String::new();
    let parts = [("breaking", true), ("not breaking", false)];
    for (title, breaking) in parts {
        let mut part = changes
            .changes
            .iter()
            .filter(|change| change.breaking == breaking)
            .peekable();
        if part.peek().is_some() {
            text.push_str(&format!("{title}\n"));
            part.for_each(|change| text.push_str(&long(change)));
            text.push('\n');
        }
    }
    text + &format!("{old} -> {new}: {}\n", counts(changes))
}

fn long(change: &Change) -> String {
    let facts = facts(change);
    let facts = if facts.is_empty() {
        String::new()
    } else {
        format!("      {facts}\n")
    };
    format!(
        "  {}  {}\n{facts}      {}\n",
        line(change),
        place(change),
        change.reason
    )
}

/// `- property message subject`.
pub(crate) fn line(change: &Change) -> String {
    let sign = match change.change {
        ChangeKind::Added => '+',
        ChangeKind::Changed => '~',
        ChangeKind::Removed => '-',
    };
    format!("{sign} {}", what(change, |name| name.to_owned()))
}

/// `property subject of microsoft.graph.message`, each name as `code` writes it.
pub(super) fn what(change: &Change, code: impl Fn(&str) -> String) -> String {
    let own = format!("{} {}", change.kind.word(), code(&change.name));
    match &change.of {
        None => own,
        Some(of) => format!("{own} of {}", code(of)),
    }
}

/// `resources/message.md:71`; of what went, the page that said it.
pub(super) fn place(change: &Change) -> String {
    let before = if change.change == ChangeKind::Removed {
        " (old)"
    } else {
        ""
    };
    match change.line {
        Some(line) => format!("{}:{line}{before}", change.page),
        None => format!("{}{before}", change.page),
    }
}

/// `type Edm.String -> Edm.Int32, nullable true -> -`: of a change only; Rust is told by the reason.
pub(super) fn facts(change: &Change) -> String {
    let side = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let facts = change
        .facts
        .iter()
        .filter(|one| change.change == ChangeKind::Changed && !one.is_rust());
    let facts = facts.map(|one| format!("{} {} -> {}", one.fact, side(&one.from), side(&one.to)));
    facts.collect::<Vec<_>>().join(", ")
}

/// `3 changes (1 added, 2 changed), 1 breaking`.
pub(crate) fn counts(changes: &Changes) -> String {
    let counts = changes.counts;
    let kinds = [
        (counts.added, "added"),
        (counts.changed, "changed"),
        (counts.removed, "removed"),
    ];
    let kinds = kinds.iter().filter(|(count, _)| *count > 0);
    let kinds: Vec<String> = kinds.map(|(count, word)| format!("{count} {word}")).collect();
    match changes.changes.len() {
        0 => "no changes".to_owned(),
        1 => format!("1 change ({}), {} breaking", kinds.join(", "), counts.breaking),
        all => format!(
            "{all} changes ({}), {} breaking",
            kinds.join(", "),
            counts.breaking
        ),
    }
}
