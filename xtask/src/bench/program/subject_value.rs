//! No models: any JSON.

pub use serde_json::{Error, Value as Json};

pub trait Value: serde::Serialize + serde::de::DeserializeOwned {}

impl<T: serde::Serialize + serde::de::DeserializeOwned> Value for T {}

/// Every kind is the same.
pub type Collection<T> = T;

pub mod models {
    pub use super::Json;
}

pub fn read<T: Value>(text: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(text)
}

pub fn write<T: Value>(value: &T) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value)
}
