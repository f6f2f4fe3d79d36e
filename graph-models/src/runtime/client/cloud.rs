//! The base URLs of the service in each cloud, for [`Builder::base`](super::Builder::base).
//!
//! # Example
//!
//! ```
//! use graph_models::client::{Client, cloud};
//!
//! # fn run() -> Result<(), graph_models::client::Error> {
//! let graph = Client::builder().base(cloud::US_GOVERNMENT).credential("eyJ0eXAi").build()?;
//! # Ok(())
//! # }
//! ```

/// The global service.
pub const GLOBAL: &str = "https://graph.microsoft.com/v1.0";
/// The global service, beta.
pub const GLOBAL_BETA: &str = "https://graph.microsoft.com/beta";
/// US Government L4.
pub const US_GOVERNMENT: &str = "https://graph.microsoft.us/v1.0";
/// US Government L4, beta.
pub const US_GOVERNMENT_BETA: &str = "https://graph.microsoft.us/beta";
/// US Government L5 (DOD).
pub const US_GOVERNMENT_DOD: &str = "https://dod-graph.microsoft.us/v1.0";
/// US Government L5 (DOD), beta.
pub const US_GOVERNMENT_DOD_BETA: &str = "https://dod-graph.microsoft.us/beta";
/// China, operated by 21Vianet.
pub const CHINA: &str = "https://microsoftgraph.chinacloudapi.cn/v1.0";
/// China, operated by 21Vianet, beta.
pub const CHINA_BETA: &str = "https://microsoftgraph.chinacloudapi.cn/beta";
