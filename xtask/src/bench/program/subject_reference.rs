//! The models in the plain shape of serde's derives.

pub use graph_reference::{Collection, models};
pub use serde_json::Error;

pub trait Value: serde::Serialize + serde::de::DeserializeOwned {}

impl<T: serde::Serialize + serde::de::DeserializeOwned> Value for T {}

pub fn read<T: Value>(text: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(text)
}

pub fn write<T: Value>(value: &T) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(value)
}
