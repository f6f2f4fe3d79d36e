//! What the generated table of builders is made of: builders and calls of any type, options, request bodies.

use std::any::{Any, type_name};

use graph_models::{
    Call, Error, Extra, Json, Operation,
    runtime::{
        Field, Value, from_value,
        http::{
            Takes,
            option::{Count, Expand, Filter, HeaderOption, OrderBy, QueryOption, Search, Select, Skip, Top},
        },
        read_slice_strict,
    },
};

/// A builder of any type.
pub(crate) trait Builder {
    /// Calls the method of this name.
    fn call_method(self: Box<Self>, method: &str, args: &Args<'_>) -> CallResult;
}

/// What a method returns.
pub(crate) enum Returned {
    Builder(Box<dyn Builder>),
    Call(AnyCall),
}

/// What a method returns, or why it cannot be called.
pub(crate) type CallResult = Result<Returned, String>;

/// The arguments of a method.
pub(crate) struct Args<'a> {
    pub(crate) texts: &'a [String],
    pub(crate) body: Option<&'a Json>,
    pub(crate) content: &'a [u8],
    pub(crate) content_type: &'a str,
}

/// A struct of an operation, filled by the names on the wire.
pub(crate) trait OwnBody: Default {
    /// Fills its fields.
    fn fill(&mut self, fill: &mut Fill);
}

/// The properties of a body that are still to be read.
pub(crate) struct Fill {
    properties: serde_json::Map<String, Json>,
    faults: Vec<String>,
}

impl<'a> Args<'a> {
    /// There is no such method.
    pub(crate) fn no_method(&self, method: &str) -> CallResult {
        Err(format!(
            "no method `{method}` with {} arguments",
            self.texts.len()
        ))
    }

    /// A text.
    pub(crate) fn at(&self, index: usize) -> Result<&'a str, String> {
        let text = self.texts.get(index).map(String::as_str);
        text.ok_or_else(|| format!("no argument {index}"))
    }

    /// A value of the models.
    pub(crate) fn value<T: Value>(&self) -> Result<T, String> {
        let body = self
            .body
            .cloned()
            .unwrap_or_else(|| Json::Object(Default::default()));
        from_value(body).map_err(|error| format!("the body cannot be read: {error}"))
    }

    /// The parameters of an operation.
    pub(crate) fn own<T: OwnBody>(&self) -> Result<T, String> {
        let properties = self.body.and_then(Json::as_object).cloned().unwrap_or_default();
        let mut fill = Fill {
            properties,
            faults: Vec::new(),
        };
        let mut own = T::default();
        own.fill(&mut fill);
        match fill.faults.as_slice() {
            [] => Ok(own),
            faults => Err(faults.join("; ")),
        }
    }

    /// The URL in a reference.
    pub(crate) fn url(&self) -> Result<&'a str, String> {
        let url = self
            .body
            .and_then(|body| body.get("@odata.id"))
            .and_then(Json::as_str);
        url.ok_or_else(|| "the body has no `@odata.id`".to_owned())
    }

    /// What the content is.
    pub(crate) fn content_type(&self) -> &'a str {
        self.content_type
    }

    /// Bytes.
    pub(crate) fn content(&self) -> &'a [u8] {
        self.content
    }
}

impl Fill {
    /// A field.
    pub(crate) fn field(&mut self, name: &str, field: &mut dyn Field) {
        if let Some(json) = self.properties.remove(name)
            && let Err(error) = read_slice_strict(json.to_string().as_bytes(), field)
        {
            self.faults.push(format!("`{name}` cannot be read: {error}"));
        }
    }

    /// All that is left.
    pub(crate) fn extra(&mut self, extra: &mut Extra) {
        for (name, value) in std::mem::take(&mut self.properties) {
            extra.insert(name, value);
        }
    }
}

/// A builder.
pub(crate) fn builder(builder: impl Builder + 'static) -> CallResult {
    Ok(Returned::Builder(Box::new(builder)))
}

/// A call.
pub(crate) fn call<Op: Operation + 'static>(call: Call<Op>) -> CallResult {
    Ok(Returned::Call(AnyCall {
        call: Box::new(call),
        operation: type_name::<Op>(),
        raw: raw::<Op>,
        build: |call, base| {
            let call = call.downcast_ref::<Call<Op>>().expect("a call of its operation");
            call.to_http(base)
        },
    }))
}

/// A call of any operation.
pub(crate) struct AnyCall {
    call: Box<dyn Any>,
    operation: &'static str,
    raw: ApplyRaw,
    build: Build,
}

type ApplyRaw = fn(Box<dyn Any>, Raw, &str, &str) -> Box<dyn Any>;
type Build = fn(&dyn Any, &str) -> Result<http::Request<Vec<u8>>, Error>;

/// Where what is not documented stands.
#[derive(Clone, Copy)]
pub(crate) enum Raw {
    Query,
    Header,
    Body,
}

impl AnyCall {
    /// `ListMessages`.
    pub(crate) fn operation(&self) -> &'static str {
        self.operation.rsplit("::").next().unwrap_or_default()
    }

    /// A documented option.
    pub(crate) fn with(mut self, apply: Apply, value: &str) -> Self {
        self.call = apply(self.call, value);
        self
    }

    /// An option that is not documented.
    pub(crate) fn with_raw(mut self, kind: Raw, name: &str, value: &str) -> Self {
        self.call = (self.raw)(self.call, kind, name, value);
        self
    }

    /// The request.
    pub(crate) fn to_http(&self, base: &str) -> Result<http::Request<Vec<u8>>, Error> {
        (self.build)(&*self.call, base)
    }
}

/// Sets an option of a call.
pub(crate) type Apply = fn(Box<dyn Any>, &str) -> Box<dyn Any>;

fn change<Op: 'static>(call: Box<dyn Any>, change: impl FnOnce(Call<Op>) -> Call<Op>) -> Box<dyn Any> {
    let call = call.downcast::<Call<Op>>().expect("a call of its operation");
    Box::new(change(*call))
}

fn raw<Op: Operation + 'static>(call: Box<dyn Any>, kind: Raw, name: &str, value: &str) -> Box<dyn Any> {
    change::<Op>(call, |call| match kind {
        Raw::Query => call.query_raw(name, value),
        Raw::Header => call.header_raw(name, value),
        Raw::Body => call.body_raw(name, value.as_bytes()),
    })
}

macro_rules! options {
    ($($name:ident, $option:ident, |$call:ident, $value:ident| $set:expr;)*) => {
        $(pub(crate) fn $name<Op: Operation + Takes<$option> + 'static>(
            call: Box<dyn Any>,
            $value: &str,
        ) -> Box<dyn Any> {
            change::<Op>(call, |$call| $set)
        })*
    };
}

// What is no number, or no `true`, only the raw option takes.
options! {
    select, Select, |call, value| call.select(value.split(','));
    expand, Expand, |call, value| call.expand(value.split(','));
    orderby, OrderBy, |call, value| call.order_by(value.split(','));
    filter, Filter, |call, value| call.filter(value);
    search, Search, |call, value| call.search(value);
    top, Top, |call, value| match value.parse() {
        Ok(items) => call.top(items),
        Err(_) => call.query_raw("$top", value),
    };
    skip, Skip, |call, value| match value.parse() {
        Ok(items) => call.skip(items),
        Err(_) => call.query_raw("$skip", value),
    };
    count, Count, |call, value| match value {
        "true" => call.count(),
        value => call.query_raw("$count", value),
    };
}

/// A parameter in the query.
pub(crate) fn query<Op: Operation + Takes<O> + 'static, O: QueryOption + Default>(
    call: Box<dyn Any>,
    value: &str,
) -> Box<dyn Any> {
    change::<Op>(call, |call| call.query(O::default(), value))
}

/// A header field.
pub(crate) fn header<Op: Operation + Takes<O> + 'static, O: HeaderOption + Default>(
    call: Box<dyn Any>,
    value: &str,
) -> Box<dyn Any> {
    change::<Op>(call, |call| call.header(O::default(), value))
}
