//! Figures of a comparison: ratios over what both sides could know, with counts beside them, since a ratio can be
//! bought by leaving out what is hard.

use serde::{Serialize, Serializer};

/// A part of a whole, in percent with two decimals; nothing where the whole is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many agree.
    pub part: usize,
    /// Of how many.
    pub whole: usize,
}

impl Share {
    /// `part` of `whole`.
    pub(super) fn new(part: usize, whole: usize) -> Self {
        Self { part, whole }
    }

    /// Counts one more, which agrees or not.
    pub(super) fn count(&mut self, agrees: bool) {
        self.whole += 1;
        self.part += usize::from(agrees);
    }

    /// `99.27`.
    pub fn percent(self) -> Option<f64> {
        let whole = u32::try_from(self.whole).ok().filter(|whole| *whole > 0)?;
        let part = u32::try_from(self.part).ok()?;
        // Printing rounds the exact value, where scaling and rounding would round twice.
        format!("{:.2}", 100.0 * f64::from(part) / f64::from(whole))
            .parse()
            .ok()
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.percent().serialize(serializer)
    }
}

/// All figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// Entities and complex types.
    pub types: TypeFigures,
    /// Types on both sides that are entities on both, or complex on both.
    pub kind: Share,
    /// Types on both sides with a base on either that have the same.
    pub base: Share,
    /// Properties of types on both sides, inherited ones included.
    pub properties: PropertyFigures,
    /// Enums.
    pub enums: EnumFigures,
    /// Pairs of method and path.
    pub operations: OperationFigures,
}

/// Entities and complex types.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TypeFigures {
    /// How many the pages have.
    pub model: usize,
    /// How many the service has.
    pub csdl: usize,
    /// How many are on both sides.
    pub both: usize,
    /// Of the service's types, those that the pages have.
    pub recall: Share,
    /// Of the pages' types, those that the service has.
    pub precision: Share,
}

/// Properties of types on both sides, inherited ones included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PropertyFigures {
    /// How many are on both sides.
    pub agreed: usize,
    /// Of the service's properties, those that the pages have.
    pub recall: Share,
    /// Of the pages' properties, those that the service has.
    pub precision: Share,
    /// Those with the same type, and a collection on both sides or on none.
    #[serde(rename = "type")]
    pub ty: Share,
    /// Those that are a relationship on both sides or on none.
    pub navigation: Share,
}

/// Enums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EnumFigures {
    /// Of the enums that properties have in the pages, those that the service has.
    pub precision: Share,
    /// How many enums the service uses in properties of types on both sides.
    pub used: usize,
    /// How many of these the pages have.
    pub found: usize,
    /// The same as a share.
    pub recall: Share,
    /// Of those, the ones with the same members.
    pub exact: Share,
    /// Of their members, those that the pages have.
    pub members: Share,
}

/// Pairs of method and path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OperationFigures {
    /// How many the pages have.
    pub pairs: usize,
    /// Those whose path the service has.
    pub resolved: Share,
    /// Of GET and POST with a result on both sides, those where it is the same, its base or derived from it.
    pub response: Share,
    /// How many these are.
    pub responses: usize,
    /// Of calls that give nothing, those of which the pages say so.
    pub silent: Share,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percents_are_rounded_once_and_ties_go_to_the_even() {
        let percent = |part, whole| Share::new(part, whole).percent();
        assert_eq!(percent(1, 3), Some(33.33));
        assert_eq!(percent(2, 3), Some(66.67));
        assert_eq!(percent(1, 800), Some(0.12));
        assert_eq!(percent(3, 800), Some(0.38));
        assert_eq!(percent(5, 5), Some(100.0));
        assert_eq!(percent(0, 0), None);
    }
}
