//! Everything can be imported from the root of the crate and from `models` together: a name that both had would be
//! ambiguous here.

#[allow(unused_imports, reason = "pages without types have no models")]
use graph_models::models::*;
use graph_models::*;

#[allow(dead_code, reason = "only its signature is of interest")]
fn scalars(
    _: (Binary, Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay),
    _: (Boxed<Json>, Collection<Json>, Extra, Json),
    _: JsonError,
) {
}

#[cfg(feature = "requests")]
#[allow(dead_code, reason = "only its signature is of interest")]
fn requests<Op: Operation>(_: (Call<Op>, Error, ErrorKind, Patch<Json>)) {}

#[test]
fn functions_of_the_root_are_in_scope() {
    let read: Json = from_str("[1]").expect("is JSON");
    assert_eq!(to_string(&read).expect("can be written"), "[1]");
}
