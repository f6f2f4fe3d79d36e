//! The local service answers documented requests with their examples: those of this project's pages and, where
//! `GRAPH_DOCS` names them, of real ones.

mod docs;

use std::path::{Path, PathBuf};

use graph_codegen::{
    analyze, facts,
    model::ApiInfo,
    service::{Proof, Service, Settings},
};

fn prove(docs: &Path) -> Proof {
    let (sources, _) = graph_codegen::read(docs::files(docs));
    let analysis = analyze(&sources, None, ApiInfo::default());
    let facts = facts::facts(&analysis.api);
    Service::new(&analysis.api, &facts, Settings::default()).prove()
}

#[test]
fn documented_requests_are_answered_with_their_examples() {
    let own = prove(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs-input"));
    assert!(
        own.answered > 600 && own.unproved.is_empty(),
        "{:#?}",
        own.unproved
    );
    let Some(real) = std::env::var_os("GRAPH_DOCS").map(PathBuf::from) else {
        return;
    };
    let real = prove(&real);
    let all = real.answered + real.unproved.len();
    assert!(
        real.answered * 100 >= all * 98,
        "{} of {all}: {:#?}",
        real.answered,
        real.unproved
    );
}
