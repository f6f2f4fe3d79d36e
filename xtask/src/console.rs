//! Standard output and error: results to the one, everything else to the other. Decides on colour and progress.
//! A reader that went away (`… | head`) is no error.

use std::{
    ffi::OsString,
    io::{self, IsTerminal, Write},
};

use crate::failure::Failure;

/// Where a command speaks.
pub(crate) struct Console {
    /// Whether findings may be coloured.
    pub(crate) styled: bool,
    /// Whether results may be coloured.
    styled_result: bool,
    progress: bool,
}

impl Console {
    pub(crate) fn new() -> Self {
        let [out, error] = [io::stdout().is_terminal(), io::stderr().is_terminal()];
        Self::with(out, error, |name| std::env::var_os(name))
    }

    /// With what is known of standard output and error and of the environment.
    fn with(out: bool, error: bool, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let set = |name| variable(name).is_some_and(|value| !value.is_empty());
        let dumb = variable("TERM").is_some_and(|term| term == "dumb");
        let plain = dumb || set("NO_COLOR");
        Self {
            styled: error && !plain,
            styled_result: out && !plain,
            progress: error && !dumb && !set("CI"),
        }
    }

    /// Whether results may be coloured.
    pub(crate) fn styled_output(&self) -> bool {
        self.styled_result
    }

    /// What the command was asked for.
    pub(crate) fn result(&self, text: &str) {
        let mut out = io::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Findings and remarks.
    pub(crate) fn note(&self, text: &str) {
        self.clear();
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// What is being done, on one line that is written over; nothing where nobody looks.
    pub(crate) fn progress(&self, text: &str) {
        self.clear();
        if self.progress {
            let _ = write!(io::stderr(), "{text} …").and_then(|()| io::stderr().flush());
        }
    }

    /// Takes the progress line away.
    pub(crate) fn clear(&self) {
        if self.progress {
            let _ = write!(io::stderr(), "\r\x1b[2K").and_then(|()| io::stderr().flush());
        }
    }

    /// The end of a failed command: why, and what to run.
    pub(crate) fn failure(&self, failure: &Failure) {
        let (red, bold, end) = if self.styled {
            ("\x1b[1;31m", "\x1b[1m", "\x1b[0m")
        } else {
            ("", "", "")
        };
        let error = &failure.error;
        self.note(&format!(
            "{red}error{end}{bold}:{end} {error:#}\nrun {}\n",
            failure.run
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether findings are coloured, results are coloured, and progress is shown.
    fn shown(out: bool, error: bool, set: &[(&str, &str)]) -> [bool; 3] {
        let variable = |name: &str| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        };
        let console = Console::with(out, error, variable);
        [console.styled, console.styled_result, console.progress]
    }

    #[test]
    fn colours_and_progress_are_for_terminals() {
        assert_eq!(shown(true, true, &[("TERM", "xterm")]), [true, true, true]);
        assert_eq!(shown(true, true, &[]), [true, true, true]);
        assert_eq!(shown(false, true, &[]), [true, false, true]);
        assert_eq!(shown(true, false, &[]), [false, true, false]);
    }

    #[test]
    fn the_environment_may_want_less() {
        assert_eq!(shown(true, true, &[("NO_COLOR", "1")]), [false, false, true]);
        assert_eq!(shown(true, true, &[("NO_COLOR", "")]), [true, true, true]);
        assert_eq!(shown(true, true, &[("CI", "true")]), [true, true, false]);
        assert_eq!(shown(true, true, &[("TERM", "dumb")]), [false, false, false]);
    }
}
