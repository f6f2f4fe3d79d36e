//! Findings of this stage.

super::codes! {
    NO_PATH = "GD0401" Warning "an HTTP line without a path",
        "The line names a method but no path, or the message of a generator that found none. The line is left out. \
         Write the path that addresses the resource.";
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
}
