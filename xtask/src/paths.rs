//! Folders of this workspace, and paths as messages show them.

use std::path::{Path, PathBuf};

/// The root of the workspace: the one cargo runs this command in, else the one it was built in.
pub(crate) fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    manifest.parent().map(Path::to_owned).unwrap_or(manifest)
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

/// A path, relative to the current folder if it lies below it, with forward slashes.
pub(crate) fn show(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let short = path
        .strip_prefix(&here)
        .ok()
        .filter(|short| !short.as_os_str().is_empty());
    short.unwrap_or(path).display().to_string().replace('\\', "/")
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
