//! Where the links of the pages lead: to a type of the models, to a published page, or nowhere.

use std::collections::BTreeMap;

use super::super::{Ctx, imports::Imports};
use crate::{
    markdown::{Resolved, Target, encode_url},
    model::{Api, TypeName},
    text::PagePath,
};

/// The types by the page that describes them, in lower case.
#[derive(Debug, Default)]
pub struct Links {
    types: BTreeMap<String, TypeName>,
    enums: BTreeMap<String, Vec<TypeName>>,
}

impl Links {
    /// Reads off the model which page describes what.
    pub fn new(api: &Api) -> Self {
        let mut links = Self::default();
        for ty in api.types.iter().filter(|ty| ty.documented) {
            let page = ty.source.page.as_str().to_lowercase();
            links.types.entry(page).or_insert_with(|| ty.name.clone());
        }
        for enum_ in &api.enums {
            let page = enum_.source.page.as_str().to_lowercase();
            links.enums.entry(page).or_default().push(enum_.name.clone());
        }
        links
    }

    /// What a page is called: its file in the spelling of the type that it describes.
    pub(super) fn page_name<'a>(&'a self, page: &'a PagePath) -> &'a str {
        let ty = self.types.get(&page.as_str().to_lowercase());
        let named = ty.map(TypeName::short);
        let same = named.filter(|name| name.eq_ignore_ascii_case(page.stem()));
        same.unwrap_or(page.stem())
    }

    /// The type that a page describes; of several enums the one that the fragment names.
    fn find(&self, page: &PagePath, fragment: &str) -> Option<&TypeName> {
        let page = page.as_str().to_lowercase();
        let fragment = fragment.to_lowercase();
        let enums = self.enums.get(&page).map(Vec::as_slice).unwrap_or_default();
        let named = enums.iter().find(|name| {
            let rest = fragment.strip_prefix(&name.short().to_lowercase());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        });
        let only = match enums {
            [only] => Some(only),
            _ => None,
        };
        named.or_else(|| self.types.get(&page)).or(only)
    }
}

/// The address of a page: `https://learn.microsoft.com/graph/api/resources/message`.
pub(super) fn published(ctx: &Ctx<'_>, page: &PagePath) -> Option<String> {
    let online = &ctx.api.api.online;
    let stem = encode_url(page.stem());
    match (page.is_resource(), page.is_api()) {
        (true, _) => Some(format!("{online}/resources/{stem}")),
        (_, true) => Some(format!("{online}/{stem}")),
        _ => None,
    }
}

/// Where a link leads, by its plain text; `None` where it leads nowhere.
pub(super) fn resolve(
    ctx: &Ctx<'_>,
    imports: &Imports,
    text: &str,
    url: &str,
    page: &PagePath,
) -> Option<Resolved> {
    if let Some(target) = Target::url(url) {
        return Some(target.into());
    }
    let (path, fragment) = url.split_once('#').unwrap_or((url, ""));
    let page = match place(ctx, path, page)? {
        Place::Page(page) => page,
        Place::Url(url) => return Target::url(&url).map(Resolved::from),
    };
    let name = ctx.links.find(&page, fragment);
    let Some(item) = name.and_then(|name| ctx.names.item(name)) else {
        return Target::url(&published(ctx, &page)?).map(Resolved::from);
    };
    let spelled = name.and_then(|name| spelled(text, &page, name)).unwrap_or(text);
    let is_name = imports.in_scope(item) && spelled == item.ident;
    Some(Resolved {
        text: (is_name || spelled != text).then(|| spelled.to_owned()),
        target: if is_name {
            Target::name(spelled)?
        } else {
            Target::item(&item.path())?
        },
    })
}

/// The type's spelling in place of a bare file name: `dateTimeTimeZone` for `datetimetimezone`.
fn spelled<'a>(text: &str, page: &PagePath, ty: &'a TypeName) -> Option<&'a str> {
    (text == page.stem() && text != ty.short()).then(|| ty.short())
}

enum Place {
    Page(PagePath),
    Url(String),
}

/// `../resources/message.md`, `/graph/api/resources/message?view=…`, `/azure/x`, `../../concepts/x.md`.
fn place(ctx: &Ctx<'_>, path: &str, page: &PagePath) -> Option<Place> {
    let path = path.split('?').next().unwrap_or_default();
    if path.is_empty() || path.contains(':') {
        return None;
    }
    let online = &ctx.api.api.online;
    let (host, api) = split_host(online);
    if path.starts_with('/') {
        let below = path.strip_prefix(api).and_then(|rest| rest.strip_prefix('/'));
        return Some(match below {
            Some(rest) if rest.starts_with("resources/") => Place::Page(PagePath::new(&format!("{rest}.md"))),
            Some(rest) => Place::Page(PagePath::new(&format!("api/{rest}.md"))),
            None => Place::Url(format!("{host}{path}")),
        });
    }
    let joined = page.join(path);
    if joined.is_api() || joined.is_resource() {
        return Some(Place::Page(joined));
    }
    let (_, concept) = joined.as_str().rsplit_once("concepts/")?;
    let (outer, _) = online.rsplit_once('/')?;
    Some(Place::Url(format!("{outer}/{}", concept.trim_end_matches(".md"))))
}

/// `https://learn.microsoft.com` and `/graph/api`.
fn split_host(online: &str) -> (&str, &str) {
    let start = online.find("://").map_or(0, |at| at + 3);
    let rest = online.get(start..).unwrap_or_default();
    let end = rest.find('/').map_or(online.len(), |at| start + at);
    online.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_as_text_becomes_the_spelling_of_the_type() {
        let page = PagePath::new("resources/a-zonedtime.md");
        let ty = TypeName::new("microsoft.graph.zonedTime");
        for (text, expected) in [
            ("a-zonedtime", Some("zonedTime")),
            ("zoned time", None),
            ("ZonedTime", None),
        ] {
            assert_eq!(spelled(text, &page, &ty), expected);
        }
    }
}
