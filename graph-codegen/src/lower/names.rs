//! The module, the file and the name of every type. Two types with one name are a finding that names both sources; the
//! second, in order of the names, gets a number.

use std::collections::{BTreeMap, BTreeSet};

pub use super::idents::{field_ident, module_ident, type_ident, variant_ident};
use crate::{
    collections::HashMap,
    diagnostic::{Diagnostic, codes},
    facts::Facts,
    model::{Api, Source, TypeName},
    rust::ItemPath,
};

/// The place of every type, enum and union.
#[derive(Debug, Default)]
pub struct Names {
    types: BTreeMap<TypeName, ItemPath>,
    unions: BTreeMap<TypeName, ItemPath>,
    modules: BTreeSet<Vec<String>>,
}

impl Names {
    /// Names everything; what falls together is told.
    pub fn new(api: &Api, facts: &Facts) -> (Self, Vec<Diagnostic>) {
        let mut names = Self::default();
        let mut taken = Taken::default();
        for name in all(api).map(|(name, _)| name).chain(facts.unions.bases.keys()) {
            let module = namespace_path(name.namespace(), &api.api.namespace);
            for depth in 0..=module.len() {
                names.modules.extend(module.get(..depth).map(<[_]>::to_vec));
            }
        }
        taken.namespaces(&names.modules);
        for (name, source) in all(api) {
            let item = taken.place(api, name, type_ident(name.short()), source);
            names.types.insert(name.clone(), item);
        }
        for name in facts.unions.bases.keys() {
            let ident = format!("Any{}", type_ident(name.short()).trim_end_matches('_'));
            if let Some(ty) = api.ty(name) {
                let item = taken.place(api, name, ident, &ty.source);
                names.unions.insert(name.clone(), item);
            }
        }
        (names, taken.found)
    }

    /// The struct or enum of a name.
    pub fn item(&self, name: &TypeName) -> Option<&ItemPath> {
        self.types.get(name)
    }

    /// The union over a base and its derived types.
    pub fn union_(&self, base: &TypeName) -> Option<&ItemPath> {
        self.unions.get(base)
    }

    /// Everything that has a name, in no order that matters.
    pub fn items(&self) -> impl Iterator<Item = &ItemPath> {
        self.types.values().chain(self.unions.values())
    }

    /// All modules, outer ones first; the root of the models is the empty path.
    pub fn modules(&self) -> impl Iterator<Item = &[String]> {
        self.modules.iter().map(Vec::as_slice)
    }
}

/// The module of a namespace below the models: `microsoft.graph.callRecords` → `["call_records"]`.
/// A namespace that does not start with `root` stands there with all its parts.
pub fn namespace_path(namespace: &str, root: &str) -> Vec<String> {
    let below = match namespace.strip_prefix(root) {
        Some("") => return Vec::new(),
        Some(rest) => rest.strip_prefix('.').unwrap_or(namespace),
        None => namespace,
    };
    let mut parts = below.split('.').filter(|part| !part.is_empty());
    let mut path: Vec<String> = parts.by_ref().take(DEEPEST).map(module_ident).collect();
    let rest: Vec<&str> = parts.collect();
    if !rest.is_empty() {
        path.push(module_ident(&rest.join("_")));
    }
    path
}

/// The types that the root of the crate exports. No model has their names, so that programs can import everything from
/// the root and from `models`.
const CRATE_ROOT: &[&str] = &[
    "Binary",
    "Boxed",
    "Call",
    "Collection",
    "Date",
    "DateTimeOffset",
    "Decimal",
    "Duration",
    "Error",
    "ErrorKind",
    "Extra",
    "Flags",
    "Guid",
    "Json",
    "JsonError",
    "Limits",
    "Operation",
    "Patch",
    "TimeOfDay",
];

/// The parts of a namespace that get a folder each: paths of files are limited, and so are nested modules.
const DEEPEST: usize = 8;

/// Gives each name of a scope once: `wanted`, or `wanted` with the first number from two that is free.
#[derive(Debug)]
pub struct Scope<T = ()> {
    taken: HashMap<String, T>,
}

impl<T> Default for Scope<T> {
    fn default() -> Self {
        let taken = HashMap::default();
        Self { taken }
    }
}

impl<T: Clone> Scope<T> {
    /// Whether nobody has this name.
    pub fn is_free(&self, name: &str) -> bool {
        !self.taken.contains_key(name)
    }

    /// Takes a name for `what`. Gives back the name and who has the wanted one, if that is another.
    pub fn take(&mut self, wanted: &str, separator: &str, what: T) -> (String, Option<T>) {
        let Some(holder) = self.taken.get(wanted).cloned() else {
            self.taken.insert(wanted.to_owned(), what);
            return (wanted.to_owned(), None);
        };
        let separator = if wanted.ends_with('_') { "" } else { separator };
        let mut numbered = (2_u32..).map(|n| format!("{wanted}{separator}{n}"));
        let free = numbered.find(|name| self.is_free(name));
        let free = free.unwrap_or_else(|| unreachable!("numbers do not end"));
        self.taken.insert(free.clone(), what);
        (free, Some(holder))
    }
}

/// Types and enums, in order of their names.
fn all(api: &Api) -> impl Iterator<Item = (&TypeName, &Source)> {
    // What is free-form needs no struct: its values are JSON.
    let types = api.types.iter().filter(|ty| !ty.free_form);
    let types = types.map(|ty| (&ty.name, &ty.source));
    let enums = api.enums.iter().map(|enum_| (&enum_.name, &enum_.source));
    let sorted: BTreeMap<_, _> = types.chain(enums).collect();
    sorted.into_iter()
}

/// What is taken in each module: identifiers, and files beside the folders of inner namespaces.
#[derive(Debug, Default)]
struct Taken {
    idents: BTreeMap<Vec<String>, Scope<String>>,
    files: BTreeMap<Vec<String>, Scope>,
    found: Vec<Diagnostic>,
}

impl Taken {
    fn namespaces(&mut self, modules: &BTreeSet<Vec<String>>) {
        for module in modules {
            if let Some((name, outer)) = module.split_last() {
                let scope = self.files.entry(outer.to_vec()).or_default();
                scope.take(name, "_", ());
            }
        }
    }

    fn place(&mut self, api: &Api, name: &TypeName, wanted: String, source: &Source) -> ItemPath {
        let module = namespace_path(name.namespace(), &api.api.namespace);
        let what = format!("`{name}` ({}:{})", source.page, source.line);
        let is_exported = module.is_empty() && CRATE_ROOT.contains(&wanted.as_str());
        let wanted = if is_exported { format!("{wanted}_") } else { wanted };
        let scope = self.idents.entry(module.clone()).or_default();
        let (ident, holder) = scope.take(&wanted, "", what.clone());
        if let Some(holder) = holder {
            let message = format!("{what} and {holder} are both called `{wanted}` in Rust");
            self.found.push(
                Diagnostic::new(&codes::NAME_COLLISION, source.span, message)
                    .subject(format!("`{name}` as `{wanted}`"))
                    .help(format!("this one is called `{ident}` instead")),
            );
        }
        let files = self.files.entry(module.clone()).or_default();
        let (file, _) = files.take(&file_stem(&ident), "_", ());
        ItemPath { module, file, ident }
    }
}

/// `AnyAttachment` → `any_attachment`, by the identifier's own words.
fn file_stem(ident: &str) -> String {
    module_ident(&ident.replace("OAuth", "Oauth"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::test_api::{api, complex, enum_};

    fn idents(api: &Api) -> Vec<String> {
        let (names, _) = Names::new(api, &crate::facts::facts(api));
        names.types.values().map(ItemPath::path).collect()
    }

    #[test]
    fn namespaces_become_modules() {
        assert_eq!(namespace_path("microsoft.graph", "microsoft.graph"), [""; 0]);
        assert_eq!(
            namespace_path("microsoft.graph.callRecords", "microsoft.graph"),
            ["call_records"]
        );
        assert_eq!(
            namespace_path("microsoft.graphite", "microsoft.graph"),
            ["microsoft", "graphite"]
        );
        assert_eq!(namespace_path("a.b", "microsoft.graph"), ["a", "b"]);
        let deep = namespace_path(&vec!["a"; 1000].join("."), "microsoft.graph");
        assert_eq!(deep.len(), DEEPEST + 1);
        assert!(deep.iter().all(|name| name.len() <= 120));
    }

    #[test]
    fn no_model_has_the_name_of_an_export_of_the_root() {
        let root = include_str!("../../../graph-models/src/lib.rs");
        let exports = root
            .split("pub use ")
            .skip(1)
            .filter_map(|text| text.split(';').next());
        let words = exports.flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '_'));
        let is_type =
            |ident: &&str| ident.starts_with(char::is_uppercase) && ident.chars().any(char::is_lowercase);
        let exported: BTreeSet<&str> = words.filter(is_type).collect();
        assert_eq!(exported, CRATE_ROOT.iter().copied().collect());

        let types = ["microsoft.graph.operation", "microsoft.graph.callRecords.call"].map(complex);
        assert_eq!(
            idents(&api(types, [])),
            ["crate::models::call_records::Call", "crate::models::Operation_"]
        );
    }

    #[test]
    fn names_that_fall_together_get_a_number_and_are_told() {
        let api = api(
            [complex("microsoft.graph.Foo"), complex("microsoft.graph.foo")],
            [],
        );
        let (_, found) = Names::new(&api, &crate::facts::facts(&api));
        assert_eq!(idents(&api), ["crate::models::Foo", "crate::models::Foo2"]);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].message.contains("`microsoft.graph.Foo` ("),
            "{}",
            found[0].message
        );
    }

    #[test]
    fn a_type_called_like_a_namespace_keeps_its_name_and_moves_its_file() {
        let api = api(
            [
                complex("microsoft.graph.security"),
                complex("microsoft.graph.security.alert"),
            ],
            [],
        );
        let (names, found) = Names::new(&api, &crate::facts::facts(&api));
        let item = names
            .item(&TypeName::new("microsoft.graph.security"))
            .expect("is named");
        assert_eq!(
            (item.ident.as_str(), item.file.as_str()),
            ("Security", "security_2")
        );
        assert!(found.is_empty());
    }

    #[test]
    fn equal_names_of_two_namespaces_are_no_collision() {
        let api = api(
            [complex("microsoft.graph.session")],
            [enum_("microsoft.graph.callRecords.session", &["a"])],
        );
        assert_eq!(
            idents(&api),
            ["crate::models::call_records::Session", "crate::models::Session"]
        );
    }
}
