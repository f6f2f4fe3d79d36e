//! Places in a body.

use std::fmt;

/// Where in a body a value is; a text only where something is wrong.
#[derive(Clone, Copy)]
pub(super) enum At<'p> {
    Body,
    Key(&'p At<'p>, &'p str),
    Element(&'p At<'p>, usize),
}

pub(super) const VALUE: At<'_> = At::Key(&At::Body, "value");

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body => Ok(()),
            Self::Key(At::Body, key) => f.write_str(key),
            Self::Key(outer, key) => write!(f, "{outer}.{key}"),
            Self::Element(outer, index) => write!(f, "{outer}[{index}]"),
        }
    }
}
