//! Paths of pages, and links from one to another. Never compared with the disk.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The path of a page or an include below the folder of pages, with forward slashes: `resources/message.md`.
/// An include beside that folder starts with `../`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PagePath(Arc<str>);

impl PagePath {
    /// Takes a path as it was found; backslashes become slashes.
    pub fn new(path: &str) -> Self {
        Self(path.replace('\\', "/").into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file's name without its folder and its ending: `message`.
    pub fn stem(&self) -> &str {
        let name = self.0.rsplit('/').next().unwrap_or_default();
        name.strip_suffix(".md").unwrap_or(name)
    }

    /// The path that a link in this file means: `../resources/x.md` in `api/y.md` is `resources/x.md`.
    /// A fragment or a query is cut off; segments are not compared with the disk.
    pub fn join(&self, link: &str) -> Self {
        Self(self.joined(link).into())
    }

    /// The same as a text, for those who go on with it.
    pub(crate) fn joined(&self, link: &str) -> String {
        let link = link.split(['#', '?']).next().unwrap_or_default();
        let mut path = String::with_capacity(self.0.len() + link.len());
        path.push_str(self.0.rsplit_once('/').map_or("", |(folder, _)| folder));
        for segment in link.split(['/', '\\']) {
            let above = match segment {
                "" | "." => continue,
                ".." => folder_above(&path),
                _ => None,
            };
            match above {
                Some(folder) => path.truncate(folder),
                None => {
                    path.push_str(if path.is_empty() { "" } else { "/" });
                    path.push_str(segment);
                }
            }
        }
        path
    }

    /// Whether this is an operation page (`api/…`).
    pub fn is_api(&self) -> bool {
        self.0.starts_with("api/")
    }

    /// Whether this is a resource or enum page (`resources/…`).
    pub fn is_resource(&self) -> bool {
        self.0.starts_with("resources/")
    }
}

/// How much of a path is the folder that holds its last segment; none where `..` cannot take that off.
fn folder_above(path: &str) -> Option<usize> {
    let (folder, last) = path.rsplit_once('/').unwrap_or(("", path));
    (!matches!(last, "" | "..")).then_some(folder.len())
}

impl fmt::Display for PagePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for PagePath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|path| Self::new(&path))
    }
}

impl Serialize for PagePath {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_resolved_against_the_file_that_holds_them() {
        let page = PagePath::new("api/user-get.md");
        assert_eq!(page.join("../resources/user.md#x").as_str(), "resources/user.md");
        assert_eq!(page.join("../../includes/a.md").as_str(), "../includes/a.md");
        assert_eq!(page.join("./x.md").as_str(), "api/x.md");
        assert_eq!(page.join("..\\resources\\x.md").as_str(), "resources/x.md");
        assert_eq!(
            page.join("../../../../../etc/passwd").as_str(),
            "../../../../etc/passwd"
        );
    }
}
