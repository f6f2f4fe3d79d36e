//! Findings of this stage.

super::codes! {
    BAD_OVERRIDE = "GD0201" Error "an override that cannot be read",
        "The overrides file is TOML: entries `[[override]]`, each with `page` (its path below the folder of pages), \
         `reason`, perhaps `reference`, and exactly one change: `rename-type`, `set-base`, `set-kind`, `rename-property`, \
         `retype-property`, `add-property`, `drop-property`, `rename-member`, `add-member`, `drop-member`, `drop-path`, \
         `drop-base`, `set-abstract`, `set-open`, `add-type`, `set-enum` or `set-response`. \
         Tables among them: `rename-property = { from, to }`; `retype-property` and `add-property = { name, type, collection, \
         navigation, description }`; `rename-member = { enum, from, to }`; `add-member` and `drop-member = { enum, name }`; \
         `add-type = { name, kind, base, abstract, open, properties }` for a type that no page describes; \
         `set-enum = { name, members, flags }`; `set-response = { request, status, type, collection }`, where `request` is \
         `GET /path`, a path or a method, and no `type` means that nothing comes back.";
    OVERRIDE_NOT_APPLIED = "GD0202" Error "an override that does not apply",
        "An override corrects a fault of a page. When the page has been corrected, or its fault has moved, the override \
         must go: otherwise it would hide what the page says. Correct or remove the entry.";
    BAD_BASELINE = "GD0203" Error "a baseline that cannot be read",
        "The baseline is TOML: groups `[[accepted]]`, each with `code`, `reason`, and `findings`, a list of texts as \
         `cargo xtask gen --accept` writes them: the page, a colon, and what the finding is about.";
    NO_LONGER_FOUND = "GD0204" Error "an accepted finding that no longer occurs",
        "The baseline accepts a finding that is gone: the page was mended, or says it otherwise now. An entry that stays \
         would hide the fault when it comes back. `cargo xtask gen --accept` removes such entries.";
    BAD_LEVELS = "GD0205" Error "a file of levels that cannot be read",
        "`lint.toml` gives codes another level under `[levels]`: `GD0314 = \"allow\"`, or `\"note\"`, `\"warning\"`, `\"error\"`. \
         An error keeps its level: what it is about cannot be used.";
}
