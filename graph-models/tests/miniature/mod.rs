//! What the generator makes, written by hand and small: the shapes that the tests of the runtime read and write.

use graph_models::{
    Binary, DateTimeOffset, Decimal, Extra, Flags, Json,
    runtime::{Field, Hash, Object, OpenEnum, Table, Union, Unlisted, Variant, object, open_enum, union},
};

/// A struct with its table, as the generator writes it; here by a macro to keep the tests short.
macro_rules! model {
    ($name:ident = $wire:literal { $($index:literal $field:ident: $ty:ty = $key:literal),* $(,)? } secrets $secrets:expr) => {
        #[derive(Clone, Default, PartialEq)]
        pub(crate) struct $name {
            $(pub(crate) $field: Option<$ty>,)*
            pub(crate) extra: Extra,
        }

        impl Object for $name {
            fn table(&self) -> &'static Table {
                static TABLE: Table = Table {
                    name: $wire,
                    keys: &[$($key),*],
                    hash: Hash::NONE,
                    secrets: $secrets,
                };
                &TABLE
            }

            fn field(&self, index: usize) -> &dyn Field {
                match index {
                    $($index => &self.$field,)*
                    _ => &self.extra,
                }
            }

            fn field_mut(&mut self, index: usize) -> &mut dyn Field {
                match index {
                    $($index => &mut self.$field,)*
                    _ => &mut self.extra,
                }
            }

            fn extra(&self) -> &Extra {
                &self.extra
            }

            fn extra_mut(&mut self) -> &mut Extra {
                &mut self.extra
            }
        }

        object!($name);
    };
}

model!(Message = "microsoft.graph.message" {
    0 id: String = "id",
    1 subject: String = "subject",
    2 from: Recipient = "from",
    3 to_recipients: Vec<Recipient> = "toRecipients",
    4 importance: Importance = "importance",
    5 received_date_time: DateTimeOffset = "receivedDateTime",
    6 is_read: bool = "isRead",
    7 size: i32 = "size",
    8 total: i64 = "total",
    9 score: f64 = "score",
    10 price: Decimal = "price",
    11 attachments: Vec<AnyAttachment> = "attachments",
    12 parent: Box<Message> = "parent",
    13 architectures: Flags<Architecture> = "architectures",
    14 categories: Vec<String> = "categories",
    15 free: Json = "free",
    16 frees: Vec<Json> = "frees",
    17 password: String = "password",
} secrets &[17]);

model!(Recipient = "microsoft.graph.recipient" {
    0 email_address: EmailAddress = "emailAddress",
} secrets &[]);

model!(EmailAddress = "microsoft.graph.emailAddress" {
    0 address: String = "address",
    1 name: String = "name",
} secrets &[]);

model!(Attachment = "microsoft.graph.attachment" {
    0 id: String = "id",
    1 name: String = "name",
} secrets &[]);

model!(FileAttachment = "microsoft.graph.fileAttachment" {
    0 id: String = "id",
    1 name: String = "name",
    2 content_bytes: Binary = "contentBytes",
} secrets &[]);

model!(ItemAttachment = "microsoft.graph.itemAttachment" {
    0 id: String = "id",
    1 name: String = "name",
    2 item: Box<Message> = "item",
} secrets &[]);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Importance {
    Low,
    Normal,
    High,
    Unlisted(Unlisted),
}

impl OpenEnum for Importance {
    const NAME: &'static str = "microsoft.graph.importance";
    const MEMBERS: &'static [(&'static str, Self)] =
        &[("low", Self::Low), ("normal", Self::Normal), ("high", Self::High)];

    fn unlisted(text: Unlisted) -> Self {
        Self::Unlisted(text)
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::Unlisted(text) => text.as_str(),
        }
    }
}

open_enum!(Importance);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Architecture {
    None,
    X86,
    X64,
    Unlisted(Unlisted),
}

impl OpenEnum for Architecture {
    const NAME: &'static str = "microsoft.graph.windowsArchitecture";
    const MEMBERS: &'static [(&'static str, Self)] =
        &[("none", Self::None), ("x86", Self::X86), ("x64", Self::X64)];

    fn unlisted(text: Unlisted) -> Self {
        Self::Unlisted(text)
    }

    fn as_str(&self) -> &str {
        match self {
            Self::None => "none",
            Self::X86 => "x86",
            Self::X64 => "x64",
            Self::Unlisted(text) => text.as_str(),
        }
    }
}

open_enum!(Architecture);

#[derive(Clone, PartialEq)]
pub(crate) enum AnyAttachment {
    Attachment(Box<Attachment>),
    FileAttachment(Box<FileAttachment>),
    ItemAttachment(Box<ItemAttachment>),
}

impl Default for AnyAttachment {
    fn default() -> Self {
        Self::Attachment(Box::default())
    }
}

impl Union for AnyAttachment {
    const BASE: &'static str = "microsoft.graph.attachment";
    const VARIANTS: &'static [Variant<Self>] = &[
        ("microsoft.graph.attachment", || Self::Attachment(Box::default())),
        ("microsoft.graph.fileAttachment", || {
            Self::FileAttachment(Box::default())
        }),
        ("microsoft.graph.itemAttachment", || {
            Self::ItemAttachment(Box::default())
        }),
    ];

    fn object(&self) -> &dyn Object {
        match self {
            Self::Attachment(value) => &**value,
            Self::FileAttachment(value) => &**value,
            Self::ItemAttachment(value) => &**value,
        }
    }

    fn object_mut(&mut self) -> &mut dyn Object {
        match self {
            Self::Attachment(value) => &mut **value,
            Self::FileAttachment(value) => &mut **value,
            Self::ItemAttachment(value) => &mut **value,
        }
    }
}

union!(AnyAttachment);

impl From<FileAttachment> for AnyAttachment {
    fn from(value: FileAttachment) -> Self {
        Self::FileAttachment(Box::new(value))
    }
}
