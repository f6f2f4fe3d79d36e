//! What belongs to one API and not to the generator. Comes in: `api.toml`, a text among the sources.
//! Goes out: [`ApiInfo`]; what the file does not say is as for Graph.

use serde::{Deserialize, Deserializer, de::Error};

use crate::{
    diagnostic::{Diagnostic, codes, read_toml},
    model::{ApiInfo, Package, TypeName},
    text::{FileId, Sources},
};

/// The keys of the file.
const HELP: &str = "the keys are `version`, `base-url`, `namespace`, `root`, `online`, `source`, `commit`, `date`, `licence` and `attribution`, and `name`, `version`, `description`, `repository`, `license`, `readme` and `publish` in `[package]`";

/// `api.toml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Settings {
    version: Option<String>,
    base_url: Option<String>,
    namespace: Option<String>,
    root: Option<String>,
    online: Option<String>,
    source: Option<String>,
    #[serde(default, deserialize_with = "checked_commit")]
    commit: Option<String>,
    #[serde(default, deserialize_with = "checked_date")]
    date: Option<String>,
    licence: Option<String>,
    attribution: Option<String>,
    #[serde(default, deserialize_with = "checked_package")]
    package: Package,
}

/// Reads `api.toml`; `version` is what the caller asks for and wins over the file.
pub fn read(sources: &Sources, file: Option<FileId>, version: Option<&str>) -> (ApiInfo, Vec<Diagnostic>) {
    let settings = file.map(|file| read_toml(sources, file, &codes::BAD_SETTINGS, HELP));
    let (settings, diagnostics) = match settings.unwrap_or_else(|| Ok(Settings::default())) {
        Ok(settings) => (settings, Vec::new()),
        Err(fault) => (Settings::default(), vec![fault]),
    };
    (info(settings, version), diagnostics)
}

/// Whether a text may be a commit.
///
/// # Errors
///
/// Says what was expected.
pub fn commit(text: &str) -> Result<(), &'static str> {
    let hash = (7..=64).contains(&text.len()) && text.chars().all(|c| c.is_ascii_hexdigit());
    hash.then_some(())
        .ok_or("expected the hash of a commit: 7 to 64 hexadecimal digits")
}

/// Whether a text may be a day.
///
/// # Errors
///
/// Says what was expected.
pub fn date(text: &str) -> Result<(), &'static str> {
    let day: Result<toml::value::Datetime, _> = text.parse();
    let day = day.is_ok_and(|day| day.date.is_some() && day.time.is_none());
    day.then_some(()).ok_or("expected a day like 2026-02-28")
}

fn checked_commit<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(deserializer)?;
    commit(&text).map_err(D::Error::custom)?;
    Ok(Some(text))
}

/// Cargo refuses other names and versions only when it reads the crate.
fn checked_package<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Package, D::Error> {
    let package = Package::deserialize(deserializer)?;
    let is_word = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let is_name =
        |name: &str| name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(is_word);
    if !package.name.as_deref().is_none_or(is_name) {
        return Err(D::Error::custom(
            "expected a name of a package: ASCII letters, digits, `-` and `_`",
        ));
    }
    if !package.version.as_deref().is_none_or(is_version) {
        return Err(D::Error::custom("expected a version like 0.2.0 or 1.0.0-rc.1"));
    }
    Ok(package)
}

fn is_version(text: &str) -> bool {
    let (numbers, rest) = match text.find(['-', '+']) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, "0"),
    };
    let is_number =
        |part: &str| !part.is_empty() && part.len() < 10 && part.chars().all(|c| c.is_ascii_digit());
    let is_tag = |c: char| c.is_ascii_alphanumeric() || "-.+".contains(c);
    numbers.split('.').count() == 3
        && numbers.split('.').all(is_number)
        && !rest.is_empty()
        && rest.chars().all(is_tag)
}

/// In quotes or without.
fn checked_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = match toml::Value::deserialize(deserializer)? {
        toml::Value::String(text) => text,
        other => other.to_string(),
    };
    date(&text).map_err(D::Error::custom)?;
    Ok(Some(text))
}

/// A base URL in the file belongs to the file's version: one that was asked for instead takes its own.
fn info(settings: Settings, version: Option<&str>) -> ApiInfo {
    let same = version.is_none_or(|version| settings.version.as_deref().is_none_or(|own| own == version));
    let version = version.or(settings.version.as_deref()).unwrap_or("v1.0");
    let graph = ApiInfo::graph(version);
    let namespace = settings.namespace.unwrap_or(graph.namespace);
    ApiInfo {
        version: graph.version,
        base_url: settings.base_url.filter(|_| same).unwrap_or(graph.base_url),
        root: settings
            .root
            .map_or_else(|| TypeName::new(format!("{namespace}.entity")), TypeName::new),
        namespace,
        online: settings.online.unwrap_or(graph.online),
        source: settings.source,
        commit: settings.commit,
        date: settings.date,
        licence: settings.licence,
        attribution: settings.attribution,
        package: settings.package,
        label: graph.label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::PagePath;

    fn check(text: &str, version: Option<&str>) -> (ApiInfo, Vec<Diagnostic>) {
        let sources = Sources::from_texts(&[("api.toml", text)]);
        read(&sources, sources.find(&PagePath::new("api.toml")), version)
    }

    #[test]
    fn without_a_file_it_is_graph_v1() {
        let (info, findings) = read(&Sources::default(), None, None);
        assert_eq!(info, ApiInfo::graph("v1.0"));
        assert!(findings.is_empty());
    }

    #[test]
    fn an_asked_version_takes_its_own_base_url() {
        let text = "version = \"v1.0\"\nbase-url = \"https://example.org/v1.0\"";
        assert_eq!(check(text, None).0.base_url, "https://example.org/v1.0");
        assert_eq!(
            check(text, Some("beta")).0.base_url,
            "https://graph.microsoft.com/beta"
        );
    }

    #[test]
    fn the_root_follows_the_namespace() {
        let (info, _) = check("namespace = \"sample.service\"", None);
        assert_eq!(info.root.as_str(), "sample.service.entity");
    }

    #[test]
    fn where_the_pages_come_from_is_read_and_held_to_its_form() {
        let (info, found) = check(
            "source = \"https://example.org\"\ncommit = \"0a1b2c3d\"\ndate = 2026-02-28\nattribution = \"A\"",
            None,
        );
        assert!(found.is_empty(), "{found:?}");
        assert_eq!(info.commit.as_deref(), Some("0a1b2c3d"));
        assert_eq!(info.date.as_deref(), Some("2026-02-28"));
        assert_eq!(info.attribution.as_deref(), Some("A"));
        assert_eq!(check("date = \"2026-02-28\"", None).0.date, info.date);
        for wrong in [
            "commit = \"main\"",
            "date = \"February\"",
            "date = 10:20:30",
            "date = 2026-02-30",
        ] {
            let (_, found) = check(wrong, None);
            assert!(
                found.first().is_some_and(|one| one.code.id == "GD0004"),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_misspelt_key_is_an_error_with_its_place() {
        let (_, findings) = check("verzion = \"v1.0\"\n", None);
        assert_eq!(findings[0].code.id, "GD0004");
        assert!(findings[0].message.contains("verzion"), "{}", findings[0].message);
        assert!(findings[0].span.is_some());
    }
}
