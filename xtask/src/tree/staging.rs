//! Texts → their places, as one step. Knows files and no Rust.
//!
//! New texts are written beside the tree, and what they replace is kept there. Then a journal says what is to change,
//! and only then files are moved. While the journal lies there, the tree may be half old and half new; whoever finds it
//! puts the old tree back. Its removal is the moment from which the new tree holds. So an interrupted run, or one that
//! fails, leaves the old tree or the new one.

use std::{
    fs::{self, File},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use fs4::{FileExt, TryLockError};
use rayon::prelude::*;

use super::{check_path, has_mark, is_behind_a_link};
use crate::workspace::show;

/// The folder below the root, on the same file system.
const FOLDER: &str = ".xtask-staging";
/// In the folder: what changes, held by the run that writes, the new texts, and what they replace.
const JOURNAL: &str = "journal";
const LOCK: &str = "lock";
const NEW: &str = "new";
const OLD: &str = "old";

/// What happens to a file.
pub(super) struct Step<'a> {
    /// Below the root.
    pub(super) path: &'a str,
    /// Its new text; it goes where there is none.
    pub(super) text: Option<&'a str>,
    /// Whether it is there now.
    pub(super) was: bool,
}

/// Called before each thing that is done to the disk. A test stops there, or looks at what a stop would leave.
pub(super) type Watched<'a> = &'a mut dyn FnMut() -> Result<()>;

/// What a journal says of a file: its path, and whether it was there.
type Entry = (String, bool);

/// Whether a run was interrupted while it moved files.
pub(crate) fn is_interrupted(root: &Path) -> bool {
    root.join(FOLDER).join(JOURNAL).exists()
}

/// Puts back what an interrupted run has changed, and throws away what it has prepared. Says whether it had changed
/// anything.
pub(crate) fn recover(root: &Path) -> Result<bool> {
    if !root.join(FOLDER).exists() {
        return Ok(false);
    }
    let staging = Staging::open(root)?;
    // The other run may have come to its end before the lock was free.
    let interrupted = is_interrupted(root);
    if interrupted {
        staging.put_back(&mut || Ok(()))?;
    }
    Ok(interrupted)
}

/// Makes all steps or none. Gives an error where it made none.
pub(super) fn make(root: &Path, steps: &[Step<'_>], watched: Watched<'_>) -> Result<()> {
    let staging = Staging::open(root)?;
    if is_interrupted(root) {
        bail!("an earlier run was interrupted while it wrote to {}", show(root));
    }
    watched()?;
    let made = staging
        .prepare(steps, watched)
        .and_then(|()| staging.move_all(steps, watched))
        .and_then(|()| staging.finish(watched));
    if let Err(error) = made {
        return Err(match staging.put_back(&mut || Ok(())) {
            Ok(()) => error,
            Err(other) => error.context(format!("{other:#}, and this was not put back")),
        });
    }
    Ok(())
}

/// The folder, held by this run; gone when the run ends, unless there is something to put back.
struct Staging<'r> {
    root: &'r Path,
    folder: PathBuf,
    /// The first folder that had to be made.
    made: Option<PathBuf>,
    /// Locked as long as it is open.
    lock: Option<File>,
}

impl<'r> Staging<'r> {
    fn open(root: &'r Path) -> Result<Self> {
        let folder = root.join(FOLDER);
        let missing = root.ancestors().take_while(|folder| !folder.exists());
        let made = missing.last().map(Path::to_owned);
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", show(&folder)))?;
        let lock = lock(&folder.join(LOCK))?;
        Ok(Self {
            root,
            folder,
            made,
            lock: Some(lock),
        })
    }

    fn file(&self, kind: &str, index: usize) -> PathBuf {
        self.folder.join(kind).join(index.to_string())
    }

    /// Throws away all but the lock: what this run or an earlier one has prepared.
    fn clear(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                fs::remove_dir_all(entry.path())?;
            } else if entry.file_name() != LOCK {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Everything that can fail for want of space or rights, before anything moves.
    fn prepare(&self, steps: &[Step<'_>], watched: Watched<'_>) -> Result<()> {
        self.clear()
            .with_context(|| format!("cannot clear {}", show(&self.folder)))?;
        for kind in [NEW, OLD] {
            let folder = self.folder.join(kind);
            fs::create_dir(&folder).with_context(|| format!("cannot make {}", show(&folder)))?;
        }
        watched()?;
        // Many files are synced in less time together than one after the other.
        steps
            .par_iter()
            .enumerate()
            .try_for_each(|(index, step)| match step.text {
                Some(text) => write_synced(&self.file(NEW, index), text),
                None => Ok(()),
            })?;
        watched()?;
        for (index, step) in steps.iter().enumerate().filter(|(_, step)| step.was) {
            keep(&self.root.join(step.path), &self.file(OLD, index))?;
        }
        watched()?;
        let entries: Vec<Entry> = steps
            .iter()
            .map(|step| (step.path.to_owned(), step.was))
            .collect();
        let text = serde_json::to_string(&entries).context("cannot print the journal")?;
        let waiting = self.folder.join("journal.new");
        write_synced(&waiting, &text)?;
        watched()?;
        let journal = self.folder.join(JOURNAL);
        fs::rename(&waiting, &journal).with_context(|| format!("cannot write {}", show(&journal)))?;
        sync_folder(&self.folder);
        watched()
    }

    fn move_all(&self, steps: &[Step<'_>], watched: Watched<'_>) -> Result<()> {
        for (index, step) in steps.iter().enumerate() {
            match step.text {
                Some(_) => place(&self.file(NEW, index), &self.root.join(step.path))?,
                None => remove(self.root, step.path)?,
            }
            watched()?;
        }
        Ok(())
    }

    /// From here on the new tree holds.
    fn finish(&self, watched: Watched<'_>) -> Result<()> {
        let journal = self.folder.join(JOURNAL);
        fs::remove_file(&journal).with_context(|| format!("cannot remove {}", show(&journal)))?;
        // The new tree is there already: a stop here changes nothing.
        let _ = watched();
        Ok(())
    }

    /// The old tree, as the journal tells it. A run that is interrupted in this is finished by the next.
    fn put_back(&self, watched: Watched<'_>) -> Result<()> {
        let journal = self.folder.join(JOURNAL);
        if !journal.exists() {
            return Ok(());
        }
        let text = fs::read_to_string(&journal).with_context(|| format!("cannot read {}", show(&journal)))?;
        let entries: Vec<Entry> =
            serde_json::from_str(&text).with_context(|| format!("cannot understand {}", show(&journal)))?;
        for (index, (path, was)) in entries.iter().enumerate() {
            self.put_back_one(index, path, *was)?;
            watched()?;
        }
        self.finish(watched)
    }

    fn put_back_one(&self, index: usize, path: &str, was: bool) -> Result<()> {
        check_path(path)?;
        let (file, old) = (self.root.join(path), self.file(OLD, index));
        if is_behind_a_link(self.root, path) {
            bail!("{} lies behind a symbolic link; move the link away", show(&file));
        }
        let found = fs::symlink_metadata(&file).is_ok_and(|found| found.is_file());
        let own =
            found && has_mark(&fs::read(&file).with_context(|| format!("cannot read {}", show(&file)))?);
        match was {
            true if old.exists() && (own || !found) => place(&old, &file),
            false if own => remove(self.root, path),
            // Put back already, or a person's.
            _ => Ok(()),
        }
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        if self.folder.join(JOURNAL).exists() {
            return;
        }
        // Best effort: a folder that stays is used by the next run.
        let _ = self.clear();
        drop(self.lock.take());
        let _ = fs::remove_file(self.folder.join(LOCK));
        let _ = fs::remove_dir(&self.folder);
        if let Some(made) = &self.made {
            let made = self
                .root
                .ancestors()
                .take_while(|folder| folder.starts_with(made));
            remove_empty(made);
        }
    }
}

/// One run at a time.
fn lock(path: &Path) -> Result<File> {
    let file = File::options()
        .create(true)
        .write(true)
        .truncate(false)
        .open(path);
    let file = file.with_context(|| format!("cannot write {}", show(path)))?;
    match FileExt::try_lock(&file) {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => bail!("another run is writing there at this moment"),
        // A file system without locks.
        Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(error)) => Err(error).context(format!("cannot lock {}", show(path))),
    }
}

fn write_synced(path: &Path, text: &str) -> Result<()> {
    let written = File::create(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.sync_all()
    });
    written.with_context(|| format!("cannot write {}", show(path)))
}

/// A second name for the file, or a copy where a file has one name only.
fn keep(file: &Path, kept: &Path) -> Result<()> {
    fs::hard_link(file, kept)
        .or_else(|_| fs::copy(file, kept).map(drop))
        .with_context(|| format!("cannot keep {}", show(file)))
}

fn place(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().expect("lies below the root");
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", show(folder)))?;
    fs::rename(from, to).with_context(|| format!("cannot write {}", show(to)))
}

/// Removes a file, and the folders that are empty without it.
fn remove(root: &Path, path: &str) -> Result<()> {
    let file = root.join(path);
    fs::remove_file(&file).with_context(|| format!("cannot remove {}", show(&file)))?;
    remove_empty(file.ancestors().skip(1).take_while(|folder| *folder != root));
    Ok(())
}

/// Removes folders, inner ones first, until one is not empty.
fn remove_empty<'a>(mut folders: impl Iterator<Item = &'a Path>) {
    let _ = folders.try_for_each(fs::remove_dir);
}

/// That the names in a folder are on the disk. Only some systems know of this.
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(test)]
mod tests;
