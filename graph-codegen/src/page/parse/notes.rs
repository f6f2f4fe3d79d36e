//! Facts that a description states in words. Comes in: a description. Goes out: [`Notes`].

mod cues;
mod filter;
mod inherited;
#[cfg(test)]
mod tests;
mod words;

use super::{inline::References, slice::Slice, values};
use crate::page::Notes;
use cues::Cues;
use filter::filter;
use inherited::inherited_from;
use words::{default, is_read_only, nullable, only_on_select, required, sentence};

pub(super) use words::is_deprecated;

/// Reads what the description says.
pub(super) fn read(at: Slice<'_>, references: &References) -> Notes {
    let at = at.trim();
    if at.text.is_empty() {
        return Notes::default();
    }
    // Lower case in ASCII keeps every byte where it is.
    let lower = at.text.to_ascii_lowercase();
    let cues = Cues::of(&lower);
    Notes {
        inherited_from: if cues.inherited {
            inherited_from(at, &lower, references)
        } else {
            Vec::new()
        },
        values: if cues.values {
            values::read(at, &lower)
        } else {
            None
        },
        read_only: cues.read && is_read_only(&lower),
        nullable: if cues.null { nullable(&lower) } else { None },
        required: if cues.required {
            required(at.text, &lower)
        } else {
            None
        },
        deprecated: cues.deprecated && is_deprecated(&lower),
        key: cues.key && (sentence(&lower, "key") || sentence(&lower, "primary key")),
        default: if cues.default { default(at, &lower) } else { None },
        filter: if cues.filter { filter(at, &lower) } else { None },
        only_on_select: cues.select && only_on_select(&lower),
    }
}
