//! Model → a page of values as the service would send it: realistic in shape and size, the same on every run.

use graph_codegen::{
    model::{Api, Enum, Property, PropertyKind, Type, TypeName},
    rust::{Item, Krate},
};
use serde_json::{Map, Value, json};

/// A type whose values are read and written.
pub(super) struct Kind {
    /// `driveItem`.
    pub(super) name: String,
    /// `DriveItem`.
    pub(super) ident: String,
    ty: TypeName,
}

/// What a program about mail, people and files uses.
const KINDS: [&str; 3] = ["message", "user", "driveItem"];

/// Those of the types that the model has.
pub(super) fn kinds(api: &Api, krate: &Krate) -> Vec<Kind> {
    let kind = |name: &&str| {
        let ty = TypeName::new(format!("{}.{name}", api.api.namespace));
        let ident = krate.items.iter().find_map(|file| match &file.item {
            Item::Struct(struct_) if struct_.name.wire == ty.as_str() => Some(&struct_.name.rust),
            _ => None,
        });
        ident.map(|ident| Kind {
            name: (*name).to_owned(),
            ident: ident.clone(),
            ty,
        })
    };
    KINDS.iter().filter_map(kind).collect()
}

/// A page of at least so many bytes.
pub(super) fn page(api: &Api, kind: &Kind, bytes: usize) -> String {
    let mut maker = Maker { api, state: 1 };
    let mut values = Vec::new();
    let mut length = 0;
    while length < bytes {
        let value = maker.object(&kind.ty, 0);
        length += value.to_string().len() + 1;
        values.push(value);
    }
    let context = format!("https://graph.example.com/v1.0/$metadata#{}s", kind.name);
    json!({"@odata.context": context, "value": values}).to_string()
}

/// Objects stand in each other no deeper.
const DEPTH: usize = 4;

struct Maker<'a> {
    api: &'a Api,
    state: u64,
}

impl Maker<'_> {
    fn object(&mut self, name: &TypeName, depth: usize) -> Value {
        let mut object = Map::new();
        if depth == 0 {
            object.insert("@odata.etag".to_owned(), format!("W/\"{}\"", self.id(28)).into());
        } else if self.api.types.iter().any(|ty| ty.base.as_ref() == Some(name)) {
            object.insert("@odata.type".to_owned(), format!("#{name}").into());
        }
        let mut chain: Vec<&Type> = self.api.chain(name).collect();
        chain.reverse();
        for property in chain.into_iter().flat_map(|ty| &ty.properties) {
            let structural = property.kind == PropertyKind::Structural;
            if structural && (property.name == "id" || self.below(8) > 0) {
                let value = self.property(property, depth);
                object.insert(property.name.clone(), value);
            }
        }
        object.into()
    }

    /// One in six is null.
    fn property(&mut self, property: &Property, depth: usize) -> Value {
        if property.collection {
            let most = if depth < DEPTH { 3 } else { 0 };
            let count = self.below(most + 1);
            return (0..count).map(|_| self.value(property, depth)).collect();
        }
        if property.name != "id" && self.below(6) == 0 {
            return Value::Null;
        }
        self.value(property, depth)
    }

    fn value(&mut self, property: &Property, depth: usize) -> Value {
        if let Some(enum_) = self.api.enum_(&property.ty) {
            return self.member(enum_);
        }
        if !property.ty.is_primitive() {
            return match self.api.ty(&property.ty) {
                Some(ty) if !ty.free_form && depth < DEPTH => self.object(&property.ty, depth + 1),
                _ if property.collection => json!({}),
                _ => Value::Null,
            };
        }
        self.scalar(property)
    }

    fn member(&mut self, enum_: &Enum) -> Value {
        let index = self.below(enum_.members.len().max(1));
        enum_.members.get(index).map(|member| &*member.name).into()
    }

    fn scalar(&mut self, property: &Property) -> Value {
        match property.ty.as_str() {
            "Edm.String" => self.text(property).into(),
            "Edm.Boolean" => (self.below(2) == 0).into(),
            "Edm.Byte" | "Edm.SByte" => self.below(100).into(),
            "Edm.Int16" | "Edm.Int32" | "Edm.Int64" => self.below(30_000).into(),
            "Edm.Single" | "Edm.Double" | "Edm.Decimal" => (self.below(1000) as f64 + 0.5).into(),
            "Edm.DateTimeOffset" => format!("2026-{}T09:14:{}Z", self.day(), self.two(60)).into(),
            "Edm.Date" => format!("2026-{}", self.day()).into(),
            "Edm.TimeOfDay" => format!("08:{}:00.0000000", self.two(60)).into(),
            "Edm.Duration" => format!("PT{}H", self.below(24)).into(),
            "Edm.Guid" => self.guid().into(),
            "Edm.Binary" => (self.id(28) + "AQ==").into(),
            _ => json!({"text": self.words(3)}),
        }
    }

    fn text(&mut self, property: &Property) -> String {
        let index = self.below(property.known_values.len().max(1));
        if let Some(value) = property.known_values.get(index) {
            return value.clone();
        }
        let name = property.name.to_lowercase();
        let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        if name == "content" {
            return self.html();
        }
        if name == "id" || ends(&["folderid", "conversationid", "changekey"]) {
            return self.id(120);
        }
        if ends(&["id", "identifier"]) {
            return self.guid();
        }
        if ends(&["mail", "address", "principalname", "mailnickname"]) {
            return format!("{}.{}@example.com", self.word(), self.word());
        }
        if ends(&["link", "url", "uri"]) {
            return format!(
                "https://example.com/{}/{}?id={}",
                self.word(),
                self.word(),
                self.id(60)
            );
        }
        let words = if ends(&["preview", "description"]) { 40 } else { 2 };
        self.words(words)
    }

    /// The body of a mail, with what JSON has to escape.
    fn html(&mut self) -> String {
        let paragraphs = 4 + self.below(12);
        let mut html = String::from(
            "<html><head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html\"></head><body>\r\n",
        );
        for _ in 0..paragraphs {
            let words = 20 + self.below(40);
            html += &format!("<p class=\"{}\">{} – ok</p>\r\n", self.word(), self.words(words));
        }
        html + "</body></html>"
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<_> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }

    fn word(&mut self) -> &'static str {
        const WORDS: [&str; 16] = [
            "plan", "quarter", "blue", "meeting", "harbor", "invoice", "late", "review", "garden", "north",
            "the", "of", "and", "ticket", "summary", "Zürich",
        ];
        let index = self.below(WORDS.len());
        WORDS.get(index).copied().unwrap_or_default()
    }

    /// Text as in identifiers of mail items.
    fn id(&mut self, length: usize) -> String {
        const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        let letter = |index: usize| LETTERS.get(index).map_or('A', |letter| char::from(*letter));
        (0..length).map(|_| letter(self.below(LETTERS.len()))).collect()
    }

    fn guid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        let (a, b, c) = (high >> 32, (high >> 16) & 0xffff, high & 0xffff);
        format!(
            "{a:08x}-{b:04x}-{c:04x}-{:04x}-{:012x}",
            low >> 48,
            low & 0xffff_ffff_ffff
        )
    }

    fn day(&mut self) -> String {
        let month = 1 + self.below(12);
        let day = 1 + self.below(28);
        format!("{month:02}-{day:02}")
    }

    fn two(&mut self, below: usize) -> String {
        format!("{:02}", self.below(below))
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap_or_default()
    }

    /// The generator SplitMix64: the same on every platform.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# thing resource type\n\nNamespace: microsoft.graph\n\n## Properties\n\n\
        | Property | Type | Description |\n|:--|:--|:--|\n| id | String | The id. |\n| sent | DateTimeOffset | Then. |\n";

    fn thing(bytes: usize) -> String {
        let sources = graph_codegen::text::Sources::from_texts(&[("resources/thing.md", PAGE)]);
        let api = graph_codegen::analyze(&sources, None, graph_codegen::model::ApiInfo::default()).api;
        let kind = Kind {
            name: "thing".to_owned(),
            ident: "Thing".to_owned(),
            ty: TypeName::new("microsoft.graph.thing"),
        };
        page(&api, &kind, bytes)
    }

    #[test]
    fn a_page_is_the_same_every_time_and_as_large_as_wanted() {
        assert_eq!(thing(5000), thing(5000));
        assert!((5000..6000).contains(&thing(5000).len()));
    }

    #[test]
    fn a_value_has_the_properties_of_its_type() {
        let page: Value = serde_json::from_str(&thing(2000)).expect("is JSON");
        assert!(page["value"][0]["id"].is_string(), "{page}");
        let values = page["value"].as_array().expect("an array");
        assert!(values.iter().any(|value| value["sent"].is_string()), "{page}");
    }
}
