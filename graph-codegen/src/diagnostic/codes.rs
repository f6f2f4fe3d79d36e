//! The registry of codes, a file per stage. `GD00` sources, `GD01` parse, `GD02` overrides, `GD03` types,
//! `GD04` operations and examples, `GD05` lower, `GD06` examples against the model, `GD07` the service's metadata.

mod csdl;
mod lower;
mod operations;
mod overrides;
mod parse;
mod proof;
mod source;
mod types;

pub use csdl::*;
pub use lower::*;
pub use operations::*;
pub use overrides::*;
pub use parse::*;
pub use proof::*;
pub use source::*;
pub use types::*;

use super::Code;

/// All codes, in order of their ids.
#[allow(
    unused_qualifications,
    reason = "`ALL` of any stage would do by the lint's lights, not by ours"
)]
pub fn all() -> impl Iterator<Item = &'static Code> {
    [
        source::ALL,
        parse::ALL,
        overrides::ALL,
        types::ALL,
        operations::ALL,
        lower::ALL,
        proof::ALL,
        csdl::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// Declares codes as constants and lists them in `ALL`. The example of each is a file named after its id.
macro_rules! codes {
    ($($name:ident = $id:literal $severity:ident $title:literal, $explanation:literal;)*) => {
        $(
            #[doc = concat!("`", $id, "`: ", $title, ".")]
            pub static $name: crate::diagnostic::Code = crate::diagnostic::Code {
                id: $id,
                severity: crate::diagnostic::Severity::$severity,
                title: $title,
                explanation: $explanation,
                example: include_bytes!(concat!("../examples/", $id, ".md")),
            };
        )*
        pub(super) static ALL: &[&crate::diagnostic::Code] = &[$(&$name),*];
    };
}
use codes;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_sorted() {
        let ids: Vec<_> = all().map(|code| code.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    }
}
