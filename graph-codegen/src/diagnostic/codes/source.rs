//! Findings about the texts themselves.

super::codes! {
    NOT_UTF8 = "GD0001" Warning "a file that is not UTF-8",
        "Every page is UTF-8. Other bytes are read as U+FFFD, so names or examples on the page may be wrong. \
         Save the file as UTF-8.";
    NO_PAGES = "GD0002" Error "no pages",
        "The folder has no Markdown pages in `api/` or `resources/`. Point `--docs` at the folder that holds both.";
}
