//! The words of an inventory, as its text and the change log spell them.

use serde::{Serialize, Serializer};

/// An enum whose variants each have a word.
macro_rules! words {
    ($(#[$docs:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$docs])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its word.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The one of this word.
            pub fn of_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
    };
}

words! {
    /// What an item or a part is. Items come first; each part has its place in one kind of item.
    Kind {
        /// An entity or a complex type.
        Type = "type",
        /// An enum.
        Enum = "enum",
        /// An operation, by its id.
        Operation = "operation",
        /// A property that a type has itself.
        Property = "property",
        /// A property of a base of which a type's page says something else.
        Restated = "restated",
        /// A type that the union of a base takes, the base itself among them.
        Variant = "variant",
        /// A member of an enum.
        Member = "member",
        /// A path of an operation, without the names of its placeholders.
        Path = "path",
        /// A parameter in a path.
        Parameter = "parameter",
        /// An option in the query.
        Query = "query",
        /// A header field.
        Header = "header",
        /// A property or a parameter in the body of a request.
        Body = "body",
        /// A documented answer, by its status.
        Response = "response",
        /// A permission: `application/Mail.Read`.
        Permission = "permission",
    }
}

words! {
    /// What is said of an item or a part.
    Fact {
        /// The id of an operation, where a page was renamed.
        Id = "id",
        /// Of a type `entity` or `complex`, of a property `navigation`, of an operation `list` and so on.
        Kind = "kind",
        /// The base of a type.
        Base = "base",
        /// Only derived types occur.
        Abstract = "abstract",
        /// May hold properties that no page lists.
        Open = "open",
        /// Stands for any JSON.
        FreeForm = "freeForm",
        /// The property that identifies an entity.
        Key = "key",
        /// `Edm.String`, `Collection(microsoft.graph.recipient)`.
        Type = "type",
        /// `true` or `false`, where the page says so.
        Nullable = "nullable",
        /// Needed on creation, or in the request.
        Required = "required",
        /// Set by the service only.
        ReadOnly = "readOnly",
        /// Going away.
        Deprecated = "deprecated",
        /// The value where none is given.
        Default = "default",
        /// The operators of `$filter`.
        Filter = "filter",
        /// Absent unless `$select` names it.
        OnlyOnSelect = "onlyOnSelect",
        /// The values that a string property lists.
        Values = "values",
        /// No page describes it; others refer to it.
        Undocumented = "undocumented",
        /// An enum of which several members stand in one value.
        Flags = "flags",
        /// Sent only to those who ask for unknown members.
        Evolvable = "evolvable",
        /// `POST`.
        Method = "method",
        /// What a request carries: `application/json`.
        ContentTypes = "contentTypes",
        /// The page says that the OData options are supported.
        AllQueryOptions = "allQueryOptions",
        /// The value that the page gives to a parameter.
        Value = "value",
        /// The page has a table of permissions.
        Stated = "stated",
        /// No HTTP block has the path; an example shows it.
        Shown = "shown",
        /// The permission is the least privileged of its kind.
        Least = "least",
        /// National clouds.
        Clouds = "clouds",
        /// As what Rust shows it: the path of a struct, `subject:String` of a field, the builders of a path.
        Rust = "rust",
        /// What the struct of a call carries, in Rust.
        Carries = "carries",
        /// What a call answers, in Rust.
        Answers = "answers",
        /// The union of a base, in Rust.
        Union = "union",
        /// The union has a `From` for each of its variants.
        Conversions = "conversions",
    }
}

impl Fact {
    /// Whether it tells what Rust shows, rather than what the pages say.
    pub fn is_rust(self) -> bool {
        matches!(
            self,
            Self::Rust | Self::Carries | Self::Answers | Self::Union | Self::Conversions
        )
    }
}
