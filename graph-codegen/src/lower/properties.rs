//! The properties of a type with those of its bases, and which of them are secret.

use super::Ctx;
use crate::{
    collections::HashMap,
    model::{Property, PropertyKind, Type},
};

/// A property where it stands: of the struct itself or of one of its bases.
pub(super) struct Placed<'a> {
    pub(super) owner: &'a Type,
    pub(super) property: &'a Property,
    /// What the nearest page says of it.
    pub(super) words: &'a Property,
}

/// All properties, from the outermost base on. One that a derived type declares again keeps its place and becomes
/// what the derived type says.
pub(super) fn properties<'a>(ctx: &Ctx<'a>, ty: &'a Type) -> Vec<Placed<'a>> {
    let chain: Vec<_> = ctx.api.chain(&ty.name).collect();
    let mut all: Vec<Placed<'a>> = Vec::new();
    let mut indexes: HashMap<&str, usize> = HashMap::default();
    for owner in chain.into_iter().rev() {
        for property in &owner.properties {
            let placed = Placed {
                owner,
                property,
                words: property,
            };
            let known = indexes.get(property.name.as_str());
            match known.and_then(|index| all.get_mut(*index)) {
                Some(known) => *known = placed,
                None => {
                    indexes.insert(&property.name, all.len());
                    all.push(placed);
                }
            }
        }
        for words in &owner.restated {
            let known = indexes.get(words.name.as_str());
            let known = known.and_then(|index| all.get_mut(*index));
            known.into_iter().for_each(|known| known.words = words);
        }
    }
    all
}

/// Text whose name ends in one of these words is not for logs. Keys as such are identifiers more often than not.
const SECRETS: &[&str] = &[
    "password",
    "passphrase",
    "passcode",
    "bypass_code",
    "unlock_pin",
    "secret",
    "secrets",
    "secret_text",
    "secret_value",
    "client_state",
    "token",
    "tokens",
    "credential",
    "account_key",
    "access_key",
    "api_key",
    "data_key",
    "encryption_key",
    "mac_key",
    "private_key",
    "product_key",
    "recovery_key",
    "secret_key",
    "shared_key",
    "symmetric_key",
    "workspace_key",
    "connection_string",
    "pkcs12_value",
    // Whoever has these addresses needs no token.
    "download_url",
    "upload_url",
];

pub(super) fn secrets(placed: &[Placed<'_>], names: &[String]) -> Vec<u16> {
    let indexes = (0..).zip(placed.iter().zip(names));
    let secret = indexes.filter(|(_, (placed, name))| is_secret(placed.property, name));
    secret.map(|(index, _)| index).collect()
}

/// Whether a property of this name in Rust is.
fn is_secret(property: &Property, name: &str) -> bool {
    let text = matches!(property.ty.as_str(), "Edm.String" | "Edm.Binary");
    // The bytes of a key; the text of one is the name of a setting.
    let key = name == "key" && property.ty.as_str() == "Edm.Binary";
    let ends = |secret: &str| {
        let before = name.strip_suffix(secret);
        before.is_some_and(|before| before.is_empty() || before.ends_with('_'))
    };
    key || text && SECRETS.iter().any(|secret| ends(secret))
}

/// Whether a property comes only where `$expand` asks for it.
pub(super) fn is_relationship(property: &Property) -> bool {
    property.kind == PropertyKind::Navigation
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::{names::field_ident, test_api::property};

    #[test]
    fn texts_that_open_something_are_secret() {
        for name in [
            "accessToken",
            "activationLockBypassCode",
            "azureOperationalInsightsWorkspaceKey",
            "clientSecret",
            "clientState",
            "dataKey",
            "encryptionKey",
            "macKey",
            "newPassword",
            "passcode",
            "password",
            "preSharedKey",
            "privateKey",
            "productKey",
            "recordingAccessToken",
            "secret",
            "secretKey",
            "secretText",
            "sharedSecret",
            "token",
            "unlockPin",
            "uploadUrl",
            "validationTokens",
        ] {
            assert!(
                is_secret(&property(name, "Edm.String"), &field_ident(name)),
                "{name}"
            );
        }
        for name in ["key", "password", "pkcs12Value", "privateKey"] {
            assert!(
                is_secret(&property(name, "Edm.Binary"), &field_ident(name)),
                "{name}"
            );
        }
    }

    #[test]
    fn what_only_speaks_of_secrets_is_shown() {
        for name in [
            "appConfigKey",
            "changeKey",
            "countryCode",
            "customKeyIdentifier",
            "encryptionCertificateThumbprint",
            "key",
            "keyPath",
            "passwordPolicies",
            "secretary",
            "state",
            "subject",
            "tokenEncryptionKeyId",
            "tokenLifetime",
            "tokenType",
            "vppTokenAppleId",
        ] {
            assert!(
                !is_secret(&property(name, "Edm.String"), &field_ident(name)),
                "{name}"
            );
        }
        for (name, ty) in [
            ("password", "Edm.Boolean"),
            ("passwordMinimumLength", "Edm.Int32"),
            ("encodedSettingXml", "Edm.Binary"),
            ("certificate", "Edm.Binary"),
        ] {
            assert!(!is_secret(&property(name, ty), &field_ident(name)), "{name}");
        }
    }
}
