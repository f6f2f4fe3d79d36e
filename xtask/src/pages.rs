//! Reads a folder of pages: all texts that a run may need, and the settings in `api.toml`.

use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use graph_codegen::{
    Analysis, analyze,
    diagnostic::{Diagnostic, codes},
    model::ApiInfo,
    model::settings,
    text::{FileId, PagePath, Sources},
};
use rayon::prelude::*;

use crate::{
    paths::{quote, show},
    terminal::{
        Usage,
        safe::{inline, is_control},
    },
};

/// A folder of pages in memory.
pub(crate) struct Pages {
    pub(crate) sources: Sources,
    /// `overrides.toml`, if there is one.
    pub(crate) overrides: Option<FileId>,
    /// `lint.toml`, if there is one.
    pub(crate) levels: Option<FileId>,
    /// The baseline of accepted findings, if there is one.
    pub(crate) baseline: Option<FileId>,
    pub(crate) info: ApiInfo,
    /// Whether they are a part of a reference, where types without a page are the normal case.
    pub(crate) partial: bool,
    /// Findings about files.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Folders that hold texts. Several versions of an API share the last one.
const FOLDERS: [&str; 4] = ["api", "resources", "includes", "../includes"];
/// The file of accepted findings.
pub(crate) const BASELINE: &str = "baseline.toml";
/// The files of settings: beside the pages, or in a folder of their own, which outlasts a checkout of the pages.
const SETTINGS: [&str; 4] = ["api.toml", "overrides.toml", "lint.toml", BASELINE];

impl Pages {
    /// Makes the model.
    pub(crate) fn analyze(&self) -> Analysis {
        analyze(&self.sources, self.overrides, self.info.clone())
    }
}

/// Where pages and the files of settings about them lie.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// The folder that holds `api/` and `resources/`.
    pub(crate) docs: &'a Path,
    /// The folder of the settings, if it is not that of the pages.
    pub(crate) config: Option<&'a Path>,
    /// The file of accepted findings, if it is another than the one among the settings. It may be missing.
    pub(crate) baseline: Option<&'a Path>,
    /// The version of the API; takes precedence over the one in `api.toml`.
    pub(crate) version: Option<&'a str>,
}

/// Reads a folder of pages with the settings beside them.
pub(crate) fn read(docs: &Path) -> Result<Pages> {
    read_from(Place {
        docs,
        config: None,
        baseline: None,
        version: None,
    })
}

/// Reads pages and their settings.
pub(crate) fn read_from(place: Place<'_>) -> Result<Pages> {
    let root = folder(place.docs)?;
    let mut found = Found::new(&root);
    for name in FOLDERS {
        found.walk(&root.join(name), name)?;
    }
    let [api, overrides, levels, mut baseline] = match place.config {
        Some(config) => found.settings(config)?,
        None => SETTINGS.map(|name| {
            found.file(&root.join(name), name);
            name.to_owned()
        }),
    };
    if let Some(file) = place.baseline {
        baseline = found.named(file)?;
    }
    let (texts, unreadable) = texts(found.files)?;
    let (sources, mut diagnostics) = graph_codegen::read(texts);
    diagnostics.extend(unreadable);
    diagnostics.extend(found.diagnostics);
    let exact = |name: &str| sources.find(&PagePath::new(name));
    let (mut info, findings) = settings::read(&sources, exact(&api), place.version);
    diagnostics.extend(findings);
    info.label = label(&root);
    Ok(Pages {
        overrides: exact(&overrides),
        levels: exact(&levels),
        baseline: exact(&baseline),
        sources,
        info,
        partial: false,
        diagnostics,
    })
}

type Texts = Vec<(PagePath, Vec<u8>)>;

/// The largest page, in bytes. Those of Graph have less than one million.
const MAX_PAGE: u64 = 16 << 20;

/// Reads the files. A page that cannot be read is left out, with a finding; another file fails the run.
fn texts(files: Vec<(PagePath, PathBuf)>) -> Result<(Texts, Vec<Diagnostic>)> {
    let read = |(path, file): (PagePath, PathBuf)| match read_bounded(&file) {
        Ok(bytes) => Ok(Ok((path, bytes))),
        Err(reason) if is_markdown(path.as_str()) => {
            let message = format!("`{}` {reason}", inline(path.as_str()));
            let finding = Diagnostic::global(&codes::FILE_UNUSABLE, message);
            Ok(Err(finding.help("it is left out; correct it or remove it")))
        }
        Err(reason) => bail!("{} {reason}", show(&file)),
    };
    let read: Vec<_> = files.into_par_iter().map(read).collect::<Result<_>>()?;
    let (mut texts, mut findings) = (Vec::with_capacity(read.len()), Vec::new());
    for result in read {
        match result {
            Ok(text) => texts.push(text),
            Err(finding) => findings.push(finding),
        }
    }
    Ok((texts, findings))
}

/// The bytes of a file, or what keeps them from being read.
fn read_bounded(file: &Path) -> Result<Vec<u8>, String> {
    let cannot = |error: std::io::Error| format!("cannot be read: {error}");
    let length = fs::metadata(file).map_err(cannot)?.len();
    if length > MAX_PAGE {
        return Err(format!(
            "is too large: {length} bytes, expected at most {MAX_PAGE}"
        ));
    }
    fs::read(file).map_err(cannot)
}

/// The real path of the folder.
fn folder(dir: &Path) -> Result<PathBuf> {
    let name = quote(dir);
    let root = match fs::canonicalize(dir) {
        Ok(root) => root,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            bail!(Usage(format!("the folder of pages {name} does not exist")))
        }
        Err(error) => return Err(error).context(format!("cannot open the folder of pages {name}")),
    };
    if !root.is_dir() {
        bail!(Usage(format!(
            "{name} is a file; expected the folder that holds `api/` and `resources/`"
        )));
    }
    Ok(root)
}

/// The name of the folder in generated files, without characters that could end a comment.
pub(crate) fn label(root: &Path) -> String {
    let name = root.file_name().unwrap_or_default().to_string_lossy();
    let safe = |c: char| {
        if c.is_alphanumeric() || "._-".contains(c) {
            c
        } else {
            '_'
        }
    };
    name.chars().map(safe).collect()
}

/// The files that were found.
struct Found {
    /// Folders that a symbolic link may lead to.
    inside: Vec<PathBuf>,
    files: Vec<(PagePath, PathBuf)>,
    diagnostics: Vec<Diagnostic>,
}

impl Found {
    fn new(root: &Path) -> Self {
        let shared = root.parent().map(|parent| parent.join("includes"));
        Self {
            inside: std::iter::once(root.to_owned()).chain(shared).collect(),
            files: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Finds all Markdown below a folder that may be missing.
    fn walk(&mut self, dir: &Path, path: &str) -> Result<()> {
        match fs::symlink_metadata(dir) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error).context(format!("cannot open {}", show(dir))),
            Ok(found) if found.is_symlink() => {
                self.refuse(path);
                return Ok(());
            }
            Ok(found) if found.is_file() => bail!("{} is a file; expected a folder of pages", show(dir)),
            Ok(_) => {}
        }
        let entries = fs::read_dir(dir).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let mut entries = entries.with_context(|| format!("cannot list {}", show(dir)))?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            let (name, fault) = (name.to_string_lossy(), name_fault(&name));
            let path = format!("{path}/{name}");
            let kind = entry
                .file_type()
                .with_context(|| format!("cannot look at {}", show(&entry.path())))?;
            let is_linked_folder = kind.is_symlink() && entry.path().is_dir();
            if !kind.is_dir() && !is_linked_folder && !is_markdown(&path) {
                continue;
            }
            if let Some(fault) = fault {
                self.leave_out(&path, fault);
            } else if is_linked_folder {
                self.refuse(&path);
            } else if kind.is_dir() {
                self.walk(&entry.path(), &path)?;
            } else {
                self.file(&entry.path(), &path);
            }
        }
        Ok(())
    }

    /// Finds a file that may be missing. A link is followed only to a file inside the folder.
    fn file(&mut self, file: &Path, path: &str) {
        let Ok(kind) = fs::symlink_metadata(file) else {
            return;
        };
        if kind.is_symlink() && !self.leads_inside(file) {
            self.refuse(path);
        } else if kind.is_file() || kind.is_symlink() {
            self.files.push((PagePath::new(path), file.to_owned()));
        }
    }

    /// Finds the settings in a folder that the user has named. Returns their paths as findings show them.
    fn settings(&mut self, config: &Path) -> Result<[String; 4]> {
        if !config.is_dir() {
            bail!(Usage(format!(
                "the folder of settings {} does not exist",
                quote(config)
            )));
        }
        let mut paths = SETTINGS.map(str::to_owned);
        for path in &mut paths {
            *path = self.named(&config.join(&*path))?;
        }
        Ok(paths)
    }

    /// Finds a file that the user has named, anywhere. Returns its path as findings show it.
    fn named(&mut self, file: &Path) -> Result<String> {
        let path = show(file);
        let is_there = file.try_exists();
        if is_there.with_context(|| format!("cannot read {path}"))? {
            self.files.push((PagePath::new(&path), file.to_owned()));
        }
        Ok(path)
    }

    fn leads_inside(&self, link: &Path) -> bool {
        fs::canonicalize(link)
            .is_ok_and(|target| target.is_file() && self.inside.iter().any(|root| target.starts_with(root)))
    }

    fn refuse(&mut self, path: &str) {
        let message = format!("`{}` is a link that is not followed", inline(path));
        self.diagnostics.push(
            Diagnostic::global(&codes::LINK_OUTSIDE, message).help("put the file itself into the folder"),
        );
    }

    fn leave_out(&mut self, path: &str, fault: &str) {
        let message = format!("the name of `{}` {fault}", inline(path));
        self.diagnostics
            .push(Diagnostic::global(&codes::FILE_UNUSABLE, message).help("rename it; it is left out"));
    }
}

/// Why a file or a folder of this name is left out.
fn name_fault(name: &OsStr) -> Option<&'static str> {
    let Some(name) = name.to_str() else {
        return Some("is not UTF-8");
    };
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    if name.contains(is_control) {
        Some("has a control character")
    } else if name.contains('\\') {
        Some("has a backslash")
    } else if is_device(&stem.to_ascii_lowercase()) {
        Some("is the name of a device on Windows")
    } else {
        None
    }
}

fn is_device(stem: &str) -> bool {
    let port = ["com", "lpt"].iter().find_map(|port| stem.strip_prefix(port));
    let is_number = |number: &str| number.len() == 1 && number.starts_with(|c: char| c.is_ascii_digit());
    matches!(stem, "con" | "prn" | "aux" | "nul") || port.is_some_and(is_number)
}

fn is_markdown(path: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("md"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, path: &str, text: &str) {
        let file = root.join(path);
        fs::create_dir_all(file.parent().expect("has a folder")).expect("can make folders");
        fs::write(file, text).expect("can write");
    }

    fn names(pages: &Pages) -> Vec<String> {
        pages
            .sources
            .pages()
            .map(|(_, page)| page.path.to_string())
            .collect()
    }

    #[test]
    fn pages_are_found_in_sub_folders_and_other_files_are_not_pages() {
        let temp = tempfile::tempdir().expect("can make a folder");
        for path in ["api/a.md", "resources/deep/b.md", "api/toc.yml", "concepts/c.md"] {
            write(temp.path(), path, "# x");
        }
        let pages = read(temp.path()).expect("reads");
        assert_eq!(names(&pages), ["api/a.md", "resources/deep/b.md"]);
    }

    #[test]
    fn includes_are_read_inside_and_beside_the_folder() {
        let temp = tempfile::tempdir().expect("can make a folder");
        for path in ["v1.0/api/a.md", "v1.0/includes/b.md", "includes/deep/c.md"] {
            write(temp.path(), path, "x");
        }
        let pages = read(&temp.path().join("v1.0")).expect("reads");
        for path in ["includes/b.md", "../includes/deep/c.md"] {
            assert!(pages.sources.find(&PagePath::new(path)).is_some(), "{path}");
        }
        assert_eq!(names(&pages), ["api/a.md"]);
        assert_eq!(pages.info.label, "v1.0");
    }

    #[test]
    fn a_missing_folder_and_a_file_are_wrong_use() {
        let temp = tempfile::tempdir().expect("can make a folder");
        write(temp.path(), "file.md", "x");
        for path in ["missing", "file.md"] {
            let error = read(&temp.path().join(path)).err().expect("fails");
            assert!(error.is::<Usage>(), "{error}");
            assert!(error.to_string().contains(path), "{error}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn links_are_followed_to_files_inside_only() {
        let temp = tempfile::tempdir().expect("can make a folder");
        write(temp.path(), "docs/api/a.md", "# x");
        write(temp.path(), "elsewhere/b.md", "# x");
        fs::create_dir(temp.path().join("docs/includes")).expect("can make folders");
        let link = |target: &str, name: &str| {
            std::os::unix::fs::symlink(target, temp.path().join("docs").join(name)).expect("can link");
        };
        link("a.md", "api/same.md");
        link("../../elsewhere/b.md", "api/out.md");
        link("../elsewhere", "resources");
        link("../../elsewhere", "api/folder");
        link("../../elsewhere/b.md", "includes/out.md");
        link("missing.md", "api/dangling.md");
        let pages = read(&temp.path().join("docs")).expect("reads");
        assert_eq!(names(&pages), ["api/a.md", "api/same.md"]);
        assert!(pages.sources.find(&PagePath::new("includes/out.md")).is_none());
        let found: Vec<_> = pages.diagnostics.iter().map(|found| &*found.message).collect();
        for path in [
            "api/out.md",
            "api/folder",
            "api/dangling.md",
            "resources",
            "includes/out.md",
        ] {
            assert!(
                found.contains(&&*format!("`{path}` is a link that is not followed")),
                "{found:?}"
            );
        }
        assert_eq!(found.len(), 5);
    }

    #[test]
    fn names_that_no_system_or_terminal_takes_are_left_out() {
        for (name, left_out) in [
            ("user-get.md", false),
            ("company.md", false),
            ("com10.md", false),
            ("é [x](y) <b> @z ::error::.md", false),
            ("com1.md", true),
            ("LPT9 .a.md", true),
            ("Nul.md", true),
            ("a\nb.md", true),
            ("a\u{1b}[2Jb.md", true),
            ("a\u{202e}dm.b.md", true),
            ("a\\b.md", true),
        ] {
            assert_eq!(name_fault(OsStr::new(name)).is_some(), left_out, "{name:?}");
        }
    }

    #[test]
    fn a_page_that_cannot_be_read_is_left_out_and_other_files_fail() {
        let temp = tempfile::tempdir().expect("can make a folder");
        write(temp.path(), "api/a.md", "# a");
        write(temp.path(), "api/large.md", "");
        let large = fs::File::options()
            .write(true)
            .open(temp.path().join("api/large.md"));
        large
            .and_then(|file| file.set_len(MAX_PAGE + 1))
            .expect("can be made longer");
        let pages = read(temp.path()).expect("reads");
        assert_eq!(names(&pages), ["api/a.md"]);
        let [finding] = &pages.diagnostics[..] else {
            panic!("{:?}", pages.diagnostics);
        };
        assert!(
            finding
                .message
                .starts_with("`api/large.md` is too large: 16777217 bytes"),
            "{finding:?}"
        );
        // A file that goes away after it was listed.
        let gone = |path: &str| texts(vec![(PagePath::new(path), temp.path().join(path))]);
        let (read, found) = gone("api/gone.md").expect("goes on");
        assert!(
            read.is_empty() && found[0].message.starts_with("`api/gone.md` cannot be read"),
            "{found:?}"
        );
        assert!(gone("overrides.toml").is_err());
    }

    #[test]
    fn a_label_never_ends_a_comment() {
        assert_eq!(label(Path::new("/x/graph docs\n*fn`")), "graph_docs__fn_");
    }
}
