//! How a command ends when it does not succeed: the reason, the exit code, and the command to run next.

use std::fmt;

/// A failed command.
pub(crate) struct Failure {
    pub(crate) error: anyhow::Error,
    /// 1: pages, check or disk; 2: the command was used wrongly.
    pub(crate) exit: u8,
    /// The command that helps.
    pub(crate) run: String,
}

impl Failure {
    /// `reason`, with exit code 1.
    pub(crate) fn new(reason: impl fmt::Display, run: impl Into<String>) -> Self {
        Self {
            error: anyhow::anyhow!("{reason}"),
            exit: 1,
            run: run.into(),
        }
    }
}

/// An error that comes from how the command was called: exit code 2.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Adds the command to run to an error.
pub(crate) trait OrRun<T> {
    /// `run` is the command that helps.
    fn or_run(self, run: impl Into<String>) -> Result<T, Failure>;
}

impl<T> OrRun<T> for anyhow::Result<T> {
    fn or_run(self, run: impl Into<String>) -> Result<T, Failure> {
        self.map_err(|error| Failure {
            exit: if error.is::<Usage>() { 2 } else { 1 },
            error,
            run: run.into(),
        })
    }
}
