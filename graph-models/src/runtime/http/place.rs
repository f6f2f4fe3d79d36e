//! The two kinds of places that most paths end at: a collection that is listed and added to, an object that is read,
//! changed and deleted. One type each for all of them; an operation that no page documents there is [`Absent`].

use std::{fmt, marker::PhantomData};

use super::{Call, Carried, Operation, Path};

/// No operation: its method does not exist.
///
/// # Example: what no page documents does not compile
///
/// ```compile_fail,E0599
/// use graph_models::runtime::http::{Absent, Items, Path};
///
/// let names: Items<Absent, Absent> = Items::new(Path::new("/names"));
/// names.list();
/// ```
pub enum Absent {}

/// Types that are named and not held.
type Names<T> = PhantomData<fn() -> T>;

/// A collection with the operations that list it and add to it.
pub struct Items<List = Absent, Create = Absent> {
    path: Path,
    operations: Names<(List, Create)>,
}

/// An object with the operations that read, change and delete it.
pub struct Item<Get = Absent, Update = Absent, Delete = Absent> {
    path: Path,
    operations: Names<(Get, Update, Delete)>,
}

impl<List, Create> Items<List, Create> {
    /// The collection at a path.
    pub fn new(path: Path) -> Self {
        Self {
            path,
            operations: PhantomData,
        }
    }
}

impl<List: Operation, Create> Items<List, Create> {
    /// Lists the collection.
    pub fn list(self) -> Call<List> {
        Call::new(self.path)
    }
}

impl<List, Create: Operation<Body: Carried>> Items<List, Create> {
    /// Adds to the collection.
    pub fn create(self, body: &Create::Body) -> Call<Create> {
        Call::json(self.path, body)
    }
}

impl<Get, Update, Delete> Item<Get, Update, Delete> {
    /// The object at a path.
    pub fn new(path: Path) -> Self {
        Self {
            path,
            operations: PhantomData,
        }
    }
}

impl<Get: Operation, Update, Delete> Item<Get, Update, Delete> {
    /// Reads the object.
    pub fn get(self) -> Call<Get> {
        Call::new(self.path)
    }
}

impl<Get, Update: Operation<Body: Carried>, Delete> Item<Get, Update, Delete> {
    /// Changes the object.
    pub fn update(self, body: &Update::Body) -> Call<Update> {
        Call::json(self.path, body)
    }
}

impl<Get, Update, Delete: Operation> Item<Get, Update, Delete> {
    /// Deletes the object.
    pub fn delete(self) -> Call<Delete> {
        Call::new(self.path)
    }
}

impl<List, Create> Clone for Items<List, Create> {
    fn clone(&self) -> Self {
        Self::new(self.path.clone())
    }
}

impl<Get, Update, Delete> Clone for Item<Get, Update, Delete> {
    fn clone(&self) -> Self {
        Self::new(self.path.clone())
    }
}

impl<List, Create> fmt::Debug for Items<List, Create> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&self.path).finish()
    }
}

impl<Get, Update, Delete> fmt::Debug for Item<Get, Update, Delete> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Item").field(&self.path).finish()
    }
}
