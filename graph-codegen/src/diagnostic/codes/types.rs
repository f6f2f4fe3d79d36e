//! Findings of this stage.

super::codes! {
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
    BASE_CYCLE = "GD0304" Warning "a type that derives from itself",
        "Following the base types leads back to the type. One statement of the circle is left out. Correct the page \
         whose statement is wrong.";
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
}
