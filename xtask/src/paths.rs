//! Folders of this workspace, and paths as messages show them.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::terminal::{Usage, safe::inline};

/// The root of the workspace: the one that cargo runs this command in, else the one around the current folder or around
/// this program.
pub(crate) fn workspace() -> Result<PathBuf> {
    let of_cargo = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let starts = [
        of_cargo,
        std::env::current_dir().ok(),
        std::env::current_exe().ok(),
    ];
    let mut folders = starts.iter().flatten().flat_map(|start| start.ancestors());
    let is_workspace = |folder: &&Path| {
        let members = ["graph-codegen", "graph-models", "xtask"];
        members
            .iter()
            .all(|member| folder.join(member).join("Cargo.toml").is_file())
    };
    let Some(found) = folders.find(is_workspace) else {
        bail!(Usage(
            "neither the current folder nor this program lies in its workspace".to_owned()
        ));
    };
    Ok(found.to_owned())
}

/// The root of the workspace; outside of it, where a command needs `--docs`, the current folder.
pub(crate) fn root() -> PathBuf {
    workspace().unwrap_or_else(|_| PathBuf::from("."))
}

/// The folder that cargo builds in, for files that can be thrown away.
pub(crate) fn target() -> PathBuf {
    if let Some(set) = std::env::var_os("CARGO_TARGET_DIR") {
        return PathBuf::from(set);
    }
    let program = std::env::current_exe().unwrap_or_default();
    // Cargo puts this file into the folder, wherever its configuration has it.
    let marked = program
        .ancestors()
        .find(|folder| folder.join("CACHEDIR.TAG").is_file());
    marked.map_or_else(|| root().join("target"), Path::to_owned)
}

/// A path in one line, relative to the current folder if it lies below it, with forward slashes.
pub(crate) fn show(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let short = path
        .strip_prefix(&here)
        .ok()
        .filter(|short| !short.as_os_str().is_empty());
    let short = short.unwrap_or(path).display().to_string();
    inline(&short.replace('\\', "/")).into_owned()
}

/// A path as one word of a shell command.
pub(crate) fn quote(path: &Path) -> String {
    let text = show(path);
    shlex::try_quote(&text).map_or_else(|_| text.clone(), Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_quoted_in_commands() {
        assert_eq!(quote(Path::new("docs/v1.0")), "docs/v1.0");
        assert_eq!(quote(Path::new("my docs")), "'my docs'");
        assert_eq!(quote(Path::new("it's")), "\"it's\"");
    }
}
