//! The bodies of examples as cases of the round-trip tests, and the Rust types that the cases name.

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;
use serde_json::Value;

use super::case::{Case, Ctx, Run, finish};
use crate::{
    facts::examples::{
        self, Checked, CheckedExample, CheckedExamples, Fault, Outcome, Shape, ValueType,
        wire::{WireKind, WireKinds},
    },
    lower::types::{builtin, scalar},
    model::{ExampleClass, Property, Type},
    rust::ItemPath,
};

/// All round trips of a crate.
#[derive(Debug)]
pub struct RoundTrips {
    /// How many example messages have no body.
    pub empty: usize,
    /// One for each body, by page and line.
    pub cases: Vec<RoundTripCase>,
    /// What the pages document of each type.
    pub rows: Vec<TypeRows>,
    /// All types of the models and of their bodies, by name.
    pub types: BTreeMap<String, CaseType>,
    /// All unions of the models, for tests of the compiler's and the stack's limits.
    pub unions: Vec<ItemPath>,
    /// All structs of the models, for the same: unions end the walks of the compiler, structs do not.
    pub structs: Vec<ItemPath>,
}

/// The round trip of one body.
pub type RoundTripCase = Case<BodyMessage, RoundTrip>;

/// A message with a body.
#[derive(Debug, Serialize)]
pub struct BodyMessage {
    /// What its values are.
    pub class: ExampleClass,
    /// What was repaired to read its JSON.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub repaired: Vec<String>,
}

/// A body with its documented types and what is known to be wrong with it.
#[derive(Debug, Serialize)]
pub struct RoundTrip {
    /// What its values are.
    #[serde(flatten)]
    pub values: Values,
    /// Paths of keys that the type does not have, without annotations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub undocumented: Vec<String>,
    /// How many of them are no faults: properties of open types, and of bases of many.
    #[serde(skip_serializing_if = "is_zero")]
    pub dynamic: usize,
    /// Values that the type cannot hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contradicts: Vec<Contradiction>,
    /// The JSON.
    pub body: Arc<Value>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes it so")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What the values in a body are. Types are keys in the table of types.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Values {
    /// Values of one type.
    Typed {
        /// The type.
        #[serde(rename = "type")]
        ty: String,
        /// Where in the body they are.
        shape: Shape,
    },
    /// A value for each parameter.
    Parameters {
        /// By name.
        parameters: BTreeMap<String, Parameter>,
    },
}

/// A parameter that a body gives.
#[derive(Debug, Serialize)]
pub struct Parameter {
    /// Its type.
    #[serde(rename = "type")]
    pub ty: String,
    /// A collection of them.
    pub collection: bool,
    /// Where it is documented: a page and a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<(String, u32)>,
}

/// A value that the documented type of its place cannot hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contradiction {
    /// `value[3].isRead`.
    pub path: String,
    /// `expected a boolean, found a string`.
    pub reason: String,
}

/// What the pages document of a type, for messages of tests.
#[derive(Debug, Serialize)]
pub struct TypeRows {
    /// `microsoft.graph.message`.
    pub name: String,
    /// Its base, which has further rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// `resources/message.md`.
    pub page: String,
    /// By property: the line of its row, and its type.
    pub rows: BTreeMap<String, (u32, String)>,
}

/// The Rust type of a key: `microsoft.graph.message`, `any microsoft.graph.attachment`, `Edm.Int32`.
#[derive(Debug)]
pub enum CaseType {
    /// A type of the models.
    Item(ItemPath),
    /// A set of members of an enum of the models.
    Flags(ItemPath),
    /// A type of Rust: `bool`.
    Builtin(&'static str),
    /// A type of the runtime: `DateTimeOffset`.
    Runtime(&'static str),
}

/// Makes the cases of all checked bodies.
pub(super) fn round_trips(ctx: Ctx<'_>, examples: &CheckedExamples<'_>) -> RoundTrips {
    let mut builder = CaseBuilder {
        ctx,
        types: model_types(ctx),
    };
    let mut cases: Vec<_> = examples
        .bodies
        .iter()
        .map(|example| builder.case(example))
        .collect();
    finish(&mut cases);
    let bases = ctx.facts.unions.bases.keys();
    let unions = bases.filter_map(|base| ctx.names.union_(base));
    let structs = ctx.api.types.iter().filter_map(|ty| ctx.names.item(&ty.name));
    RoundTrips {
        empty: examples.empty,
        cases,
        rows: ctx.api.types.iter().map(rows).collect(),
        types: builder.types,
        unions: unions.cloned().collect(),
        structs: structs.cloned().collect(),
    }
}

/// All structs, enums and unions, whether an example holds one or not.
fn model_types(ctx: Ctx<'_>) -> BTreeMap<String, CaseType> {
    let structs = ctx.api.types.iter().map(|ty| (&ty.name, false));
    let enums = ctx.api.enums.iter().map(|enum_| (&enum_.name, enum_.flags));
    let named = structs.chain(enums).filter_map(|(name, flags)| {
        let item = ctx.names.item(name)?.clone();
        let ty = if flags {
            CaseType::Flags(item)
        } else {
            CaseType::Item(item)
        };
        Some((name.to_string(), ty))
    });
    let unions = ctx.facts.unions.bases.keys().filter_map(|base| {
        let item = ctx.names.union_(base)?.clone();
        Some((format!("any {base}"), CaseType::Item(item)))
    });
    named.chain(unions).collect()
}

struct CaseBuilder<'a> {
    ctx: Ctx<'a>,
    types: BTreeMap<String, CaseType>,
}

impl CaseBuilder<'_> {
    fn case(&mut self, example: &CheckedExample<'_>) -> RoundTripCase {
        let message = &example.message;
        let run = match &example.outcome {
            Outcome::Skipped(reason) => Run::Skipped { skip: reason.clone() },
            Outcome::Checked(checked) => Run::Tested(self.round_trip(checked)),
        };
        let shown = BodyMessage {
            class: message.class,
            repaired: message.repaired.to_vec(),
        };
        let part = format!("::{}", message.part);
        Case::new(message.example, &part, message.line, shown, run)
    }

    fn round_trip(&mut self, checked: &Checked<'_>) -> RoundTrip {
        let values = match &checked.values {
            examples::TypedValues::Typed(spot, shape) => Values::Typed {
                ty: self.key(*spot),
                shape: *shape,
            },
            examples::TypedValues::Parameters(parameters) => Values::Parameters {
                parameters: self.given(parameters, &checked.body),
            },
        };
        let faults = || checked.faults.iter();
        let unlisted = faults().filter(|fault| fault.is_key());
        RoundTrip {
            values,
            dynamic: faults().filter(|fault| fault.dynamic).count(),
            undocumented: unlisted.map(|fault| fault.path.clone()).collect(),
            contradicts: faults()
                .filter(|fault| fault.refused)
                .map(contradiction)
                .collect(),
            body: checked.body.clone(),
        }
    }

    /// The parameters that the body gives.
    fn given(&mut self, parameters: &[examples::Parameter<'_>], body: &Value) -> BTreeMap<String, Parameter> {
        let given = parameters.iter().filter(|one| body.get(one.name).is_some());
        let typed = given.map(|one| {
            let parameter = Parameter {
                ty: self.key(one.spot),
                collection: one.collection,
                row: one.row.map(|row| (row.page.to_string(), row.line)),
            };
            (one.name.to_owned(), parameter)
        });
        typed.collect()
    }

    /// The key of a type in the table of types, where it is added.
    fn key(&mut self, spot: ValueType<'_>) -> String {
        let key = if spot.union {
            format!("any {}", spot.ty)
        } else {
            spot.ty.to_string()
        };
        if !self.types.contains_key(&key)
            && let Some(ty) = case_type(self.ctx, spot)
        {
            self.types.insert(key.clone(), ty);
        }
        key
    }
}

fn rows(ty: &Type) -> TypeRows {
    let row = |property: &Property| {
        let many = if property.collection { " collection" } else { "" };
        let row = (property.source.line, format!("{}{many}", property.ty));
        (property.name.clone(), row)
    };
    TypeRows {
        name: ty.name.to_string(),
        base: ty.base.as_ref().map(ToString::to_string),
        page: ty.source.page.to_string(),
        rows: ty.properties.iter().map(row).collect(),
    }
}

fn contradiction(fault: &Fault<'_>) -> Contradiction {
    Contradiction {
        path: fault.path.clone(),
        reason: fault.reason.clone(),
    }
}

fn case_type(ctx: Ctx<'_>, spot: ValueType<'_>) -> Option<CaseType> {
    let ty = spot.ty;
    if let Some(union_) = ctx.names.union_(ty).filter(|_| spot.union) {
        return Some(CaseType::Item(union_.clone()));
    }
    let kinds = WireKinds {
        api: ctx.api,
        facts: ctx.facts,
    };
    let item = || ctx.names.item(ty).cloned();
    Some(match kinds.of(ty) {
        WireKind::Enum(enum_) if enum_.flags => CaseType::Flags(item()?),
        WireKind::Struct(_) | WireKind::Enum(_) => CaseType::Item(item()?),
        _ => builtin(ty).map_or_else(|| CaseType::Runtime(scalar(ty)), CaseType::Builtin),
    })
}

type Counts<'a> = BTreeMap<&'a str, usize>;

/// The report of what the tests do with the bodies, for people: bodies by class, reasons to skip them, repairs.
pub(super) fn coverage_report(header: &str, round_trips: &RoundTrips) -> String {
    let mut classes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut skipped, mut repairs, mut dynamic) = (Counts::new(), Counts::new(), 0);
    for case in &round_trips.cases {
        let (tested, not_run) = classes.entry(class(case)).or_default();
        match &case.run {
            Run::Tested(test) => {
                *tested += 1;
                dynamic += test.dynamic;
            }
            Run::Skipped { skip } => {
                *not_run += 1;
                *skipped.entry(skip).or_default() += 1;
            }
        }
        for repair in &case.message.repaired {
            *repairs.entry(repair).or_default() += 1;
        }
    }
    classes.insert("without a body".to_owned(), (0, round_trips.empty));
    let rows: String = classes
        .iter()
        .map(|(class, (tested, not_run))| format!("| {class} | {tested} | {not_run} |\n"))
        .collect();
    let mut text = format!(
        "<!-- {} -->\n\n# The examples of the pages\n\nWhat the round-trip tests do with each body, by what it holds.\n\n\
         | class | tried | not run |\n|:---|---:|---:|\n{rows}",
        header.replace("-->", "--\\>")
    );
    text += &table("Why a body is not run", "reason", &skipped);
    if dynamic > 0 {
        text += &format!(
            "\nOpen types, and bases of many types, hold {dynamic} properties that no page lists for them, as they may; all are kept.\n"
        );
    }
    text += &table("What was mended to read a body", "repair", &repairs);
    text
}

/// Repaired bodies are a class of their own: the page does not hold what the test reads.
fn class(case: &RoundTripCase) -> String {
    let class = serde_json::to_value(case.message.class).unwrap_or_default();
    let class = class.as_str().unwrap_or_default();
    if case.message.repaired.is_empty() {
        class.to_owned()
    } else {
        format!("{class}, repaired")
    }
}

fn table(title: &str, column: &str, counts: &Counts<'_>) -> String {
    if counts.is_empty() {
        return String::new();
    }
    let rows: String = counts
        .iter()
        .map(|(name, count)| format!("| {name} | {count} |\n"))
        .collect();
    format!("\n## {title}\n\n| {column} | bodies |\n|:---|---:|\n{rows}")
}
