//! What pages say: each folder holds the pages of a case and what is read from them.

#[path = "../docs/cases.rs"]
mod cases;
#[path = "../docs/mod.rs"]
mod docs;
mod print;

use graph_codegen::{page::parse, text::Sources};

#[test]
fn pages_say_what_is_expected() {
    cases::compare("reading", |files| {
        let (sources, _) = Sources::from_bytes(files);
        let (pages, found) = parse::pages(&sources);
        print::text(&sources, &pages, &found)
    });
}
