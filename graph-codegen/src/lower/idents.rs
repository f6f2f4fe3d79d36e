//! Makes a Rust identifier of a name on the wire: casing, acronyms and keywords. [`super::names`] resolves collisions.
//!
//! One rule for every name that may not stand as it is: a trailing underscore (`type_`, `Json_`).

use std::borrow::Cow;

use heck::ToSnakeCase;

/// The name of a type: `iosLobApp` → `IosLobApp`.
pub fn type_ident(wire: &str) -> String {
    keep_from(SHADOWED, camel(wire))
}

/// The name of a variant: `v4_0` → `V4_0`.
pub fn variant_ident(wire: &str) -> String {
    keep_from(VARIANTS, camel(wire))
}

/// The name of a field, a method or an argument: `bccRecipients` → `bcc_recipients`.
pub fn field_ident(wire: &str) -> String {
    keep_from(KEYWORDS, snake(wire))
}

/// The name of a module and of its file: `callRecords` → `call_records`.
pub fn module_ident(wire: &str) -> String {
    let mut name = field_ident(wire);
    // Identifiers are ASCII.
    name.truncate(LONGEST_FILE_STEM);
    if matches!(
        name.as_bytes(),
        [b'c', b'o', b'm', b'0'..=b'9'] | [b'l', b'p', b't', b'0'..=b'9']
    ) {
        // A port, to which Windows would write.
        name.push('_');
    }
    keep_from(CRATES, name)
}

/// File systems allow 255 bytes, some tools fewer, and a file has a longer name while it is being written.
const LONGEST_FILE_STEM: usize = 120;

/// Spellings that casing alone would tear apart, and what they are read as: one word.
const ACRONYMS: &[(&str, &str)] = &[
    ("iPadOS", "Ipados"),
    ("iPhone", "Iphone"),
    ("iPad", "Ipad"),
    ("iPod", "Ipod"),
    ("IPod", "Ipod"),
    ("iOS", "Ios"),
    ("iPv4", "Ipv4"),
    ("IPv4", "Ipv4"),
    ("iPv6", "Ipv6"),
    ("IPv6", "Ipv6"),
    ("iCloud", "Icloud"),
    ("iBooks", "Ibooks"),
    ("iTunes", "Itunes"),
    ("iCal", "Ical"),
    ("oAuth", "Oauth"),
    ("OAuth", "Oauth"),
    ("eBook", "Ebook"),
    ("EBook", "Ebook"),
    ("eTag", "Etag"),
    ("cTag", "Ctag"),
    ("AppX", "Appx"),
    ("GHz", "Ghz"),
    ("MHz", "Mhz"),
    ("UId", "Uid"),
    ("IDs", "Ids"),
    ("IPs", "Ips"),
    ("URLs", "Urls"),
    ("URIs", "Uris"),
    ("APIs", "Apis"),
    ("DNs", "Dns"),
    ("PCs", "Pcs"),
    ("VMs", "Vms"),
];

/// Words whose upper camel case is not one capital and the rest.
const CAMEL_WORDS: &[(&str, &str)] = &[("oauth", "OAuth")];

/// Reserved in some edition, or by the language for good. `gen` counts from 2024 on.
const KEYWORDS: &[&str] = &[
    "_", "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self",
    "static", "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// Crates that a path could mean instead, and names that Windows gives no file.
const CRATES: &[&str] = &[
    "alloc",
    "aux",
    "base64",
    "bytes",
    "chrono",
    "con",
    "core",
    "http",
    "jiff",
    "nul",
    "percent_encoding",
    "prn",
    "proc_macro",
    "rust_decimal",
    "serde",
    "serde_json",
    "std",
    "test",
    "time",
    "url",
    "uuid",
];

/// What generated files mean by these names: the prelude, and what they use of the runtime.
const SHADOWED: &[&str] = &[
    "Any",
    "AsMut",
    "AsRef",
    "Binary",
    "Box",
    "Boxed",
    "Clone",
    "Collection",
    "Copy",
    "Date",
    "DateTimeOffset",
    "Debug",
    "Decimal",
    "Default",
    "Display",
    "DoubleEndedIterator",
    "Drop",
    "Duration",
    "EnumText",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Extra",
    "Field",
    "Flags",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "FromStr",
    "Future",
    "Guid",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "Json",
    "None",
    "Object",
    "Ok",
    "OpenEnum",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "Table",
    "TimeOfDay",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Union",
    "Unlisted",
    "Unpin",
    "Value",
    "Vec",
];

/// What an enum's own variants may not be called.
const VARIANTS: &[&str] = &["Self", "Unlisted"];

fn keep_from(taken: &[&str], name: String) -> String {
    let first = name.as_bytes().first();
    let is_taken = |taken: &&str| taken.as_bytes().first() == first && **taken == *name;
    match taken.iter().any(is_taken) {
        true => name + "_",
        false => name,
    }
}

fn snake(wire: &str) -> String {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    // Most names of fields have one word, which stays as it is.
    let name = match wire.bytes().all(is_word) {
        true => wire.to_owned(),
        false => plain(&whole_acronyms(wire)).to_snake_case(),
    };
    match name.chars().next() {
        None => "unnamed".to_owned(),
        Some('0'..='9') => format!("_{name}"),
        Some(_) => name,
    }
}

/// Upper camel case of the words of `snake`; digits of two words stay apart, as in `V10_0`.
fn camel(wire: &str) -> String {
    let mut name = String::new();
    for word in snake(wire).split('_') {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        if digit(word.chars().next()) && (name.is_empty() || digit(name.chars().next_back())) {
            name.push('_');
        }
        push_capital(&mut name, word);
    }
    name
}

fn push_capital(name: &mut String, word: &str) {
    for (lower, written) in CAMEL_WORDS {
        if let Some(rest) = word.strip_prefix(lower) {
            name.push_str(written);
            name.push_str(rest);
            return;
        }
    }
    let mut chars = word.chars();
    name.extend(chars.next().map(|first| first.to_ascii_uppercase()));
    name.push_str(chars.as_str());
}

/// Letters beyond ASCII as their number, so that no two spellings of one letter look alike.
fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() || !c.is_alphanumeric() {
            plain.push(c);
        } else {
            plain.push_str(&format!("_u{:x}_", u32::from(c)));
        }
    }
    plain.into()
}

fn whole_acronyms(wire: &str) -> Cow<'_, str> {
    // Each has a capital.
    if !wire.contains(|c: char| c.is_ascii_uppercase()) {
        return wire.into();
    }
    let mut whole = String::with_capacity(wire.len());
    let (mut rest, mut before) = (wire, None);
    while let Some(first) = rest.chars().next() {
        let (length, read) = match acronym(rest, before) {
            Some((spelling, word)) => (spelling.len(), *word),
            None => (first.len_utf8(), &rest[..first.len_utf8()]),
        };
        whole.push_str(read);
        before = read.chars().next_back();
        rest = &rest[length..];
    }
    whole.into()
}

/// The acronym at the start of `text`. One of their first two letters is a capital: nearly every place ends there.
fn acronym(text: &str, before: Option<char>) -> Option<&'static (&'static str, &'static str)> {
    let first = text.as_bytes().first();
    if !text.bytes().take(2).any(|byte| byte.is_ascii_uppercase()) {
        return None;
    }
    ACRONYMS
        .iter()
        .find(|(spelling, _)| spelling.as_bytes().first() == first && begins(text, spelling, before))
}

/// Whether `text` begins with `spelling` as a word of its own: `iOS` does not stand in `kiOSk`.
fn begins(text: &str, spelling: &str, before: Option<char>) -> bool {
    let Some(rest) = text.strip_prefix(spelling) else {
        return false;
    };
    let apart = before.is_none_or(|before| match spelling.starts_with(char::is_lowercase) {
        true => !before.is_ascii_alphabetic(),
        false => !before.is_ascii_uppercase(),
    });
    apart && !rest.starts_with(|c: char| c.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_read_as_a_rust_programmer_writes_them() {
        for (wire, ident) in [
            ("message", "Message"),
            ("iosLobApp", "IosLobApp"),
            ("iOSLobApp", "IosLobApp"),
            ("oAuth2PermissionGrant", "OAuth2PermissionGrant"),
            ("macOSLobApp", "MacOsLobApp"),
            ("iPv4CidrRange", "Ipv4CidrRange"),
            ("iosVppEBook", "IosVppEbook"),
            ("windowsUniversalAppX", "WindowsUniversalAppx"),
            ("win32LobApp", "Win32LobApp"),
            ("windows10XCertificate", "Windows10XCertificate"),
            ("x509Certificate", "X509Certificate"),
            ("user-post-messages", "UserPostMessages"),
        ] {
            assert_eq!(type_ident(wire), ident, "{wire}");
        }
    }

    #[test]
    fn fields_read_as_a_rust_programmer_writes_them() {
        for (wire, ident) in [
            ("bccRecipients", "bcc_recipients"),
            ("isUserPrincipalNameUTF8", "is_user_principal_name_utf8"),
            ("deviceID", "device_id"),
            ("deviceIDs", "device_ids"),
            ("oauth2PermissionScopes", "oauth2_permission_scopes"),
            ("oAuth2PermissionScopes", "oauth2_permission_scopes"),
            ("iCalUId", "ical_uid"),
            ("eTag", "etag"),
            ("iPhoneAndIPod", "iphone_and_ipod"),
            ("frequency24GHz", "frequency24_ghz"),
            ("minimumCpuSpeedInMHz", "minimum_cpu_speed_in_mhz"),
            ("v4_0", "v4_0"),
            ("riskEventTypes_v2", "risk_event_types_v2"),
            ("@odata.type", "odata_type"),
            ("kiOSk", "ki_o_sk"),
        ] {
            assert_eq!(field_ident(wire), ident, "{wire}");
        }
    }

    #[test]
    fn acronyms_have_a_capital_among_their_first_two_letters() {
        for (spelling, _) in ACRONYMS {
            let first = spelling.chars().take(2);
            assert!(first.into_iter().any(char::is_uppercase), "{spelling}");
        }
    }

    #[test]
    fn digits_of_two_words_stay_apart() {
        assert_eq!(variant_ident("v10_0"), "V10_0");
        assert_eq!(variant_ident("v1_00"), "V1_00");
        assert_eq!(variant_ident("t_Dist_2T"), "TDist2t");
    }

    #[test]
    fn keywords_get_an_underscore() {
        for keyword in KEYWORDS
            .iter()
            .filter(|keyword| keyword.starts_with(char::is_lowercase))
        {
            assert_eq!(field_ident(keyword), format!("{keyword}_"));
            assert_eq!(module_ident(keyword), format!("{keyword}_"));
        }
        assert_eq!(variant_ident("self"), "Self_");
        assert_eq!(type_ident("self"), "Self_");
    }

    #[test]
    fn names_of_the_prelude_and_the_runtime_get_an_underscore() {
        assert_eq!(type_ident("option"), "Option_");
        assert_eq!(type_ident("json"), "Json_");
        assert_eq!(variant_ident("unlisted"), "Unlisted_");
        assert_eq!(variant_ident("none"), "None");
        assert_eq!(module_ident("core"), "core_");
        assert_eq!(module_ident("nul"), "nul_");
        assert_eq!(module_ident("com1"), "com1_");
        assert_eq!(module_ident("LPT9"), "lpt9_");
        assert_eq!(module_ident("com10"), "com10");
    }

    #[test]
    fn a_file_has_a_name_that_fits_the_disk() {
        assert_eq!(module_ident(&"a".repeat(260)), "a".repeat(LONGEST_FILE_STEM));
    }

    #[test]
    fn odd_characters_are_made_safe() {
        assert_eq!(field_ident("24h"), "_24h");
        assert_eq!(variant_ident("365"), "_365");
        assert_eq!(field_ident("a b/c"), "a_b_c");
        assert_eq!(field_ident("größe"), "gr_uf6_udf_e");
        assert_eq!(field_ident("+"), "unnamed");
        assert_eq!(variant_ident(""), "Unnamed");
        assert_eq!(type_ident("\u{202e}x"), "X");
    }

    #[test]
    fn any_text_becomes_an_identifier() {
        let letters = [
            "", "a", "Z", "_", "9", "-", " ", "é", "漢", "\u{301}", "'", "\0", "self", "iOS", "𝒳",
        ];
        for text in letters.iter().flat_map(|a| letters.map(|b| format!("{a}{b}"))) {
            for ident in [
                type_ident(&text),
                variant_ident(&text),
                field_ident(&text),
                module_ident(&text),
            ] {
                assert!(
                    syn::parse_str::<syn::Ident>(&ident).is_ok() && ident.is_ascii(),
                    "{text:?}: {ident}"
                );
            }
        }
    }
}
