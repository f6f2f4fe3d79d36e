//! Writes results to standard output and everything else to standard error, and ends commands that fail.
//!
//! Everything that is printed goes through here, and through [`safe`]: file names, settings and texts of pages never
//! become sequences of a terminal or commands of GitHub Actions. `anstream` removes colours where nobody sees them. The
//! first write that fails is kept, and fails the command.

pub(crate) mod findings;
pub(crate) mod safe;

use std::{
    borrow::Cow,
    ffi::OsString,
    fmt,
    io::{self, ErrorKind, IsTerminal, Write},
    sync::OnceLock,
};

use anstyle::{AnsiColor, Style};
use terminal_size::{Height, Width, terminal_size_of};

/// Standard output and error of a command.
pub(crate) struct Terminal {
    /// Whether progress is shown.
    progress: bool,
    /// The first write that failed, and where.
    failed: OnceLock<(&'static str, io::Error)>,
}

impl Terminal {
    pub(crate) fn new() -> Self {
        Self {
            progress: shows_progress(io::stderr().is_terminal(), |name| std::env::var_os(name)),
            failed: OnceLock::new(),
        }
    }

    /// Writes the result of the command, for people.
    pub(crate) fn result(&self, text: &str) {
        self.out(io::stdout().lock(), &safe::plain(text));
    }

    /// Writes a result that has colours.
    pub(crate) fn styled_result(&self, text: &str) {
        self.out(anstream::stdout().lock(), &safe::styled(text));
    }

    /// Writes a result that is JSON, or TOML with its strings in quotes.
    pub(crate) fn json_result(&self, text: &str) {
        self.out(io::stdout().lock(), &safe::json(text));
    }

    /// Writes a result whose lines are commands of GitHub Actions.
    pub(crate) fn workflow_commands(&self, text: &str) {
        self.out(io::stdout().lock(), &safe::lines(text));
    }

    /// Writes a script of this program, byte by byte.
    pub(crate) fn script(&self, text: &str) {
        self.out(io::stdout().lock(), text);
    }

    /// Writes a remark.
    pub(crate) fn note(&self, text: &str) {
        self.err(&safe::plain(text));
    }

    /// Writes findings and remarks that have colours.
    pub(crate) fn styled_note(&self, text: &str) {
        self.err(&safe::styled(text));
    }

    fn out(&self, stream: impl Write, text: &str) {
        self.write("standard output", stream, text);
    }

    fn err(&self, text: &str) {
        self.clear();
        let text = as_called(text, std::env::var_os("CARGO").is_some());
        self.write("standard error", anstream::stderr().lock(), &text);
    }

    fn write(&self, name: &'static str, mut stream: impl Write, text: &str) {
        let written = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
        if let Err(error) = written {
            // Those that follow fail for the same reason.
            let _ = self.failed.set((name, error));
        }
    }

    /// Whether something could not be written.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed.get().is_some()
    }

    /// The failure of a command whose output could not be written; `help` shows its options.
    pub(crate) fn failed_write(&self, help: impl fmt::Display) -> Option<Failure> {
        let (name, error) = self.failed.get()?;
        let failure = Failure::new(format!("cannot write to {name}: {error}"), help);
        let exit = if error.kind() == ErrorKind::BrokenPipe {
            CLOSED_PIPE
        } else {
            1
        };
        Some(Failure { exit, ..failure })
    }

    /// Shows the current step, in a line that the next step replaces.
    pub(crate) fn progress(&self, step: &str) {
        self.clear();
        if self.progress {
            let _ = write!(io::stderr(), "{step} …").and_then(|()| io::stderr().flush());
        }
    }

    /// How many columns results and remarks may have.
    pub(crate) fn width(&self) -> usize {
        width_of(terminal_size_of(io::stdout()).or_else(|| terminal_size_of(io::stderr())))
    }

    /// Removes the line of progress.
    pub(crate) fn clear(&self) {
        if self.progress {
            let _ = write!(io::stderr(), "\r\x1b[2K").and_then(|()| io::stderr().flush());
        }
    }

    /// Writes why a command failed, and which command helps.
    pub(crate) fn failure(&self, failure: &Failure) {
        const RED: Style = AnsiColor::Red.on_default().bold();
        const BOLD: Style = Style::new().bold();
        let Failure { error, help, .. } = failure;
        let (error, help) = (format!("{error:#}"), safe::lines(help));
        let error = safe::lines(&error);
        self.styled_note(&format!("{RED}error{RED:#}{BOLD}:{BOLD:#} {error}\n{help}\n"));
    }
}

/// The exit code of a program whose reader has gone away: what a shell shows for one that ended by `SIGPIPE`.
const CLOSED_PIPE: u8 = 141;

/// Columns of a text that goes into a file or a pipe.
pub(crate) const FILE_WIDTH: usize = 140;

/// Nobody reads in fewer columns than 60; lines above 200 are hard to follow.
fn width_of(terminal: Option<(Width, Height)>) -> usize {
    terminal.map_or(FILE_WIDTH, |(width, _)| usize::from(width.0).clamp(60, 200))
}

/// Commands as the user can call them: an installed program has no `cargo` before its name.
fn as_called(text: &str, by_cargo: bool) -> Cow<'_, str> {
    match by_cargo {
        true => text.into(),
        false => text.replace("cargo xtask", "xtask").into(),
    }
}

/// Only on a terminal that can replace a line, and not on a build server.
fn shows_progress(is_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let dumb = variable("TERM").is_some_and(|term| term == "dumb");
    let ci = variable("CI").is_some_and(|value| !value.is_empty());
    is_terminal && !dumb && !ci
}

/// A failed command.
pub(crate) struct Failure {
    pub(crate) error: anyhow::Error,
    /// 1: pages, check or disk; 2: wrong use of the command.
    pub(crate) exit: u8,
    /// The last line: which command to run.
    help: String,
}

impl Failure {
    /// Fails with exit code 1; `command` helps.
    pub(crate) fn new(reason: impl fmt::Display, command: impl fmt::Display) -> Self {
        Self {
            error: anyhow::anyhow!("{reason}"),
            exit: 1,
            help: format!("run {command}"),
        }
    }

    /// Fails because of the pages; `instead` is what helps without a change of them.
    pub(crate) fn of_pages(reason: impl fmt::Display, instead: impl fmt::Display) -> Self {
        Self {
            help: format!("fix the pages{instead}"),
            ..Self::new(reason, "")
        }
    }
}

/// An error of how the command was called: exit code 2.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// Adds the command that helps to an error.
pub(crate) trait OrRun<T> {
    /// `command` helps.
    fn or_run(self, command: impl fmt::Display) -> Result<T, Failure>;
}

impl<T> OrRun<T> for anyhow::Result<T> {
    fn or_run(self, command: impl fmt::Display) -> Result<T, Failure> {
        self.map_err(|error| Failure {
            exit: if error.is::<Usage>() { 2 } else { 1 },
            error,
            help: format!("run {command}"),
        })
    }
}

/// `1 error`, `2 errors`.
pub(crate) fn count(count: usize, one: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {one}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_shown_as_they_are_called() {
        assert_eq!(as_called("run `cargo xtask gen`", true), "run `cargo xtask gen`");
        assert_eq!(as_called("run `cargo xtask gen`", false), "run `xtask gen`");
    }

    #[test]
    fn progress_is_for_terminals_that_can_replace_a_line() {
        let shown = |is_terminal, set: &[(&str, &str)]| {
            shows_progress(is_terminal, |name| {
                let found = set.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| OsString::from(value))
            })
        };
        assert!(shown(true, &[]));
        assert!(shown(true, &[("TERM", "xterm"), ("CI", ""), ("NO_COLOR", "1")]));
        assert!(!shown(false, &[("TERM", "xterm")]));
        assert!(!shown(true, &[("CI", "true")]));
        assert!(!shown(true, &[("TERM", "dumb")]));
    }
}
