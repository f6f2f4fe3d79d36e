//! One test case, and what all cases need to be made.

use serde::Serialize;

use crate::{
    facts::Facts,
    lower::names::{Names, Scope},
    model::{Api, Example},
};

/// The model and the names of its types in Rust.
#[derive(Clone, Copy)]
pub(super) struct Ctx<'a> {
    pub(super) api: &'a Api,
    pub(super) facts: &'a Facts,
    pub(super) names: &'a Names,
}

/// A case that comes from a message of an example.
#[derive(Debug, Serialize)]
pub struct Case<Message, Test> {
    /// `user_post_messages::create_message_from_user`, unique.
    pub name: String,
    /// `api/user-post-messages.md`.
    pub page: String,
    /// The line where the message starts.
    pub line: u32,
    /// The message, as far as tests print it.
    #[serde(flatten)]
    pub message: Message,
    /// What the test does.
    #[serde(flatten)]
    pub run: Run<Test>,
}

/// What a test does with a message.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Run<Test> {
    /// Nothing.
    Skipped {
        /// Why: `another host`.
        skip: String,
    },
    /// It runs with this input.
    Tested(Test),
}

impl<Message, Test> Case<Message, Test> {
    /// The case of a message at a line. `part` is added to its name.
    pub(super) fn new(example: &Example, part: &str, line: u32, message: Message, run: Run<Test>) -> Self {
        let page = &example.source.page;
        let stem = page.stem().replace(['-', '.'], "_");
        let name = example.name.replace(char::is_whitespace, "_");
        Self {
            name: format!("{stem}::{name}{part}"),
            page: page.as_str().to_owned(),
            line,
            message,
            run,
        }
    }
}

/// Numbers equal names and sorts by page and line.
pub(super) fn finish<Message, Test>(cases: &mut [Case<Message, Test>]) {
    let mut scope = Scope::default();
    for case in &mut *cases {
        case.name = scope.take(&case.name, "_", ()).0;
    }
    cases.sort_by(|a, b| (&a.page, a.line, &a.name).cmp(&(&b.page, b.line, &b.name)));
}
