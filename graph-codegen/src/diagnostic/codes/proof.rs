//! Findings of this stage.

super::codes! {
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
}
