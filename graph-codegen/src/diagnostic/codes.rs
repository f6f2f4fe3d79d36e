//! The registry of codes. `GD00` sources, `GD01` reading pages, `GD02` overrides, `GD03` types, `GD04` operations and
//! examples, `GD05` Rust, `GD06` examples against the model, `GD07` the service's metadata.

use super::{Code, Severity};

/// All codes, in order of their ids.
pub fn all() -> impl Iterator<Item = &'static Code> {
    ALL.iter().copied()
}

/// Declares codes as constants and lists them in `ALL`. The example of each is a file named after its id.
macro_rules! codes {
    ($($name:ident = $id:literal $severity:ident $title:literal, $explanation:literal;)*) => {
        $(
            #[doc = concat!("`", $id, "`: ", $title, ".")]
            pub static $name: Code = Code {
                id: $id,
                severity: Severity::$severity,
                title: $title,
                explanation: $explanation,
                example: include_bytes!(concat!("examples/", $id, ".md")),
            };
        )*
        static ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    // Sources
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
    FILE_UNUSABLE = "GD0005" Warning "a file that cannot be used",
        "A name with control characters, with a backslash or that is not UTF-8 cannot be shown or written, and Windows has no \
         files called `con`, `com1` and alike. A page may also be unreadable, or larger than 16 MiB. The file or folder is left \
         out, and the run goes on. Rename or correct it.";

    // Reading pages
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
        "A property's name is one word of letters, digits, `_`, `.`, `@` or `-`. Of three rows, the place of one tells as well; another row is skipped.";
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
        "The first cell of a row of permissions is `Delegated (work or school account)`, `Delegated (personal Microsoft account)` or `Application`. Of three rows, the place of one tells as well; another row is skipped.";
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
    TABLE_UNREAD = "GD0127" Warning "a table of a resource page that is not read",
        "A resource page has a table where properties may be listed, or one that names keys of the page's sample, and it \
         cannot be read as one of properties: its columns are not those, or it is in HTML. The type is modelled without \
         these rows. Write `|Property|Type|Description|` under `## Properties`.";

    // Overrides, baseline and levels
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

    // Types and enums
    TYPE_NAMES_DIFFER = "GD0301" Warning "a title and an annotation that name different types",
        "The annotation of the JSON representation (`\"@odata.type\": \"microsoft.graph.message\"`) says which type a page \
         describes; the title should say the same (`# message resource type`). The annotation is taken, unless it was \
         copied from the page of another type. Links and names in the title's spelling find the type all the same.";
    TYPE_AND_ENUM = "GD0302" Warning "a name that is a type and an enum",
        "A resource page and a table of members describe the same name. A type with properties wins over the table, \
         a page without properties loses against it. Rename one, or remove the annotation of an enum's page.";
    BASES_DIFFER = "GD0303" Warning "two base types",
        "An annotation, a sentence (`Inherits from [x](x.md)`) and a list of derived types name base types of which \
         neither derives from the other. The sentence is taken, then the annotation, then the list. Make them agree.";
    BASE_CYCLE = "GD0304" Warning "a type that derives from itself, or from too many others",
        "Following the base types leads back to the type, or goes on for more than 32 types. One statement of the chain \
         is left out. Correct the page whose statement is wrong.";
    UNKNOWN_TYPE = "GD0305" Warning "a type that nothing describes",
        "A table or a sentence names a type that has no page, no table of members and no list of values. It is \
         modelled without properties of its own; unknown properties are kept. Correct the name or add the page.";
    UNREADABLE_TYPE = "GD0306" Warning "a Type cell that names no type",
        "The cell holds words that are not the name of a type. The property is modelled as free-form JSON. \
         Write one name or link, followed by `collection` where it is one.";
    PROPERTY_REPEATED = "GD0307" Note "a property described twice",
        "The tables of a type hold a property twice, with the same type. The first row is taken.";
    PROPERTY_CONTRADICTED = "GD0308" Warning "a property described twice, differently",
        "The tables of a type hold a property twice, with another type or another spelling. The first row is taken; \
         rows of the page that is named for the type come first. Make the rows agree or remove one.";
    PROPERTY_REDECLARED = "GD0309" Warning "an inherited property with another type",
        "A derived type lists a property of its ancestor with another type. A type cannot redeclare what it inherits: \
         the ancestor's row is taken. Make the rows agree.";
    NOT_A_PROPERTY = "GD0310" Warning "a row that is no property",
        "The name in the first cell cannot be the name of a property, for instance a path (`file/content`). The row is \
         left out.";
    NOT_INHERITED = "GD0311" Warning "an inherited property that the ancestor lacks",
        "A row says `Inherited from`, but the named type is no ancestor, or its page does not list the property. The \
         property stays where it is described. Correct the row, the base type or the ancestor's page.";
    ENUM_TABLES_DIFFER = "GD0312" Warning "two tables of one enum that differ",
        "Two tables describe the same enum with different members. The members of both are taken, those of the first \
         table first. Keep one table and link to it.";
    ENUM_LIST_DIFFERS = "GD0313" Warning "a value that its enum's table lacks",
        "A description lists a value that is not in the table of the property's enum. The table is taken: values that \
         the service sends are kept whether listed or not. Correct the value or add it to the table.";
    ENUM_LIST_SHORT = "GD0314" Note "a list that leaves out members",
        "A description lists only some members of the property's enum. The table is taken.";
    UNRELATED_ALTERNATIVES = "GD0315" Warning "alternatives without a common base",
        "A Type cell gives several types that share no base. The property is modelled as free-form JSON.";
    ONLY_IN_REPRESENTATION = "GD0316" Warning "a property that only the JSON representation shows",
        "The JSON representation of a type has a key that no table of the page lists. It is modelled with the type that \
         the sample shows. Add a row to the table, or remove the key.";
    ONLY_IN_PATHS = "GD0317" Note "a relationship that only paths tell",
        "A page lists or gets entities at a path that continues a known type with a name which no table of that type \
         lists. It is modelled as a relationship. Add a row to the type's Relationships.";
    ENUM_TABLE_OF_ANOTHER = "GD0318" Warning "a table that shares no member with any description",
        "The descriptions of the properties of an enum list values, none of which is in the enum's table: the table stands \
         under the wrong heading. The listed values are taken. Correct the table.";
    ONLY_IN_EXAMPLES = "GD0319" Note "a property that only answers show",
        "Answers on several pages show a property that no table of its type lists, and its name means the same type \
         everywhere else (`lastModifiedDateTime`). It is modelled with that type. Add a row to the table.";
    ENUM_TABLE_SLIP = "GD0320" Warning "a table that all descriptions contradict",
        "The descriptions of the properties of an enum agree with each other and with nearly all of its table, list more \
         members than the table, and none has a member that the table has: the row is misspelt or two rows became one. \
         The listed values are taken. Correct the table.";
    LINK_TEXT_DIFFERS = "GD0321" Warning "a link whose text and target name different types",
        "The text of a link in a Type cell is the name of one type, and its target is the page of another. The target is \
         taken. Correct whichever is wrong.";
    KIND_GUESSED = "GD0322" Note "a kind that is a guess",
        "The type has no `id`, no key and no base, no property holds it, and a function lists it: no page tells whether \
         it is an entity. It is taken for one, as services mostly have it; a type of which a function returns one object \
         is taken for a complex type. Name its key in the annotation, or `set-kind` in `overrides.toml`.";
    ENUM_LISTS_DIFFER = "GD0323" Note "lists of one enum that differ",
        "Descriptions on several pages list the values of one enum, which has no table, and each leaves out some. All \
         values are taken. Give the enum a table, or complete the lists.";
    BASE_ONLY_IN_EXAMPLES = "GD0324" Note "a base type that only examples show",
        "A value in an example names in `@odata.type` another type than its property or response has, so that it must \
         derive from that; or answers show exactly the properties of a base, and the table of their type lists none of \
         them. The type is modelled with that base. Name it on the type's page: \"Inherits from\" and a link.";

    // Operations and examples
    NO_PATH = "GD0401" Warning "an HTTP line without a path",
        "The line names a method but no path, the message of a generator that found none, or a path of more than 64 \
         segments. The line is left out. Write the path that addresses the resource.";
    OTHER_HOST = "GD0402" Note "a request to another host",
        "The line is an absolute address of another host, such as one for uploads. It is no operation of this API \
         and is left out.";
    NO_REQUEST_LINE = "GD0403" Warning "an operation page without an HTTP line",
        "A page in `api/` has no line such as `GET /me/messages` that can be read, so it gives no operation. \
         Add a code block under `## HTTP request`.";
    PARAMETER_NOT_IN_PATH = "GD0404" Note "a path parameter that stands in no path",
        "A table of path or function parameters has a row for which no path of the page has a placeholder. The row is \
         left out. Spell both the same.";
    ANSWER_UNKNOWN = "GD0405" Warning "an answer of unknown type",
        "The page says that the answer has a body, but neither sentence, annotation, example, method table nor path \
         tell its type. It is modelled as free-form JSON. Link the type in the sentence under `## Response`.";
    STATUS_DIFFERS = "GD0406" Note "an example with a status that the page does not document",
        "The example answers with another success status than the sentences under `## Response` give. Both are kept: \
         the documented one for the operation, the shown one for the example.";
    EXAMPLE_OF_NO_OPERATION = "GD0407" Note "an example of no documented operation",
        "The example's method and path fit none of the HTTP lines of any page. It is kept without an operation.";
    EXAMPLE_TYPE_UNKNOWN = "GD0408" Note "an example body of unknown type",
        "Nothing tells the type of the example's body, so it is not held against a type. Name the type in the \
         annotation before the example: `\"@odata.type\": \"microsoft.graph.message\"`.";
    ANSWERS_DIFFER = "GD0409" Warning "a sentence that names another type than the rest of its page",
        "The sentence under `## Response` names one type; annotation, example and title name another, and together weigh \
         more. Their type is taken. Correct the link in the sentence.";

    // Rust
    NAME_COLLISION = "GD0501" Warning "two names become one in Rust",
        "Two names differ only in letter case or in characters that no Rust identifier holds. Both are generated; the \
        second gets a number.";
    PATH_NOT_BUILT = "GD0551" Warning "a path that no request can be made for",
        "Builders of requests are made from names, keys in braces and calls with their arguments between slashes. A path \
        with an ellipsis or a sentence in it has none; the operation's other paths do.";
    REQUIRED_NOT_TAKEN = "GD0552" Warning "a request without a required parameter",
        "A call takes each parameter that its page requires as an argument, on all paths. This one does not, since the \
        parameter's name cannot stand in a query. Write its name as the service spells it.";

    // Examples against the model
    KEY_NOT_LISTED = "GD0601" Note "an example's key that no page lists",
        "The example shows a property that neither its type nor a base of it has. The models keep the value in `extra`. Add \
         the property to the table of the type, or mend the example.";
    PARAMETER_NOT_LISTED = "GD0602" Note "an example's parameter that its page does not list",
        "The example gives a parameter that the page's table does not have, so that no request can give it by name. Add the \
         row, or mend the example.";
    EXAMPLE_CONTRADICTS = "GD0603" Warning "an example's value that its property cannot hold",
        "The example shows a string where the table says Boolean, or the like. One of the two is wrong. The round-trip \
         tests expect that reading the value fails, and try the rest of the body.";
    EXAMPLE_COUNT_DIFFERS = "GD0604" Warning "an example with one value for several, or several for one",
        "The example shows an array where the page documents one value, or one value where it documents a collection. One of \
         the two is wrong.";
    NO_MEMBER = "GD0605" Note "an example's value that is no member of its enum",
        "The example shows a value that the enum's table does not have. The models keep it as it is. Add the member, or \
         mend the example.";

    // The service's metadata
    BAD_METADATA = "GD0701" Error "metadata that cannot be read",
        "`cargo xtask verify` holds the pages against the `$metadata` document of the service: CSDL 4.0 or 4.01 as XML, with \
         `Edmx` as its outermost element. It is read as the service gives it: a document type or entities of its own are \
         refused, every type has a name, every property a type. Get the document again and compare.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_sorted() {
        let ids: Vec<_> = all().map(|code| code.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    }
}
