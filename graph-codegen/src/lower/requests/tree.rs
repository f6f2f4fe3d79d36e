//! Steps of all operations → one tree of paths → its distinct shapes. Two places have the same shape when they take
//! the same calls and go on in the same ways; each shape is one type in Rust. Knows no names of Rust.

use std::collections::{BTreeMap, HashMap};

use super::steps::Step;

/// An operation at a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Call {
    /// Its index among the operations.
    pub operation: usize,
    /// Parameters in the query that all its templates here have.
    pub query: Vec<String>,
}

/// The tree of paths, as a trie.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    /// Operations at this place.
    pub calls: Vec<Call>,
    /// Ways on.
    pub children: BTreeMap<Step, Tree>,
    /// The collection of which this place is an item and that its items have again.
    pub again: Option<Step>,
}

impl Tree {
    /// Adds an operation at the end of some steps.
    pub(super) fn insert(&mut self, steps: &[Step], operation: usize, query: Vec<String>) {
        let mut node = self;
        for (at, step) in steps.iter().enumerate() {
            match step {
                Step::Again => node.again = at.checked_sub(2).and_then(|from| steps.get(from)).cloned(),
                _ => node = node.children.entry(step.clone()).or_default(),
            }
        }
        match node.calls.iter_mut().find(|call| call.operation == operation) {
            Some(call) => call.query.retain(|name| query.contains(name)),
            None => node.calls.push(Call { operation, query }),
        }
    }

    #[cfg(test)]
    pub(super) fn places(&self) -> usize {
        1 + self.children.values().map(Tree::places).sum::<usize>()
    }
}

/// The index of a shape.
pub(super) type ShapeId = usize;

/// A way on from a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Link {
    /// A step: `/messages`.
    Step(Step),
    /// A step and a key: `/messages/{id}`.
    Item(Step),
}

/// What can be done at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    /// Operations at this place.
    pub calls: Vec<Call>,
    /// Ways on.
    pub links: Vec<(Link, ShapeId)>,
    /// The collection of which this place is an item and that its items have again.
    pub again: Option<Step>,
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
        let root = shapes.place(tree, true);
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

    /// The items of a collection are reached from the place before it, so that `message("…")` is one step; a
    /// collection's own shape does not depend on them.
    fn place(&mut self, node: &Tree, with_items: bool) -> ShapeId {
        let mut links = Vec::new();
        for (step, child) in &node.children {
            if *step == Step::Key && !with_items {
                continue;
            }
            let lifts = matches!(step, Step::Name(_));
            let id = self.place(child, !lifts);
            if !self.get(id).is_empty() {
                links.push((Link::Step(step.clone()), id));
            }
            if let Some(item) = child.children.get(&Step::Key).filter(|_| lifts) {
                links.push((Link::Item(step.clone()), self.place(item, true)));
            }
        }
        let mut calls = node.calls.clone();
        calls.sort();
        let again = node.again.clone();
        self.intern(Shape { calls, links, again })
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
        assert_eq!(tree.places(), 8);
        let (shapes, root) = Shapes::new(&tree);
        let root = shapes.get(root);
        let [(Link::Step(step), by_me), (Link::Item(item), by_user)] = root.links.as_slice() else {
            panic!("two ways: {root:?}");
        };
        assert_eq!((step, item), (&me, &users));
        assert_eq!(by_me, by_user);
        // messages, one message, a user, the root.
        assert_eq!(shapes.len(), 5);
    }

    #[test]
    fn a_place_without_calls_and_ways_is_left_out() {
        let tree = tree(&[(&[name("users"), Step::Key], 0)]);
        let (shapes, root) = Shapes::new(&tree);
        assert_eq!(shapes.get(root).links.len(), 1);
    }

    #[test]
    fn what_is_repeated_leads_back_to_itself() {
        let folders = name("folders");
        let tree = tree(&[(&[folders.clone(), Step::Key, Step::Again, name("messages")], 0)]);
        let (shapes, root) = Shapes::new(&tree);
        let (_, folder) = shapes.get(root).links[0].clone();
        assert_eq!(shapes.get(folder).again.as_ref(), Some(&folders));
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
