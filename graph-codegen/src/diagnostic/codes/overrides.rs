//! Findings of this stage.

super::codes! {
    BAD_OVERRIDE = "GD0201" Error "an override that cannot be read",
        "The overrides file is TOML: entries `[[override]]`, each with `page` (its path below the folder of pages), \
         `reason`, perhaps `reference`, and exactly one change: `rename-type`, `set-base`, `set-kind`, `rename-property`, \
         `retype-property`, `add-property`, `drop-property`, `rename-member`, `add-member`, `drop-member` or `drop-path`.";
    OVERRIDE_NOT_APPLIED = "GD0202" Error "an override that does not apply",
        "An override corrects a fault of a page. When the page has been corrected, or its fault has moved, the override \
         must go: otherwise it would hide what the page says. Correct or remove the entry.";
}
