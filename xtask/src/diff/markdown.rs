//! Changes → Markdown for a pull request or a changelog: a section each for what breaks, came, changed and went.

use graph_codegen::compare::changes::{Change, ChangeKind};

use super::{
    Compared,
    text::{counts, facts, place, what},
};

/// A pull request takes 65,536 characters, in four sections of lines of some 200.
const OF_A_SECTION: usize = 70;

/// The sections that hold something; `all` of it, or what a pull request takes.
pub(super) fn text(compared: &Compared, all: bool) -> String {
    let changes = &compared.changes.changes;
    let (breaking, harmless): (Vec<_>, Vec<_>) = changes.iter().partition(|change| change.breaking);
    let of = |how| {
        harmless
            .iter()
            .copied()
            .filter(move |change| change.change == how)
            .collect()
    };
    let sections: [(&str, Vec<&Change>); 4] = [
        ("Breaking", breaking),
        ("Added", of(ChangeKind::Added)),
        ("Changed", of(ChangeKind::Changed)),
        ("Removed", of(ChangeKind::Removed)),
    ];
    let shown = if all { usize::MAX } else { OF_A_SECTION };
    let mut text = format!(
        "From {} to {}: {}.\n",
        code(&compared.old),
        code(&compared.new),
        counts(&compared.changes)
    );
    for (title, changes) in sections.iter().filter(|(_, changes)| !changes.is_empty()) {
        text.push_str(&format!("\n### {title}\n\n"));
        text.extend(changes.iter().take(shown).map(|change| item(change)));
        let more = changes.len().saturating_sub(shown);
        if more > 0 {
            text.push_str(&format!("- … and {more} more; `--all` shows them\n"));
        }
    }
    text
}

fn item(change: &Change) -> String {
    let how = match (change.breaking, change.change) {
        (false, _) => "",
        (_, ChangeKind::Added) => "added ",
        (_, ChangeKind::Changed) => "changed ",
        (_, ChangeKind::Removed) => "removed ",
    };
    let facts = facts(change);
    let facts = if facts.is_empty() {
        facts
    } else {
        format!("; {}", code(&facts))
    };
    format!(
        "- {how}{} ({}): {}{facts}\n",
        what(change, code),
        code(&place(change)),
        change.reason
    )
}

/// A code span, whatever the text holds.
fn code(text: &str) -> String {
    let mut fence = "`".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    let space = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{text}{space}{fence}")
}
