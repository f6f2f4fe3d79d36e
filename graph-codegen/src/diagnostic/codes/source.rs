//! Findings about the texts themselves.

super::codes! {
    NOT_UTF8 = "GD0001" Warning "a file that is not UTF-8",
        "Every page is UTF-8. Other bytes are read as U+FFFD, so names or examples on the page may be wrong. \
         Save the file as UTF-8.";
    NO_PAGES = "GD0002" Error "no pages",
        "The folder has no Markdown pages in `api/` or `resources/`. Point `--docs` at the folder that holds both.";
    LINK_OUTSIDE = "GD0003" Warning "a symbolic link that is not followed",
        "Links that lead out of the folder of pages, and links to folders, are not followed: pages come from where they \
         seem to be. Put the file itself into the folder.";
    BAD_SETTINGS = "GD0004" Error "`api.toml` cannot be read",
        "The file beside the pages says which API they describe. Its keys are `version`, `base-url`, `namespace`, `root`, \
         `online`, `source` and `licence`, each a string and each optional; `--api-version` stands for `version`.";
}
