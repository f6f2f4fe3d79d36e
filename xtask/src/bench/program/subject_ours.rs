//! The generated models.

pub use graph_models::{Collection, JsonError, models, runtime::Value};

pub fn read<T: Value>(text: &[u8]) -> Result<T, JsonError> {
    graph_models::from_slice(text)
}

pub fn write<T: Value>(value: &T) -> Result<Vec<u8>, JsonError> {
    graph_models::to_vec(value)
}
