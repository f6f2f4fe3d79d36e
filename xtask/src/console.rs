//! Standard output and error: results to the one, everything else to the other. Decides on colour and progress.
//! A reader that went away (`… | head`) is no error.

use std::io::{self, IsTerminal, Write};

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
        let terminal =
            io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let plain = set("NO_COLOR") || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self {
            styled: terminal && !plain,
            styled_result: io::stdout().is_terminal() && !plain,
            progress: terminal && !set("CI"),
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
