//! Which API it is.

use serde::{Deserialize, Serialize};

use super::names::TypeName;

/// Which API the pages describe: what `api.toml` beside them says, or Graph v1.0.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ApiInfo {
    /// `v1.0`.
    pub version: String,
    /// `https://graph.microsoft.com/v1.0`.
    pub base_url: String,
    /// The namespace of names given without one; its types stand at the root of the models: `microsoft.graph`.
    pub namespace: String,
    /// The ancestor of every entity that names no other: `microsoft.graph.entity`.
    #[serde(skip, default = "no_name")]
    pub root: TypeName,
    /// Where the pages are published: `https://learn.microsoft.com/graph/api`.
    #[serde(skip)]
    pub online: String,
    /// Where the pages come from, an address in a repository.
    #[serde(skip)]
    pub source: Option<String>,
    /// The commit of the pages there.
    #[serde(skip)]
    pub commit: Option<String>,
    /// The day of the commit or of the copy: `2026-02-28`.
    #[serde(skip)]
    pub date: Option<String>,
    /// The licence of the pages: `CC-BY-4.0`.
    #[serde(skip)]
    pub licence: Option<String>,
    /// Whom to name as the author of the pages.
    #[serde(skip)]
    pub attribution: Option<String>,
    /// What the manifest of a crate of these pages says.
    #[serde(skip)]
    pub package: Package,
    /// How the report calls the folder of pages: `docs-input`. Said by the command, not by the pages.
    #[serde(skip)]
    pub label: String,
}

impl ApiInfo {
    /// Microsoft Graph in one of its versions: `v1.0`, `beta`.
    pub fn graph(version: &str) -> Self {
        Self {
            version: version.to_owned(),
            base_url: format!("https://graph.microsoft.com/{version}"),
            namespace: "microsoft.graph".to_owned(),
            root: TypeName::new("microsoft.graph.entity"),
            online: "https://learn.microsoft.com/graph/api".to_owned(),
            source: None,
            commit: None,
            date: None,
            licence: None,
            attribution: None,
            package: Package::default(),
            label: "docs-input".to_owned(),
        }
    }
}

/// `resolve` alone asks for the root; a model that was read is past that.
fn no_name() -> TypeName {
    TypeName::new("")
}

impl Default for ApiInfo {
    /// Graph v1.0.
    fn default() -> Self {
        Self::graph("v1.0")
    }
}

/// `[package]` in `api.toml`: the keys of a manifest of the same names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Package {
    /// `graph-v1`.
    pub name: Option<String>,
    /// `0.2.0`.
    pub version: Option<String>,
    /// One sentence for the registry.
    pub description: Option<String>,
    /// The URL of the repository that holds the crate.
    pub repository: Option<String>,
    /// An SPDX expression: `MIT OR Apache-2.0`.
    pub license: Option<String>,
    /// The path of the README in the crate.
    pub readme: Option<String>,
    /// Whether the crate may be published.
    #[serde(default)]
    pub publish: bool,
}
