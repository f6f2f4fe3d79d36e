//! What the generator makes, written by hand and small: the shapes that the tests of the runtime read and write.

use graph_models::{
    Binary, DateTimeOffset, Decimal, Extra, Flags, Json,
    runtime::{
        Boxed, EnumText, Field, Hash, Object, OpenEnum, Table, Union, Unlisted, Visit, object, open_enum,
        union, visit,
    },
};

/// A struct with its table, as the generator writes it; here by a macro to keep the tests short.
macro_rules! model {
    ($name:ident = $wire:literal { $($index:literal $field:ident: $ty:ty = $key:literal),* $(,)? } secrets $secrets:expr) => {
        #[derive(Default)]
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

            fn visit<'a>(&'a self, visitor: &mut dyn Visit<'a>) {
                if visitor.extra(&self.extra) {
                    $(visit(visitor, $index, &self.$field);)*
                }
            }

            fn field_mut(&mut self, index: usize) -> &mut dyn Field {
                match index {
                    $($index => &mut self.$field,)*
                    _ => &mut self.extra,
                }
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
    12 parent: Boxed<Message> = "parent",
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
    2 item: Boxed<Message> = "item",
} secrets &[]);

#[derive(Clone)]
pub(crate) enum Importance {
    Low,
    Normal,
    High,
    Unlisted(Unlisted),
}

impl OpenEnum for Importance {
    const NAMES: &'static [&'static str] = &["low", "normal", "high"];

    fn member(index: usize, text: EnumText<'_>) -> Self {
        match index {
            0 => Self::Low,
            1 => Self::Normal,
            2 => Self::High,
            _ => Self::Unlisted(text.into()),
        }
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

#[derive(Clone)]
pub(crate) enum Architecture {
    None,
    X86,
    X64,
    Unlisted(Unlisted),
}

impl OpenEnum for Architecture {
    const NAMES: &'static [&'static str] = &["none", "x86", "x64"];

    fn member(index: usize, text: EnumText<'_>) -> Self {
        match index {
            0 => Self::None,
            1 => Self::X86,
            2 => Self::X64,
            _ => Self::Unlisted(text.into()),
        }
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

pub(crate) enum AnyAttachment {
    Attachment(Boxed<Attachment>),
    FileAttachment(Boxed<FileAttachment>),
    ItemAttachment(Boxed<ItemAttachment>),
}

impl Default for AnyAttachment {
    fn default() -> Self {
        Self::Attachment(Boxed::blank())
    }
}

impl Union for AnyAttachment {
    const BASE: &'static str = "microsoft.graph.attachment";
    const NAMES: &'static [&'static str] = &[
        "microsoft.graph.attachment",
        "microsoft.graph.fileAttachment",
        "microsoft.graph.itemAttachment",
    ];

    fn variant(index: usize) -> Self {
        match index {
            1 => Self::FileAttachment(Boxed::blank()),
            2 => Self::ItemAttachment(Boxed::blank()),
            _ => Self::Attachment(Boxed::blank()),
        }
    }

    fn object(&self) -> &dyn Object {
        match self {
            Self::Attachment(Boxed { object, .. })
            | Self::FileAttachment(Boxed { object, .. })
            | Self::ItemAttachment(Boxed { object, .. }) => &**object,
        }
    }

    fn object_mut(&mut self) -> &mut dyn Object {
        match self {
            Self::Attachment(Boxed { object, .. })
            | Self::FileAttachment(Boxed { object, .. })
            | Self::ItemAttachment(Boxed { object, .. }) => &mut **object,
        }
    }
}

union!(AnyAttachment);

impl From<FileAttachment> for AnyAttachment {
    fn from(value: FileAttachment) -> Self {
        Self::FileAttachment(Boxed::new(value))
    }
}
