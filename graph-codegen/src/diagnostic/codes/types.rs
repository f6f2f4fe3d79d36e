//! Findings of this stage.

super::codes! {}
