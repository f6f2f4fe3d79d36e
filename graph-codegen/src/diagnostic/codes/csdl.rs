//! Findings in the service's metadata.

super::codes! {
    BAD_METADATA = "GD0701" Error "metadata that cannot be read",
        "`cargo xtask verify` holds the pages against the `$metadata` document of the service: CSDL 4.0 or 4.01 as XML, with \
         `Edmx` as its outermost element. It is read as the service gives it: a document type or entities of its own are \
         refused, every type has a name, every property a type. Get the document again and compare.";
}
