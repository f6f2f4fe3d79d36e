//! What a run of `gen` changes in the API of a crate: compares the surface on the disk with the generated one.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use graph_codegen::{
    compare::changes::{self, Change, ChangeKind, Changes},
    compare::surface::{self, Kind, Unreadable},
};

use super::diff;
use crate::{
    output_dir::{Change as FileChange, Comparison},
    output_file,
    paths::{self, show},
    terminal::safe::inline,
};

/// How many changes are named.
const NAMED: usize = 10;

/// The changes of the API.
pub(super) enum Changelog<'a> {
    /// The API is the same.
    None,
    /// The crate has no surface.
    Unknown,
    /// This generator cannot read the surface.
    Unreadable(Unreadable),
    /// The changes, and the surface on the disk.
    Changes { changes: Changes, old: &'a str },
}

impl<'a> Changelog<'a> {
    /// Finds the changes in a comparison of files.
    pub(super) fn of(comparison: &'a Comparison<'_>) -> Self {
        let (old, new) = match comparison.changes.get(surface::FILE) {
            Some(FileChange::Stale { old, text }) => (old, *text),
            Some(FileChange::Missing { .. }) => return Self::Unknown,
            _ => return Self::None,
        };
        match (surface::read(old), surface::read(new)) {
            (Ok(before), Ok(after)) => Self::Changes {
                changes: changes::between(&before, &after),
                old,
            },
            (Err(error), _) | (_, Err(error)) => Self::Unreadable(error),
        }
    }

    /// Copies the surface on the disk, so that the changes can be shown after the run, and returns the path.
    pub(super) fn keep_old(&self, root: &Path) -> Result<PathBuf> {
        let Self::Changes { old, .. } = self else {
            return Ok(root.to_owned());
        };
        let name = root.file_name().unwrap_or_default().to_string_lossy();
        let file = paths::target().join("xtask").join(format!("{name}-before.jsonl"));
        let folder = file.parent().expect("has a folder");
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", show(folder)))?;
        output_file::write(&file, old)?;
        Ok(file)
    }

    /// Counts, the first changes and the command that shows all of them; `before` is the old surface.
    pub(super) fn text(&self, before: &Path, docs: &Path) -> String {
        match self {
            Self::None => titled("none"),
            Self::Unknown => titled(&format!(
                "unknown: the crate had no {} to compare with",
                surface::FILE
            )),
            Self::Unreadable(error) => titled(&format!("unknown: {error}")),
            Self::Changes { changes, .. } if changes.changes.is_empty() => titled("none"),
            Self::Changes { changes, .. } => text(changes, &diff::command(before, docs)),
        }
    }
}

fn titled(text: &str) -> String {
    format!("  {:12} {text}\n", "API")
}

fn text(changes: &Changes, all: &str) -> String {
    let mut text = titled(&diff::counts(changes));
    for (title, kinds) in KINDS {
        let of = |how| {
            changes
                .changes
                .iter()
                .filter(|change| change.change == how && kinds.contains(&change.kind))
                .count()
        };
        let counts = [
            ('+', of(ChangeKind::Added)),
            ('~', of(ChangeKind::Changed)),
            ('-', of(ChangeKind::Removed)),
        ];
        let counts = counts.iter().filter(|(_, count)| *count > 0);
        let counts: Vec<String> = counts.map(|(sign, count)| format!("{sign}{count}")).collect();
        if !counts.is_empty() {
            text.push_str(&format!("    {title:12} {}\n", counts.join(" ")));
        }
    }
    let mut sorted: Vec<&Change> = changes.changes.iter().collect();
    sorted.sort_by_key(|change| (!change.breaking, rank(change.kind)));
    text.extend(sorted.iter().take(NAMED).map(|change| line(change)));
    let more = sorted.len().saturating_sub(NAMED);
    let more = if more > 0 {
        format!("… and {more} more; ")
    } else {
        String::new()
    };
    text + &format!("    {more}all with their lines: {all}\n")
}

/// The kinds that are counted together.
const KINDS: [(&str, &[Kind]); 5] = [
    ("types", &[Kind::Type, Kind::Enum, Kind::Variant]),
    ("properties", &[Kind::Property, Kind::Restated]),
    ("members", &[Kind::Member]),
    ("operations", &[Kind::Operation]),
    (
        "parts of them",
        &[
            Kind::Path,
            Kind::Parameter,
            Kind::Query,
            Kind::Header,
            Kind::Body,
            Kind::Response,
            Kind::ResponseHeader,
            Kind::Permission,
        ],
    ),
];

fn rank(kind: Kind) -> Option<usize> {
    KINDS.iter().position(|(_, kinds)| kinds.contains(&kind))
}

fn line(change: &Change) -> String {
    let mark = if change.breaking { ", breaking" } else { "" };
    format!(
        "    {} ({}{mark})\n",
        diff::line(change),
        inline(change.page.as_str())
    )
}
