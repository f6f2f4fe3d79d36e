//! Typed models and requests for Microsoft Graph.
