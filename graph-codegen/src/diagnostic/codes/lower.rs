//! Findings of this stage.

super::codes! {
    NAME_COLLISION = "GD0501" Warning "two names become one in Rust",
        "Two names differ only in letter case or in characters that no Rust identifier holds. Both are generated; the \
        second gets a number.";
    EXAMPLE_CONTRADICTS = "GD0510" Warning "an example's value that its property cannot hold",
        "The example shows a string where the table says Boolean, an object where it says a collection, or the like. One of \
        the two is wrong. The round-trip tests expect that reading the value fails, and try the rest of the body.";
    PATH_NOT_BUILT = "GD0551" Warning "a path that no request can be made for",
        "Builders of requests are made from names, keys in braces and calls with their arguments between slashes. A path \
        with an ellipsis or a sentence in it has none; the operation's other paths do.";
}
