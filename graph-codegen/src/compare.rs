//! Compares models: with an older one ([`changes`]) and with the service's own metadata ([`verify`]).

pub mod changes;
pub mod csdl;
pub mod inventory;
pub mod verify;
