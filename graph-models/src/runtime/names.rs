//! Names on the wire of fields that the compiler knows. Comes in: an object and one of its fields.

use super::{
    object::Object,
    value::{Field, Value},
};

/// The name of a field of an object, for [`names!`](crate::names).
#[doc(hidden)]
pub fn name_of<T: Value>(object: &dyn Object, field: &Option<T>) -> &'static str {
    let wanted: &dyn Field = field;
    let mut keys = object.table().keys.iter().enumerate();
    // No field is of size zero, so no two have one address.
    let key = keys.find(|(index, _)| std::ptr::addr_eq(object.field(*index), wanted));
    key.map_or("", |(_, key)| key)
}

/// The names on the wire of fields of a type, for `$select`, `$expand` and `$orderby`. A name that the type does not
/// have does not compile.
///
/// # Example
///
/// ```
/// use graph_models::{Extra, names, runtime::{Field, Hash, Object, Table}};
///
/// #[derive(Default)]
/// struct Note {
///     display_name: Option<String>,
///     is_read: Option<bool>,
///     extra: Extra,
/// }
/// # static TABLE: Table = Table { name: "note", keys: &["displayName", "isRead"], hash: Hash::NONE, secrets: &[] };
/// # impl Object for Note {
/// #     fn table(&self) -> &'static Table { &TABLE }
/// #     fn field(&self, index: usize) -> &dyn Field {
/// #         match index { 0 => &self.display_name, 1 => &self.is_read, _ => &self.extra }
/// #     }
/// #     fn field_mut(&mut self, index: usize) -> &mut dyn Field {
/// #         match index { 0 => &mut self.display_name, 1 => &mut self.is_read, _ => &mut self.extra }
/// #     }
/// # }
/// assert_eq!(names!(Note: is_read, display_name), ["isRead", "displayName"]);
/// ```
#[macro_export]
macro_rules! names {
    ($ty:ty: $($field:ident),+ $(,)?) => {{
        let object = <$ty as ::std::default::Default>::default();
        [$($crate::runtime::name_of(&object, &object.$field)),+]
    }};
}
