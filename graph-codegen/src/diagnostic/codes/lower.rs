//! Findings of this stage.

super::codes! {
    NAME_COLLISION = "GD0501" Warning "two names become one in Rust",
        "Two names differ only in letter case or in characters that no Rust identifier holds. Both are generated; the \
        second gets a number.";
    PATH_NOT_BUILT = "GD0551" Warning "a path that no request can be made for",
        "Builders of requests are made from names, keys in braces and calls with their arguments between slashes. A path \
        with an ellipsis or a sentence in it has none; the operation's other paths do.";
}
