//! Limits of the compiler and of the stack that could fail in a user's crate but not in this one. Half of rustc's default
//! recursion limit is left to the user: the compiler walks the types that a type contains to check drops, `Send` and
//! `Sync`, though not the variants of unions, which are trait objects.
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

/// Reads, writes and drops a value of every type of the union, which can be sent to other threads.
#[allow(dead_code, reason = "pages without derived types give no union")]
fn check<U: Union + Value + Send + Sync + 'static>() {
    for name in U::NAMES {
        let text = format!(r##"{{"@odata.type":"#{name}"}}"##);
        let value: U = from_slice(text.as_bytes()).expect("is an object");
        assert_eq!(value.object().table().name, *name, "{}", U::BASE);
        assert_eq!(to_vec(&value).expect("can be written"), text.as_bytes());
    }
}

/// Reads, writes and drops a value of the struct, which can be sent to other threads.
#[allow(dead_code, reason = "pages without types give no struct")]
fn check_struct<T: Value + Send + Sync + 'static>() {
    let value: T = from_slice(b"{}").expect("is an object");
    assert_eq!(to_vec(&value).expect("can be written"), b"{}");
}

/// 512 KiB, a quarter of the default, are enough for the largest union in unoptimized code.
#[test]
fn all_structs_and_all_variants_of_all_unions_fit_on_a_small_stack() {
    let small = thread::Builder::new().stack_size(512 * 1024);
    let all = small.spawn(|| {
        let all = unions::UNIONS.iter().chain(unions::STRUCTS);
        all.for_each(|check| check());
    });
    all.expect("a thread starts")
        .join()
        .expect("no check panics or overflows");
}
