//! Findings of this stage.

super::codes! {
    NAME_COLLISION = "GD0501" Warning "two names become one in Rust",
        "Two names differ only in letter case or in characters that no Rust identifier holds. Both are generated; the \
        second gets a number.";
}
