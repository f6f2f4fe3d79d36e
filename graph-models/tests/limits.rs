//! Limits of the compiler and of the stack, which fail in a user's crate and not in ours. Half of rustc's default
//! recursion limit is left to the user: the drop check walks the types that values of a type can hold.
#![recursion_limit = "64"]

#[rustfmt::skip]
#[path = "generated/unions.rs"]
mod unions;

use std::thread;

use graph_models::{
    from_slice,
    runtime::{Union, Value},
    to_vec,
};

/// Reads, writes and drops a value of every type of the union.
#[allow(dead_code, reason = "pages without derived types give no union")]
fn check<U: Union + Value>() {
    for name in U::NAMES {
        let text = format!(r##"{{"@odata.type":"#{name}"}}"##);
        let value: U = from_slice(text.as_bytes()).expect("is an object");
        assert_eq!(value.object().table().name, *name, "{}", U::BASE);
        assert_eq!(to_vec(&value).expect("can be written"), text.as_bytes());
    }
}

/// Reads and drops a value of the struct: the drop check walks all that it can hold.
#[allow(dead_code, reason = "pages without types give no struct")]
fn check_struct<T: Value>() {
    let value: T = from_slice(b"{}").expect("is an object");
    assert_eq!(to_vec(&value).expect("can be written"), b"{}");
}

/// Unoptimized code reads the widest union on a quarter of the stack that a thread has otherwise.
#[test]
fn all_structs_and_all_types_of_all_unions_fit_on_half_a_megabyte_of_stack() {
    let small = thread::Builder::new().stack_size(512 * 1024);
    let all = small.spawn(|| {
        let all = unions::UNIONS.iter().chain(unions::STRUCTS);
        all.for_each(|check| check());
    });
    all.expect("a thread starts")
        .join()
        .expect("no check panics or overflows");
}
