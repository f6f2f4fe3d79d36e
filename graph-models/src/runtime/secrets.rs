//! Hides secrets in JSON that no type describes: unknown properties, annotations and free-form values.

use std::fmt;

use serde_json::Value as Json;

/// The ends of names whose text is not for logs, in lowercase and without separators. For described properties the
/// generator decides; of others only the name is known, so that every `…key` counts.
const ENDS: &[&str] = &[
    "authorization",
    "clientstate",
    "connectionstring",
    "credential",
    "credentials",
    "downloadurl",
    "key",
    "passcode",
    "passphrase",
    "password",
    "secret",
    "secrets",
    "secrettext",
    "secretvalue",
    "token",
    "tokens",
    "uploadurl",
];

/// What `Debug` output shows in place of a secret.
pub(super) const HIDDEN: &str = "***";

fn is_secret(name: &str) -> bool {
    let letters = name.chars().rev().filter(char::is_ascii_alphanumeric);
    let letters = letters.map(|letter| letter.to_ascii_lowercase());
    ENDS.iter().any(|end| {
        let mut letters = letters.clone();
        end.chars().rev().all(|letter| letters.next() == Some(letter))
    })
}

/// Shows the value of a member as JSON text, without secrets. Numbers and booleans are none:
/// `"requiresPassword": true`.
pub(super) struct Member<'a>(pub &'a str, pub &'a Json);

impl fmt::Debug for Member<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&shown(self.0, self.1), f)
    }
}

/// Shows JSON text without secrets.
pub(super) struct Shown<'a>(pub &'a Json);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&shown("", self.0), f)
    }
}

fn shown(name: &str, value: &Json) -> Json {
    match value {
        Json::String(_) | Json::Array(_) | Json::Object(_) if is_secret(name) => HIDDEN.into(),
        Json::Array(values) => values.iter().map(|value| shown("", value)).collect(),
        Json::Object(members) => {
            let members = members.iter();
            Json::Object(
                members
                    .map(|(key, value)| (key.clone(), shown(key, value)))
                    .collect(),
            )
        }
        value => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_open_something_are_hidden() {
        for (json, expected) in [
            (
                r#"{"@microsoft.graph.downloadUrl":"u"}"#,
                r#"{"@microsoft.graph.downloadUrl":"***"}"#,
            ),
            (
                r#"{"uploadUrl":"u","name":"n"}"#,
                r#"{"name":"n","uploadUrl":"***"}"#,
            ),
            (
                r#"[{"a":{"newPassword":"p"}}]"#,
                r#"[{"a":{"newPassword":"***"}}]"#,
            ),
            (r#"{"client_secret":["s"]}"#, r#"{"client_secret":"***"}"#),
            (r#"{"Authorization":"Bearer t"}"#, r#"{"Authorization":"***"}"#),
            (r#"{"requiresPassword":true}"#, r#"{"requiresPassword":true}"#),
            (r#"{"passwordPolicies":"p"}"#, r#"{"passwordPolicies":"p"}"#),
            (r#"{"token":null}"#, r#"{"token":null}"#),
        ] {
            let value: Json = serde_json::from_str(json).unwrap();
            let shown: Json = serde_json::from_str(&Shown(&value).to_string()).unwrap();
            let expected: Json = serde_json::from_str(expected).unwrap();
            assert_eq!(shown, expected, "{json}");
        }
    }
}
