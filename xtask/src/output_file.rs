//! Writes a text to a file that the user has named.
//!
//! A regular file is written as a whole or not at all. A device or a pipe is written through, because a rename would
//! replace it, and so is a link to a file of the same folder. A link out of its folder is an error: it may come with a
//! checkout of somebody else's pages.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::paths::show;

/// Writes a file.
pub(crate) fn write(path: &Path, text: &str) -> Result<()> {
    let written = if is_replaceable(path) {
        replace(path, text)
    } else {
        through(path).and_then(|path| fs::write(path, text))
    };
    written.with_context(|| format!("cannot write {}", show(path)))
}

/// Follows a link to a file of its folder, and any of `/dev`, where the system has `/dev/stdout` as a link.
fn through(path: &Path) -> io::Result<PathBuf> {
    if !fs::symlink_metadata(path)?.is_symlink() || path.starts_with("/dev") {
        return Ok(path.to_owned());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")))?;
    match fs::canonicalize(path) {
        Ok(target) if target.starts_with(&folder) => Ok(target),
        _ => Err(io::Error::other(
            "it is a link to another folder; name the file itself",
        )),
    }
}

/// Whether there is a regular file or nothing at the path.
fn is_replaceable(path: &Path) -> bool {
    fs::symlink_metadata(path).map_or(true, |found| found.is_file())
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let temporary = temporary(path);
    // Fails if anything is there, be it a link.
    let mut file = File::create_new(&temporary)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    drop(file);
    let written = written.and_then(|()| fs::rename(&temporary, path));
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
    fn a_link_within_its_folder_stays_and_its_target_is_written() {
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
    fn a_link_out_of_its_folder_is_an_error() {
        let temp = tempfile::tempdir().expect("can make a folder");
        let elsewhere = temp.path().join("elsewhere");
        fs::create_dir(temp.path().join("pages")).expect("can make a folder");
        fs::write(&elsewhere, "old").expect("can write");
        for (target, name) in [("../elsewhere", "baseline.toml"), ("../new", "dangling")] {
            let link = temp.path().join("pages").join(name);
            std::os::unix::fs::symlink(target, &link).expect("can link");
            let error = write(&link, "new").expect_err("leads out");
            assert!(
                format!("{error:#}").contains("is a link to another folder"),
                "{error:#}"
            );
        }
        assert_eq!(fs::read_to_string(&elsewhere).expect("can read"), "old");
        assert!(!temp.path().join("new").exists());
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
