//! Types that only operation pages refer to. Comes in: bodies, answers and parameters. Goes out: names that become known.
//! Links only: a word alone may be anything.

use crate::page::{Page, TypeCell};

use super::ctx::Ctx;

/// Makes the types known that operations link to.
pub(super) fn of_operations(ctx: &mut Ctx<'_>) {
    let pages = ctx.pages;
    of_stated_answers(ctx);
    for page in pages.iter().filter(|page| page.path.is_api()) {
        for cell in cells(page) {
            for ty in cell.types.iter().filter(|ty| ty.link.is_some()) {
                ctx.reference(page, ty, cell.span);
            }
        }
    }
}

/// What an override names is always a type.
fn of_stated_answers(ctx: &mut Ctx<'_>) {
    let pages = ctx.pages;
    for page in pages {
        let cells = page
            .correction
            .answers
            .iter()
            .filter_map(|answer| answer.value.result.as_ref());
        for cell in cells {
            for ty in &cell.types {
                ctx.reference(page, ty, cell.span);
            }
        }
    }
}

fn cells(page: &Page) -> impl Iterator<Item = &TypeCell> {
    let body = page.request_body.iter();
    let taken = body.clone().filter_map(|body| body.ty.as_ref());
    let listed = body.flat_map(|body| &body.tables).flat_map(|table| &table.rows);
    let parameters = page.parameters.iter().flat_map(|table| &table.rows);
    let answered = page
        .responses
        .iter()
        .filter_map(|response| response.result.as_ref());
    taken
        .chain(answered)
        .chain(listed.chain(parameters).map(|row| &row.ty))
}
