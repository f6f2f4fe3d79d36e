//! Compares a model with the metadata of its service: how far they agree, every difference in both directions, and on
//! request the overrides that would make them agree. People decide which side is wrong: both have faults.

mod figures;
mod index;
mod mismatch;
mod operations;
pub mod suggest;
#[cfg(test)]
mod tests;
mod types;

use crate::{compare::csdl::Csdl, model::Api};
use index::{Service, Side};

pub use figures::{EnumFigures, Figures, OperationFigures, PropertyFigures, Share, TypeFigures};
pub use mismatch::{Difference, Kind, Mismatch};

/// How a model and a service agree.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Ratios and the counts behind them.
    pub figures: Figures,
    /// The differences, by kind and name.
    pub mismatches: Vec<Mismatch>,
}

/// Compares a model with the metadata of its service. Letter case never matters.
pub fn compare(api: &Api, csdl: &Csdl) -> Comparison {
    let pages = Side::of_pages(api);
    let service = Service::new(csdl);
    let mut mismatches = Vec::new();
    let (types, kind, base) = types::compare_types(&pages, &service, &mut mismatches);
    let properties = types::compare_properties(&pages, &service, &mut mismatches);
    let enums = types::compare_enums(&pages, &service, &mut mismatches);
    let operations = operations::compare_operations(api, &service, &mut mismatches);
    operations::compare_calls(api, &service, &mut mismatches);
    mismatches.sort_by_cached_key(|mismatch| (mismatch.difference.kind(), mismatch.difference.subject()));
    let figures = Figures {
        types,
        kind,
        base,
        properties,
        enums,
        operations,
    };
    Comparison { figures, mismatches }
}
