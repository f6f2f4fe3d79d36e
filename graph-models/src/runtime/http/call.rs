//! A call: an operation with its path, options, headers and body. Goes out: an `http::Request`. Sends nothing.

mod parts;

use std::{fmt, marker::PhantomData};

use super::{
    Carried, Error, Operation, Path, Takes,
    body::Body,
    option::{Count, Expand, Filter, HeaderOption, OrderBy, QueryOption, Search, Select, Skip, Top},
};
use parts::{Parts, Target};

/// A call of the operation `Op`, made by the builders of requests.
///
/// Options exist where the operation's page lists them. [`to_http`](Call::to_http) gives the request for any client;
/// [`Op::decode`](Operation::decode) reads the answer.
pub struct Call<Op> {
    parts: Parts,
    operation: PhantomData<fn() -> Op>,
}

impl<Op: Operation> Call<Op> {
    /// A call without a body.
    pub fn new(path: Path) -> Self {
        Self::with(path, Body::None)
    }

    /// A call that carries a value, or parameters, as JSON.
    pub fn json(path: Path, body: &Op::Body) -> Self
    where
        Op::Body: Carried,
    {
        Self::with(path, body.carry().0)
    }

    /// A call that carries a reference to what stands at a URL.
    pub fn reference(path: Path, url: &str) -> Self {
        Self::with(path, Body::reference(url))
    }

    /// A call that carries content.
    pub fn content(path: Path, content_type: &str, bytes: &[u8]) -> Self {
        Self::with(path, Body::content(content_type, bytes.to_vec()))
    }

    fn with(path: Path, body: Body) -> Self {
        Self::from_target(Target::Path(path), body)
    }

    /// The call of a link that the service gave: the next page, the next changes.
    ///
    /// The request is refused where the link leads to another origin than the base: whoever can write into an
    /// answer could otherwise have the caller's token.
    pub fn from_link(link: &str) -> Self {
        let link = link.to_owned();
        let anywhere = false;
        Self::from_target(Target::Link { link, anywhere }, Body::None)
    }

    /// As [`from_link`](Call::from_link), for links to any origin. The request carries whatever the caller adds to
    /// it, tokens too.
    pub fn from_link_to_any_origin(link: &str) -> Self {
        let link = link.to_owned();
        let anywhere = true;
        Self::from_target(Target::Link { link, anywhere }, Body::None)
    }

    fn from_target(target: Target, body: Body) -> Self {
        let parts = Parts {
            target,
            query: Vec::new(),
            headers: Vec::new(),
            body,
        };
        Self {
            parts,
            operation: PhantomData,
        }
    }

    /// `$select`: the properties to return.
    #[must_use]
    pub fn select<I: IntoIterator<Item: AsRef<str>>>(self, names: I) -> Self
    where
        Op: Takes<Select>,
    {
        self.list("$select", names)
    }

    /// `$expand`: the relationships to return, each with its own options in parentheses where wanted.
    #[must_use]
    pub fn expand<I: IntoIterator<Item: AsRef<str>>>(self, names: I) -> Self
    where
        Op: Takes<Expand>,
    {
        self.list("$expand", names)
    }

    /// `$orderby`: the order of items: `receivedDateTime desc`.
    #[must_use]
    pub fn order_by<I: IntoIterator<Item: AsRef<str>>>(self, names: I) -> Self
    where
        Op: Takes<OrderBy>,
    {
        self.list("$orderby", names)
    }

    /// `$filter`: which items to return: `startsWith(subject,'Re:')`.
    #[must_use]
    pub fn filter(self, expression: &str) -> Self
    where
        Op: Takes<Filter>,
    {
        self.query_raw("$filter", expression)
    }

    /// `$search`: full text: `"subject:pizza"`, with the quotes that the page shows.
    #[must_use]
    pub fn search(self, expression: &str) -> Self
    where
        Op: Takes<Search>,
    {
        self.query_raw("$search", expression)
    }

    /// `$top`: how many items in a page.
    #[must_use]
    pub fn top(self, items: u32) -> Self
    where
        Op: Takes<Top>,
    {
        self.query_raw("$top", &items.to_string())
    }

    /// `$skip`: how many items to pass over.
    #[must_use]
    pub fn skip(self, items: u32) -> Self
    where
        Op: Takes<Skip>,
    {
        self.query_raw("$skip", &items.to_string())
    }

    /// `$count=true`: the number of all items beside them.
    #[must_use]
    pub fn count(self) -> Self
    where
        Op: Takes<Count>,
    {
        self.query_raw("$count", "true")
    }

    /// A documented parameter in the query.
    #[must_use]
    pub fn query<O: QueryOption>(self, _option: O, value: &str) -> Self
    where
        Op: Takes<O>,
    {
        self.query_raw(O::NAME, value)
    }

    /// A documented header field. Given twice, it is sent twice.
    #[must_use]
    pub fn header<O: HeaderOption>(self, _option: O, value: &str) -> Self
    where
        Op: Takes<O>,
    {
        self.header_raw(O::NAME, value)
    }

    /// A parameter in the query, documented or not. A second value takes the place of the first.
    #[must_use]
    pub fn query_raw(mut self, name: &str, value: &str) -> Self {
        self.parts.set_query(name, value);
        self
    }

    /// A header field, documented or not. Given twice, it is sent twice.
    #[must_use]
    pub fn header_raw(mut self, name: &str, value: &str) -> Self {
        self.parts.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A body of any kind, documented or not, in place of the call's own: a message as MIME, a property that no type
    /// has.
    #[must_use]
    pub fn body_raw(mut self, content_type: &str, bytes: &[u8]) -> Self {
        self.parts.body = Body::content(content_type, bytes.to_vec());
        self
    }

    /// The request below a base such as `https://graph.microsoft.com/v1.0`.
    ///
    /// # Errors
    ///
    /// A base that is no absolute URL; a value that cannot stand in its place: an empty identifier, `..`, a line
    /// break in a header; a link to another origin than the base.
    pub fn to_http(&self, base: &str) -> Result<http::Request<Vec<u8>>, Error> {
        self.parts.to_http(Op::INFO.method, base)
    }

    fn list<I: IntoIterator<Item: AsRef<str>>>(mut self, option: &str, names: I) -> Self {
        let mut list = String::new();
        for name in names {
            if !list.is_empty() {
                list.push(',');
            }
            list.push_str(name.as_ref());
        }
        if !list.is_empty() {
            self.parts.set_query(option, &list);
        }
        self
    }
}

impl<Op> Clone for Call<Op> {
    fn clone(&self) -> Self {
        Self {
            parts: self.parts.clone(),
            operation: PhantomData,
        }
    }
}

/// Shows where the call goes; bodies and headers may carry secrets.
impl<Op: Operation> fmt::Debug for Call<Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = match self.parts.target("") {
            Ok(target) | Err(target) => target,
        };
        write!(f, "{} {target}", Op::INFO.method)
    }
}
