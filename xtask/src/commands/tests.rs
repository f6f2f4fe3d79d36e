//! Every command has an example, and every example can be parsed.

use clap::CommandFactory;

use super::*;

#[test]
fn the_command_line_is_consistent() {
    Args::command().debug_assert();
}

#[test]
fn every_command_shows_an_example() {
    for command in Args::command().get_subcommands() {
        let help = command.get_after_help().map(ToString::to_string);
        let example = format!("cargo xtask {}", command.get_name());
        assert!(help.is_some_and(|help| help.contains(&example)), "{example}");
        assert!(AFTER.contains(&example), "the overview has no {example}");
    }
}

#[test]
fn every_example_is_understood() {
    let parse = |line: &str| {
        let command = line.split(" > ").next().unwrap_or_default();
        let command = command.split(" >> ").next().unwrap_or_default();
        let words = shlex::split(command).expect("quotes are closed");
        Args::try_parse_from(words.into_iter().skip(1))
    };
    for command in Args::command().get_subcommands() {
        let help = command
            .get_after_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        for line in help
            .lines()
            .map(str::trim)
            .filter(|line| line.starts_with("cargo xtask"))
        {
            let line = line.split(" | ").next().unwrap_or_default();
            assert!(parse(line).is_ok(), "{line}");
        }
    }
    for line in AFTER
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("cargo xtask"))
    {
        let (line, _) = line.split_once("  ").expect("says what it does");
        assert!(parse(line).is_ok(), "{line}");
    }
}

#[test]
fn wrong_use_leads_to_the_help_of_its_command() {
    assert_eq!(help_of(Some("gen")), "`cargo xtask gen --help`");
    assert_eq!(help_of(Some("genn")), "`cargo xtask --help`");
    assert_eq!(help_of(None), "`cargo xtask --help`");
}
