//! The pages against the service. Comes in: the model and the service's metadata. Goes out: how far the two agree, and
//! every place where they do not, in both directions; on request the overrides that would bring them together.
//! Which of the two is wrong is for people to say: the pages and the service both have faults.

mod calls;
mod difference;
mod enums;
mod figures;
mod operations;
mod properties;
mod sides;
mod suggest;
#[cfg(test)]
mod tests;
mod types;
mod walk;

use crate::{compare::csdl::Csdl, model::Api};
use sides::{Documented, Service};

pub use difference::{Difference, Drift, Kind};
pub use figures::{EnumFigures, Figures, OperationFigures, PropertyFigures, Share, TypeFigures};
pub use suggest::{Suggestion, suggest};

/// How a model and a service agree.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Ratios and the counts behind them.
    pub figures: Figures,
    /// Where they do not agree, by kind and name.
    pub drift: Vec<Drift>,
}

/// Holds a model against the metadata of its service. Letter case never matters.
pub fn compare(api: &Api, csdl: &Csdl) -> Comparison {
    let pages = Documented::new(api);
    let service = Service::new(csdl);
    let mut drift = Vec::new();
    let (types, kind, base) = types::compare(&pages, &service, &mut drift);
    let properties = properties::compare(&pages, &service, &mut drift);
    let enums = enums::compare(&pages, &service, &mut drift);
    let operations = operations::compare(api, &service, &mut drift);
    calls::compare(api, &service, &mut drift);
    drift.sort_by_cached_key(|drift| (drift.difference.kind(), drift.difference.subject()));
    let figures = Figures {
        types,
        kind,
        base,
        properties,
        enums,
        operations,
    };
    Comparison { figures, drift }
}
