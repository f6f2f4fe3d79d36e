//! Where a walker is: how deep, and after a fault on which path. Costs nothing while all goes well: the path is put
//! together while the calls return.

use std::fmt::{self, Write};

/// How many objects and arrays may stand in each other.
pub(super) const DEPTH: usize = 100;

#[derive(Default)]
pub(super) struct Trace {
    depth: usize,
    /// Innermost first.
    steps: Vec<Step>,
}

enum Step {
    Known(&'static str),
    Unknown(Box<str>),
    Index(usize),
}

impl Trace {
    /// Goes one level down.
    pub(super) fn enter<E: serde::de::Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(E::custom(format_args!("more than {DEPTH} levels in each other")));
        }
        Ok(())
    }

    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    pub(super) fn known<T, E>(&mut self, key: &'static str, result: Result<T, E>) -> Result<T, E> {
        result.inspect_err(|_| self.steps.push(Step::Known(key)))
    }

    pub(super) fn unknown<T, E>(&mut self, key: &str, result: Result<T, E>) -> Result<T, E> {
        result.inspect_err(|_| self.steps.push(Step::Unknown(key.into())))
    }

    pub(super) fn index<T, E>(&mut self, index: usize, result: Result<T, E>) -> Result<T, E> {
        result.inspect_err(|_| self.steps.push(Step::Index(index)))
    }
}

/// The path: `value[3].from.emailAddress.address`.
impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.steps.iter().rev().enumerate() {
            let name = match step {
                Step::Index(index) => {
                    write!(f, "[{index}]")?;
                    continue;
                }
                Step::Known(name) => name,
                Step::Unknown(name) => &**name,
            };
            if position > 0 {
                f.write_char('.')?;
            }
            f.write_str(name)?;
        }
        Ok(())
    }
}
