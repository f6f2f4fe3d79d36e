//! The lock file of a generated crate: digests of all that a run read, of the generator, and of the files that it left.
//! A crate for which they still hold need not be generated again to be checked.
//!
//! It is a memory of a run, no part of what the pages give: missing, stale or damaged, it costs time and nothing else.
//! The files on the disk are read and digested every time. No path of a machine and no time goes into it.

use std::path::Path;

use anyhow::Result;
use graph_codegen::{output::OutputTree, text::PagePath};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::{
    pages::Pages,
    tree::{self, MARK, Owned},
};

/// Where it stands in a crate.
pub(crate) const FILE: &str = "tests/generated/lock.txt";

/// The generator by its sources; its build script makes it.
const GENERATOR: &str = env!("GENERATOR_DIGEST");

/// A digest of all texts that a run reads.
pub(crate) struct Inputs(String);

impl Inputs {
    /// Of pages and what lies beside them, and of the files that are copied into a crate of its own.
    pub(crate) fn new(pages: &Pages, copies: &OutputTree) -> Self {
        let baseline = pages.baseline.map(|file| pages.sources.get(file));
        // A baseline may lie anywhere; where is no matter.
        let is_baseline = |path: &PagePath| baseline.is_some_and(|baseline| baseline.path == *path);
        let texts: Vec<_> = pages.sources.texts().collect();
        let texts = texts.into_par_iter().filter(|file| !is_baseline(&file.path));
        let texts: Vec<_> = texts.map(|file| entry(file.path.as_str(), &file.text)).collect();
        let copies = copies.iter().map(|(path, text)| entry(path, text));
        // Not as the model file shows it: that leaves out what only stands in headers.
        let info = format!("{:?}", pages.info);
        let findings = pages.diagnostics.iter();
        let findings = findings.map(|finding| entry(finding.code.id, &finding.message));
        let baseline = baseline.map(|file| entry("baseline", &file.text));
        let groups = [
            texts,
            copies.collect(),
            vec![entry("info", &info)],
            findings.collect(),
            baseline.into_iter().collect(),
        ];
        Self(of(groups
            .iter()
            .map(|group| of(group.iter().map(String::as_str)))))
    }
}

/// Adds the file to a tree that is complete without it.
pub(crate) fn add(tree: &mut OutputTree, inputs: &Inputs) {
    let files: Vec<_> = tree.iter().collect();
    let files: Vec<_> = files
        .into_par_iter()
        .map(|(path, text)| entry(path, text))
        .collect();
    tree.insert(FILE, text(inputs, &of(files)));
}

/// How many files the crate has, where its lock file says that they are what these inputs give.
pub(crate) fn holds(root: &Path, owned: &[Owned], inputs: &Inputs) -> Result<Option<usize>> {
    let Ok(known) = std::fs::read_to_string(root.join(FILE)) else {
        return Ok(None);
    };
    // Without the disk first: that is enough where a page was edited.
    if !known.starts_with(&head(inputs)) {
        return Ok(None);
    }
    let Some(files) = tree::generated(root, owned)? else {
        return Ok(None);
    };
    let others = files.iter().filter(|path| *path != FILE);
    let digests: Result<Vec<_>> = others
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|path| on_disk(root, path))
        .collect();
    Ok((known == text(inputs, &of(digests?))).then_some(files.len()))
}

fn on_disk(root: &Path, path: &str) -> Result<String> {
    Ok(entry(path, tree::bytes(&root.join(path))?))
}

fn text(inputs: &Inputs, files: &str) -> String {
    format!("{}files {files}\n", head(inputs))
}

fn head(inputs: &Inputs) -> String {
    let Inputs(inputs) = inputs;
    format!(
        "# {MARK}: what this crate was made from, to check it faster. Edits are lost.\n\
         inputs {inputs}\ngenerator {GENERATOR}\n"
    )
}

/// The digest of a text and its name.
fn entry(name: &str, text: impl AsRef<[u8]>) -> String {
    of([name.as_bytes(), text.as_ref()])
}

/// The digest of several parts, each with its length, so that none runs into the next.
fn of<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        let part = part.as_ref();
        digest.update((part.len() as u64).to_le_bytes());
        digest.update(part);
    }
    digest
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
