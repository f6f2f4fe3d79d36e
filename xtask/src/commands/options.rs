//! Options that several commands share: the pages, where they come from, and which findings are accepted.

use std::path::{Path, PathBuf};

use clap::Args;
use graph_codegen::{model::ApiInfo, model::settings};

use crate::{
    pages::{self, Pages, Place},
    paths::{self, quote},
};

#[derive(Debug, Args)]
pub(crate) struct Input {
    /// Folder of pages: holds `api/` and `resources/` [default: docs-input]
    #[arg(long, value_name = "DIR")]
    pub(crate) docs: Option<PathBuf>,
    /// Folder of `api.toml`, `overrides.toml`, `lint.toml` and `baseline.toml`, to keep them apart from a checkout of the
    /// pages [default: the folder of pages]
    #[arg(long, value_name = "DIR")]
    pub(crate) config: Option<PathBuf>,
    /// Version of the API; takes precedence over the one in `api.toml`
    #[arg(long, value_name = "VERSION")]
    pub(crate) api_version: Option<String>,
    /// For a folder that holds a part of a reference, such as a draft: `gen`, `watch`, `lint` and `report` leave out the
    /// findings on types without a page
    #[arg(long)]
    pub(crate) partial: bool,
}

impl Input {
    /// The folder of pages.
    pub(crate) fn folder(&self) -> PathBuf {
        let own = || paths::root().join("docs-input");
        self.docs.clone().unwrap_or_else(own)
    }

    /// Reads the pages.
    pub(crate) fn read(&self, baseline: Option<&Path>) -> anyhow::Result<Pages> {
        pages::read_from(Place {
            docs: &self.folder(),
            config: self.config.as_deref(),
            baseline,
            version: self.api_version.as_deref(),
        })
    }
}

/// Which findings are accepted.
#[derive(Debug, Default, Args)]
pub(crate) struct BaselineOptions {
    /// File of accepted findings: any other fails [default: `baseline.toml` among the settings, if there is one]
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Accept the findings of this run: write them to the baseline, for people to give reasons
    #[arg(long)]
    pub(crate) accept: bool,
}

impl BaselineOptions {
    /// The file of accepted findings, whether it exists or not.
    pub(crate) fn file(&self, input: &Input) -> PathBuf {
        let among_settings = || {
            let folder = input.config.clone().unwrap_or_else(|| input.folder());
            folder.join(pages::BASELINE)
        };
        self.baseline.clone().unwrap_or_else(among_settings)
    }
}

/// Where the pages come from: a checkout of somebody else's pages has no `api.toml`.
///
/// Each option takes precedence over the key of the same name in `api.toml`, and appears in `ORIGIN` of the crate.
#[derive(Debug, Default, Args)]
pub(crate) struct Origin {
    /// URL of the pages, for `ORIGIN` in the crate; takes precedence, like the next four, over `api.toml`
    #[arg(long, value_name = "URL")]
    source: Option<String>,
    /// Commit of the pages
    #[arg(long, value_name = "HASH", value_parser = commit)]
    commit: Option<String>,
    /// Date of the pages: 2026-02-28
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<String>,
    /// Licence of the pages: CC-BY-4.0
    #[arg(long, value_name = "LICENCE")]
    licence: Option<String>,
    /// Author of the pages, to be named
    #[arg(long, value_name = "TEXT")]
    attribution: Option<String>,
}

impl Origin {
    /// Replaces what the file beside the pages says by what the options say.
    pub(crate) fn override_info(&self, info: &mut ApiInfo) {
        let pairs = [
            (&self.source, &mut info.source),
            (&self.commit, &mut info.commit),
            (&self.date, &mut info.date),
            (&self.licence, &mut info.licence),
            (&self.attribution, &mut info.attribution),
        ];
        for (option, value) in pairs {
            if option.is_some() {
                value.clone_from(option);
            }
        }
    }

    /// The options as words of a command, each with a space before it.
    pub(crate) fn command(&self) -> String {
        let options = [
            ("source", &self.source),
            ("commit", &self.commit),
            ("date", &self.date),
            ("licence", &self.licence),
            ("attribution", &self.attribution),
        ];
        let words = options
            .iter()
            .filter_map(|(name, value)| Some(format!(" --{name} {}", quote(Path::new(value.as_ref()?)))));
        words.collect()
    }
}

fn commit(text: &str) -> Result<String, String> {
    settings::commit(text)
        .map(|()| text.to_owned())
        .map_err(str::to_owned)
}

fn date(text: &str) -> Result<String, String> {
    settings::date(text)
        .map(|()| text.to_owned())
        .map_err(str::to_owned)
}
