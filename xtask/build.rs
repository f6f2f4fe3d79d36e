//! Digests the sources of the generator, so that a lock file can tell by which one a crate was made: the same for equal
//! sources, whoever builds them.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

use std::{
    env, fs, io,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

/// All that decides what is made of pages, below the root of the workspace. Parts that do not are no harm: a crate is
/// checked in full once more.
const SOURCES: [&str; 6] = [
    "Cargo.lock",
    "graph-codegen/Cargo.toml",
    "graph-codegen/src",
    "graph-models/src/runtime/hash.rs",
    "xtask/Cargo.toml",
    "xtask/src",
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names it")).join("..");
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", root.join(source).display());
        list(&root.join(source), source, &mut files)?;
    }
    files.sort();
    let mut digest = Sha256::new();
    for (path, file) in files {
        for part in [path.into_bytes(), fs::read(file)?] {
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
    }
    let hex: String = digest
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    println!("cargo::rustc-env=GENERATOR_DIGEST={hex}");
    Ok(())
}

/// Texts below a folder or the file itself; paths with forward slashes.
fn list(at: &Path, path: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    if !at.is_dir() {
        files.push((path.to_owned(), at.to_owned()));
        return Ok(());
    }
    for entry in fs::read_dir(at)? {
        let entry = entry?;
        let path = format!("{path}/{}", entry.file_name().to_string_lossy());
        list(&entry.path(), &path, files)?;
    }
    Ok(())
}
