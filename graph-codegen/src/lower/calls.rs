//! The paths that only example requests show.

pub(crate) mod choices;
pub(crate) mod documented;
mod shown;
pub(crate) mod target;

use super::{Ctx, requests::paths};
use crate::route::Template;
use documented::Documented;

/// Paths that only example requests show, by the index of their operation.
pub(super) fn shown(ctx: &Ctx<'_>, templates: &[Vec<Template>]) -> Vec<(usize, String)> {
    let tree = paths::documented(&ctx.api.operations, templates);
    let documented = Documented::new(&ctx.api.operations, &tree);
    shown::shown(ctx, &documented, templates)
}
