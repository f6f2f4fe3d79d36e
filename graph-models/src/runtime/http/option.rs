//! The options of calls. Each is a type of its own, so that an option that a page does not list does not compile.

/// An operation that documents the option `O`: [`Select`], [`Top`], a header field, a query parameter.
///
/// # Example: an undocumented option does not compile
///
/// ```compile_fail,E0277
/// use graph_models::{Call, Operation, runtime::http::{Info, Path}};
///
/// struct GetName;
/// impl Operation for GetName {
///     const INFO: &'static Info = &Info::NONE;
///     type Body = ();
///     type Output = String;
/// }
/// Call::<GetName>::new(Path::new("/name")).top(1);
/// ```
///
/// # Example: neither does an undocumented header field or query parameter
///
/// ```compile_fail,E0277
/// use graph_models::{Call, Operation, runtime::http::{Info, Path}};
///
/// graph_models::header_option!(IfMatch, "If-Match");
/// struct GetName;
/// impl Operation for GetName {
///     const INFO: &'static Info = &Info::NONE;
///     type Body = ();
///     type Output = String;
/// }
/// Call::<GetName>::new(Path::new("/name")).header(IfMatch, "1");
/// ```
///
/// ```compile_fail,E0277
/// use graph_models::{Call, Operation, runtime::http::{Info, Path}};
///
/// graph_models::query_option!(Since, "since");
/// struct GetName;
/// impl Operation for GetName {
///     const INFO: &'static Info = &Info::NONE;
///     type Body = ();
///     type Output = String;
/// }
/// Call::<GetName>::new(Path::new("/name")).query(Since, "1");
/// ```
///
/// # Example: a documented option compiles, and there are methods for undocumented ones
///
/// ```
/// use graph_models::{Call, Operation, runtime::http::{Info, Path, option::Top}};
///
/// struct GetName;
/// impl Operation for GetName {
///     const INFO: &'static Info = &Info::NONE;
///     type Body = ();
///     type Output = String;
/// }
/// graph_models::takes!(GetName, Top);
/// let call = Call::<GetName>::new(Path::new("/name")).top(1).query_raw("since", "1");
/// let request = call.to_http("https://graph.example")?;
/// assert_eq!(request.uri(), "https://graph.example/name?$top=1&since=1");
/// # Ok::<(), graph_models::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "the page of `{Self}` does not list the option `{O}`",
    label = "not documented for `{Self}`",
    note = "use `query_raw`, `header_raw` or `body_raw` to send undocumented options"
)]
pub trait Takes<O> {}

/// Stands for all options of OData that choose among the items of a list: an operation that takes it takes each of them.
///
/// ```
/// use graph_models::{Call, Operation, runtime::http::{Info, Path, option::ListOptions}};
///
/// struct ListNames;
/// impl Operation for ListNames {
///     const INFO: &'static Info = &Info::NONE;
///     type Body = ();
///     type Output = Vec<String>;
/// }
/// graph_models::takes!(ListNames, ListOptions);
/// let call = Call::<ListNames>::new(Path::new("/names")).top(1).count();
/// assert_eq!(call.to_http("https://graph.example")?.uri(), "https://graph.example/names?$top=1&$count=true");
/// # Ok::<(), graph_models::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ListOptions;

/// Stands for [`Select`] and [`Expand`], the options of OData that choose what a single resource has.
#[derive(Clone, Copy, Debug)]
pub struct ObjectOptions;

macro_rules! set_of_options {
    ($set:ident: $($option:ident),+) => {
        $(#[diagnostic::do_not_recommend]
        impl<Op: Takes<$set>> Takes<$option> for Op {})+
    };
}

set_of_options!(ListOptions: Count, Filter, ObjectOptions, OrderBy, Search, Skip, Top);
set_of_options!(ObjectOptions: Expand, Select);

/// A query parameter.
pub trait QueryOption {
    /// The name: `startDateTime`.
    const NAME: &'static str;
}

/// A header field.
pub trait HeaderOption {
    /// The name: `If-Match`.
    const NAME: &'static str;
}

/// `$select`: the properties to return.
#[derive(Clone, Copy, Debug)]
pub struct Select;
/// `$expand`: the relationships to return.
#[derive(Clone, Copy, Debug)]
pub struct Expand;
/// `$filter`: a condition for the items.
#[derive(Clone, Copy, Debug)]
pub struct Filter;
/// `$orderby`: the order of the items.
#[derive(Clone, Copy, Debug)]
pub struct OrderBy;
/// `$search`: a full-text query.
#[derive(Clone, Copy, Debug)]
pub struct Search;
/// `$top`: the number of items per page.
#[derive(Clone, Copy, Debug)]
pub struct Top;
/// `$skip`: the number of items to skip.
#[derive(Clone, Copy, Debug)]
pub struct Skip;
/// `$count`: the total number of items.
#[derive(Clone, Copy, Debug)]
pub struct Count;

/// Implements [`Takes`] for the documented options of an operation: `takes!(ListMessages, option::Select, option::Top);`.
#[doc(hidden)]
#[macro_export]
macro_rules! takes {
    ($operation:ident, $($option:path),+ $(,)?) => {
        $(#[doc(hidden)] impl $crate::runtime::http::Takes<$option> for $operation {})+
    };
}

/// Declares a header field with its name.
#[doc(hidden)]
#[macro_export]
macro_rules! header_option {
    ($option:ident, $name:literal) => {
        $crate::option!(HeaderOption, $option, $name);
    };
}

/// Declares a query parameter with its name.
#[doc(hidden)]
#[macro_export]
macro_rules! query_option {
    ($option:ident, $name:literal) => {
        $crate::option!(QueryOption, $option, $name);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! option {
    ($kind:ident, $option:ident, $name:literal) => {
        #[doc = concat!("`", $name, "`.")]
        #[derive(Clone, Copy, Debug, Default)]
        pub struct $option;

        impl $crate::runtime::http::option::$kind for $option {
            const NAME: &'static str = $name;
        }
    };
}
