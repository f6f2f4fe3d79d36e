//! Compares models: with an older one ([`changes`]) and with the service's own metadata ([`verify`]).

mod breaking;
pub mod changes;
pub mod csdl;
pub(crate) mod rust_names;
pub mod surface;
pub mod verify;
