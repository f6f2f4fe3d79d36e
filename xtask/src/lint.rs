//! `lint`: the findings of all stages over a folder of pages, in the form that the reader asks for.

mod github;
mod human;
mod json;
mod sarif;
mod told;

use anyhow::Result;
use graph_codegen::{analyze, check, diagnostic::Severity, diagnostic::levels::Levels};

use crate::{
    args::{Format, Lint},
    console::Console,
    explain,
    failure::{Failure, OrRun},
    generate::{docs, stop_on_errors},
    judge::{self, Findings},
    pages,
    workspace::quote,
};
use told::Told;

/// Prints the findings. Fails on errors and, where there is a baseline, on what is not in it.
pub(crate) fn run(args: &Lint, console: &Console) -> Result<(), Failure> {
    if let Some(code) = &args.explain {
        return explain::run(Some(code), console);
    }
    let dir = docs(&args.input);
    let again = format!("`cargo xtask lint --docs {}`", quote(&dir));
    console.progress("reading pages");
    let version = args.input.api_version.as_deref();
    let pages = pages::read_with(&dir, version, args.judging.baseline.as_deref())
        .or_run("`cargo xtask lint --docs DIR` with the folder that holds `api/` and `resources/`")?;
    console.progress("analyzing pages");
    let analysis = analyze(&pages.sources, pages.overrides, pages.info.clone());
    let later = check(&pages.sources, &analysis.api);
    console.clear();
    let mut findings = Findings::new(&pages, &[&analysis.diagnostics, &later]);
    deny(&mut findings.levels, &args.deny).or_run("`cargo xtask lint --help` for what can be denied")?;
    if args.judging.accept {
        stop_on_errors(&findings.all, &format!("{again} again when the pages are mended"))?;
        let file = judge::file(&args.input, &args.judging);
        return findings.accept(&pages, &file, console).or_run(&again);
    }
    let told = Told {
        dir: &dir,
        pages: &pages,
        analysis: &analysis,
        findings: &findings,
        show: &args.show,
    };
    let text = match args.format {
        Format::Human => human::text(&told, console.styled_output()),
        Format::Json => json::text(&told),
        Format::Sarif => sarif::text(&told),
        Format::Github => github::text(&told),
    };
    console.result(&text.or_run("`cargo xtask explain` for a list of all codes")?);
    stop(&told, &again)
}

fn deny(levels: &mut Levels, denied: &[String]) -> Result<()> {
    for denied in denied {
        match denied.as_str() {
            "warnings" => levels.deny_all(Severity::Warning),
            "notes" => levels.deny_all(Severity::Note),
            code => levels.deny(explain::find(code)?),
        }
    }
    Ok(())
}

fn stop(told: &Told<'_>, again: &str) -> Result<(), Failure> {
    told.findings.stop_on_open(again, "")?;
    let errors = told.open().filter(|one| one.level == Severity::Error).count();
    let mended = format!("{again} again when the pages are mended");
    match errors {
        0 => Ok(()),
        1 => Err(Failure::new("1 error", mended)),
        errors => Err(Failure::new(format!("{errors} errors"), mended)),
    }
}
