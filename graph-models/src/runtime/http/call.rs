//! Calls: an operation with its path, query options, headers and body, which becomes an `http::Request`. Nothing is sent.
//! Most paths end at a collection or an object, for which there are generic builders, [`Items`] and [`Item`].

use std::{fmt, marker::PhantomData};

use http::{HeaderName, HeaderValue, Uri, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{
    body::{Body, Carried},
    error::Error,
    link::{resolve, without_options},
    operation::Operation,
    option::{Count, Expand, Filter, HeaderOption, OrderBy, QueryOption, Search, Select, Skip, Takes, Top},
    path::Path,
};

/// A call of the operation `Op`, created by the request builders.
///
/// It has the options that fit the operation, except those that its page excludes; the required ones are arguments of the
/// builder's method. [`to_http`](Call::to_http) returns the request for any client;
/// [`Op::decode`](Operation::decode) decodes the response.
pub struct Call<Op> {
    parts: Parts,
    operation: PhantomData<fn() -> Op>,
}

impl<Op: Operation> Call<Op> {
    /// Creates a call without a body.
    pub fn new(path: Path) -> Self {
        Self::with(path, Body::None)
    }

    /// Creates a call with a value, or parameters, as its JSON body.
    pub fn json(path: Path, body: &Op::Body) -> Self
    where
        Op::Body: Carried,
    {
        Self::with(path, body.carry().0)
    }

    /// Creates a call with a reference to the object at a URL.
    pub fn reference(path: Path, url: &str) -> Self {
        Self::with(path, Body::reference(url))
    }

    /// Creates a call with any content.
    pub fn content(path: Path, content_type: &str, bytes: &[u8]) -> Self {
        Self::with(path, Body::content(content_type, bytes.to_vec()))
    }

    fn with(path: Path, body: Body) -> Self {
        Self::from_target(Target::Path(path), body)
    }

    /// Creates a call of a link from a response: the next page, the next changes. A relative link is resolved against
    /// the base, and what is not allowed in a URL is encoded.
    ///
    /// [`to_http`](Call::to_http) fails if the link leads to another origin than the base: otherwise, whoever can
    /// write into a response could get the caller's token.
    pub fn from_link(link: &str) -> Self {
        let link = link.to_owned();
        let any_origin = false;
        Self::from_target(Target::Link { link, any_origin }, Body::None)
    }

    /// Like [`from_link`](Call::from_link), for links to any origin. The request is sent there with everything that the
    /// caller adds, tokens included.
    pub fn from_link_to_any_origin(link: &str) -> Self {
        let link = link.to_owned();
        let any_origin = true;
        Self::from_target(Target::Link { link, any_origin }, Body::None)
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

    /// `$select`: the properties to return. A second call adds to the first.
    #[must_use]
    pub fn select<I: IntoIterator<Item: AsRef<str>>>(self, names: I) -> Self
    where
        Op: Takes<Select>,
    {
        self.list("$select", names)
    }

    /// `$expand`: the relationships to return, each optionally with its own options in parentheses. A second call adds
    /// to the first.
    #[must_use]
    pub fn expand<I: IntoIterator<Item: AsRef<str>>>(self, names: I) -> Self
    where
        Op: Takes<Expand>,
    {
        self.list("$expand", names)
    }

    /// `$orderby`: the order of the items: `receivedDateTime desc`. A second call adds to the first.
    #[must_use]
    pub fn order_by<I: IntoIterator<Item: AsRef<str>>>(self, names: I) -> Self
    where
        Op: Takes<OrderBy>,
    {
        self.list("$orderby", names)
    }

    /// `$filter`: a condition for the items: `startsWith(subject,'Re:')`.
    #[must_use]
    pub fn filter(self, expression: &str) -> Self
    where
        Op: Takes<Filter>,
    {
        self.query_raw("$filter", expression)
    }

    /// `$search`: a full-text query: `"subject:pizza"`, with the quotes that the page shows.
    #[must_use]
    pub fn search(self, expression: &str) -> Self
    where
        Op: Takes<Search>,
    {
        self.query_raw("$search", expression)
    }

    /// `$top`: the number of items per page.
    #[must_use]
    pub fn top(self, items: u32) -> Self
    where
        Op: Takes<Top>,
    {
        self.query_raw("$top", &items.to_string())
    }

    /// `$skip`: the number of items to skip.
    #[must_use]
    pub fn skip(self, items: u32) -> Self
    where
        Op: Takes<Skip>,
    {
        self.query_raw("$skip", &items.to_string())
    }

    /// `$count=true`: return the total number of items, too.
    #[must_use]
    pub fn count(self) -> Self
    where
        Op: Takes<Count>,
    {
        self.query_raw("$count", "true")
    }

    /// Sets a documented query parameter.
    #[must_use]
    pub fn query<O: QueryOption>(self, _option: O, value: &str) -> Self
    where
        Op: Takes<O>,
    {
        self.query_raw(O::NAME, value)
    }

    /// Adds a documented header field. A second value is sent as well.
    #[must_use]
    pub fn header<O: HeaderOption>(self, _option: O, value: &str) -> Self
    where
        Op: Takes<O>,
    {
        self.header_raw(O::NAME, value)
    }

    /// Sets any query parameter, documented or not. A second value replaces the first.
    #[must_use]
    pub fn query_raw(mut self, name: &str, value: &str) -> Self {
        self.parts.set_query(name, value);
        self
    }

    /// Adds any header field, documented or not. A second value is sent as well.
    #[must_use]
    pub fn header_raw(mut self, name: &str, value: &str) -> Self {
        self.parts.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Replaces the body by any content, documented or not: a message as MIME, JSON with properties that no type has.
    #[must_use]
    pub fn body_raw(mut self, content_type: &str, bytes: &[u8]) -> Self {
        self.parts.body = Body::content(content_type, bytes.to_vec());
        self
    }

    /// Builds the request, with a base URL such as `https://graph.microsoft.com/v1.0`.
    ///
    /// # Errors
    ///
    /// The base is not an absolute URL, a value is not allowed in its position (an empty identifier, `..`, a line break
    /// in a header), or a link leads to another origin than the base.
    pub fn to_http(&self, base: &str) -> Result<http::Request<Vec<u8>>, Error> {
        self.parts.to_http(Op::INFO.method, base)
    }

    fn list<I: IntoIterator<Item: AsRef<str>>>(mut self, option: &str, names: I) -> Self {
        for name in names {
            self.parts.add_query(option, name.as_ref());
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

/// Shows the method and the URL only, since bodies and headers can contain secrets.
impl<Op: Operation> fmt::Debug for Call<Op> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let target = match self.parts.target("") {
            Ok(target) | Err(target) => target,
        };
        write!(f, "{} {target}", Op::INFO.method)
    }
}

/// The items of a comma-separated list. Commas within parentheses are part of an item.
fn list_items(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    list.split(move |letter| {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        letter == ',' && depth == 0
    })
}

/// Characters to encode in the query: all but those that RFC 3986 allows there and that do not separate parameters.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b':')
    .remove(b'/')
    .remove(b'@')
    .remove(b'*')
    .remove(b'=');

/// In the name of a parameter `=` must be encoded, too.
const QUERY_NAME: &AsciiSet = &QUERY.add(b'=');

#[derive(Clone)]
struct Parts {
    target: Target,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Body,
}

#[derive(Clone)]
enum Target {
    /// A path below the base URL.
    Path(Path),
    /// A link from a response.
    Link { link: String, any_origin: bool },
}

impl Parts {
    fn set_query(&mut self, name: &str, value: &str) {
        self.query.retain(|(other, _)| other != name);
        self.query.push((name.to_owned(), value.to_owned()));
    }

    /// Adds an item to the comma-separated value of a parameter, unless it has the item already.
    fn add_query(&mut self, name: &str, item: &str) {
        match self.query.iter_mut().find(|(other, _)| other == name) {
            Some((_, list)) if list_items(list).any(|other| other == item) => {}
            Some((_, list)) => {
                list.push(',');
                list.push_str(item);
            }
            None => self.set_query(name, item),
        }
    }

    fn to_http(&self, method: &str, base: &str) -> Result<http::Request<Vec<u8>>, Error> {
        let base_origin = base.parse().ok().as_ref().and_then(origin);
        let Some(base_origin) = base_origin.filter(|_| !base.contains(['?', '#'])) else {
            return Err(Error::request(format!(
                "the base {base:?} is not an absolute URL"
            )));
        };
        let target = self.target(base).map_err(Error::request)?;
        let uri: Uri = target
            .parse()
            .map_err(|error| Error::request(format!("{target:?} is not a valid URL: {error}")))?;
        if !self.allows_any_origin() && origin(&uri).as_ref() != Some(&base_origin) {
            let message = format!("the link leads to another origin than {base}: {uri}");
            return Err(Error::request(message));
        }
        let mut request = http::Request::new(self.body.bytes()?);
        *request.method_mut() = method
            .parse()
            .map_err(|_| Error::request(format!("{method:?} is not an HTTP method")))?;
        *request.uri_mut() = uri;
        self.fill(request.headers_mut())?;
        Ok(request)
    }

    fn allows_any_origin(&self) -> bool {
        matches!(self.target, Target::Link { any_origin: true, .. })
    }

    /// The URL, or the reason why there is none.
    fn target(&self, base: &str) -> Result<String, String> {
        let mut target = match &self.target {
            Target::Link { link, .. } => {
                let names: Vec<_> = self.query.iter().map(|(name, _)| name.as_str()).collect();
                without_options(resolve(link, base)?, &names)
            }
            Target::Path(path) => format!("{}{}", base.trim_end_matches('/'), path.finish()?),
        };
        for (name, value) in &self.query {
            target.push(if target.contains('?') { '&' } else { '?' });
            target.extend(utf8_percent_encode(name, QUERY_NAME));
            target.push('=');
            target.extend(utf8_percent_encode(value, QUERY));
        }
        Ok(target)
    }

    fn fill(&self, headers: &mut http::HeaderMap) -> Result<(), Error> {
        if let Some(content_type) = self.body.content_type() {
            headers.insert(header::CONTENT_TYPE, header_value("content-type", content_type)?);
        }
        for (name, value) in &self.headers {
            let field = HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| Error::request(format!("{name:?} is not a valid name of a header field")))?;
            let mut value = header_value(name, value)?;
            // `Debug` of the request hides a sensitive value, and HTTP/2 keeps it out of its tables.
            value.set_sensitive(
                [header::AUTHORIZATION, header::PROXY_AUTHORIZATION, header::COOKIE].contains(&field),
            );
            headers.append(field, value);
        }
        Ok(())
    }
}

fn header_value(name: &str, value: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(value).map_err(|_| {
        Error::request(format!(
            "the value of the header field {name:?} contains a line break or another invalid character"
        ))
    })
}

/// The scheme, host and port; `None` if the URL does not clearly have them.
pub(in crate::runtime) fn origin(uri: &Uri) -> Option<(String, String, u16)> {
    let scheme = uri.scheme_str()?.to_ascii_lowercase();
    let authority = uri.authority()?;
    // `https://graph.microsoft.com@elsewhere.example` leads to elsewhere.example.
    if authority.as_str().contains('@') {
        return None;
    }
    let default = if scheme == "http" { 80 } else { 443 };
    let port = authority.port_u16().unwrap_or(default);
    Some((scheme, authority.host().to_ascii_lowercase(), port))
}

/// Stands for an operation that no page documents, so that its method does not exist.
///
/// # Example: an undocumented operation does not compile
///
/// ```compile_fail,E0599
/// use graph_models::runtime::http::{Absent, Items, Path};
///
/// let names: Items<Absent, Absent> = Items::new(Path::new("/names"));
/// names.list();
/// ```
pub enum Absent {}

/// Type parameters without values.
type Types<T> = PhantomData<fn() -> T>;

/// The path of a collection, with the operations that list it and add to it.
pub struct Items<List = Absent, Create = Absent> {
    path: Path,
    operations: Types<(List, Create)>,
}

/// The path of an object, with the operations that get, update and delete it.
pub struct Item<Get = Absent, Update = Absent, Delete = Absent> {
    path: Path,
    operations: Types<(Get, Update, Delete)>,
}

impl<List, Create> Items<List, Create> {
    /// Creates the builder for the collection at a path.
    pub fn new(path: Path) -> Self {
        Self {
            path,
            operations: PhantomData,
        }
    }
}

impl<List: Operation, Create> Items<List, Create> {
    /// Lists the collection.
    pub fn list(self) -> Call<List> {
        Call::new(self.path)
    }
}

impl<List, Create: Operation<Body: Carried>> Items<List, Create> {
    /// Adds to the collection.
    pub fn create(self, body: &Create::Body) -> Call<Create> {
        Call::json(self.path, body)
    }
}

impl<Get, Update, Delete> Item<Get, Update, Delete> {
    /// Creates the builder for the object at a path.
    pub fn new(path: Path) -> Self {
        Self {
            path,
            operations: PhantomData,
        }
    }
}

impl<Get: Operation, Update, Delete> Item<Get, Update, Delete> {
    /// Gets the object.
    pub fn get(self) -> Call<Get> {
        Call::new(self.path)
    }
}

impl<Get, Update: Operation<Body: Carried>, Delete> Item<Get, Update, Delete> {
    /// Updates the object.
    pub fn update(self, body: &Update::Body) -> Call<Update> {
        Call::json(self.path, body)
    }
}

impl<Get, Update, Delete: Operation> Item<Get, Update, Delete> {
    /// Deletes the object.
    pub fn delete(self) -> Call<Delete> {
        Call::new(self.path)
    }
}

impl<List, Create> Clone for Items<List, Create> {
    fn clone(&self) -> Self {
        Self::new(self.path.clone())
    }
}

impl<Get, Update, Delete> Clone for Item<Get, Update, Delete> {
    fn clone(&self) -> Self {
        Self::new(self.path.clone())
    }
}

impl<List, Create> fmt::Debug for Items<List, Create> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&self.path).finish()
    }
}

impl<Get, Update, Delete> fmt::Debug for Item<Get, Update, Delete> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Item").field(&self.path).finish()
    }
}
