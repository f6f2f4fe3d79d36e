//! Writes a text to a file that the user has named.
//!
//! A regular file is written as a whole or not at all. Anything else at the path (a device, a pipe, a link) is written
//! through, because a rename would replace it.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::paths::show;

/// Writes a file.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    let written = if is_replaceable(path) {
        replace(path, text)
    } else {
        fs::write(path, text)
    };
    written.with_context(|| format!("cannot write {}", show(path)))
}

/// Whether there is a regular file or nothing at the path.
fn is_replaceable(path: &Path) -> bool {
    fs::symlink_metadata(path).map_or(true, |found| found.is_file())
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let temporary = temporary(path);
    let written = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // Best effort: the first error is the one to report.
        let _ = fs::remove_file(&temporary);
    }
    written
}

/// A path beside the file that only this process uses, so that two runs do not write to one file.
fn temporary(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(format!(".{}.tmp", std::process::id()));
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<OsString> {
        let entries = fs::read_dir(folder).expect("can list");
        let mut names: Vec<_> = entries
            .map(|entry| entry.expect("can list").file_name())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_made_and_replaced_and_nothing_else_is_left() {
        let temp = tempfile::tempdir().expect("can make a folder");
        let path = temp.path().join("a.txt");
        for text in ["one", "two"] {
            write(&path, text).expect("can write");
            assert_eq!(fs::read_to_string(&path).expect("can read"), text);
        }
        assert_eq!(names(temp.path()), ["a.txt"]);
    }

    #[test]
    fn a_failed_write_is_an_error_and_leaves_nothing() {
        let temp = tempfile::tempdir().expect("can make a folder");
        let error = write(&temp.path().join("none/a.txt"), "x").expect_err("has no folder");
        assert!(format!("{error:#}").contains("a.txt"), "{error:#}");
        let folder = temp.path().join("folder");
        fs::create_dir(&folder).expect("can make a folder");
        write(&folder, "x").expect_err("is a folder");
        assert_eq!(names(temp.path()), ["folder"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_link_stays_and_its_target_is_written() {
        let temp = tempfile::tempdir().expect("can make a folder");
        let (target, link) = (temp.path().join("target"), temp.path().join("link"));
        fs::write(&target, "a longer text").expect("can write");
        std::os::unix::fs::symlink("target", &link).expect("can link");
        write(&link, "new").expect("can write");
        assert!(
            fs::symlink_metadata(&link)
                .expect("is there")
                .file_type()
                .is_symlink()
        );
        assert_eq!(fs::read_to_string(&target).expect("can read"), "new");
    }

    #[test]
    #[cfg(unix)]
    fn a_pipe_is_written_through_and_stays() {
        use std::os::unix::fs::FileTypeExt;

        let temp = tempfile::tempdir().expect("can make a folder");
        let pipe = temp.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("mkfifo starts").success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read_to_string(pipe).expect("can read")
        });
        write(&pipe, "text").expect("can write");
        assert_eq!(reader.join().expect("does not panic"), "text");
        let found = fs::symlink_metadata(&pipe).expect("is there");
        assert!(found.file_type().is_fifo());
    }
}
