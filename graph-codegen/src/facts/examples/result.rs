//! What became of the bodies: their values, and what is wrong with them.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::wire::ValueType;
use crate::{
    diagnostic::{Code, codes},
    model::{Example, ExampleBody, ExampleClass, Source, TypeName},
    text::Span,
};

/// All bodies of the examples, in the order of the model.
#[derive(Debug, Default)]
pub struct CheckedExamples<'a> {
    /// One for each body that is not empty.
    pub bodies: Vec<CheckedExample<'a>>,
    /// How many messages have no body.
    pub empty: usize,
}

/// A body and what became of it.
#[derive(Debug)]
pub struct CheckedExample<'a> {
    /// Where it is message.
    pub message: Message<'a>,
    /// What became of it.
    pub outcome: Outcome<'a>,
}

/// A message with a body.
#[derive(Clone, Debug)]
pub struct Message<'a> {
    /// The example.
    pub example: &'a Example,
    /// `request`, `response`, `response_2`, `json`.
    pub part: String,
    /// The body.
    pub body: &'a ExampleBody,
    /// The type that it is read into; none for a set of parameters.
    pub ty: Option<&'a TypeName>,
    /// `{"value": […]}` of them.
    pub collection: bool,
    /// Why it has no type.
    pub untyped: Option<&'static str>,
    /// What its values are.
    pub class: ExampleClass,
    /// What was mended to read it.
    pub repaired: &'a [String],
    /// Where its message starts, from 1.
    pub line: u32,
    /// Where the body stands.
    pub place: Span,
}

/// What became of a body.
#[derive(Debug)]
pub enum Outcome<'a> {
    /// It is not held against a type, for this reason.
    Skipped(String),
    /// It is.
    Checked(Checked<'a>),
}

/// A body with the types of its values.
#[derive(Debug)]
pub struct Checked<'a> {
    /// What its values are.
    pub values: TypedValues<'a>,
    /// The JSON, placeholders filled.
    pub body: Arc<Value>,
    /// What is wrong with it.
    pub faults: Vec<Fault<'a>>,
}

/// What the values in a body are.
#[derive(Clone, Debug)]
pub enum TypedValues<'a> {
    /// [`TypedValues`] of one type.
    Typed(ValueType<'a>, Shape),
    /// A value for each parameter that the body gives.
    Parameters(Vec<Parameter<'a>>),
}

/// A parameter in a body.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    /// `saveToSentItems`.
    pub name: &'a str,
    /// What stands there.
    pub spot: ValueType<'a>,
    /// A collection of them.
    pub collection: bool,
    /// Where the page lists it.
    pub row: Option<&'a Source>,
}

/// Where in a body values of its type are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// The body is one.
    One,
    /// The body is an array of them.
    List,
    /// `{"value": […]}`.
    Collection,
    /// `{"value": …}`, one.
    Value,
}

/// A value that is not what the page documents.
#[derive(Clone, Debug)]
pub struct Fault<'a> {
    /// Its kind.
    pub code: &'static Code,
    /// `value[3].isRead`.
    pub path: String,
    /// `expected a boolean, found a string`.
    pub reason: String,
    /// The type cannot hold it: reading fails.
    pub refused: bool,
    /// No fault, but kept in `extra`: a property of an open type, whose name is near to none of its own, or one of the
    /// type that the value says it is, in a place for too many to be a union.
    pub dynamic: bool,
    /// The type or enum that it was held against; none for a parameter.
    pub held: Option<&'a TypeName>,
    /// What is documented there.
    pub documented: Option<Span>,
    /// A name that may have been meant.
    pub near: Option<&'a str>,
}

impl Fault<'_> {
    /// One of which nothing but its place is known.
    pub(super) fn new(code: &'static Code, path: String, reason: String) -> Self {
        Self {
            code,
            path,
            reason,
            refused: false,
            dynamic: false,
            held: None,
            documented: None,
            near: None,
        }
    }

    /// Whether it is about a key rather than a value.
    pub fn is_key(&self) -> bool {
        [&codes::KEY_NOT_LISTED, &codes::PARAMETER_NOT_LISTED]
            .iter()
            .any(|code| code.id == self.code.id)
    }
}
