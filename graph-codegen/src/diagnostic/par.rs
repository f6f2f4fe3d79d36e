//! One step for each of many things, on all cores. What comes out is in the order of what went in.

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;

/// Takes the step for each item and adds what is wrong to `found`.
pub(crate) fn par_map_with_diagnostics<'a, I: Sync, T: Send>(
    items: &'a [I],
    found: &mut Vec<Diagnostic>,
    step: impl Fn(&'a I, &mut Vec<Diagnostic>) -> T + Sync,
) -> Vec<T> {
    let steps = items.par_iter().map(|item| {
        let mut found = Vec::new();
        (step(item, &mut found), found)
    });
    let (made, wrong): (Vec<_>, Vec<_>) = steps.unzip();
    found.extend(wrong.into_iter().flatten());
    made
}
