//! What a process costs: processor time and memory of itself and all that it waited for.

use std::{
    fs::{self, File},
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use wait4::Wait4;

use crate::workspace::show;

/// What a command used.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cost {
    /// Seconds of processor time.
    pub(super) cpu: f64,
    /// Bytes: the most that one of its processes held.
    pub(super) peak: f64,
}

/// Runs a command to its end; what it says goes to the file `log`.
pub(super) fn of(command: &mut Command, log: &Path) -> Result<Cost> {
    let file = File::create(log).with_context(|| format!("cannot write {}", show(log)))?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(file);
    let mut child = command
        .spawn()
        .with_context(|| format!("cannot start {command:?}"))?;
    let used = child
        .wait4()
        .with_context(|| format!("cannot wait for {command:?}"))?;
    if !used.status.success() {
        let said = fs::read_to_string(log).unwrap_or_default();
        bail!("{command:?} failed:\n{}", last_lines(&said));
    }
    let usage = used.rusage;
    Ok(Cost {
        cpu: (usage.utime + usage.stime).as_secs_f64(),
        peak: usage.maxrss as f64,
    })
}

/// The middle of the values; of an even number the lower one of the two.
pub(super) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len().saturating_sub(1) / 2;
    sorted.get(middle).copied().unwrap_or(f64::NAN)
}

fn last_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    let start = lines.len().saturating_sub(40);
    lines.get(start..).unwrap_or_default().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_a_value_that_was_measured() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(&[4.0, 1.0, 3.0, 2.0]), 2.0);
        assert!(median(&[]).is_nan());
    }

    #[test]
    fn a_command_that_fails_is_an_error_with_what_it_said() {
        let log = tempfile::NamedTempFile::new().expect("a file");
        let mut command = Command::new(env!("CARGO"));
        let error = of(command.arg("no-such-command"), log.path()).expect_err("fails");
        assert!(error.to_string().contains("no-such-command"), "{error}");
    }

    #[test]
    fn a_command_costs_time_and_memory() {
        let log = tempfile::NamedTempFile::new().expect("a file");
        let cost = of(Command::new(env!("CARGO")).arg("--version"), log.path()).expect("runs");
        assert!(cost.cpu > 0.0 && cost.peak > 0.0, "{cost:?}");
    }
}
