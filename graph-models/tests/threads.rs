//! Values go to other threads: `Send` and `Sync`, which every type has by `Value`, can be proven in a user's crate.
//! rustc walks four or five levels for each type that stands in another, through `Option`, `Box` or `Vec` and what they
//! are made of; all of v1.0 takes 65 to 80 of its default 128 levels, of which a quarter is left to the user. Fewer
//! are possible only with `unsafe impl` or with trait objects in place of the types.
#![recursion_limit = "96"]

#[rustfmt::skip]
#[path = "generated/unions.rs"]
mod unions;

#[allow(dead_code, reason = "pages without derived types give no union")]
fn check<T: Send + Sync + 'static>() {}

#[test]
fn every_union_and_all_that_it_holds_goes_to_other_threads() {
    unions::UNIONS.iter().for_each(|check| check());
}
