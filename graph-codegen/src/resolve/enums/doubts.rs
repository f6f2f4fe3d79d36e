//! Whether a table of members can be believed. Comes in: a table and all lists of its enum. Goes out: a finding where it cannot.
//! A list that says something else is no reason: tables are kept with more care.

use crate::{
    diagnostic::{Diagnostic, codes},
    model::{Enum, Member},
    page::ValueList,
};

/// Every enum may have this member, and lists often leave it out.
const SENTINEL: &str = "unknownFutureValue";

/// What speaks against a table: its members that no list confirms go, the listed values come.
pub(super) fn against(table: &Enum, lists: &[&ValueList]) -> Option<Diagnostic> {
    if !table
        .members
        .iter()
        .any(|member| lists.iter().any(|list| lists_it(list, member)))
    {
        let message = format!("no description lists a member of this table of `{}`", table.name);
        return Some(
            Diagnostic::new(&codes::ENUM_TABLE_OF_ANOTHER, table.source.span, message)
                .help("the values of the descriptions are taken; is it the table of another enum?"),
        );
    }
    let stray = slips(table, lists)?;
    let names: Vec<_> = stray.iter().map(|member| member.name.clone()).collect();
    let message = format!(
        "all descriptions list more members than this table of `{}`",
        table.name
    );
    Some(
        Diagnostic::new(&codes::ENUM_TABLE_SLIP, table.source.span, message).help(format!(
            "the values of the descriptions are taken; none of them has {}",
            super::listed(&names)
        )),
    )
}

/// Whether a list has the member, in any letter case.
pub(super) fn lists_it(list: &ValueList, member: &Member) -> bool {
    let mut values = list.values.iter();
    values.any(|value| value.value.eq_ignore_ascii_case(&member.name))
}

/// The members that are slips of the pen: the lists agree with each other and with three quarters of the table, each
/// says more than the table, and none has these.
fn slips<'a>(table: &'a Enum, lists: &[&ValueList]) -> Option<Vec<&'a Member>> {
    let members = || table.members.iter().filter(|member| member.name != SENTINEL);
    let (known, stray): (Vec<_>, Vec<_>) =
        members().partition(|member| lists.iter().any(|list| lists_it(list, member)));
    let length = |list: &ValueList| list.values.iter().filter(|value| value.value != SENTINEL).count();
    let more = |list: &&ValueList| length(list) > known.len() + stray.len();
    let complete = |list: &&ValueList| known.iter().all(|member| lists_it(list, member));
    let agree = lists.iter().all(|list| more(list) && complete(list));
    let few = stray.len() * 3 <= known.len();
    (agree && few && !stray.is_empty()).then_some(stray)
}
