//! Findings of this stage.

super::codes! {
    FRONT_MATTER = "GD0101" Warning "front matter that is not `key: value`",
        "The lines between the two `---` at the top of a page are `key: value`, with quotes where the value holds a colon. \
         The line is skipped, or read as far as it goes; nothing of the API depends on it.";
    FRONT_MATTER_OPEN = "GD0102" Warning "front matter without an end",
        "The page starts with `---` and no second `---` follows. The whole page is read as Markdown.";
    NO_TITLE = "GD0103" Warning "a page without a title",
        "Every page starts with one heading of level 1, which names its type or its operation. Without it the file's name is used.";
    COMMENT_OPEN = "GD0104" Warning "a comment without an end",
        "`<!--` without `-->` hides the rest of the page from readers. It is read as if it ended at its first empty line.";
    ANNOTATION_INVALID = "GD0105" Warning "an annotation that is not JSON",
        "A comment that starts with `{` is read as JSON: `<!-- { \"blockType\": \"resource\" } -->`. This one could not be read, even leniently.";
    ANNOTATION_MENDED = "GD0106" Note "an annotation with faults in its JSON",
        "The annotation is not strict JSON; it was read after mending what is told. Nothing is lost.";
    ANNOTATION_KEY = "GD0107" Note "an unusual key or value in an annotation",
        "The key is not one of those that the pages use, or its value is of another kind than usual. The key is ignored, or the value taken for what it says.";
    TABLE_UNEVEN = "GD0108" Note "a table whose delimiter row does not fit its header",
        "Markdown does not see a table where the row of dashes has another number of cells than the header. It is read as one.";
    ROW_CELLS = "GD0109" Note "a row with too few or too many cells",
        "Missing cells are read as empty; surplus ones belong to the last column (a `|` in its text should be written `\\|`).";
    TABLE_COLUMNS = "GD0110" Warning "a table without the columns it should have",
        "The table stands where properties or parameters are listed, but has no Type column. Its rows are skipped, or read without types.";
    TYPE_EMPTY = "GD0111" Warning "a row without a type",
        "The Type cell is empty or missing. The rest of the table is read.";
    TYPE_UNREADABLE = "GD0112" Warning "a type cell that names no type",
        "The cell is not a type name, a link, `X collection` or `Collection(X)`. The value is kept as untyped JSON.";
    NAME_UNREADABLE = "GD0113" Warning "a row whose name is no name",
        "A property's name is one word of letters, digits, `_`, `.`, `@` or `-`. The row is skipped.";
    REQUEST_LINE = "GD0114" Warning "a line that is no request",
        "Each line of an HTTP block is `METHOD path`. Other lines are skipped.";
    MESSAGE_SHAPE = "GD0115" Note "an example message with faults in its form",
        "A message is a first line, header lines, an empty line and a body. What deviates is told; the message is read.";
    JSON_MENDED = "GD0116" Note "an example with faults in its JSON",
        "The body is not strict JSON: a trailing comma, a comment, an elision. It was read after mending what is told.";
    JSON_INVALID = "GD0117" Warning "an example that is not JSON",
        "The body looks like JSON but cannot be read, even leniently. It is not used as an example.";
    INCLUDE_MISSING = "GD0118" Warning "an include that is not there, with facts in it",
        "The included file holds permissions or other facts and is not among the files. Copy the folder `includes` along with the pages.";
    INCLUDE_NOTE_MISSING = "GD0119" Note "an include that is not there",
        "The included file is not among the files. It holds text for readers, so nothing of the API is lost.";
    INCLUDE_CYCLE = "GD0120" Warning "an include that includes itself",
        "The file is already being read. The directive is skipped.";
    PERMISSION_LABEL = "GD0121" Warning "a row of permissions for nobody known",
        "The first cell of a row of permissions is `Delegated (work or school account)`, `Delegated (personal Microsoft account)` or `Application`. The row is skipped.";
    RESPONSE_SILENT = "GD0122" Note "a response without a status",
        "The section on the response should say which status a successful call has. Without it the examples decide.";
    FENCE_OPEN = "GD0123" Warning "a block of code without an end",
        "The opening fence has no closing one, so the rest of the page was read as code.";
    ENUM_MEMBER = "GD0124" Note "a member with an unusual value",
        "The Value cell of an enum's member is not a whole number, or the member is listed twice. The first row is kept.";
    NAMESPACE = "GD0125" Warning "a namespace that is no name",
        "`Namespace:` is followed by names joined with dots. A dot at the end is dropped.";
    INCLUDE_IN_ROW = "GD0126" Note "an include in a row of a table",
        "A directive stands alone on its line; in the middle of a text it includes nothing. It is left out of the text.";
}
