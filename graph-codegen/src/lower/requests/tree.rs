//! The tree of all paths, and its distinct shapes. Two nodes have the same shape if they have the same calls and lead to
//! the same shapes by the same steps: each shape is one type in Rust.

use std::collections::{BTreeMap, HashMap};

use super::{
    options,
    paths::{Path, Step},
};
use crate::model::Operation;

/// An operation at a node.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Call {
    /// Its index among the operations.
    pub operation: usize,
    /// Parameters in the query that it requires here.
    pub query: Vec<String>,
}

/// The tree of paths, as a trie.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Operations at this node.
    pub calls: Vec<Call>,
    /// The nodes that steps lead to.
    pub children: BTreeMap<Step, Tree>,
    /// The collection of which this node is an item and that its items have, too.
    pub repeated: Option<Step>,
}

impl Tree {
    /// The tree of all paths that builders can make, by the index of their operation.
    pub(super) fn new(operations: &[Operation], paths: &[Vec<Path<'_>>]) -> Self {
        let mut tree = Self::default();
        for (index, (operation, paths)) in operations.iter().zip(paths).enumerate() {
            for path in paths {
                if let Some(steps) = &path.steps {
                    tree.insert(steps, index, options::required(operation, path.template));
                }
            }
        }
        tree
    }

    /// Adds an operation at the end of some steps.
    fn insert(&mut self, steps: &[Step], operation: usize, query: Vec<String>) {
        let mut node = self;
        for (at, step) in steps.iter().enumerate() {
            match step {
                Step::Repeat => node.repeated = at.checked_sub(2).and_then(|from| steps.get(from)).cloned(),
                _ => node = node.children.entry(step.clone()).or_default(),
            }
        }
        match node.calls.iter_mut().find(|call| call.operation == operation) {
            Some(call) => call.query.retain(|name| query.contains(name)),
            None => node.calls.push(Call { operation, query }),
        }
    }

    #[cfg(test)]
    fn nodes(&self) -> usize {
        1 + self.children.values().map(Tree::nodes).sum::<usize>()
    }
}

/// The index of a shape.
pub(super) type ShapeId = usize;

/// What leads from one shape to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Link {
    /// A step: `/messages`.
    Step(Step),
    /// A step and a key: `/messages/{id}`.
    Item(Step),
}

impl Link {
    /// What it adds to a path: `/messages/{id}`.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Step(step) => step.text(),
            Self::Item(step) => format!("{}/{{id}}", step.text()),
        }
    }

    /// `$ref`, `$value`, `$count`.
    pub(super) fn is_special(&self) -> bool {
        matches!(self, Self::Step(Step::Name(name)) if name.starts_with('$'))
    }

    /// The collection of which it leads to an item.
    pub(super) fn collection(&self) -> Option<&str> {
        match self {
            Self::Item(Step::Name(name)) => Some(name),
            _ => None,
        }
    }
}

/// What can be done at a node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    /// Operations at this node.
    pub calls: Vec<Call>,
    /// The nodes that steps lead to.
    pub links: Vec<(Link, ShapeId)>,
    /// The collection of which this node is an item and that its items have, too.
    pub repeated: Option<Step>,
}

impl Shape {
    fn is_empty(&self) -> bool {
        self.calls.is_empty() && self.links.is_empty()
    }
}

/// The distinct shapes of a tree; a shape comes after those that it leads to.
#[derive(Debug, Default)]
pub(super) struct Shapes {
    shapes: Vec<Shape>,
    known: HashMap<Shape, ShapeId>,
}

impl Shapes {
    /// The shapes of a tree, and that of its root.
    pub(super) fn new(tree: &Tree) -> (Self, ShapeId) {
        let mut shapes = Self::default();
        let root = shapes.shape(tree, true);
        (shapes, root)
    }

    /// A shape.
    pub(super) fn get(&self, id: ShapeId) -> &Shape {
        self.shapes.get(id).expect("ids come from this set of shapes")
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.shapes.len()
    }

    /// The items of a collection are reached from the node before it, so that `message("…")` is one step; a
    /// collection's own shape does not depend on them.
    fn shape(&mut self, node: &Tree, with_items: bool) -> ShapeId {
        let mut links = Vec::new();
        for (step, child) in &node.children {
            if *step == Step::Key && !with_items {
                continue;
            }
            let lifts = matches!(step, Step::Name(_));
            let id = self.shape(child, !lifts);
            if !self.get(id).is_empty() {
                links.push((Link::Step(step.clone()), id));
            }
            if let Some(item) = child.children.get(&Step::Key).filter(|_| lifts) {
                links.push((Link::Item(step.clone()), self.shape(item, true)));
            }
        }
        let mut calls = node.calls.clone();
        calls.sort();
        let repeated = node.repeated.clone();
        self.intern(Shape {
            calls,
            links,
            repeated,
        })
    }

    fn intern(&mut self, shape: Shape) -> ShapeId {
        let next = self.shapes.len();
        let shapes = &mut self.shapes;
        *self.known.entry(shape).or_insert_with_key(|shape| {
            shapes.push(shape.clone());
            next
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Step {
        Step::Name(text.to_owned())
    }

    fn tree(paths: &[(&[Step], usize)]) -> Tree {
        let mut tree = Tree::default();
        for (steps, operation) in paths {
            tree.insert(steps, *operation, Vec::new());
        }
        tree
    }

    #[test]
    fn equal_subtrees_are_one_shape() {
        let (me, users, messages) = (name("me"), name("users"), name("messages"));
        let tree = tree(&[
            (&[me.clone(), messages.clone()], 0),
            (&[users.clone(), Step::Key, messages.clone()], 0),
            (&[me.clone(), messages.clone(), Step::Key], 1),
            (&[users.clone(), Step::Key, messages.clone(), Step::Key], 1),
        ]);
        assert_eq!(tree.nodes(), 8);
        let (shapes, root) = Shapes::new(&tree);
        let root = shapes.get(root);
        let [(Link::Step(step), by_me), (Link::Item(item), by_user)] = root.links.as_slice() else {
            panic!("two links: {root:?}");
        };
        assert_eq!((step, item), (&me, &users));
        assert_eq!(by_me, by_user);
        // messages, one message, a user, the root.
        assert_eq!(shapes.len(), 5);
    }

    #[test]
    fn a_node_without_calls_and_links_is_left_out() {
        let tree = tree(&[(&[name("users"), Step::Key], 0)]);
        let (shapes, root) = Shapes::new(&tree);
        assert_eq!(shapes.get(root).links.len(), 1);
    }

    #[test]
    fn what_is_repeated_leads_back_to_itself() {
        let folders = name("folders");
        let tree = tree(&[(&[folders.clone(), Step::Key, Step::Repeat, name("messages")], 0)]);
        let (shapes, root) = Shapes::new(&tree);
        let (_, folder) = shapes.get(root).links[0].clone();
        assert_eq!(shapes.get(folder).repeated.as_ref(), Some(&folders));
    }

    #[test]
    fn a_parameter_in_the_query_counts_where_all_templates_have_it() {
        let mut tree = Tree::default();
        let path = [name("view")];
        tree.insert(&path, 0, vec!["start".to_owned(), "end".to_owned()]);
        tree.insert(&path, 0, vec!["end".to_owned()]);
        let (shapes, root) = Shapes::new(&tree);
        let (_, view) = shapes.get(root).links[0].clone();
        assert_eq!(shapes.get(view).calls[0].query, ["end"]);
    }
}
