//! What the Rust of the requests will be: builders of paths, operations, options. Every name decided.

use super::{Docs, Name, Type};

/// A builder: a place in the tree of paths, shared by all places with the same continuations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Builder {
    /// `MessagesPath`.
    pub ident: String,
    /// Its documentation.
    pub docs: Docs,
    /// Operations, then steps.
    pub methods: Vec<Method>,
}

/// A method of a builder, or a function that opens a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Method {
    /// `message`.
    pub ident: String,
    /// Its documentation.
    pub docs: Docs,
    /// What people search for to find the calls that it makes or leads to: `list messages`.
    pub aliases: Vec<String>,
    /// `id`.
    pub arguments: Vec<String>,
    /// What it adds to the path.
    pub pieces: Vec<Piece>,
    /// What it gives.
    pub gives: Gives,
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Piece {
    /// `/messages`.
    Text(String),
    /// A segment of its own, from the argument of this name.
    Key(String),
    /// `'…'` in parentheses.
    Quoted(String),
    /// A plain literal in parentheses: a number, a date.
    Plain(String),
    /// `:/…:`.
    Address(String),
}

/// What a method gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gives {
    /// The builder of this name.
    Builder(String),
    /// A kind of place of the runtime, by its operations: `Items<operations::ListMessages>`.
    Place {
        /// `Items`, `Item`.
        kind: String,
        /// `ListMessages`; none where no page documents it.
        operations: Vec<Option<String>>,
    },
    /// A call.
    Call {
        /// `ListMessages`.
        operation: String,
        /// What it carries.
        body: Body,
        /// Parameters in the query that every template has: the name on the wire and the argument.
        query: Vec<(String, String)>,
    },
}

/// The places of the runtime, each with its methods in the order of its operations.
pub const PLACES: [(&str, &[&str]); 2] = [
    ("Items", &["list", "create"]),
    ("Item", &["get", "update", "delete"]),
];

/// What a call carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    None,
    /// A value of a type.
    Value(Type),
    /// The operation's own struct, which is called like the operation.
    Own,
    /// A reference to what stands at a URL.
    Reference,
    /// Bytes.
    Content,
}

/// An operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// The model's: `user-list-messages`.
    pub id: String,
    /// `ListMessages`.
    pub ident: String,
    /// Its documentation.
    pub docs: Docs,
    /// What people search for to find it: `list messages`.
    pub alias: Option<String>,
    /// For each path of the model, then each that only examples show, the call that makes it:
    /// `me().message(message_id).get()`; empty where none does.
    pub calls: Vec<String>,
    /// Its parameters or changes, where they are its own: then the operation's type holds them.
    pub fields: Option<Vec<Field>>,
    /// The documentation of the field for parameters that the pages do not list.
    pub extra_docs: Docs,
    /// What its request carries.
    pub body: Body,
    /// What its answer carries.
    pub output: Output,
    /// What its page says.
    pub info: Info,
    /// The options that it takes: `option::Select`, `header::WorkbookSessionId`.
    pub takes: Vec<Type>,
}

/// Sets of options that most operations take, with the type that stands for each.
const OPTION_SETS: [(&str, &[&str]); 2] = [
    (
        "ListOptions",
        &[
            "Count", "Expand", "Filter", "OrderBy", "Search", "Select", "Skip", "Top",
        ],
    ),
    ("ObjectOptions", &["Expand", "Select"]),
];

impl Operation {
    /// The options that it takes, a usual set by one name: an impl for each option makes the crate slow to check.
    pub fn takes_as_sets(&self) -> Vec<Type> {
        let is_odata = |ty: &&Type| matches!(ty, Type::Path(path) if path[0] == "option");
        let (odata, others): (Vec<&Type>, Vec<&Type>) = self.takes.iter().partition(is_odata);
        let option = |ident: &&str| Type::Path(vec!["option".to_owned(), (*ident).to_owned()]);
        let mut sets = OPTION_SETS.iter();
        let odata = match sets.find(|(_, set)| set.iter().map(option).eq(odata.iter().copied().cloned())) {
            Some((name, _)) => vec![option(name)],
            None => odata.into_iter().cloned().collect(),
        };
        odata.into_iter().chain(others.into_iter().cloned()).collect()
    }
}

/// A field of an operation's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// `saveToSentItems`, `save_to_sent_items`.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// Its type.
    pub ty: Type,
    /// Kept, cleared or set, rather than given or not.
    pub patch: bool,
}

/// What an answer carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Nothing.
    None,
    /// Nothing but the URL where to go on.
    Accepted,
    /// Bytes.
    Content,
    /// A value.
    Value(Type),
    /// A value, or no body.
    Maybe(Type),
    /// A page of values.
    Collection(Type),
    /// A page of values, or no body.
    MaybeCollection(Type),
    /// A value in `{"value": …}`.
    Wrapped(Type),
}

/// What the page says, as data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// `List messages`.
    pub title: String,
    /// Where the page is published.
    pub page: String,
    /// `GET`.
    pub method: String,
    /// Path templates.
    pub paths: Vec<String>,
    /// Documented statuses.
    pub statuses: Vec<u16>,
    /// The name of its permissions: `FILES_READ`.
    pub permissions: Option<String>,
    /// Header fields of the request.
    pub headers: Vec<String>,
    /// Header fields of the response.
    pub response_headers: Vec<String>,
    /// Parameters in the query.
    pub query: Vec<String>,
    /// It is going away.
    pub deprecated: bool,
    /// National clouds.
    pub clouds: Vec<String>,
}

/// Permissions that operations share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PermissionSet {
    /// `FILES_READ`.
    pub ident: String,
    /// Its documentation.
    pub docs: Docs,
    /// Work, personal, application.
    pub accesses: [Access; 3],
}

/// What a kind of account needs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Access {
    /// Not said.
    Unstated,
    /// Not supported.
    Unsupported,
    /// One of these.
    Needs(AnyOf),
    /// It depends: conditions, and what each needs.
    Depends(Vec<(String, AnyOf)>),
}

/// Alternatives, each with the permissions that are needed together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AnyOf {
    /// Least privileged first.
    pub alternatives: Vec<Vec<String>>,
    /// How many are called the least privileged.
    pub least: usize,
}

impl AnyOf {
    /// Those that are called the least privileged, or all if none is.
    pub fn least_privileged(&self) -> &[Vec<String>] {
        match self.least {
            0 => &self.alternatives,
            count => self.alternatives.get(..count).unwrap_or(&self.alternatives),
        }
    }

    /// The name of the first permission.
    pub fn first(&self) -> Option<&str> {
        Some(self.alternatives.first()?.first()?)
    }
}

/// An option that is a type of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionType {
    /// `Workbook-Session-Id`, `WorkbookSessionId`.
    pub name: Name,
    /// The trait that it implements: `HeaderOption`.
    pub kind: OptionKind,
}

/// Where an option stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OptionKind {
    /// In the query.
    Query,
    /// In the header.
    Header,
}
