//! [`Api`] → [`Facts`]: questions about the model that take a walk over all of it, one per file. Cannot fail.

use crate::model::Api;

/// The answers.
#[derive(Debug, Default)]
pub struct Facts {}

/// Answers all questions.
pub fn facts(_api: &Api) -> Facts {
    Facts::default()
}
