//! Where pages come from, said on the command line: a checkout of others has no `api.toml`.

use std::path::Path;

use clap::Args as Group;
use graph_codegen::{model::ApiInfo, model::settings};

use crate::workspace::quote;

/// Each wins over the key of the same name in `api.toml`, and goes into `ORIGIN` of the crate.
#[derive(Debug, Default, Group)]
pub(crate) struct Origin {
    /// Where the pages come from, for `ORIGIN` in the crate: an address; wins, as the next ones, over `api.toml`
    #[arg(long, value_name = "ADDRESS")]
    source: Option<String>,
    /// The commit of the pages
    #[arg(long, value_name = "HASH", value_parser = commit)]
    commit: Option<String>,
    /// The day of the pages: 2026-02-28
    #[arg(long, value_name = "DAY", value_parser = date)]
    date: Option<String>,
    /// The licence of the pages: CC-BY-4.0
    #[arg(long, value_name = "LICENCE")]
    licence: Option<String>,
    /// Whom to name as the author of the pages
    #[arg(long, value_name = "TEXT")]
    attribution: Option<String>,
}

impl Origin {
    /// Puts what was said over what the file beside the pages says.
    pub(crate) fn over(&self, info: &mut ApiInfo) {
        let pairs = [
            (&self.source, &mut info.source),
            (&self.commit, &mut info.commit),
            (&self.date, &mut info.date),
            (&self.licence, &mut info.licence),
            (&self.attribution, &mut info.attribution),
        ];
        for (said, known) in pairs {
            if said.is_some() {
                known.clone_from(said);
            }
        }
    }

    /// The same options again.
    pub(crate) fn command(&self) -> String {
        let options = [
            ("source", &self.source),
            ("commit", &self.commit),
            ("date", &self.date),
            ("licence", &self.licence),
            ("attribution", &self.attribution),
        ];
        let said = options
            .iter()
            .filter_map(|(name, said)| Some(format!(" --{name} {}", quote(Path::new(said.as_ref()?)))));
        said.collect()
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
