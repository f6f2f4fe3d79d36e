//! Values go to other threads: `Send` and `Sync`, which every type has by `Value`, can be proven in a user's crate.
//! rustc walks four or five levels for each type that stands in another, but not through the variants of unions,
//! which are trait objects. Half of its default recursion limit is left to the user.
#![recursion_limit = "64"]

#[rustfmt::skip]
#[path = "generated/unions.rs"]
mod unions;

#[allow(dead_code, reason = "pages without derived types give no union")]
fn check<T: Send + Sync + 'static>() {}

#[allow(dead_code, reason = "pages without types give no struct")]
fn check_struct<T: Send + Sync + 'static>() {}

#[test]
fn every_struct_and_every_union_goes_to_other_threads() {
    let all = unions::UNIONS.iter().chain(unions::STRUCTS);
    all.for_each(|check| check());
}
