//! Limits for text that is not trusted: three bytes of it, `{},`, can make an object of kilobytes.

use std::fmt;

use serde::de::Error;

use crate::runtime::{extra::Json, value::DEPTH};

/// Limits for reading text that is not trusted, for [`from_slice_within`](crate::from_slice_within).
///
/// # Example
///
/// ```
/// use graph_models::{Json, Limits, from_slice_within};
///
/// let limits = Limits::new().elements(3);
/// assert!(from_slice_within::<Json>(b"[1, 2, 3]", limits).is_ok());
/// let error = from_slice_within::<Json>(b"[1, 2, 3, 4]", limits).unwrap_err();
/// assert!(error.exceeds_limits());
/// assert_eq!(error.to_string(), "[3]: more than 3 elements and members at line 1 column 12");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    elements: usize,
    bytes: usize,
    depth: usize,
}

impl Limits {
    /// No limits but that of depth, which protects the stack.
    pub(in crate::runtime) const NONE: Self = Self {
        elements: usize::MAX,
        bytes: usize::MAX,
        depth: DEPTH,
    };

    /// A million elements and members, 64 MiB of memory, a depth of 100.
    pub const fn new() -> Self {
        Self {
            elements: 1_000_000,
            bytes: 64 << 20,
            depth: DEPTH,
        }
    }

    /// The most elements of arrays and members of objects in the whole text.
    #[must_use]
    pub const fn elements(self, elements: usize) -> Self {
        Self { elements, ..self }
    }

    /// The most bytes of memory that the value may take: structs, texts, free-form JSON. An estimate from above, except
    /// that a list that grows reserves up to twice what its elements take, and for a moment three times.
    #[must_use]
    pub const fn bytes(self, bytes: usize) -> Self {
        Self { bytes, ..self }
    }

    /// The most arrays and objects within each other. More than 100 stay 100.
    #[must_use]
    pub const fn depth(self, depth: usize) -> Self {
        let depth = if depth < DEPTH { depth } else { DEPTH };
        Self { depth, ..self }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}

/// The bytes of an element of a list. The largest is one of free-form JSON; a struct counts its size in addition.
pub(super) const ELEMENT: usize = size_of::<Json>();

/// The bytes of a member of free-form JSON or of the extra entries, beside its name: a node of a tree is half empty at
/// worst.
pub(super) const MEMBER: usize = 2 * size_of::<(String, Json)>();

/// The bytes of the smallest object of free-form JSON that is not empty: a tree starts with a node for eleven members.
pub(super) const OBJECT: usize = 12 * size_of::<(String, Json)>();

/// The bytes for each byte of the text of a set of flags: a member of one letter, with its entry in the index.
pub(super) const FLAG: usize = 64;

/// What is left of the limits.
pub(super) struct Budget {
    limits: Limits,
    elements: usize,
    bytes: usize,
    exceeded: bool,
}

impl Budget {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            elements: limits.elements,
            bytes: limits.bytes,
            exceeded: false,
        }
    }

    /// Whether an error was that of a limit.
    pub(super) fn exceeded(&self) -> bool {
        self.exceeded
    }

    /// Takes an element of an array or a member of an object, and its bytes.
    #[inline]
    pub(super) fn element<E: Error>(&mut self, bytes: usize) -> Result<(), E> {
        match self.elements.checked_sub(1) {
            Some(left) => self.elements = left,
            None => {
                let most = self.limits.elements;
                return Err(self.exceed(format_args!("more than {most} elements and members")));
            }
        }
        self.bytes(bytes)
    }

    #[inline]
    pub(super) fn bytes<E: Error>(&mut self, bytes: usize) -> Result<(), E> {
        match self.bytes.checked_sub(bytes) {
            Some(left) => {
                self.bytes = left;
                Ok(())
            }
            None => {
                let most = self.limits.bytes;
                Err(self.exceed(format_args!("more than {most} bytes of memory")))
            }
        }
    }

    pub(super) fn depth<E: Error>(&mut self, depth: usize) -> Result<(), E> {
        let most = self.limits.depth;
        if depth > most {
            return Err(self.exceed(format_args!("nested more than {most} levels deep")));
        }
        Ok(())
    }

    /// What is left now.
    pub(super) fn left(&self) -> Left {
        Left {
            elements: self.elements,
            bytes: self.bytes,
        }
    }

    /// Takes the bytes of a copy, as free-form JSON, of what was read since: each member may be in an object of its own.
    pub(super) fn copy_since<E: Error>(&mut self, since: Left) -> Result<(), E> {
        let members = (since.elements - self.elements).saturating_mul(OBJECT);
        self.bytes(members.saturating_add(since.bytes - self.bytes))
    }

    /// Gives back the elements that were counted since, which are counted once more.
    pub(super) fn recount_since(&mut self, since: Left) {
        self.elements = since.elements;
    }

    #[cold]
    fn exceed<E: Error>(&mut self, message: impl fmt::Display) -> E {
        self.exceeded = true;
        E::custom(message)
    }
}

/// What was left at some time.
#[derive(Clone, Copy)]
pub(super) struct Left {
    elements: usize,
    bytes: usize,
}
