//! Names that are given twice → unique ones: the first keeps its name, later ones are numbered.

use std::collections::BTreeSet;

/// Numbers what is taken already: `name_2` where `joint` is `_`.
pub(super) fn make_unique<'a>(names: impl Iterator<Item = &'a mut String>, joint: &str) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for name in names {
        let first = name.clone();
        let mut number = 2;
        while !taken.insert(name.clone()) {
            *name = format!("{first}{joint}{number}");
            number += 1;
        }
    }
}
