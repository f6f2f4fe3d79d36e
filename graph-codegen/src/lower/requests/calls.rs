//! Which calls of builders make the paths of an operation, and whether each of them takes the required parameters.

use super::{Ctx, builders::path_text, options::same_option, paths::Path};
use crate::{
    diagnostic::{Diagnostic, codes},
    model::Operation,
    rust::{
        ItemFile,
        calls::{Call, calls},
    },
};

/// For each operation and each of its paths, the call that makes it: `me().message(message_id).get()`. Empty where no
/// builder makes the path.
pub(super) fn of_paths(ctx: &Ctx<'_>, paths: &[Vec<Path<'_>>], items: &[ItemFile]) -> Vec<Vec<String>> {
    let calls = calls(items);
    let of_operation = |(ident, paths): (&String, &Vec<Path<'_>>)| {
        let calls = calls.get(ident.as_str()).map_or(&[][..], Vec::as_slice);
        let call = |path: &Path<'_>| {
            let text = path_text(path.steps.as_ref()?);
            calls.iter().find(|call| call.path == text).map(Call::with_names)
        };
        paths.iter().map(|path| call(path).unwrap_or_default()).collect()
    };
    ctx.idents.iter().zip(paths).map(of_operation).collect()
}

/// Findings for calls that a program can make without a parameter that the page requires.
pub(super) fn without_required(ctx: &Ctx<'_>, items: &[ItemFile]) -> Vec<Diagnostic> {
    let calls = calls(items);
    let mut found = Vec::new();
    for (operation, ident) in ctx.operations.iter().zip(&ctx.idents) {
        let calls = calls.get(ident.as_str()).map_or(&[][..], Vec::as_slice);
        let required = operation.query_parameters.iter().filter(|query| query.required);
        for name in required.map(|query| query.name.as_str()) {
            if let Some(call) = calls.iter().find(|call| !takes(call, name)) {
                found.push(finding(operation, call, name));
            }
        }
    }
    found
}

/// Whether a parameter is an argument of a call, in the query or in parentheses in the path.
fn takes(call: &Call<'_>, name: &str) -> bool {
    let in_path = || {
        let mut parts = call.path.split(['(', ',']);
        parts.any(|part| {
            part.split_once('=')
                .is_some_and(|(known, _)| same_option(known, name))
        })
    };
    call.query.iter().any(|wire| same_option(wire, name)) || in_path()
}

fn finding(operation: &Operation, call: &Call<'_>, name: &str) -> Diagnostic {
    let message = format!(
        "`{}` does not take the required parameter `{name}`",
        call.with_names()
    );
    Diagnostic::new(&codes::REQUIRED_NOT_TAKEN, operation.source.span, message)
        .subject(format!("`{name}` of `{}`", operation.id))
        .help("a parameter's name has letters, digits, `$`, `_`, `-`, `.` and `@`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call<'k>(path: &str, query: &[&'k str]) -> Call<'k> {
        let (chain, query) = (Vec::new(), query.to_vec());
        Call {
            path: path.to_owned(),
            chain,
            query,
        }
    }

    #[test]
    fn a_parameter_is_taken_in_the_query_or_in_parentheses() {
        assert!(takes(
            &call("/me/calendarView", &["startDateTime"]),
            "startdatetime"
        ));
        assert!(takes(&call("/f(a={},groupId={})", &[]), "groupId"));
        for call in [
            call("/me/calendarView", &["end"]),
            call("/f(a={})/startDateTime", &[]),
        ] {
            assert!(!takes(&call, "startDateTime"), "{call:?}");
        }
    }
}
