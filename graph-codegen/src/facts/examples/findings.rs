//! Reports the faults of bodies at their lines. The same fault in several elements of a body is one finding.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::result::{CheckedExample, CheckedExamples, Fault, Message, Outcome};
use crate::{
    diagnostic::{Code, Diagnostic, codes},
    page::parse::json_places,
    text::{Sources, Span},
};

/// The findings of all bodies, in the order of the bodies.
pub fn findings(sources: &Sources, proof: &CheckedExamples<'_>) -> Vec<Diagnostic> {
    let bodies = proof.bodies.par_iter();
    bodies
        .flat_map_iter(|example| of_body(sources, example))
        .collect()
}

fn of_body(sources: &Sources, example: &CheckedExample<'_>) -> Vec<Diagnostic> {
    let Outcome::Checked(checked) = &example.outcome else {
        return Vec::new();
    };
    let mut same: BTreeMap<_, (&Fault<'_>, usize)> = BTreeMap::new();
    for fault in checked.faults.iter().filter(|fault| !fault.dynamic) {
        let key = (fault.code.id, subject(&example.message, fault));
        same.entry(key).or_insert((fault, 0)).1 += 1;
    }
    let body = example.message.place;
    let places = json_places(sources, body, same.values().map(|(fault, _)| fault.path.as_str()));
    let mut findings: Vec<_> = same
        .into_iter()
        .map(|((_, subject), (fault, times))| {
            let place = places.get(fault.path.as_str()).copied();
            finding(span(body, place, fault), fault, times).subject(subject)
        })
        .collect();
    findings.sort_by_key(|finding| finding.span);
    findings
}

/// `create_message response: value[].isRead`; of a value that is no member, the value too.
fn subject(message: &Message<'_>, fault: &Fault<'_>) -> String {
    let part = format!("{} {}", message.example.name, message.part);
    let path = any_element(&fault.path);
    let value = match is(fault.code, &codes::NO_MEMBER) {
        true => format!(" = {}", fault.reason),
        false => String::new(),
    };
    match path.as_str() {
        "" => format!("{part}{value}"),
        path => format!("{part}: {path}{value}"),
    }
}

/// `value[3].to[0]` → `value[].to[]`.
fn any_element(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    let mut inside = false;
    for c in path.chars() {
        inside &= c != ']';
        if !inside {
            text.push(c);
        }
        inside |= c == '[';
    }
    text
}

fn finding(span: Span, fault: &Fault<'_>, times: usize) -> Diagnostic {
    let times = match times {
        1 => String::new(),
        times => format!(", {times} times"),
    };
    let finding = Diagnostic::new(fault.code, span, format!("{}{times}", describe(fault)));
    let finding = match fault.near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help(help(fault)),
    };
    match fault.documented {
        Some(documented) => finding.related(documented, "documented here"),
        None => finding,
    }
}

/// What an author can do about it.
fn help(fault: &Fault<'_>) -> &'static str {
    match fault.code {
        code if is(code, &codes::KEY_NOT_LISTED) => {
            "list it in the table of the type, or correct the example"
        }
        code if is(code, &codes::PARAMETER_NOT_LISTED) => {
            "list it in the table of parameters, or correct the example"
        }
        code if is(code, &codes::NO_MEMBER) => "list it among the members, or correct the example",
        _ => "correct the example, or what the page says of the type",
    }
}

fn describe(fault: &Fault<'_>) -> String {
    let held = fault.held.map_or_else(String::new, |ty| format!("`{ty}`"));
    let path = match fault.path.as_str() {
        "" => "the body".to_owned(),
        path => format!("`{path}`"),
    };
    let reason = &fault.reason;
    match fault.code {
        code if is(code, &codes::KEY_NOT_LISTED) => format!("{path} is no property of {held}"),
        code if is(code, &codes::PARAMETER_NOT_LISTED) => {
            format!("{path} is no parameter that the page lists")
        }
        code if is(code, &codes::NO_MEMBER) => format!("`{reason}` at {path} is no member of {held}"),
        _ if held.is_empty() => format!("{path}: {reason}"),
        _ => format!("{path} in {held}: {reason}"),
    }
}

/// The key that should not be there, or the value that is wrong.
fn span(body: Span, place: Option<(Span, Span)>, fault: &Fault<'_>) -> Span {
    match place {
        Some((key, _)) if fault.is_key() => key,
        Some((_, value)) => value,
        None => Span {
            end: body.start,
            ..body
        },
    }
}

fn is(code: &Code, other: &Code) -> bool {
    code.id == other.id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_alike() {
        assert_eq!(any_element("value[12].to[0].a"), "value[].to[].a");
        assert_eq!(any_element(""), "");
    }
}
