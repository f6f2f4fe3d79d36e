//! The box of a struct in another: of a single relationship, of a union's variant.

use std::{
    any::Any,
    fmt,
    marker::PhantomData,
    ops::{Deref, DerefMut},
};

use super::{Object, Slot, SlotMut, Value};

/// A struct on the heap: that of a single relationship, or one of those that a union can hold. Works like a `Box`: it
/// derefs to the struct, and [`into_inner`](Self::into_inner) gives it out.
///
/// # Example
///
/// ```
/// use graph_models::{Boxed, Collection, Json};
///
/// let mut page = Boxed::new(Collection::from(vec![Json::from("a")]));
/// page.value.push("b".into());
/// assert_eq!(page.into_inner().value, ["a", "b"]);
/// ```
///
/// It knows its struct by a trait object. So the compiler does not walk into the struct wherever a box is dropped or
/// sent to another thread: relationships and unions reach nearly every type there is.
pub struct Boxed<T> {
    /// What unions give out. It is a `T`: nothing else is ever put here.
    #[doc(hidden)]
    pub object: Box<dyn Object>,
    ty: PhantomData<fn() -> T>,
}

impl<T: Object> Boxed<T> {
    /// Puts a struct on the heap.
    pub fn new(value: T) -> Self {
        Self {
            object: Box::new(value),
            ty: PhantomData,
        }
    }
}

impl<T: Object + Default> Boxed<T> {
    /// A blank struct on the heap. Its own function, so that no stack frame holds the structs of all variants.
    pub fn blank() -> Self {
        Self {
            object: T::boxed(),
            ty: PhantomData,
        }
    }
}

impl<T: Object> Boxed<T> {
    /// The struct.
    pub fn into_inner(self) -> T {
        let any: Box<dyn Any> = self.object;
        *any.downcast().expect("it is what was put in")
    }
}

impl<T: Object> Deref for Boxed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        let any: &dyn Any = &*self.object;
        any.downcast_ref().expect("it is what was put in")
    }
}

impl<T: Object> DerefMut for Boxed<T> {
    fn deref_mut(&mut self) -> &mut T {
        let any: &mut dyn Any = &mut *self.object;
        any.downcast_mut().expect("it is what was put in")
    }
}

impl<T: Object + Default> Value for Boxed<T> {
    #[inline(never)]
    fn blank() -> Self {
        Self::blank()
    }

    fn slot(&self) -> Slot<'_> {
        Slot::Object(&*self.object)
    }

    fn slot_mut(&mut self) -> SlotMut<'_> {
        SlotMut::Object(&mut *self.object)
    }
}

impl<T: Object> From<T> for Boxed<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Object + Clone> Clone for Boxed<T> {
    fn clone(&self) -> Self {
        Self::new((**self).clone())
    }
}

impl<T: Object + PartialEq> PartialEq for Boxed<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Object + fmt::Debug> fmt::Debug for Boxed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
