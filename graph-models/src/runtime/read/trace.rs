//! Where in a value a walk is: its depth, and after an error its path.

use std::{
    borrow::Cow,
    fmt::{self, Write},
};

use serde::de::Error;

use super::limits::{Budget, Limits};
use crate::runtime::extra::Json;

/// The depth of a walk, and after an error its path. It costs nothing unless an error occurs: the path is collected
/// while the calls return.
pub(in crate::runtime) struct Trace {
    depth: usize,
    pub(super) budget: Budget,
    /// Whether every value must be of the JSON type of its property.
    pub(super) strict: bool,
    /// The value that has just been found not to fit.
    pub(super) misfit: Json,
    /// Whether any value did not fit.
    pub(super) has_misfits: bool,
    /// Innermost first.
    steps: Vec<Step>,
}

enum Step {
    Known(&'static str),
    Unknown(Box<str>),
    Index(usize),
}

impl Trace {
    /// A walk that fails where the text exceeds the limits.
    pub(in crate::runtime) fn within(limits: Limits) -> Self {
        Self {
            depth: 0,
            budget: Budget::new(limits),
            strict: false,
            misfit: Json::Null,
            has_misfits: false,
            steps: Vec::new(),
        }
    }

    /// A walk that fails at the first value of another JSON type than that of its property.
    pub(in crate::runtime) fn strict() -> Self {
        let strict = true;
        Self {
            strict,
            ..Self::default()
        }
    }

    /// Whether the error was that of a limit.
    pub(in crate::runtime) fn exceeds_limits(&self) -> bool {
        self.budget.exceeded()
    }

    /// Enters an object or an array.
    pub(super) fn enter<E: Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        self.budget.depth(self.depth)
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

impl Default for Trace {
    fn default() -> Self {
        Self::within(Limits::NONE)
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
                Step::Known(name) => Cow::Borrowed(*name),
                Step::Unknown(name) => shortened(name),
            };
            if position > 0 {
                f.write_char('.')?;
            }
            f.write_str(&name)?;
        }
        Ok(())
    }
}

/// The beginning of a text. An answer decides how long its texts are.
pub(super) fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(40) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
