//! Pages → types and enums. Comes in: pages and names. Goes out: both, sorted by name, without dangling references.

use super::names::Names;
use crate::{
    diagnostic::Diagnostic,
    model::{ApiInfo, Enum, Type},
    page::Page,
    source::Sources,
};

/// Makes all types and enums; names that only references give become known.
pub(super) fn resolve(
    _sources: &Sources,
    _pages: &[Page],
    _info: &ApiInfo,
    _names: &mut Names,
    _diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Type>, Vec<Enum>) {
    (Vec::new(), Vec::new())
}
