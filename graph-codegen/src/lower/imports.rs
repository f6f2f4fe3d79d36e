//! What a file uses: each name that it writes, once in scope if it is free there, else by its whole path.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    collections::HashSet,
    rust::{Import, ItemPath, Type},
};

/// The names in scope of one file.
#[derive(Debug, Default)]
pub struct Imports {
    /// By name, the path that it means.
    scope: BTreeMap<String, String>,
    used: BTreeMap<String, BTreeSet<String>>,
    /// Names in links of the documentation, by module: imported for rustdoc alone where the code does not use them.
    linked: BTreeMap<String, String>,
    /// Names that mean something else in this file and in others.
    shared: Arc<HashSet<String>>,
}

impl Imports {
    /// The scope of the file that declares `own`.
    pub fn of(own: &ItemPath) -> Self {
        let mut imports = Self::default();
        imports.scope.insert(own.ident.clone(), own.path());
        imports
    }

    /// The scope of one of many files in which no type of the models is imported under these names.
    pub(super) fn beside(names: &Arc<HashSet<String>>) -> Self {
        Self {
            shared: Arc::clone(names),
            ..Self::default()
        }
    }

    /// A type of the models, as this file writes it.
    pub fn item(&mut self, item: &ItemPath) -> Type {
        if !self.scope.contains_key(&item.ident) && !self.shared.contains(&item.ident) {
            self.name(&item.module_path(), &item.ident);
            self.scope.insert(item.ident.clone(), item.path());
        }
        if self.in_scope(item) {
            Type::Path(vec![item.ident.clone()])
        } else {
            Type::Path(item.path().split("::").map(str::to_owned).collect())
        }
    }

    /// A name of the runtime. No type of the models has one of these names.
    pub fn runtime(&mut self, name: &str) -> Type {
        self.name("crate::runtime", name);
        Type::Path(vec![name.to_owned()])
    }

    /// A name that means something here already: no type of the models is imported under it.
    pub fn reserve(&mut self, name: &str, path: &str) {
        self.scope.insert(name.to_owned(), path.to_owned());
    }

    /// A name of another module; reserve it first where a type of the models may be called so.
    pub fn name(&mut self, module: &str, name: &str) {
        if let Some(names) = self.used.get_mut(module) {
            if !names.contains(name) {
                names.insert(name.to_owned());
            }
            return;
        }
        let names = BTreeSet::from([name.to_owned()]);
        self.used.insert(module.to_owned(), names);
    }

    /// A name of another module in a link of the documentation.
    pub(super) fn link(&mut self, module: &str, name: &str) {
        self.linked.insert(module.to_owned(), name.to_owned());
    }

    /// Whether the name alone means this type here.
    pub fn in_scope(&self, item: &ItemPath) -> bool {
        let meant = self.scope.get(&item.ident);
        meant.is_some_and(|path| item.is_at(path))
    }

    /// The declarations, sorted as rustfmt does: by their paths, groups in braces behind other names.
    pub fn finish(self) -> Vec<Import> {
        let split = |module: &str| module.split("::").map(str::to_owned).collect();
        let is_used = |module: &str, name| self.used.get(module).is_some_and(|names| names.contains(name));
        let linked = self
            .linked
            .iter()
            .filter(|(module, name)| !is_used(module, *name));
        let mut imports: Vec<_> = linked
            .map(|(module, name)| Import {
                module: split(module),
                names: vec![name.clone()],
                is_for_docs: true,
            })
            .collect();
        imports.extend(self.used.iter().map(|(module, names)| Import {
            module: split(module),
            names: names.iter().cloned().collect(),
            is_for_docs: false,
        }));
        imports.sort_by_cached_key(|import| match import.names.as_slice() {
            [name] => format!("{}::{name}", import.module.join("::")),
            _ => format!("{}::{{", import.module.join("::")),
        });
        imports
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(module: &[&str], ident: &str) -> ItemPath {
        let module = module.iter().map(|part| (*part).to_owned()).collect();
        ItemPath {
            module,
            file: String::new(),
            ident: ident.to_owned(),
        }
    }

    #[test]
    fn a_name_that_is_taken_is_written_as_a_path() {
        let mut imports = Imports::of(&item(&[], "Session"));
        let other = item(&["call_records"], "Session");
        let path = ["crate", "models", "call_records", "Session"]
            .map(str::to_owned)
            .to_vec();
        assert_eq!(imports.item(&other), Type::Path(path));
        assert!(!imports.in_scope(&other));
        assert_eq!(imports.finish(), []);
    }

    #[test]
    fn a_name_that_only_the_documentation_uses_is_imported_for_rustdoc_alone() {
        let mut imports = Imports::default();
        imports.link("crate", "operations");
        let is_for_docs = |imports: Imports| imports.finish().first().map(|import| import.is_for_docs);
        assert_eq!(is_for_docs(imports), Some(true));
        let mut imports = Imports::default();
        imports.link("crate", "operations");
        imports.name("crate", "operations");
        assert_eq!(is_for_docs(imports), Some(false));
    }

    #[test]
    fn a_struct_does_not_import_itself() {
        let own = item(&[], "Folder");
        let mut imports = Imports::of(&own);
        assert_eq!(imports.item(&own), Type::Path(vec!["Folder".to_owned()]));
        assert_eq!(imports.finish(), []);
    }
}
