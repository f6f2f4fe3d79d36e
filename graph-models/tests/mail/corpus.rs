//! The seeds of the fuzz target name existing types and can be read.

#[path = "../values/difference.rs"]
mod difference;
#[allow(dead_code, reason = "other tests use more of it")]
#[path = "../values/properties.rs"]
mod properties;
#[rustfmt::skip]
#[path = "../generated/types.rs"]
mod types;

use std::{fs, path::Path};

#[test]
fn every_seed_can_be_read_as_its_type() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/decode");
    for file in fs::read_dir(folder).expect("the corpus is there") {
        let path = file.expect("can be listed").path();
        let input = fs::read(&path).expect("can be read");
        let text = String::from_utf8_lossy(&input);
        let key = text.lines().next().unwrap_or_default();
        assert!(
            types::TYPES.iter().any(|(known, _)| *known == key),
            "{key} is a type"
        );
        assert_eq!(
            properties::decode(types::TYPES, &input),
            Ok(true),
            "{}",
            path.display()
        );
    }
}
