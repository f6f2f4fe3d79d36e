//! What is accepted, what is not, and what is no longer found.

use super::*;
use crate::{
    diagnostic::codes::{EXAMPLE_CONTRADICTS, KEY_NOT_LISTED, NO_PAGES},
    text::PagePath,
};

const PAGE: &str = "# one\n\ntwo\n";

fn read(text: &str) -> (Sources, Baseline, Vec<Diagnostic>) {
    let sources = Sources::from_texts(&[("api/a.md", PAGE), ("baseline.toml", text)]);
    let file = sources.find(&PagePath::new("baseline.toml")).expect("is there");
    let (baseline, found) = Baseline::read(&sources, file);
    (sources, baseline, found)
}

fn findings(sources: &Sources) -> Vec<Diagnostic> {
    let file = sources.find(&PagePath::new("api/a.md")).expect("is there");
    let at = |start: usize| Span::new(file, start..start + 1);
    vec![
        Diagnostic::new(&KEY_NOT_LISTED, at(0), "an \"odd\" key").subject("a response: odd"),
        Diagnostic::new(&KEY_NOT_LISTED, at(7), "an odd key").subject("a response: odd"),
        Diagnostic::new(&EXAMPLE_CONTRADICTS, at(7), "it is \"so\""),
        Diagnostic::global(&NO_PAGES, "nothing"),
    ]
}

#[test]
fn what_is_proposed_accepts_all_but_errors() {
    let (sources, baseline, _) = read("");
    let text = baseline.accepting(&sources, &findings(&sources));
    let (sources, baseline, faults) = read(&text);
    assert_eq!(faults, [], "{text}");
    let judged = baseline.judge(&sources, &findings(&sources));
    let open: Vec<_> = judged.open.iter().map(|finding| finding.code.id).collect();
    assert_eq!((open, judged.accepted, judged.unreviewed), (vec!["GD0002"], 3, 3));
    assert_eq!(judged.stale, []);
    assert_eq!(baseline.accepting(&sources, &findings(&sources)), text);
}

#[test]
fn reasons_and_the_comment_at_the_top_stay_and_what_is_gone_goes() {
    let text = "# ours\n\n[[accepted]]\ncode = \"GD0601\"\nreason = \"a test\"\nfindings = [\n    \"api/a.md: a response: odd\",\n    \"api/a.md: gone\",\n]\n";
    let (sources, baseline, _) = read(text);
    let found = findings(&sources);
    let judged = baseline.judge(&sources, &found[..1]);
    assert_eq!((judged.accepted, judged.open.len()), (1, 0));
    let stale: Vec<_> = judged.stale.iter().map(|finding| &*finding.message).collect();
    assert_eq!(stale, ["GD0601 is no longer found: api/a.md: gone"]);
    assert_eq!(sources.line(judged.stale[0].span.expect("has a place")), 8);
    let next = baseline.accepting(&sources, &found[..2]);
    assert!(next.starts_with("# ours\n\n"), "{next}");
    assert!(next.contains("\"a test\"") && next.contains(UNREVIEWED), "{next}");
    assert!(!next.contains("gone"), "{next}");
}

#[test]
fn an_entry_accepts_one_finding() {
    let text =
        "[[accepted]]\ncode = \"GD0601\"\nreason = \"a test\"\nfindings = [\"api/a.md: a response: odd\"]\n";
    let (sources, baseline, _) = read(text);
    let judged = baseline.judge(&sources, &findings(&sources)[..2]);
    assert_eq!((judged.accepted, judged.open.len()), (1, 1));
}

#[test]
fn faults_of_the_file_are_told_at_their_place() {
    for (text, message) in [
        (
            "[[accepted]]\ncode = \"GD0602\"\nreason = \" \"\nfindings = []",
            "findings are accepted without a reason",
        ),
        (
            "[[accepted]]\ncode = \"GD9999\"\nreason = \"x\"\nfindings = []",
            "there is no code `GD9999`",
        ),
        ("[[accepted]]\ncode = \"GD0602\"", "missing field `reason`"),
        ("accepted = 1", "invalid type: integer `1`, expected a sequence"),
    ] {
        let (_, _, faults) = read(text);
        assert_eq!(
            faults.iter().map(|one| &*one.message).collect::<Vec<_>>(),
            [message]
        );
    }
}
