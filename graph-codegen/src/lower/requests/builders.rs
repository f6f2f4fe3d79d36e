//! Shapes of the tree → builders, by file. Which shapes are types is told by `places`, what builders can do by `methods`.

mod methods;
mod places;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Ctx,
    tree::{ShapeId, Shapes},
};
use crate::{
    collections::HashSet,
    lower::imports::Imports,
    markdown::{Doc, Text},
    rust::requests::{Builder, Gives, Method},
};
use places::{Place, places};

/// Shapes, those of them that are types, and where each stands.
pub(super) struct Lowering<'a> {
    ctx: &'a Ctx<'a>,
    shapes: &'a Shapes,
    root: ShapeId,
    places: BTreeMap<ShapeId, Place>,
    /// What builders are called, and what they use, is not free for types.
    reserved: Arc<HashSet<String>>,
}

impl<'a> Lowering<'a> {
    /// Decides which shapes are types and names them.
    pub(super) fn new(ctx: &'a Ctx<'a>, shapes: &'a Shapes, root: ShapeId) -> Self {
        let places = places(ctx, shapes, root);
        let used = ["Absent", "Call", "Item", "Items", "Path"].map(str::to_owned);
        let named = places.values().map(|place| place.ident.clone());
        Self {
            ctx,
            shapes,
            root,
            reserved: Arc::new(used.into_iter().chain(named).collect()),
            places,
        }
    }

    /// The functions that open a path.
    pub(super) fn entries(&self) -> (Vec<Method>, Imports) {
        let mut imports = Imports::beside(&self.reserved);
        let entries = self.methods(self.root, "", &mut imports);
        if !entries.is_empty() {
            imports.name("crate::runtime::http", "Path");
        }
        import_targets(&entries, &BTreeSet::new(), &mut imports);
        (entries, imports)
    }

    /// The shapes of each file.
    pub(super) fn files(&self) -> BTreeMap<String, Vec<ShapeId>> {
        let mut files: BTreeMap<String, Vec<ShapeId>> = BTreeMap::new();
        for (id, place) in &self.places {
            files.entry(place.file.clone()).or_default().push(*id);
        }
        files
    }

    /// The builders of a file.
    pub(super) fn builders(&self, shapes: &[ShapeId]) -> (Vec<Builder>, Imports) {
        let places = shapes.iter().filter_map(|id| Some((*id, self.places.get(id)?)));
        let mut places: Vec<_> = places.collect();
        places.sort_by(|a, b| a.1.ident.cmp(&b.1.ident));
        let mut imports = Imports::beside(&self.reserved);
        let builders: Vec<_> = places
            .iter()
            .map(|(id, place)| self.builder(*id, place, &mut imports))
            .collect();
        imports.name("crate::runtime::http", "Path");
        let own: BTreeSet<&str> = places.iter().map(|(_, place)| place.ident.as_str()).collect();
        for builder in &builders {
            import_targets(&builder.methods, &own, &mut imports);
        }
        (builders, imports)
    }

    fn builder(&self, id: ShapeId, place: &Place, imports: &mut Imports) -> Builder {
        let mut docs = Doc::default().paragraph(Text::default().code(&place.path));
        let others = place.count.saturating_sub(1);
        if others > 0 {
            let paths = match others {
                1 => "one other path".to_owned(),
                _ => format!("{others} other paths"),
            };
            docs = docs.paragraph(Text::new(&format!("Also the builder of {paths}.")));
        }
        Builder {
            ident: place.ident.clone(),
            docs: docs.lines(),
            methods: self.methods(id, &place.path, imports),
        }
    }
}

fn import_targets(methods: &[Method], own: &BTreeSet<&str>, imports: &mut Imports) {
    for method in methods {
        if let Gives::Builder(ident) = &method.gives
            && !own.contains(ident.as_str())
        {
            imports.name("crate::requests", ident);
        }
    }
}
