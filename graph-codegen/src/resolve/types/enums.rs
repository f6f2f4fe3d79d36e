//! Builds enums from tables and from lists in descriptions. A table wins over a list, an override over both.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    collections::HashMap,
    diagnostic::{Diagnostic, codes, nearest},
    model::{Enum, Member, Source, TypeName, TypeUse, full_name, is_identifier, short_name},
    page::{EnumTable, Fact, MemberRow, Page, PropertyRow, StatedEnum, TypeRef, ValueList},
    resolve::{
        context::Ctx,
        names::Names,
        subject::is_table_of_string,
        types::{drafts::rows_of_values, representation},
    },
    text::{Sources, Span, Spanned},
};

/// Builds all enums by name. Adds the names of types that only cells with lists of values give.
pub(crate) fn resolve(ctx: &mut Ctx<'_>) -> BTreeMap<TypeName, Enum> {
    let mut enums = BTreeMap::new();
    for page in ctx.pages {
        for table in &page.enums {
            if !is_table_of_string(page, table) {
                add_table(ctx, page, table, &mut enums);
            }
        }
    }
    let mut lists: BTreeMap<TypeName, Vec<&ValueList>> = BTreeMap::new();
    for (page, row) in rows_of_values(ctx.pages) {
        let Some(list) = row.notes.values.as_ref().filter(|list| !list.values.is_empty()) else {
            continue;
        };
        let is_enum = |name: &TypeName| enums.contains_key(name) || lists.contains_key(name);
        if let Some(name) = enum_of_row(ctx, page, row, is_enum) {
            lists.entry(name).or_default().push(list);
        }
    }
    for (name, lists) in lists {
        let Some(table) = enums.get_mut(&name) else {
            add_lists(ctx, &name, &lists, &mut enums);
            continue;
        };
        if let Some(conflict) = table_conflict(table, &lists) {
            ctx.diagnostics.push(conflict);
            let confirmed = |member: &Member| lists.iter().any(|list| lists_it(list, member));
            table.members.retain(confirmed);
            if table.members.is_empty() {
                enums.remove(&name);
            }
            add_lists(ctx, &name, &lists, &mut enums);
        } else {
            respell(table, &lists);
            add_evolvable(ctx.sources, table, &lists);
            lists
                .iter()
                .for_each(|list| compare(ctx.diagnostics, table, list));
            mark_evolvable(table, &lists);
        }
    }
    mark_shown_flags(ctx, &mut enums);
    add_overridden(ctx, &mut enums);
    enums
}

/// An enum of all values that lists give, in the order in which they come.
fn add_lists(ctx: &mut Ctx<'_>, name: &TypeName, lists: &[&ValueList], enums: &mut BTreeMap<TypeName, Enum>) {
    for list in lists {
        add_list(ctx, name.clone(), list, enums);
    }
    let Some((first, others)) = lists.split_first() else {
        return;
    };
    let lacks = |a: &ValueList, b: &ValueList| -> Vec<String> {
        let values = b.values.iter().map(|value| value.value.as_str());
        let listed = |value: &&str| {
            *value == SENTINEL
                || a.values
                    .iter()
                    .any(|other| other.value.eq_ignore_ascii_case(value))
        };
        values.filter(|value| !listed(value)).map(str::to_owned).collect()
    };
    let differs = |other: &&&ValueList| !lacks(first, other).is_empty() || !lacks(other, first).is_empty();
    let Some((other, at)) = others
        .iter()
        .find(differs)
        .and_then(|other| Some((other, other.values.first()?.span)))
    else {
        return;
    };
    let found = Diagnostic::new(
        &codes::ENUM_LISTS_DIFFER,
        at,
        format!("two lists of the values of `{name}` differ"),
    )
    .help(format!(
        "only here: {}; only there: {}; all of them are members",
        listed(&lacks(first, other)),
        listed(&lacks(other, first))
    ));
    let there = first.values.first().map(|value| value.span);
    ctx.diagnostics.push(match there {
        Some(there) => found.related(there, "the other list"),
        None => found,
    });
}

fn add_table(ctx: &mut Ctx<'_>, page: &Page, table: &EnumTable, enums: &mut BTreeMap<TypeName, Enum>) {
    let Some(name) = ctx.names.of_table(page, table).cloned() else {
        return;
    };
    let source = ctx.source(table.name.span);
    let rows = table.members.iter().enumerate();
    // `parse` has reported repeated members.
    let first = |(at, row): &(usize, &MemberRow)| {
        !table
            .members
            .iter()
            .take(*at)
            .any(|earlier| earlier.name.value == row.name.value)
    };
    let members: Vec<_> = rows
        .filter(first)
        .map(|(_, row)| member(ctx, row, &table.evolvable))
        .collect();
    let named: Vec<_> = table
        .evolvable
        .iter()
        .filter(|name| !members.iter().any(|member: &Member| member.name == **name))
        .collect();
    let named = named
        .into_iter()
        .map(|name| plain_member(ctx.sources, &Spanned::new(name.clone(), table.name.span), true));
    let members: Vec<_> = members.iter().cloned().chain(named).collect();
    let flags = table.flags || has_flag_values(&table.members);
    match enums.get_mut(&name) {
        Some(known) => merge(ctx, known, members, table),
        None => {
            let enum_ = Enum {
                flags,
                ..Enum::plain(name.clone(), members, source)
            };
            enums.insert(name, enum_);
        }
    }
}

fn member(ctx: &Ctx<'_>, row: &MemberRow, evolvable: &[String]) -> Member {
    let description = row.description.as_ref().map(|prose| prose.text.trim().to_owned());
    Member {
        description: description.filter(|text| !text.is_empty()),
        evolvable: evolvable.contains(&row.name.value),
        deprecated: row.deprecated,
        ..Member::plain(&row.name.value, ctx.source(row.name.span))
    }
}

/// 1, 2, 4, 8 are flags; 0, 1, 2 and 0, 1, 2, 3 are not.
fn has_flag_values(members: &[MemberRow]) -> bool {
    let values: Option<Vec<_>> = members.iter().map(|member| member.value).collect();
    values.is_some_and(|values| {
        let single = |value: &i64| *value == 0 || (*value > 0 && value.count_ones() == 1);
        values.iter().all(single) && [1, 2, 4].iter().all(|value| values.contains(value))
    })
}

/// Adds the members that only a second table of the same enum has.
fn merge(ctx: &mut Ctx<'_>, known: &mut Enum, members: Vec<Member>, table: &EnumTable) {
    let missing = |a: &[Member], b: &[Member]| {
        let lacks = |member: &&Member| !a.iter().any(|other| other.name == member.name);
        let names: Vec<_> = b.iter().filter(lacks).map(|member| member.name.clone()).collect();
        names
    };
    let (added, absent) = (
        missing(&known.members, &members),
        missing(&members, &known.members),
    );
    if !added.is_empty() || !absent.is_empty() {
        let message = format!(
            "this table of `{}` differs from the one in {}",
            known.name, known.source.page
        );
        ctx.diagnostics.push(
            Diagnostic::new(&codes::ENUM_TABLES_DIFFER, table.name.span, message)
                .related(known.source.span, "the other table")
                .help(format!(
                    "only here: {}; only there: {}",
                    listed(&added),
                    listed(&absent)
                )),
        );
    }
    let names: Vec<String> = members.iter().map(|member| member.name.clone()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for member in members {
        match same_member(&mut known.members, &member.name, &names) {
            Some(other) => other.description = other.description.take().or(member.description),
            None => known.members.push(member),
        }
    }
}

/// The known member of this name. Another letter case is a slip, not a further member, unless the other spelling stands
/// in the same list, `names`.
fn same_member<'m>(known: &'m mut [Member], name: &str, names: &[&str]) -> Option<&'m mut Member> {
    let exact = known.iter().position(|member| member.name == name);
    let is_slip =
        |member: &Member| member.name.eq_ignore_ascii_case(name) && !names.contains(&member.name.as_str());
    let at = exact.or_else(|| known.iter().position(is_slip))?;
    known.get_mut(at)
}

/// The enum that is the type of a row with a list of values; adds its name if it is new. If the row says
/// `String`, the JSON representation may name it.
fn enum_of_row(
    ctx: &mut Ctx<'_>,
    page: &Page,
    row: &PropertyRow,
    is_enum: impl Fn(&TypeName) -> bool,
) -> Option<TypeName> {
    let [ty] = row.ty.types.as_slice() else {
        return None;
    };
    if let Some(known) = ctx.names.lookup(page, ty) {
        if known.as_str() == "Edm.String" {
            let shown = representation::named_type(page, &row.name.value)?;
            let shown = ctx
                .names
                .by_name(&shown, "")
                .unwrap_or_else(|| TypeName::new(shown));
            ctx.names.add(shown.clone());
            return Some(shown);
        }
        return is_enum(&known).then_some(known);
    }
    let name = list_name(ctx, page, ty)?;
    ctx.names.add(name.clone());
    Some(name)
}

fn list_name(ctx: &Ctx<'_>, page: &Page, ty: &TypeRef) -> Option<TypeName> {
    is_identifier(short_name(&ty.name)).then(|| full_name(&ty.name, ctx.names.namespace(page)))
}

fn add_list(ctx: &Ctx<'_>, name: TypeName, list: &ValueList, enums: &mut BTreeMap<TypeName, Enum>) {
    let Some(first) = list.values.first() else {
        return;
    };
    let is_new = !enums.contains_key(&name);
    let new = || Enum::plain(name.clone(), Vec::new(), ctx.source(first.span));
    let enum_ = enums.entry(name.clone()).or_insert_with(new);
    enum_.flags |= list.flags;
    for value in &list.values {
        let names: Vec<&str> = list.values.iter().map(|value| value.value.as_str()).collect();
        // Every enum may have it, and the first list decides whether it is named.
        let late = value.value == SENTINEL && !is_new;
        match same_member(&mut enum_.members, &value.value, &names) {
            None if late => {}
            Some(member) => member.evolvable |= list.evolvable.contains(&value.value),
            None => {
                let evolvable = list.evolvable.contains(&value.value);
                enum_.members.push(plain_member(ctx.sources, value, evolvable));
            }
        }
    }
}

fn compare(diagnostics: &mut Vec<Diagnostic>, table: &Enum, list: &ValueList) {
    let unknown = list
        .values
        .iter()
        .filter(|value| value.value != SENTINEL)
        .filter(|value| !table.members.iter().any(|member| member.name == value.value));
    for value in unknown {
        diagnostics.push(stray_value(table, value));
    }
    let listed_value = |member: &&Member| !list.values.iter().any(|value| value.value == member.name);
    let left_out: Vec<_> = table
        .members
        .iter()
        .filter(listed_value)
        .map(|member| member.name.clone())
        .collect();
    if let (false, Some(first)) = (left_out.is_empty(), list.values.first()) {
        diagnostics.push(
            Diagnostic::new(
                &codes::ENUM_LIST_SHORT,
                first.span,
                format!("the list leaves out members of `{}`", table.name),
            )
            .help(format!("the table also has {}", listed(&left_out))),
        );
    }
}

fn stray_value(table: &Enum, value: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not in the table of `{}`", value.value, table.name);
    let diagnostic = Diagnostic::new(&codes::ENUM_LIST_DIFFERS, value.span, message)
        .related(table.source.span, "the table");
    let members = table.members.iter().map(|member| member.name.as_str());
    match nearest(&value.value, members) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`? the table is used")),
        None => diagnostic.help("the table is used"),
    }
}

/// A member that a table of members in camelCase spells in another case than all lists, as in `None` beside `none`, is
/// spelled as they do.
fn respell(table: &mut Enum, lists: &[&ValueList]) {
    let small = |name: &str| name.starts_with(|char: char| char.is_ascii_lowercase());
    let (total, of_small) = (
        table.members.len(),
        table.members.iter().filter(|member| small(&member.name)).count(),
    );
    for at in 0..total {
        let Some(name) = table.members.get(at).map(|member| member.name.clone()) else {
            continue;
        };
        let spelled: Vec<&str> = lists
            .iter()
            .flat_map(|list| &list.values)
            .map(|value| value.value.as_str())
            .filter(|value| value.eq_ignore_ascii_case(&name))
            .collect();
        let Some(other) = spelled.first().copied().filter(|other| *other != name) else {
            continue;
        };
        let agreed = spelled.iter().all(|value| *value == other);
        let is_new = !table.members.iter().any(|member| member.name == other);
        // The others of the table vote for the case, too.
        let others_small = of_small - usize::from(small(&name));
        let fits = !small(&name) && small(other) && others_small * 2 >= total.saturating_sub(1).max(1);
        if agreed
            && is_new
            && fits
            && let Some(member) = table.members.get_mut(at)
        {
            other.clone_into(&mut member.name);
        }
    }
}

/// Values that a note on evolvable members names are members, whether the table lists them or not.
fn add_evolvable(sources: &Sources, table: &mut Enum, lists: &[&ValueList]) {
    for list in lists {
        for value in list
            .values
            .iter()
            .filter(|value| list.evolvable.contains(&value.value))
        {
            if !table
                .members
                .iter()
                .any(|member| member.name.eq_ignore_ascii_case(&value.value))
            {
                table.members.push(plain_member(sources, value, true));
            }
        }
    }
}

fn plain_member(sources: &Sources, value: &Spanned<String>, evolvable: bool) -> Member {
    Member {
        evolvable,
        ..Member::plain(&value.value, Source::at(sources, value.span))
    }
}

fn mark_evolvable(enum_: &mut Enum, lists: &[&ValueList]) {
    for list in lists {
        enum_.flags |= list.flags;
        for member in &mut enum_.members {
            member.evolvable |= list.evolvable.contains(&member.name);
        }
    }
}

fn listed(names: &[String]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    let quoted: Vec<_> = names.iter().take(8).map(|name| format!("`{name}`")).collect();
    let more = names.len().saturating_sub(8);
    if more == 0 {
        quoted.join(", ")
    } else {
        format!("{} and {more} more", quoted.join(", "))
    }
}

/// Every enum may have this member, and lists often leave it out.
const SENTINEL: &str = "unknownFutureValue";

/// Reports a table that all lists contradict: then the listed values replace the members that no list has.
fn table_conflict(table: &Enum, lists: &[&ValueList]) -> Option<Diagnostic> {
    if !table
        .members
        .iter()
        .any(|member| lists.iter().any(|list| lists_it(list, member)))
    {
        let message = format!("no description lists a member of this table of `{}`", table.name);
        return Some(
            Diagnostic::new(&codes::ENUM_TABLE_OF_ANOTHER, table.source.span, message)
                .help("the values of the descriptions are used; is it the table of another enum?"),
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
            "the values of the descriptions are used; none of them has {}",
            listed(&names)
        )),
    )
}

/// Whether a list has the member, in any letter case.
fn lists_it(list: &ValueList, member: &Member) -> bool {
    let mut values = list.values.iter();
    values.any(|value| value.value.eq_ignore_ascii_case(&member.name))
}

/// The members that are slips: the lists agree with each other and with three quarters of the table, each
/// has more members than the table, and none has these.
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

/// Marks enums as flags of which examples give several members at once: `"exportOptions": "text,tags"`. `typed` are the
/// enums that rows give for each name of a property.
fn mark_shown_flags(ctx: &Ctx<'_>, enums: &mut BTreeMap<TypeName, Enum>) {
    let mut typed: HashMap<&str, Vec<TypeName>> = HashMap::default();
    for (page, row) in rows_of_values(ctx.pages) {
        if let Some(TypeUse {
            ty,
            collection: false,
        }) = ctx
            .names
            .cell(page, &row.ty)
            .filter(|typed| enums.contains_key(&typed.ty))
        {
            let known = typed.entry(row.name.value.as_str()).or_default();
            if !known.contains(&ty) {
                known.push(ty);
            }
        }
    }
    for page in ctx.pages {
        for body in page.examples.iter().filter_map(|message| message.body.json()) {
            for_each_list(body, &mut |name, parts| {
                for ty in typed.get(name).into_iter().flatten() {
                    if let Some(enum_) = enums.get_mut(ty) {
                        let known = |part: &&str| enum_.members.iter().any(|member| member.name == **part);
                        enum_.flags |= parts.iter().all(known);
                    }
                }
            });
        }
    }
}

/// Calls a function for each text between commas under a key, at any depth.
fn for_each_list(value: &Value, visit: &mut impl FnMut(&str, &[&str])) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| for_each_list(item, visit)),
        Value::Object(object) => {
            for (name, value) in object {
                match value {
                    Value::String(text) if text.contains(',') => {
                        visit(name, &text.split(',').map(str::trim).collect::<Vec<_>>());
                    }
                    other => for_each_list(other, visit),
                }
            }
        }
        _ => {}
    }
}

/// Adds and replaces the enums that overrides describe as a whole.
fn add_overridden(ctx: &Ctx<'_>, enums: &mut BTreeMap<TypeName, Enum>) {
    for page in ctx.pages {
        for overridden in page.correction.all(Fact::try_as_enum_ref) {
            let name = overridden_name(ctx.names, page, overridden.value);
            let known = enums.remove(&name);
            enums.insert(
                name.clone(),
                overridden_enum(ctx, name, overridden.value, known, overridden.span),
            );
        }
    }
}

/// The name of the enum that an override describes.
pub(crate) fn overridden_name(names: &Names, page: &Page, overridden: &StatedEnum) -> TypeName {
    let namespace = names.namespace(page);
    let known = names
        .by_name(&overridden.name, namespace)
        .filter(|name| !name.is_primitive());
    known.unwrap_or_else(|| full_name(&overridden.name, namespace))
}

fn overridden_enum(
    ctx: &Ctx<'_>,
    name: TypeName,
    overridden: &StatedEnum,
    known: Option<Enum>,
    span: Span,
) -> Enum {
    let (source, described) = match known {
        Some(known) => (known.source, known.members),
        None => (ctx.source(span), Vec::new()),
    };
    let sentinel = overridden.members.iter().position(|member| member == SENTINEL);
    let member = |(at, name): (usize, &String)| {
        let same = |member: &&Member| member.name.eq_ignore_ascii_case(name);
        let known = described.iter().find(same).cloned();
        Member {
            name: name.clone(),
            evolvable: sentinel.is_some_and(|sentinel| sentinel < at),
            ..known.unwrap_or_else(|| Member::plain(name, ctx.source(span)))
        }
    };
    let members = overridden.members.iter().enumerate().map(member).collect();
    Enum {
        flags: overridden.flags,
        ..Enum::plain(name, members, source)
    }
}
