//! The options of calls, each a type of its own, so that an option that a page does not list does not compile.

/// A call that documents the option `O`: [`Select`], [`Top`], a header, a parameter in the query.
///
/// # Example: an option that is not documented does not compile
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
/// # Example: nor does a header field or a parameter in the query
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
/// # Example: one that is does, and what is not has a name of its own
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
    note = "`query_raw`, `header_raw` and `body_raw` send what is not documented"
)]
pub trait Takes<O> {}

/// A parameter in the query.
pub trait QueryOption {
    /// Its name: `startDateTime`.
    const NAME: &'static str;
}

/// A header field.
pub trait HeaderOption {
    /// Its name: `If-Match`.
    const NAME: &'static str;
}

/// `$select`: the properties to return.
#[derive(Clone, Copy, Debug)]
pub struct Select;
/// `$expand`: the relationships to return.
#[derive(Clone, Copy, Debug)]
pub struct Expand;
/// `$filter`: which items to return.
#[derive(Clone, Copy, Debug)]
pub struct Filter;
/// `$orderby`: the order of items.
#[derive(Clone, Copy, Debug)]
pub struct OrderBy;
/// `$search`: full text.
#[derive(Clone, Copy, Debug)]
pub struct Search;
/// `$top`: how many items in a page.
#[derive(Clone, Copy, Debug)]
pub struct Top;
/// `$skip`: how many items to pass over.
#[derive(Clone, Copy, Debug)]
pub struct Skip;
/// `$count`: the number of all items beside them.
#[derive(Clone, Copy, Debug)]
pub struct Count;

/// Says which options a call documents: `takes!(ListMessages, option::Select, option::Top);`.
#[doc(hidden)]
#[macro_export]
macro_rules! takes {
    ($operation:ident, $($option:path),+ $(,)?) => {
        $(#[doc(hidden)] impl $crate::runtime::http::Takes<$option> for $operation {})+
    };
}

/// Declares a header field by its name on the wire.
#[doc(hidden)]
#[macro_export]
macro_rules! header_option {
    ($option:ident, $name:literal) => {
        $crate::option!(HeaderOption, $option, $name);
    };
}

/// Declares a parameter in the query by its name on the wire.
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
